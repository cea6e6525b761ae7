import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { CalendarClock } from "lucide-react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { useKeptKey } from "../api/use-kept-key.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import type { NewPlan } from "../plans/queries.js";
import { useRuleWords } from "../plans/use-rule-words.js";
import { isSendable, type Campaign } from "./queries.js";

/** Starts a plan of what the forecast showed, after one more question with its days and numbers. */
export function PlanButton({
  campaign,
  plan,
  isReady,
}: {
  readonly campaign: Campaign;
  readonly plan: NewPlan;
  readonly isReady: boolean;
}) {
  const t = useTranslations("compose");
  const common = useTranslations("common");
  const format = useFormat();
  const ruleWords = useRuleWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const keyOf = useKeptKey();
  const [opened, { open, close }] = useDisclosure();
  const start = useMutation({
    mutationFn: async () => {
      const params = { header: { "idempotency-key": keyOf(plan) } };
      return bodyOf(await api.POST("/v1/plans", { body: plan, params }));
    },
    onSuccess: async ({ planId }) => {
      await queries.invalidateQueries({ queryKey: ["plans"] });
      await navigate({ to: "/campaigns/plans/$planId", params: { planId } });
    },
  });
  const { forecast } = campaign;
  if (forecast === undefined || !isSendable(campaign)) return null;
  const total = forecast.quote?.total;
  return (
    <>
      <Button
        size="md"
        leftSection={<CalendarClock size={18} aria-hidden />}
        disabled={!isReady}
        onClick={open}
      >
        {t("startPlan")}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t("startPlan")}
        closeButtonProps={{ "aria-label": common("close") }}
      >
        <Stack>
          <Text fw={600}>{ruleWords(plan.rule)}</Text>
          <Text>
            {t("planConfirm", {
              recipients: forecast.recipientsKept,
              cost: total === undefined ? "—" : `\u2068${format.money(total)}\u2069`,
            })}
          </Text>
          <ProblemAlert error={start.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common("cancel")}
            </Button>
            <Button loading={start.isPending} onClick={() => start.mutate()}>
              {t("confirmPlan")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

import {
  Button,
  Card,
  Group,
  Modal,
  NumberInput,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { isCredit, toMinor, toTyped } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";
import { MoneyField } from "../money/money-field.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import type { Report } from "../reports/queries.js";
import { Figure } from "./figure.js";

type Log = Report["log"];

/** The six fields of a campaign's log, the rates that follow from them, and the form that fills them in. */
export function CampaignLog({
  campaignId,
  log,
  currency,
}: {
  readonly campaignId: string;
  readonly log: Log;
  /** What the campaign was paid in. */
  readonly currency: string;
}) {
  const t = useTranslations("report");
  const format = useFormat();
  const { data: me } = useSuspenseQuery(meQuery);
  const [opened, { open, close }] = useDisclosure();
  const count = (value: number | undefined): string =>
    value === undefined ? "—" : format.number(value);
  const rate = (bps: number | undefined): string =>
    bps === undefined ? "—" : `${format.number(bps / 100)}%`;
  return (
    <Card>
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {t("log")}
          </Title>
          {me.permissions.includes("campaigns:write") && (
            <Button size="xs" variant="default" onClick={open}>
              {t("edit")}
            </Button>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {t("logLead")}
        </Text>
        <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="xs">
          <Figure
            label={t("deliveredAt")}
            value={log.deliveredAt === undefined ? "—" : format.dateTime(log.deliveredAt)}
          />
          <Figure label={t("goal")} value={log.goal ?? "—"} />
          <Figure label={t("delivered")} value={count(log.deliveries)} />
          <Figure label={t("clicks")} value={count(log.clicks)} />
          <Figure label={t("conversions")} value={count(log.conversions)} />
          <Figure
            label={t("shareValue")}
            value={log.shareValue === undefined ? "—" : format.money(log.shareValue)}
          />
          <Figure label={t("deliveryRate")} value={rate(log.deliveryRateBps)} />
          <Figure label={t("clickRate")} value={rate(log.clickRateBps)} />
          <Figure label={t("conversionRate")} value={rate(log.conversionRateBps)} />
          {log.clicks === undefined && log.replyRateBps !== undefined && (
            <Figure label={t("replyRate")} value={rate(log.replyRateBps)} />
          )}
        </SimpleGrid>
      </Stack>
      <LogWindow
        campaignId={campaignId}
        log={log}
        currency={log.shareValue?.currency ?? (isCredit(currency) ? OF_CREDITS : currency)}
        opened={opened}
        onClose={close}
      />
    </Card>
  );
}

/** Messages are paid in credits in Türkiye only; what they bring is counted in money. */
const OF_CREDITS = "TRY";

function LogWindow({
  campaignId,
  log,
  currency,
  opened,
  onClose,
}: {
  readonly campaignId: string;
  readonly log: Log;
  readonly currency: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const t = useTranslations("report");
  const common = useTranslations("common");
  const [goal, setGoal] = useState(log.goal ?? "");
  const [clicks, setClicks] = useState(log.clicks);
  const [conversions, setConversions] = useState(log.conversions);
  const [value, setValue] = useState(log.shareValue === undefined ? "" : toTyped(log.shareValue));
  const minor = toMinor(value, currency);
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: () =>
      api.PUT("/v1/campaigns/{id}/results", {
        params: { path: { id: campaignId } },
        body: {
          goal,
          ...(clicks !== undefined && { clicks }),
          ...(conversions !== undefined && { conversions }),
          ...(minor !== undefined && { shareValue: { currency, minor } }),
        },
      }),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: ["campaigns", campaignId] }),
  });
  const counted = (typed: number | string): number | undefined =>
    typeof typed === "number" ? typed : undefined;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("log")}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <Stack>
        <TextInput
          label={t("goal")}
          maxLength={500}
          value={goal}
          onChange={({ currentTarget }) => setGoal(currentTarget.value)}
        />
        <NumberInput
          label={t("clicks")}
          min={0}
          allowDecimal={false}
          value={clicks ?? ""}
          onChange={(typed) => setClicks(counted(typed))}
        />
        <NumberInput
          label={t("conversions")}
          min={0}
          allowDecimal={false}
          value={conversions ?? ""}
          onChange={(typed) => setConversions(counted(typed))}
        />
        <MoneyField
          label={t("shareValue")}
          hint={t("shareValueHint")}
          currency={currency}
          value={value}
          onChange={setValue}
        />
        <ProblemAlert error={save.error} />
        <Group justify="flex-end">
          <Button
            loading={save.isPending}
            disabled={value.trim() !== "" && minor === undefined}
            onClick={() => save.mutate()}
          >
            {t("save")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

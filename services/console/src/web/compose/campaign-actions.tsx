import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { CircleX, Pause, Play } from "lucide-react";
import { useTranslations } from "use-intl";

import { api } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { isAtRest, type Campaign } from "./queries.js";
import { RescheduleWindow } from "./reschedule-window.js";

type Step = "pause" | "resume" | "cancel";

/** Holding a campaign back, going on with it, another time for it, and giving it up. */
export function CampaignActions({ campaign }: { readonly campaign: Campaign }) {
  const t = useTranslations("campaign");
  const common = useTranslations("common");
  const { data: me } = useSuspenseQuery(meQuery);
  const [opened, { open, close }] = useDisclosure();
  const step = useStep(campaign.campaignId, close);
  if (isAtRest(campaign.state) || campaign.dryRun || !me.permissions.includes("campaigns:write")) {
    return null;
  }
  return (
    <>
      <Stack gap="xs">
        <Group gap="sm">
          {campaign.state === "paused" ? (
            <Button
              leftSection={<Play size={17} className="mirror" aria-hidden />}
              loading={step.isPending}
              onClick={() => step.mutate("resume")}
            >
              {t("resume")}
            </Button>
          ) : (
            <Button
              variant="default"
              leftSection={<Pause size={17} aria-hidden />}
              loading={step.isPending}
              onClick={() => step.mutate("pause")}
            >
              {t("pause")}
            </Button>
          )}
          <RescheduleWindow campaign={campaign} />
          <Button
            variant="light"
            color="red"
            leftSection={<CircleX size={17} aria-hidden />}
            onClick={open}
          >
            {t("cancel")}
          </Button>
        </Group>
        {!opened && <ProblemAlert error={step.error} />}
      </Stack>
      <Modal
        opened={opened}
        onClose={close}
        title={t("cancelTitle")}
        closeButtonProps={{ "aria-label": common("close") }}
      >
        <Stack>
          <Text>{t("cancelText")}</Text>
          <ProblemAlert error={step.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common("back")}
            </Button>
            <Button color="red" loading={step.isPending} onClick={() => step.mutate("cancel")}>
              {t("cancel")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

function useStep(id: string, onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (step: Step) =>
      api.POST(`/v1/campaigns/{id}/${step}`, { params: { path: { id } } }),
    onSuccess: onDone,
    onSettled: () => queries.invalidateQueries({ queryKey: ["campaigns"] }),
  });
}

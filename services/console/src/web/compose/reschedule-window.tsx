import { Alert, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api } from "../api/client.js";
import { MomentField } from "../parts/moment-field.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { OwnHours, type Hours } from "./own-hours.js";
import { PaceField } from "./pace-field.js";
import type { Campaign } from "./queries.js";

/** Another start, other hours, another pace for what is not released yet. */
export function RescheduleWindow({ campaign }: { readonly campaign: Campaign }) {
  const t = useTranslations("campaign");
  const compose = useTranslations("compose");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const [opened, { open, close }] = useDisclosure();
  const [notBefore, setNotBefore] = useState("");
  const [hours, setHours] = useState<Hours>({ opens: "", closes: "" });
  const [pace, setPace] = useState<number | string>("");
  const change = useMutation({
    mutationFn: () =>
      api.PUT("/v1/campaigns/{id}/schedule", {
        params: { path: { id: campaign.campaignId } },
        body: {
          ...(notBefore !== "" && { notBefore: new Date(notBefore).toISOString() }),
          ...(hours.opens !== "" && { hours }),
          ...(typeof pace === "number" && { pacePerMinute: pace }),
        },
      }),
    onSuccess: close,
    onSettled: () => queries.invalidateQueries({ queryKey: ["campaigns"] }),
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<CalendarClock size={17} aria-hidden />}
        onClick={() => {
          const own = campaign.window?.own;
          change.reset();
          setHours({ opens: own?.opens ?? "", closes: own?.closes ?? "" });
          setPace(campaign.pacePerMinute ?? "");
          setNotBefore(toMoment(campaign.notBefore));
          open();
        }}
      >
        {t("reschedule")}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t("reschedule")}
        closeButtonProps={{ "aria-label": common("close") }}
      >
        <Stack>
          <Alert color="gray" p="xs">
            <Text size="sm">{t("rescheduleText")}</Text>
          </Alert>
          <MomentField label={compose("notBefore")} value={notBefore} onChange={setNotBefore} />
          <OwnHours hours={hours} onChange={setHours} />
          <PaceField value={pace} onChange={setPace} />
          <ProblemAlert error={change.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common("back")}
            </Button>
            <Button loading={change.isPending} onClick={() => change.mutate()}>
              {t("reschedule")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

/** A moment to come as the reader's own clock shows it; "" of one that is over. */
function toMoment(iso: string | undefined): string {
  if (iso === undefined) return "";
  const at = new Date(iso);
  if (at.getTime() <= Date.now()) return "";
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

import { Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BellOff } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import type { Complaint } from "./queries.js";
import { useStoppedWords } from "./use-stopped-words.js";

/**
 * The desk believes the complainant: a refusal of this sender or of all of the customer. What holds for this sender can
 * be widened to all.
 */
export function RecordRefusal({
  complaint: { complaintId, market, refusal },
}: {
  readonly complaint: Complaint;
}) {
  const t = useTranslations("complaint");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const [opened, { open, close }] = useDisclosure();
  const [ticked, setTicked] = useState(false);
  const stops = useStoppedWords(market);
  const isWidened = refusal === "recorded";
  const everyLine = isWidened || ticked;
  const name = t(isWidened ? "recordEveryLine" : "recordRefusal");
  const record = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.POST("/v1/complaints/{id}/opt-out", {
          params: { path: { id: complaintId } },
          body: { everyLine },
        }),
      ),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries({ queryKey: ["complaints"] });
    },
  });
  return (
    <>
      <div>
        <Button variant="default" leftSection={<BellOff size={16} aria-hidden />} onClick={open}>
          {name}
        </Button>
      </div>
      <Modal
        opened={opened}
        onClose={close}
        title={name}
        closeButtonProps={{ "aria-label": common("close") }}
      >
        <Stack>
          <Text size="sm">
            {t(everyLine ? "refusalLeadEveryLine" : "refusalLead")} {stops}
          </Text>
          {!isWidened && (
            <Checkbox
              label={t("everyLine")}
              checked={ticked}
              onChange={({ currentTarget: { checked } }) => setTicked(checked)}
            />
          )}
          {record.isError && <ProblemAlert error={record.error} />}
          <Group>
            <Button loading={record.isPending} onClick={() => record.mutate()}>
              {name}
            </Button>
            <Button variant="default" onClick={close}>
              {common("cancel")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

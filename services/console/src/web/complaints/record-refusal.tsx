import { Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { BellOff } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import type { Complaint } from "./queries.js";

/** The desk believes the complainant: written to no more, from this sender or from all of the customer. */
export function RecordRefusal({ complaint: { complaintId } }: { readonly complaint: Complaint }) {
  const t = useTranslations("complaint");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const [opened, { open, close }] = useDisclosure();
  const [everyLine, setEveryLine] = useState(false);
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
          {t("recordRefusal")}
        </Button>
      </div>
      <Modal
        opened={opened}
        onClose={close}
        title={t("recordRefusal")}
        closeButtonProps={{ "aria-label": common("close") }}
      >
        <Stack>
          <Text size="sm">{t("refusalLead")}</Text>
          <Checkbox
            label={t("everyLine")}
            checked={everyLine}
            onChange={({ currentTarget: { checked } }) => setEveryLine(checked)}
          />
          {record.isError && <ProblemAlert error={record.error} />}
          <Group>
            <Button loading={record.isPending} onClick={() => record.mutate()}>
              {t("recordRefusal")}
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

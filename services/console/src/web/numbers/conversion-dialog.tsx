import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { ProblemAlert } from "../parts/problem-alert.js";

/** Asks that a service line becomes an advertising line: an application, decided by the operator. */
export function ConversionDialog({
  lineId,
  onClose,
}: {
  readonly lineId: string;
  readonly onClose: () => void;
}) {
  const t = useTranslations("numbers");
  const common = useTranslations("common");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [note, setNote] = useState("");
  const ask = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.POST("/v1/lines/{id}/conversion", {
          params: { path: { id: lineId }, header: {} },
          body: { to: "advertising", note: note.trim(), documents: {} },
        }),
      ),
    onSuccess: async ({ applicationId }) => {
      await queries.invalidateQueries({ queryKey: ["applications"] });
      await navigate({ to: "/requests/$id", params: { id: applicationId } });
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("convert")}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <Stack>
        <Text size="sm">{t("convertLead")}</Text>
        <Textarea
          label={`${t("note")} (${common("optional")})`}
          autosize
          data-autofocus
          value={note}
          onChange={({ currentTarget: { value } }) => setNote(value)}
        />
        {ask.isError && <ProblemAlert error={ask.error} />}
        <Group>
          <Button loading={ask.isPending} onClick={() => ask.mutate()}>
            {t("convertFile")}
          </Button>
          <Button variant="default" onClick={onClose}>
            {common("cancel")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

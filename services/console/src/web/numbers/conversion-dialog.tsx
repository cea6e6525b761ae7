import { Alert, Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { LinkButton } from "../parts/link-button.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { lineQuery, type Line } from "./queries.js";

/** What may become of a line: to advertising by a word and the operator's yes, to service by a request with papers. */
export function ConversionDialog({
  line: { lineId, type },
  onClose,
}: {
  readonly line: Line;
  readonly onClose: () => void;
}) {
  const t = useTranslations("numbers");
  const common = useTranslations("common");
  const line = useQuery({ ...lineQuery(lineId), staleTime: 0 });
  return (
    <Modal
      opened
      onClose={onClose}
      title={type === "service" ? t("convert") : t("convertToService")}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <QueryView query={line} rows={2}>
        {({ possibleRequests, openCaseId, family, number }) => {
          if (openCaseId !== undefined)
            return (
              <Stack>
                <Alert color="orange">{t("convertUnderWay")}</Alert>
                <LinkButton to="/requests/$id" params={{ id: openCaseId }}>
                  {t("seeRequest")}
                </LinkButton>
              </Stack>
            );
          if (possibleRequests.includes("to_advertising"))
            return <ToAdvertising lineId={lineId} onClose={onClose} />;
          if (possibleRequests.includes("to_service"))
            return (
              <Stack>
                <Text size="sm">{t("toServiceLead")}</Text>
                <LinkButton to="/request" search={{ family, sender: number }}>
                  {t("toServiceFile")}
                </LinkButton>
              </Stack>
            );
          return <Text size="sm">{t("convertNothing")}</Text>;
        }}
      </QueryView>
    </Modal>
  );
}

function ToAdvertising({
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
  );
}

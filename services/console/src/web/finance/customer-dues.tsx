import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { deskLinesQuery } from "../desk/queries.js";
import { usePeople } from "../desk/use-people.js";
import { useFormat } from "../language/use-format.js";
import { DueLine, owedFirst } from "../money/due-line.js";
import { duesQuery, type Due } from "../money/queries.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";

/** A customer's fees and fines. A fee may be waived with a reason; a fine falls with its violation only. */
export function CustomerDues({ tenantId }: { readonly tenantId: string }) {
  const money = useTranslations("money");
  const dues = useQuery(duesQuery(tenantId));
  const senderOf = useSenderNames();
  const [waived, setWaived] = useState<Due>();
  return (
    <QueryView query={dues} rows={1}>
      {({ dues: all }) => (
        <Stack gap="sm">
          {all.length === 0 && (
            <Text size="sm" c="dimmed">
              {money("noDues")}
            </Text>
          )}
          {owedFirst(all).map((due) => (
            <DueLine key={due.dueId} due={due} sender={senderOf(due.lineId)}>
              <Standing due={due} sender={senderOf(due.lineId) ?? ""} onWaive={setWaived} />
            </DueLine>
          ))}
          {waived !== undefined && (
            <WaiverWindow due={waived} tenantId={tenantId} onClose={() => setWaived(undefined)} />
          )}
        </Stack>
      )}
    </QueryView>
  );
}

/** Senders by their numbers and names, as people know them. */
function useSenderNames(): (lineId: string | undefined) => string | undefined {
  const { digits } = useFormat();
  const lines = useQuery(deskLinesQuery);
  return (wanted) => {
    const number = lines.data?.find(({ lineId }) => lineId === wanted)?.number;
    return number === undefined ? undefined : digits(number);
  };
}

function Standing({
  due,
  sender,
  onWaive,
}: {
  readonly due: Due;
  readonly sender: string;
  readonly onWaive: (due: Due) => void;
}) {
  const t = useTranslations("finance");
  const { nameOf } = usePeople();
  const { kind, status, waivedBy, reason, operator } = due;
  if (status === "waived") {
    return (
      <Text size="xs">
        {t("waivedBy", { who: nameOf(waivedBy ?? "") })}: <bdi>{reason}</bdi>
      </Text>
    );
  }
  if (status !== "owed" || kind === "fine") return null;
  const about = [sender, operator].filter((word) => word !== undefined && word !== "").join(" · ");
  return (
    <Group mt={4}>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`${t("waive")}: ${about}`}
        onClick={() => onWaive(due)}
      >
        {t("waive")}
      </Button>
    </Group>
  );
}

function WaiverWindow({
  due,
  tenantId,
  onClose,
}: {
  readonly due: Due;
  readonly tenantId: string;
  readonly onClose: () => void;
}) {
  const t = useTranslations("finance");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const waive = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.POST("/v1/dues/{id}/waiver", {
          params: { path: { id: due.dueId } },
          body: { reason: reason.trim() },
        }),
      ),
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["dues", tenantId] }),
        queries.invalidateQueries({ queryKey: ["customers", tenantId] }),
      ]);
      onClose();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("waive")}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== "") waive.mutate();
        }}
      >
        <Stack>
          <Text size="sm">{t("waiveLead")}</Text>
          <Textarea
            label={t("reason")}
            description={t("reasonHint")}
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            onChange={({ currentTarget: { value } }) => setReason(value)}
          />
          <ProblemAlert error={waive.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {common("cancel")}
            </Button>
            <Button type="submit" loading={waive.isPending} disabled={reason.trim() === ""}>
              {t("waive")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

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
import { useOperatorName } from "../pack/use-operator-name.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";

/** A customer's fees and fines. A fee that is owed may be waived with a reason, and a wrong fine booked back, also when it is paid. */
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
            <WaiverWindow due={waived} onClose={() => setWaived(undefined)} />
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
  const common = useTranslations("common");
  const { nameOf } = usePeople();
  const operatorName = useOperatorName();
  const { kind, status, waivedBy = "", reason, operator, pendingWaiver } = due;
  if (status === "waived") {
    return (
      <Text size="xs">
        {t("waivedBy", { who: waivedBy.split(",").map(nameOf).join(common("comma")) })}:{" "}
        <bdi>{reason}</bdi>
      </Text>
    );
  }
  if (status !== "owed" && kind !== "fine") return null;
  if (pendingWaiver !== undefined) return <PendingWaiver due={due} pending={pendingWaiver} />;
  const about = [sender, operator === undefined ? undefined : operatorName(operator)]
    .filter((word) => word !== undefined && word !== "")
    .join(" · ");
  return (
    <Group mt={4}>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`${t(actOf(due))}: ${about}`}
        onClick={() => onWaive(due)}
      >
        {t(actOf(due))}
      </Button>
    </Group>
  );
}

/** Proposed by one person: another one agrees, either of them takes it back. */
function PendingWaiver({
  due: { dueId },
  pending: { by, reason },
}: {
  readonly due: Due;
  readonly pending: NonNullable<Due["pendingWaiver"]>;
}) {
  const t = useTranslations("finance");
  const { nameOf, isMe } = usePeople();
  const agree = useWaive(dueId);
  const again = useMoneyAgain();
  const recall = useMutation({
    mutationFn: async () =>
      bodyOf(await api.DELETE("/v1/dues/{id}/waiver", { params: { path: { id: dueId } } })),
    onSuccess: again,
  });
  return (
    <Stack gap={6} mt={4}>
      <Text size="xs">
        {t("waiverProposed", { who: nameOf(by) })}: <bdi>{reason}</bdi>
      </Text>
      {isMe(by) && <Text size="xs">{t("anotherAgrees")}</Text>}
      <ProblemAlert error={agree.error ?? recall.error} />
      <Group gap="xs">
        {!isMe(by) && (
          <Button size="compact-xs" loading={agree.isPending} onClick={() => agree.mutate(reason)}>
            {t("agree")}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="default"
          loading={recall.isPending}
          onClick={() => recall.mutate()}
        >
          {t("takeBack")}
        </Button>
      </Group>
    </Stack>
  );
}

/** What a customer owes and has is read again. */
function useMoneyAgain() {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ["dues"] }),
      queries.invalidateQueries({ queryKey: ["customers"] }),
    ]);
}

/** Waives a fee, or proposes that; whoever agrees sends the same reason. */
function useWaive(dueId: string) {
  const again = useMoneyAgain();
  return useMutation({
    mutationFn: async (reason: string) =>
      bodyOf(
        await api.POST("/v1/dues/{id}/waiver", {
          params: { path: { id: dueId } },
          body: { reason },
        }),
      ),
    onSuccess: again,
  });
}

const actOf = ({ kind }: Due): "waive" | "fineBack" => (kind === "fine" ? "fineBack" : "waive");

function WaiverWindow({ due, onClose }: { readonly due: Due; readonly onClose: () => void }) {
  const t = useTranslations("finance");
  const common = useTranslations("common");
  const [reason, setReason] = useState("");
  const waive = useWaive(due.dueId);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(actOf(due))}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== "") waive.mutate(reason.trim(), { onSuccess: onClose });
        }}
      >
        <Stack>
          <Text size="sm">{t(`${actOf(due)}Lead`)}</Text>
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
              {t(actOf(due))}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

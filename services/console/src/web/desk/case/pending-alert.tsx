import { Alert, Button, Group, Text } from "@mantine/core";
import { Users } from "lucide-react";
import { useTranslations } from "use-intl";

import { useFormat } from "../../language/use-format.js";
import { ProblemAlert } from "../../parts/problem-alert.js";
import { usePeople } from "../use-people.js";
import { useDecisionName } from "./use-decision-name.js";

export type Pending = {
  readonly event: string;
  readonly by: string;
  readonly at?: string | undefined;
  readonly note?: string | undefined;
};

/** A decision that a colleague began: whoever sees it confirms it or takes it back. */
export function PendingAlert({
  pending,
  error,
  busy,
  onConfirm,
  onTakeBack,
}: {
  readonly pending: Pending;
  readonly error: unknown;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  /** Where it can be taken back. */
  readonly onTakeBack: (() => void) | undefined;
}) {
  const t = useTranslations("desk");
  const format = useFormat();
  const people = usePeople();
  const decisionName = useDecisionName();
  const mine = people.isMe(pending.by);
  const name = `\u2068${people.nameOf(pending.by)}\u2069`;
  return (
    <Alert
      color="orange"
      icon={<Users size={20} aria-hidden />}
      title={t("pending", { event: decisionName(pending.event) })}
    >
      <Text size="sm">
        {pending.at === undefined
          ? name
          : t("pendingBy", { name, time: format.dateTime(pending.at) })}
      </Text>
      {pending.note !== undefined && pending.note !== "" && (
        <Text size="sm">
          <bdi>{pending.note}</bdi>
        </Text>
      )}
      {mine && <Text size="sm">{t("pendingMine")}</Text>}
      <Group mt="sm" gap="xs">
        {!mine && (
          <Button color="red.9" size="xs" loading={busy} onClick={onConfirm}>
            {t("confirm")}
          </Button>
        )}
        {onTakeBack !== undefined && (
          <Button variant="default" size="xs" loading={busy} onClick={onTakeBack}>
            {t("takeBack")}
          </Button>
        )}
      </Group>
      <ProblemAlert error={error} />
    </Alert>
  );
}

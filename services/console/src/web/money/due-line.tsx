import { Badge, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { SourceNote } from "../parts/source-note.js";
import type { Due } from "./queries.js";
import { moneyTexts } from "./texts.js";
import { useOperatorName } from "../pack/use-operator-name.js";

/** What is owed comes before what is paid or waived. */
export function owedFirst(dues: readonly Due[]): readonly Due[] {
  return dues.toSorted(
    (one, other) => Number(other.status === "owed") - Number(one.status === "owed"),
  );
}

/** A fee or fine: what for, how much, where it stands. */
export function DueLine({
  due: { kind, operator, month, amount, status, source, raisedAt },
  sender,
  children,
}: {
  readonly due: Due;
  /** The number or name it is for; none where it is for none. */
  readonly sender: string | undefined;
  /** What became of it, or what may be done about it. */
  readonly children?: ReactNode;
}) {
  const t = useTranslations("money");
  const operatorName = useOperatorName();
  const format = useFormat();
  const name = `due_${kind}`;
  const state = `due_${status}`;
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {hasText(moneyTexts, name) ? t(name) : kind}
        </Text>
        <Badge color={status === "owed" ? "orange" : "gray"}>
          {hasText(moneyTexts, state) ? t(state) : status}
        </Badge>
      </Group>
      <Text size="sm" className="num">
        {amount === undefined ? "—" : format.money(amount)}
      </Text>
      <Text size="xs" c="dimmed">
        <bdi>
          {[sender, operator === undefined ? undefined : operatorName(operator)]
            .filter((word) => word !== undefined)
            .join(" · ")}
        </bdi>
        {" · "}
        {month === undefined
          ? raisedAt !== undefined && format.date(raisedAt)
          : format.month(month)}
      </Text>
      <SourceNote source={source} />
      {children}
    </div>
  );
}

import { Badge, Group, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";

/** A day by which something must be done; marked in words, not by colour alone, when it has passed. */
export function DueDate({
  dueOn,
  overdue,
  named = false,
}: {
  readonly dueOn?: string | undefined;
  readonly overdue: boolean;
  /** Where no head of a column says what day it is. */
  readonly named?: boolean;
}) {
  const t = useTranslations("desk");
  const format = useFormat();
  if (dueOn === undefined || dueOn === "") return <Text c="dimmed">—</Text>;
  return (
    <Group gap="xs" wrap="nowrap" w="max-content">
      <Text size="sm" {...(overdue && { c: "red.9", fw: 600 })}>
        {named && `${t("due")}: `}
        {format.date(`${dueOn}T12:00:00Z`)}
      </Text>
      {overdue && (
        <Badge color="red" size="sm">
          {t("overdue")}
        </Badge>
      )}
    </Group>
  );
}

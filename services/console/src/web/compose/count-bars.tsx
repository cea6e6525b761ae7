import { Group, Progress, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { dropTexts } from "./drop-texts.js";
import { outcomeTexts } from "./outcome-texts.js";
import { useOperatorName } from "../pack/use-operator-name.js";
import { failureTexts } from "../reports/failure-texts.js";

/** How many of each, the most first, with a bar for the eye. */
export function CountBars({
  title,
  counts,
  words,
  none,
  color = "gray",
}: {
  readonly title: string;
  readonly counts: Readonly<Record<string, number>>;
  /** Which texts name the codes; an operator is named as its customers call it. */
  readonly words: "drop" | "failure" | "outcome" | "operator";
  readonly none: string;
  readonly color?: string;
}) {
  const drops = useTranslations("drop");
  const failures = useTranslations("failure");
  const outcomes = useTranslations("outcome");
  const operatorName = useOperatorName();
  const format = useFormat();
  const rows = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .sort(([, one], [, other]) => other - one);
  const most = rows[0]?.[1] ?? 1;
  const total = rows.reduce((sum, [, count]) => sum + count, 0);
  const nameOf = (code: string): string => {
    if (words === "outcome" && hasText(outcomeTexts, code)) return outcomes(code);
    if (words === "failure" && hasText(failureTexts, code)) return failures(code);
    if (words === "operator") return operatorName(code);
    // Who was dropped at release is told by the same words as who was dropped before.
    if (hasText(dropTexts, code)) return drops(code);
    return code;
  };
  return (
    <Stack gap={6}>
      <Group justify="space-between">
        <Text fw={600} size="sm">
          {title}
        </Text>
        {rows.length > 1 && (
          <Text size="sm" className="num" c="dimmed">
            {format.number(total)}
          </Text>
        )}
      </Group>
      {rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      )}
      {rows.map(([code, count]) => (
        <div key={code}>
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <Text size="sm">
              <bdi>{nameOf(code)}</bdi>
            </Text>
            <Text size="sm" className="num">
              {format.number(count)}
            </Text>
          </Group>
          <Progress value={(count / most) * 100} size="sm" color={color} aria-hidden />
        </div>
      ))}
    </Stack>
  );
}

import { Card, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { fill } from "./body.js";
import { Phone } from "./phone.js";
import type { Template, TextRules } from "./queries.js";
import { SegmentMeter } from "./segment-meter.js";

/** A letter that no 7-bit alphabet has, as the approval counts: one such value makes the whole text UCS-2. */
const DEAREST_LETTER = "\u06cc";

/** What a template looks like and costs when every variable is at its longest. */
export function WorstCase({
  body,
  variables,
  rules,
  sender,
}: {
  readonly body: string;
  readonly variables: Template["variables"];
  readonly rules: TextRules;
  readonly sender: string;
}) {
  const t = useTranslations("template");
  const longest = new Map(variables.map(({ name, maxLength }) => [name, maxLength]));
  const worst = fill(body, (name) => DEAREST_LETTER.repeat(Math.max(1, longest.get(name) ?? 1)));
  return (
    <Card pos="sticky" top={76}>
      <Stack>
        <Phone sender={sender} pieces={body === "" ? [] : [fill(body, (name) => `‹${name}›`)]} />
        {variables.length > 0 && (
          <Text size="sm" fw={600}>
            {t("previewWorst")}
          </Text>
        )}
        <SegmentMeter text={fill(body, () => "")} worst={worst} rules={rules} />
      </Stack>
    </Card>
  );
}

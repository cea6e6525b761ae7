import { Alert, Group, Progress, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { dearCharacters, measure } from "./measure.js";
import type { TextRules } from "./queries.js";

/**
 * Parts, alphabet and room of a text while it is written, counted as it will be on the air. Says which characters make
 * it dearer.
 *
 * @param worst the text with every variable at its longest; the same as `text` where there is none.
 */
export function SegmentMeter({
  text,
  worst,
  rules,
}: {
  readonly text: string;
  readonly worst: string;
  readonly rules: TextRules;
}) {
  const t = useTranslations("template");
  const format = useFormat();
  const alphabets = rules.alphabets.map(({ alphabet }) => alphabet);
  const counted = measure(worst, alphabets);
  const dear = dearCharacters(text, alphabets);
  if (counted.kind === "empty") {
    return (
      <Text size="sm" c="dimmed">
        {t("meterEmpty")}
      </Text>
    );
  }
  if (counted.kind === "unsendable") {
    return (
      <Alert color="red">
        {t("unsendable", { character: `\u2068${counted.character}\u2069` })}
      </Alert>
    );
  }
  const most =
    counted.kind === "ok"
      ? rules.alphabets.find(({ alphabet }) => alphabet === counted.alphabet)?.maxParts
      : undefined;
  const parts = counted.kind === "ok" ? counted.pieces.length : counted.parts;
  const tooLong = counted.kind === "too_long" || (most !== undefined && parts > most);
  return (
    <Stack gap={6} aria-live="polite">
      <Group justify="space-between" align="baseline">
        <Text fw={700} size="lg" {...(tooLong && { c: "red.9" })}>
          {text === worst ? t("parts", { count: parts }) : t("partsWorst", { count: parts })}
        </Text>
        {counted.kind === "ok" && (
          <Text size="sm" c="dimmed" className="num">
            {t("left", { left: counted.left })}
          </Text>
        )}
      </Group>
      {counted.kind === "ok" && (
        <Progress
          value={(counted.used / (counted.used + counted.left)) * 100}
          color={tooLong ? "red" : "harbour"}
          aria-label={t("fill")}
        />
      )}
      {counted.kind === "ok" && (
        <Text size="sm" c="dimmed">
          {t(`alphabet_${wordOf(counted.alphabet)}`, { used: counted.used })}
        </Text>
      )}
      {tooLong && (
        <Text size="sm" c="red.9">
          {t("tooLong", { most: most ?? 0 })}
        </Text>
      )}
      {dear.length > 0 && (
        <Alert color="yellow" p="xs">
          <Text size="sm">
            {t("dear", { count: dear.length })}{" "}
            {dear.map((character) => (
              <bdi key={character} style={{ fontWeight: 700, marginInline: 3 }}>
                {character} <span className="ltr">({codePoint(character)})</span>
              </bdi>
            ))}
          </Text>
        </Alert>
      )}
      {counted.kind === "ok" && rules.maxChars !== undefined && worst.length > rules.maxChars && (
        <Text size="sm" c="red.9">
          {t("tooManyChars", { most: format.number(rules.maxChars) })}
        </Text>
      )}
    </Stack>
  );
}

function wordOf(alphabet: string): "gsm7" | "turkish" | "ucs2" {
  if (alphabet === "gsm7" || alphabet === "ucs2") return alphabet;
  return "turkish";
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

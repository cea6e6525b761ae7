import { Alert, Group, Progress, Stack, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { useOperatorName } from "../pack/use-operator-name.js";
import { dearCharacters, measureDearest, roadsOr, type TextRoad } from "./measure.js";
import type { TextRules } from "./queries.js";

/**
 * Parts, alphabet and room of a text while it is written, counted as it will be on the air. Says which characters make
 * it dearer.
 *
 * @param worst the text with every variable at its longest; the same as `text` where there is none.
 * @param roads of a line's texts; none: as the market's rules say.
 */
export function SegmentMeter({
  text,
  worst,
  rules,
  roads = [],
}: {
  readonly text: string;
  readonly worst: string;
  readonly rules: TextRules;
  readonly roads?: readonly TextRoad[];
}) {
  const t = useTranslations("template");
  const format = useFormat();
  const operatorName = useOperatorName();
  const namesOf = ({ operators }: TextRoad) => operators.map(operatorName).join(" · ");
  const known = roadsOr(roads, rules);
  const { counted, road } = measureDearest(worst, rules.alphabets, known);
  const dear = dearCharacters(text, rules.alphabets);
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
      {known.length > 1 && road !== undefined && (
        <Text size="sm" c="dimmed">
          {t("countedAt", { operators: namesOf(road) })}
        </Text>
      )}
      {known.map((each) => (
        <SuffixNote
          key={each.operators.join()}
          road={each}
          operators={known.length > 1 ? namesOf(each) : ""}
        />
      ))}
      {dear.length > 0 && (
        <Alert color="yellow" p="xs">
          <Text size="sm">
            {t("dear", { count: dear.length })}{" "}
            {dear.map((character) => (
              <span
                key={character}
                className="ltr"
                style={{ display: "inline-block", fontWeight: 700, marginInline: 3 }}
              >
                {character} ({codePoint(character)})
              </span>
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

/** Who appends what at the end of every text, where the market has such a thing. */
function SuffixNote({ road, operators }: { readonly road: TextRoad; readonly operators: string }) {
  const t = useTranslations("template");
  const { suffix = "", suffixRoom } = road;
  if (suffix === "" && suffixRoom === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      {operators !== "" && <bdi>{operators}: </bdi>}
      {suffix === ""
        ? t("suffixTheirs", { room: suffixRoom })
        : t("suffixOurs", { suffix: `\u2068${suffix}\u2069` })}
    </Text>
  );
}

function wordOf(alphabet: string): "gsm7" | "turkish" | "ucs2" {
  if (alphabet === "gsm7" || alphabet === "ucs2") return alphabet;
  return "turkish";
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

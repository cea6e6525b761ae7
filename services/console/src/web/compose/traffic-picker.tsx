import { Radio, Stack } from "@mantine/core";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import type { Line } from "../numbers/queries.js";
import { categoryTexts } from "../templates/category-texts.js";
import type { TextRules } from "../templates/queries.js";
import type { ComposeForm } from "./compose-state.js";

const HINTS = [
  "marketing",
  "informational",
  "customer_care",
  "internal_information",
  "advertising",
] as const;

type Kind = TextRules["traffic"][number];

/**
 * What kind of message it is, where the market has rules of its own for each kind. What the name was declared for comes
 * first; the rest is there and says that it was not.
 */
export function TrafficPicker({
  form,
  rules,
  line,
}: {
  readonly form: ComposeForm;
  readonly rules: TextRules;
  readonly line: Line | undefined;
}) {
  const t = useTranslations("compose");
  const category = useTranslations("category");
  if (rules.traffic.length === 0) return null;
  const closed = rules.traffic.filter((kind) => !isDeclaredFor(line, kind));
  return (
    <Radio.Group label={t("traffic")} {...form.getInputProps("traffic")}>
      <Stack gap={6} mt={6}>
        {[...declaredKinds(rules, line), ...closed].map((each) => {
          const { kind } = each;
          const hint = HINTS.find((known) => known === kind);
          const isClosed = closed.includes(each);
          return (
            <Radio
              key={kind}
              value={kind}
              disabled={isClosed}
              label={hasText(categoryTexts, kind) ? category(kind) : kind}
              description={
                isClosed
                  ? t("trafficNotDeclared")
                  : hint === undefined
                    ? undefined
                    : t(`traffic_${hint}`)
              }
            />
          );
        })}
      </Stack>
    </Radio.Group>
  );
}

/** A name carries what it was declared for; one of which nothing is known is not bound. */
function isDeclaredFor(line: Line | undefined, { kind }: Kind): boolean {
  const purposes = line?.purposes ?? [];
  return purposes.length === 0 || purposes.includes(kind);
}

function declaredKinds({ traffic }: TextRules, line: Line | undefined): readonly Kind[] {
  return traffic.filter((kind) => isDeclaredFor(line, kind));
}

/**
 * What a campaign is taken for until its sender says otherwise: the kind that asks most of it, among those that its
 * name was declared for.
 * @param chosen stays where the name was declared for it
 */
export function usualTraffic(rules: TextRules, line: Line | undefined, chosen = ""): string {
  const open = declaredKinds(rules, line);
  const kept = open.find(({ kind }) => kind === chosen);
  return (kept ?? open.find(({ needsConsent }) => needsConsent) ?? open[0])?.kind ?? "";
}

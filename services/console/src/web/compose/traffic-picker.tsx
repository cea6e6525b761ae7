import { Radio, Stack } from "@mantine/core";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
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

/** What kind of message it is, where the market has rules of its own for each kind. */
export function TrafficPicker({
  form,
  rules,
}: {
  readonly form: ComposeForm;
  readonly rules: TextRules;
}) {
  const t = useTranslations("compose");
  const category = useTranslations("category");
  if (rules.traffic.length === 0) return null;
  return (
    <Radio.Group label={t("traffic")} {...form.getInputProps("traffic")}>
      <Stack gap={6} mt={6}>
        {rules.traffic.map(({ kind }) => {
          const hint = HINTS.find((known) => known === kind);
          return (
            <Radio
              key={kind}
              value={kind}
              label={hasText(categoryTexts, kind) ? category(kind) : kind}
              description={hint === undefined ? undefined : t(`traffic_${hint}`)}
            />
          );
        })}
      </Stack>
    </Radio.Group>
  );
}

/** What a campaign is taken for until its sender says otherwise: the kind that asks most of it. */
export function usualTraffic({ traffic }: TextRules): string {
  return (traffic.find(({ needsConsent }) => needsConsent) ?? traffic[0])?.kind ?? "";
}

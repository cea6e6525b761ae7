import { Alert, Group, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";

import { SpellingTable } from "../brandnames/spelling-table.js";
import { useProblemWords } from "../api/use-problem-words.js";
import { hasText } from "../language/define-texts.js";
import { demandTexts } from "../pack/demand-texts.js";
import { useFormat } from "../language/use-format.js";
import { usePackNames } from "../pack/use-pack-names.js";
import type { Findings } from "./findings.js";
import type { Checklist, Family } from "./queries.js";
import type { RequestFormState } from "./request-form-state.js";
import { Section } from "./section.js";

/** Which number, title or name is asked for, and what the line may carry. */
export function SenderSection({
  form,
  family,
  checklist,
  findings,
}: {
  readonly form: RequestFormState;
  readonly family: Family;
  readonly checklist: Checklist;
  readonly findings: Findings;
}) {
  const t = useTranslations("numbers");
  const state = useTranslations("state");
  const demand = useTranslations("demand");
  const names = usePackNames();
  const format = useFormat();
  const words = useProblemWords();
  const error = findings.at("sender", "line_number", "spellings");
  const typeError = findings.at("line_type", "type");
  const types = checklist.lineTypes.filter((type) => type === "service" || type === "advertising");
  const asksForOne = checklist.senderOrigin === "chosen" || checklist.senderOrigin === "held";
  return (
    <Section number={2} title={t("senderTitle")} lead={t(`origin_${checklist.senderOrigin}_lead`)}>
      <Group align="flex-start" gap="xl">
        {asksForOne && (
          <TextInput
            label={t(`sender_${checklist.senderKind}`)}
            dir="ltr"
            w={320}
            required
            {...(family.prefix !== undefined && {
              description: t("prefix", { prefix: format.digits(family.prefix) }),
            })}
            {...form.getInputProps("sender")}
            {...(error !== undefined && { error })}
          />
        )}
        {types.length > 1 && (
          <Stack gap={6}>
            <Text size="sm" fw={500}>
              {t("lineType")}
            </Text>
            <SegmentedControl
              aria-label={t("lineType")}
              data={types.map((type) => ({ value: type, label: state(type) }))}
              {...form.getInputProps("lineType")}
            />
            {typeError !== undefined && (
              <Text size="xs" c="red.9">
                {typeError}
              </Text>
            )}
          </Stack>
        )}
      </Group>
      {checklist.senderRules.length > 0 && (
        <Stack gap={4}>
          {checklist.senderRules.map((finding) => (
            <Text key={finding.code} size="sm" c="dimmed">
              •{" "}
              {hasText(demandTexts, finding.code)
                ? demand(finding.code)
                : words.ofFinding(finding).rule}
            </Text>
          ))}
        </Stack>
      )}
      {checklist.senderKind === "brandname" && (
        <SpellingTable
          name={form.values.sender}
          spellings={form.values.spellings}
          onChange={(spellings) => form.setFieldValue("spellings", spellings)}
          errorAt={(operator) => findings.at(`spellings.${operator}`)}
        />
      )}
      {checklist.providerLacks.length > 0 && (
        <Alert color="orange" title={t("providerLacks")}>
          {checklist.providerLacks.map((lack) => names.fact(lack)).join(" · ")}
        </Alert>
      )}
    </Section>
  );
}

import {
  Autocomplete,
  Button,
  Checkbox,
  Group,
  List,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { useDownload } from "../api/use-download.js";
import { useProblemWords } from "../api/use-problem-words.js";
import { hasText } from "../language/define-texts.js";
import { toLatinDigits } from "../language/formats.js";
import { useLanguage } from "../language/language-provider.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { SourceNote } from "../parts/source-note.js";
import { subjectOf, type Findings } from "./findings.js";
import { formRulesQuery, type Checklist, type Family } from "./queries.js";
import type { RequestFormState } from "./request-form-state.js";
import { FORM_FIELDS, MARKS } from "./request-values.js";
import { Section } from "./section.js";

const LTR_FIELDS: readonly string[] = [
  "siteUrl",
  "email",
  "representativeEmail",
  "representativeMobile",
];

/** The commitment form: its rules first [002 · Line 3000], then its words, then the paper to print, stamp and sign. */
export function FormSection(props: {
  readonly form: RequestFormState;
  readonly family: Family;
  readonly checklist: Checklist;
  readonly findings: Findings;
}) {
  const t = useTranslations("numbers");
  const { findings, family, checklist } = props;
  const [read, setRead] = useState(findings.count > 0);
  const words = useProblemWords();
  const { language } = useLanguage();
  const rules = useQuery(formRulesQuery(family.family, family.provider));
  const printed = new Map(rules.data?.rules.map(({ code, original }) => [code, original]));
  return (
    <Section number={3} title={t("formTitle")} lead={t("formLead")}>
      <List size="sm" spacing={6}>
        {checklist.formRules.map((finding) => {
          const { rule, source } = words.ofFinding(finding);
          const original = language === "fa" ? printed.get(finding.code) : undefined;
          return (
            <List.Item key={finding.code}>
              {original ?? rule} <SourceNote source={source} />
            </List.Item>
          );
        })}
      </List>
      <Checkbox
        label={t("rulesRead")}
        checked={read}
        onChange={({ currentTarget }) => setRead(currentTarget.checked)}
      />
      {read && <Words {...props} subjects={rules.data?.acceptedSubjects ?? []} />}
    </Section>
  );
}

function Words({
  form,
  family,
  checklist,
  findings,
  subjects,
}: {
  readonly form: RequestFormState;
  readonly family: Family;
  readonly checklist: Checklist;
  readonly findings: Findings;
  readonly subjects: readonly string[];
}) {
  const t = useTranslations("numbers");
  const label = useTranslations("formField");
  const words = useProblemWords();
  const errorOf = (field: string) => {
    const error = findings.at(subjectOf(field), ...(ALSO[field] ?? []));
    return error === undefined ? {} : { error };
  };
  const marks = checklist.formRules.flatMap(({ code }) =>
    hasText(MARKS, code) ? [{ code, mark: MARKS[code] }] : [],
  );
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {FORM_FIELDS.map((field) => (
          <TextInput
            key={field}
            label={label(field)}
            {...(LTR_FIELDS.includes(field) && { dir: "ltr" as const })}
            {...form.getInputProps(field)}
            {...errorOf(field)}
          />
        ))}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={label("targetAudience")}
          description={t("audienceHint")}
          {...form.getInputProps("targetAudience")}
          {...errorOf("targetAudience")}
        />
        <Autocomplete
          label={label("messageSubject")}
          description={t("subjectHint")}
          data={[...subjects]}
          {...form.getInputProps("messageSubject")}
          {...errorOf("messageSubject")}
        />
      </SimpleGrid>
      <PrintedForm form={form} family={family} />
      {marks.length > 0 && (
        <Checkbox.Group
          label={t("marks")}
          value={[...form.values.marks]}
          onChange={(chosen) => form.setFieldValue("marks", chosen)}
        >
          <Stack gap={8} mt={6}>
            {marks.map(({ code, mark }) => {
              const error = findings.at(subjectOf(mark), ...(ALSO[mark] ?? []));
              return (
                <div key={mark}>
                  <Checkbox
                    value={mark}
                    label={label(mark)}
                    {...(error !== undefined && {
                      error: words.ofFinding({ code, rule: error }).rule,
                    })}
                  />
                </div>
              );
            })}
          </Stack>
        </Checkbox.Group>
      )}
    </Stack>
  );
}

/** Subjects that the registry names otherwise than the field. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  ceoFullName: ["ceo_and_representative_identity"],
  siteShowsCompanyName: ["site_url"],
  companyNameInClause3: ["company_name_in_clause_3"],
  representativeSignatureAreaBlank: ["representative_signature_area"],
};

function PrintedForm({
  form,
  family,
}: {
  readonly form: RequestFormState;
  readonly family: Family;
}) {
  const t = useTranslations("numbers");
  const download = useDownload();
  const { targetAudience, messageSubject, sender } = form.values;
  const query = new URLSearchParams({
    family: family.family,
    provider: family.provider,
    lineNumber: toLatinDigits(sender),
    targetAudience,
    messageSubject,
    rulesPage: "false",
  });
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t("printTitle")}
      </Title>
      <Text size="sm" c="dimmed">
        {t("printText")}
      </Text>
      <Group>
        <Button
          variant="light"
          leftSection={<Download size={16} aria-hidden />}
          loading={download.isPending}
          onClick={() =>
            download.mutate({
              path: `/v1/commitment-form?${query.toString()}`,
              fileName: `${family.family}.pdf`,
            })
          }
        >
          {t("downloadForm")}
        </Button>
      </Group>
      {download.isError && <ProblemAlert error={download.error} />}
    </Stack>
  );
}

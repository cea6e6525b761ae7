import { Alert, Button, Card, Group, List, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Send } from "lucide-react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";
import type { Me } from "../api/me.js";
import { useProblemWords } from "../api/use-problem-words.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { keepDraft } from "./draft.js";
import { DemandsSection } from "./demands-section.js";
import { subjectOf, useFindings } from "./findings.js";
import { FormSection } from "./form-section.js";
import { PapersSection } from "./papers-section.js";
import { checklistQuery, type Application, type Document, type Family } from "./queries.js";
import {
  factsOf,
  firstValues,
  FORM_FIELDS,
  MARKS,
  toApplication,
  type RequestValues,
} from "./request-values.js";
import { SenderSection } from "./sender-section.js";

/** One screen from what is demanded to filing: everything is judged at once, and each fault stands where it is mended. */
export function RequestForm({
  family,
  company,
  held,
  returned,
  sender,
  me,
}: {
  readonly family: Family;
  readonly company: components["schemas"]["CompanyFile"];
  readonly held: readonly Document[];
  readonly returned: Application | undefined;
  /** Asked for already: a line of one's own that is to change. */
  readonly sender: string | undefined;
  readonly me: Me;
}) {
  const t = useTranslations("numbers");
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm<RequestValues>({
    initialValues: {
      ...firstValues(company, family, held, returned),
      ...(sender !== undefined && { sender }),
    },
    onValuesChange: (values) => {
      if (returned === undefined) keepDraft(family.family, values);
    },
  });
  const checklist = useQuery(checklistQuery(factsOf(form.values, family, me)));
  const file = useMutation({
    mutationFn: async () => {
      if (checklist.data === undefined) throw new Error("The checklist is not there yet.");
      const body = toApplication(form.values, { family, checklist: checklist.data, me });
      if (returned === undefined) return bodyOf(await api.POST("/v1/applications", { body }));
      const params = { path: { id: returned.applicationId } };
      return bodyOf(await api.PUT("/v1/applications/{id}", { params, body }));
    },
    onSuccess: async ({ applicationId }) => {
      await queries.invalidateQueries({ queryKey: ["applications"] });
      await navigate({ to: "/requests/$id", params: { id: applicationId } });
    },
  });
  const findings = useFindings(file.error, returned?.findings ?? []);
  const demands = checklist.data;
  const shown = [
    ...[...FORM_FIELDS, "targetAudience", "messageSubject", ...Object.values(MARKS)].map(subjectOf),
    ...(demands?.documents ?? []).map(({ code }) => code),
    ...Object.keys(form.values.spellings).map((operator) => `spellings.${operator}`),
    "sender",
    "line_number",
    "line_type",
    "customer_list",
    "promissory_note",
    "site_url",
    "ceo_and_representative_identity",
    "representative_signature_area",
    "company_name_in_clause_3",
  ];
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        file.mutate();
      }}
    >
      <Stack gap="lg">
        {findings.count > 0 && (
          <Alert color="red" role="alert" title={t("deficient", { count: findings.count })}>
            <Rest findings={findings.rest(shown)} />
          </Alert>
        )}
        <DemandsSection
          form={form}
          family={family}
          checklist={checklist}
          findings={findings}
          me={me}
        />
        {demands !== undefined && (
          <>
            <SenderSection form={form} family={family} checklist={demands} findings={findings} />
            {demands.formRules.length > 0 && (
              <FormSection form={form} family={family} checklist={demands} findings={findings} />
            )}
            <PapersSection
              form={form}
              family={family}
              checklist={demands}
              findings={findings}
              held={held}
            />
          </>
        )}
        <Card>
          <Stack>
            {file.isError && findings.count === 0 && <ProblemAlert error={file.error} />}
            <Group justify="space-between">
              <Text size="sm" c="dimmed" maw={620}>
                {t("fileHint")}
              </Text>
              <Button
                type="submit"
                size="md"
                loading={file.isPending}
                disabled={demands?.eligible !== true}
                leftSection={<Send size={17} className="mirror" aria-hidden />}
              >
                {returned === undefined ? t("fileRequest") : t("fileAgain")}
              </Button>
            </Group>
          </Stack>
        </Card>
      </Stack>
    </form>
  );
}

/** What no field of the screen can show. */
function Rest({
  findings,
}: {
  readonly findings: readonly { code: string; rule: string; remedy?: string }[];
}) {
  const t = useTranslations("numbers");
  const words = useProblemWords();
  return (
    <>
      <Text size="sm">{t("deficientHint")}</Text>
      {findings.length > 0 && (
        <List size="sm" mt="xs">
          {findings.map((finding, place) => {
            const { rule, remedy = "" } = words.ofFinding(finding);
            return <List.Item key={`${finding.code}-${place}`}>{`${rule} ${remedy}`}</List.Item>;
          })}
        </List>
      )}
    </>
  );
}

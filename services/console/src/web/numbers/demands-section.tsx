import { Alert, Checkbox, Group, List, Select, Stack, Table, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import type { Me } from "../api/me.js";
import { useProblemWords } from "../api/use-problem-words.js";
import { useFormat } from "../language/use-format.js";
import { usePackNames } from "../pack/use-pack-names.js";
import { QueryView } from "../parts/query-view.js";
import { SourceNote } from "../parts/source-note.js";
import { StateBadge } from "../parts/state-badge.js";
import type { Findings } from "./findings.js";
import type { Checklist, Family } from "./queries.js";
import type { RequestFormState } from "./request-form-state.js";
import { Section } from "./section.js";
import { useDurationText } from "./use-duration-text.js";

/** What the family demands under the facts that are ticked, each with its source, before anything is filled in. */
export function DemandsSection({
  form,
  family,
  checklist,
  findings,
  me,
}: {
  readonly form: RequestFormState;
  readonly family: Family;
  readonly checklist: UseQueryResult<Checklist>;
  readonly findings: Findings;
  readonly me: Me;
}) {
  const t = useTranslations("numbers");
  return (
    <Section number={1} title={t("demands")} lead={t("demandsLead")}>
      <Facts form={form} family={family} findings={findings} me={me} />
      <QueryView query={checklist} rows={4} rowHeight={44}>
        {(demands) => <Demands checklist={demands} />}
      </QueryView>
    </Section>
  );
}

/** Facts that have fields of their own. */
const ASKED_ABOVE: readonly string[] = [
  "sector",
  "representativeIsSignatory",
  "nationalCardIsSmart",
];

function Facts({
  form,
  family,
  findings,
  me,
}: {
  readonly form: RequestFormState;
  readonly family: Family;
  readonly findings: Findings;
  readonly me: Me;
}) {
  const t = useTranslations("numbers");
  const names = usePackNames();
  const isLegal = me.tenant?.kind === "legal";
  const isIran = me.market === "IR";
  return (
    <Group gap="xl" align="flex-start">
      {isIran && isLegal && (
        <Checkbox
          label={t("representativeIsSignatory")}
          {...form.getInputProps("representativeIsSignatory", { type: "checkbox" })}
        />
      )}
      {isIran && !isLegal && (
        <Checkbox
          label={t("nationalCardIsSmart")}
          {...form.getInputProps("nationalCardIsSmart", { type: "checkbox" })}
        />
      )}
      {isIran && isLegal && (
        <Select
          label={t("sector")}
          allowDeselect={false}
          data={["general", "qarz_al_hasaneh", "listed_company"].map((value) => ({
            value,
            label: names.factValue("sector", value),
          }))}
          {...form.getInputProps("sector")}
        />
      )}
      {family.facts
        .filter(({ fact }) => !ASKED_ABOVE.includes(fact))
        .map(({ fact, question, values, several, source, basis }) => {
          const error = findings.at(`facts.${fact}`);
          const say = (words: string) =>
            form.setFieldValue("facts", { ...form.values.facts, [fact]: words });
          if (several)
            return (
              <Checkbox.Group
                key={fact}
                label={names.fact(fact, question)}
                description={<SourceNote source={source} basis={basis} />}
                w={320}
                value={wordsOf(form.values.facts[fact])}
                onChange={(words) => say(words.join(" "))}
                {...(error !== undefined && { error })}
              >
                <Stack gap={6} mt={6}>
                  {values.map((value) => (
                    <Checkbox key={value} value={value} label={names.factValue(fact, value)} />
                  ))}
                </Stack>
              </Checkbox.Group>
            );
          return (
            <Select
              key={fact}
              label={names.fact(fact, question)}
              description={<SourceNote source={source} basis={basis} />}
              clearable
              w={320}
              data={values.map((value) => ({ value, label: names.factValue(fact, value) }))}
              value={form.values.facts[fact] ?? null}
              onChange={(value) => say(value ?? "")}
              {...(error !== undefined && { error })}
            />
          );
        })}
    </Group>
  );
}

/** The words of a fact that may take several. */
function wordsOf(said = ""): string[] {
  return said.split(" ").filter((word) => word !== "");
}

function Demands({ checklist }: { readonly checklist: Checklist }) {
  const t = useTranslations("numbers");
  const format = useFormat();
  const names = usePackNames();
  const durationText = useDurationText();
  const words = useProblemWords();
  const { documents, guarantee, duration, eligible, reason = "", listRules } = checklist;
  const { originals, operators } = checklist;
  if (!eligible) {
    const { rule } = words.ofFinding({ code: reason, rule: reason });
    return (
      <Alert color="red" title={t("neverTitle")}>
        {rule}
      </Alert>
    );
  }
  return (
    <Stack>
      <Table layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("paper")}</Table.Th>
            <Table.Th w={130}>{t("status")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {documents.map(({ code, originalName, english, present, when = "", source, basis }) => (
            <Table.Tr key={code}>
              <Table.Td>
                <Text size="sm" fw={600}>
                  {names.document(code, { originalName, english })}
                </Text>
                {when !== "" && <Text size="xs">{names.condition(when)}</Text>}
                <SourceNote source={source} basis={basis} />
              </Table.Td>
              <Table.Td>
                <StateBadge state={present ? "held" : "missing"} />
              </Table.Td>
            </Table.Tr>
          ))}
          {documents.length === 0 && (
            <Table.Tr>
              <Table.Td colSpan={2}>{t("noPapers")}</Table.Td>
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
      <List size="sm" spacing={6}>
        {guarantee?.required === true && (
          <List.Item>
            {t("guarantee", {
              amount: guarantee.amount === undefined ? "" : format.money(guarantee.amount),
              beneficiary: names.party(
                guarantee.beneficiaryCode ?? "",
                guarantee.beneficiaryName ?? "",
              ),
            })}{" "}
            <SourceNote source={guarantee.source} />
          </List.Item>
        )}
        {duration !== undefined && (
          <List.Item>
            {t("takes", { term: durationText(duration) })} <SourceNote source={duration.source} />
          </List.Item>
        )}
        {originals.length > 0 && (
          <List.Item>
            {t("originalsAsked", {
              papers: originals
                .map((code) =>
                  names.document(
                    code,
                    documents.find((one) => one.code === code),
                  ),
                )
                .join(t("comma")),
            })}
          </List.Item>
        )}
        {operators.map(({ operator, duration: term }) =>
          term === undefined ? null : (
            <List.Item key={operator}>
              {t("takesAt", { operator, term: durationText(term) })}{" "}
              <SourceNote source={term.source} />
            </List.Item>
          ),
        )}
        {listRules.map((finding) => {
          const { rule, source } = words.ofFinding(finding);
          return (
            <List.Item key={finding.code}>
              {rule} <SourceNote source={source} />
            </List.Item>
          );
        })}
      </List>
    </Stack>
  );
}

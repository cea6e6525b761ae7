import { Alert, Card, Grid, List, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { useProblemWords } from "../api/use-problem-words.js";
import { useFormat } from "../language/use-format.js";
import { usePackNames } from "../pack/use-pack-names.js";
import { HistoryList } from "../parts/history-list.js";
import { LinkButton } from "../parts/link-button.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { SourceNote } from "../parts/source-note.js";
import { StateBadge } from "../parts/state-badge.js";
import { applicationQuery, originalsQuery, type Application } from "./queries.js";
import { WithdrawRequest } from "./withdraw-request.js";

const RETURNED: readonly string[] = ["not_examined", "returned"];

/** One request: where it stands, until when, what is asked of the applicant now, and all that happened. */
export function RequestPage() {
  const t = useTranslations("numbers");
  const { id } = useParams({ from: "/inside/requests/$id" });
  const application = useQuery({ ...applicationQuery(id), refetchInterval: 10_000 });
  return (
    <Page title={t("request")}>
      <QueryView query={application} rows={3} rowHeight={150}>
        {(data) => <Request application={data} />}
      </QueryView>
    </Page>
  );
}

function Request({ application }: { readonly application: Application }) {
  const t = useTranslations("numbers");
  const format = useFormat();
  const names = usePackNames();
  const words = useProblemWords();
  const { applicationId, sender, family, operator, state, dueAt, findings, history } = application;
  const isReturned = RETURNED.includes(state);
  return (
    <Grid>
      <Grid.Col span={{ base: 12, md: 8 }}>
        <Stack>
          <Card>
            <Stack gap={6}>
              <Text size="xl" fw={700}>
                {sender === "" ? (
                  t("senderDrawn")
                ) : (
                  <bdi className="ltr">{format.digits(sender)}</bdi>
                )}
              </Text>
              <Text c="dimmed">
                {names.family(family)}
                {operator !== undefined && ` · ${operator}`}
              </Text>
              {application.purposes.length > 0 && (
                <Text size="sm">
                  {t("purposes")}:{" "}
                  {application.purposes
                    .map((purpose) => names.factValue("purposes", purpose))
                    .join(t("comma"))}
                </Text>
              )}
              <div>
                <StateBadge state={state} />
              </div>
              <Text size="sm">
                {dueAt === undefined ? t("noDue") : t("dueOn", { date: format.date(dueAt) })}
              </Text>
              <div>
                <WithdrawRequest application={application} />
              </div>
            </Stack>
          </Card>
          {findings.length > 0 && (
            <Alert
              color={isReturned ? "orange" : "gray"}
              title={t("returnedTitle", { count: findings.length })}
            >
              <List size="sm" spacing={8}>
                {findings.map((finding, place) => {
                  const { rule, remedy, source } = words.ofFinding(finding);
                  return (
                    <List.Item key={`${finding.code}-${place}`}>
                      <Text size="sm" fw={600}>
                        {rule}
                      </Text>
                      {remedy !== undefined && <Text size="sm">{remedy}</Text>}
                      <SourceNote source={source} />
                    </List.Item>
                  );
                })}
              </List>
              {isReturned && (
                <LinkButton mt="md" to="/request" search={{ family, correct: applicationId }}>
                  {t("correct")}
                </LinkButton>
              )}
            </Alert>
          )}
          <Originals id={applicationId} />
          <Answers answers={application.operatorAnswers} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <Card>
          <Title order={2} size="h4" mb="md">
            {t("timeline")}
          </Title>
          <HistoryList
            steps={history}
            next={dueAt === undefined ? undefined : t("dueOn", { date: format.date(dueAt) })}
          />
        </Card>
      </Grid.Col>
    </Grid>
  );
}

function Originals({ id }: { readonly id: string }) {
  const t = useTranslations("numbers");
  const format = useFormat();
  const names = usePackNames();
  const originals = useQuery(originalsQuery(id));
  if (originals.data === undefined || originals.data.length === 0) return null;
  return (
    <Card>
      <Title order={2} size="h4" mb="xs">
        {t("originals")}
      </Title>
      <Table>
        <Table.Tbody>
          {originals.data.map(
            ({ documentCode, originalName, english, state, arrivedAt, amount }) => (
              <Table.Tr key={documentCode}>
                <Table.Td>
                  <Text size="sm" fw={600}>
                    {names.document(documentCode, { originalName, english })}
                  </Text>
                  {amount !== undefined && <Text size="xs">{format.money(amount)}</Text>}
                </Table.Td>
                <Table.Td>{t(`original_${state}`)}</Table.Td>
                <Table.Td>{arrivedAt === undefined ? "" : format.date(arrivedAt)}</Table.Td>
              </Table.Tr>
            ),
          )}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

function Answers({ answers }: { readonly answers: Application["operatorAnswers"] }) {
  const t = useTranslations("numbers");
  const format = useFormat();
  if (answers.length === 0) return null;
  return (
    <Card>
      <Title order={2} size="h4" mb="xs">
        {t("operatorAnswers")}
      </Title>
      {answers.map(({ words, at, reference }, place) => (
        <Stack key={`${at ?? ""}-${place}`} gap={2}>
          <Text component="blockquote" m={0}>
            “{words}”
          </Text>
          <Text size="xs" c="dimmed">
            {at === undefined ? "" : format.dateTime(at)} {reference}
          </Text>
        </Stack>
      ))}
    </Card>
  );
}

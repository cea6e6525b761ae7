import { Alert, Card, Grid, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { CountBars } from "../compose/count-bars.js";
import { DueDate } from "../desk/due-date.js";
import { KeyMap, type KeyRow } from "../desk/key-map.js";
import { useLanguage } from "../language/language-provider.js";
import { useCustomerNames } from "../finance/use-customer-names.js";
import { useFormat } from "../language/use-format.js";
import { LinkButton } from "../parts/link-button.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { TemplateText } from "../templates/template-text.js";
import { JudgeAgain } from "./judge-again.js";
import { DecisionPane } from "./decision-pane.js";
import { TextHistory } from "./text-history.js";
import { SampleList } from "./sample-list.js";
import { TextState } from "./text-state.js";
import { textCaseQuery, type TextCaseFile } from "./queries.js";
import { VariantCards } from "./variant-cards.js";

const keyRows: readonly KeyRow[] = [
  { keys: ["a", "r"], does: "keyDecide" },
  { keys: ["m"], does: "keyTake" },
];

/** One text or campaign at the desk: what it says and to whom, why it waits, and the decision. */
export function TextCasePage() {
  const { caseId } = useParams({ from: "/inside/texts/$caseId" });
  const { language } = useLanguage();
  const file = useQuery(textCaseQuery(caseId, language));
  return (
    <QueryView query={file} rows={4} rowHeight={140}>
      {(it) => <CaseView file={it} />}
    </QueryView>
  );
}

function CaseView({ file }: { readonly file: TextCaseFile }) {
  const t = useTranslations("textsDesk");
  const [keysShown, showKeys] = useState(false);
  const { case: it, card, template, samples, dropped, operators, events } = file;
  const body = template?.body ?? it.text ?? "";
  return (
    <Page
      title={it.kind === "template" ? `${t("aTemplate")}: ${it.name ?? ""}` : t("aCampaign")}
      actions={
        <>
          <LinkButton to="/texts" search={{}} variant="default">
            {t("toQueue")}
          </LinkButton>
          <KeyMap rows={keyRows} opened={keysShown} onChange={showKeys} />
        </>
      }
    >
      <Head file={file} />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="lg">
            <Card>
              <Stack gap="sm">
                <Title order={2} size="h4">
                  {t("wholeText")}
                </Title>
                <TemplateText body={body} />
              </Stack>
            </Card>
            {it.kind === "campaign" && (
              <Card>
                <Stack>
                  <Title order={2} size="h4">
                    {t("samples")}
                  </Title>
                  {samples.length === 0 ? (
                    <Text size="sm" c="dimmed">
                      {t("samplesMissing")}
                    </Text>
                  ) : (
                    <SampleList samples={samples} />
                  )}
                  <Group grow align="flex-start" gap="xl">
                    <CountBars
                      title={t("operators")}
                      counts={operators}
                      words="operator"
                      none="—"
                      color="harbour"
                    />
                    <CountBars
                      title={t("dropped")}
                      counts={dropped}
                      words="drop"
                      none={t("nobodyDropped")}
                    />
                  </Group>
                </Stack>
              </Card>
            )}
            <Card>
              <TextHistory events={events} />
            </Card>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="lg">
            <DecisionPane textCase={it} onAskKeys={() => showKeys(true)} />
            {card !== undefined && (
              <Card>
                <Stack>
                  <VariantCards key={card.verdictId} card={card} />
                  <JudgeAgain card={card} />
                </Stack>
              </Card>
            )}
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  );
}

function Head({ file }: { readonly file: TextCaseFile }) {
  const t = useTranslations("textsDesk");
  const format = useFormat();
  const { case: it } = file;
  const nameOf = useCustomerNames([it.tenantId]);
  return (
    <Card>
      <Group gap="lg">
        <TextState state={it.state} />
        <Text size="sm" fw={600}>
          <bdi>{nameOf(it.tenantId)}</bdi>
        </Text>
        {it.sender !== undefined && (
          <Text size="sm">
            {t("sender")}: <span className="ltr num">{format.digits(it.sender)}</span>
          </Text>
        )}
        {it.recipients !== undefined && (
          <Text size="sm" className="num">
            {t("recipients")}: {format.number(it.recipients)}
          </Text>
        )}
        <DueDate dueOn={it.dueOn} overdue={it.overdue} named />
      </Group>
      {it.needsTwo && it.pending === undefined && (
        <Alert color="yellow" mt="sm" p="xs">
          {t("twoHint")}
        </Alert>
      )}
    </Card>
  );
}

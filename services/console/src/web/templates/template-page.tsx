import { Alert, Badge, Card, Grid, Group, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Send } from "lucide-react";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { LinkButton } from "../parts/link-button.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { StateBadge } from "../parts/state-badge.js";
import { categoryTexts } from "./category-texts.js";
import { Difference } from "./difference.js";
import { templateQuery, textRulesQuery, type Template } from "./queries.js";
import { TemplateText } from "./template-text.js";
import { WorstCase } from "./worst-case.js";

/** One template: its text, its variables, the expert's word, and whether a real text is the same. */
export function TemplatePage() {
  const t = useTranslations("template");
  const { templateId } = useParams({ from: "/inside/templates/$templateId" });
  const template = useQuery(templateQuery(templateId));
  return (
    <QueryView query={template}>
      {(it) => (
        <Page title={it.name === "" ? t("title") : it.name} actions={<Actions template={it} />}>
          <Content template={it} />
        </Page>
      )}
    </QueryView>
  );
}

function Actions({ template }: { readonly template: Template }) {
  const t = useTranslations("template");
  const { data: me } = useSuspenseQuery(meQuery);
  const { templateId, state } = template;
  if (state === "approved" && me.permissions.includes("campaigns:write")) {
    return (
      <LinkButton
        to="/campaigns/new"
        search={{ templateId }}
        leftSection={<Send size={17} className="mirror" aria-hidden />}
      >
        {t("useIt")}
      </LinkButton>
    );
  }
  if (state === "rejected" && me.permissions.includes("templates:write")) {
    return (
      <LinkButton to="/templates/new" search={{ from: templateId }}>
        {t("correct")}
      </LinkButton>
    );
  }
  return null;
}

function Content({ template }: { readonly template: Template }) {
  const t = useTranslations("template");
  const categories = useTranslations("category");
  const { data: me } = useSuspenseQuery(meQuery);
  const rules = useQuery(textRulesQuery(me.market ?? ""));
  const { body, variables, state, category = "", reviewNote = "" } = template;
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack gap="lg">
          <Card>
            <Stack>
              <Group gap="xs">
                <StateBadge state={state} />
                {category !== "" && (
                  <Badge color="gray">
                    {hasText(categoryTexts, category) ? categories(category) : category}
                  </Badge>
                )}
              </Group>
              {reviewNote !== "" && (
                <Alert color={state === "approved" ? "green" : "orange"} title={t("reviewNote")}>
                  <bdi>{reviewNote}</bdi>
                </Alert>
              )}
              <TemplateText body={body} />
              <Variables variables={variables} />
            </Stack>
          </Card>
          <Card>
            <Difference templateId={template.templateId} />
          </Card>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <QueryView query={rules} rows={1} rowHeight={280}>
          {(known) => (
            <WorstCase body={body} variables={variables} rules={known} sender={t("sender")} />
          )}
        </QueryView>
      </Grid.Col>
    </Grid>
  );
}

function Variables({ variables }: { readonly variables: Template["variables"] }) {
  const t = useTranslations("template");
  const format = useFormat();
  if (variables.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t("noVariables")}
      </Text>
    );
  }
  return (
    <div>
      <Title order={2} size="h5">
        {t("variables")}
      </Title>
      <Table verticalSpacing="xs" horizontalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("variable")}</Table.Th>
            <Table.Th>{t("type")}</Table.Th>
            <Table.Th>{t("longest")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {variables.map(({ name, type, maxLength }) => (
            <Table.Tr key={name}>
              <Table.Td>
                <bdi style={{ fontWeight: 600 }}>{name}</bdi>
              </Table.Td>
              <Table.Td>{t(`type_${type}`)}</Table.Td>
              <Table.Td className="num">{format.number(maxLength)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

import { Anchor, Card, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { MessageSquareText, Plus } from "lucide-react";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { Empty } from "../parts/empty.js";
import { LinkButton } from "../parts/link-button.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { StateBadge } from "../parts/state-badge.js";
import { templatesQuery, type Template } from "./queries.js";
import { TemplateText } from "./template-text.js";

/** Every text of the company with what the expert said of it and what it costs at worst. */
export function TemplatesPage() {
  const t = useTranslations("template");
  const { data: me } = useSuspenseQuery(meQuery);
  const templates = useQuery(templatesQuery);
  const add = me.permissions.includes("templates:write") && (
    <LinkButton to="/templates/new" search={{}} leftSection={<Plus size={17} aria-hidden />}>
      {t("newTemplate")}
    </LinkButton>
  );
  return (
    <Page title={t("title")} lead={t("lead")} actions={add}>
      <QueryView query={templates} rows={3} rowHeight={140}>
        {(all) =>
          all.length === 0 ? (
            <Card>
              <Empty icon={MessageSquareText} title={t("none")} text={t("noneText")} action={add} />
            </Card>
          ) : (
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              {all.map((template) => (
                <TemplateCard key={template.templateId} template={template} />
              ))}
            </SimpleGrid>
          )
        }
      </QueryView>
    </Page>
  );
}

function TemplateCard({ template }: { readonly template: Template }) {
  const t = useTranslations("template");
  const { templateId, name, body, state, worstCaseParts, reviewNote } = template;
  return (
    <Card>
      <Stack gap="sm" h="100%" justify="space-between">
        <Stack gap="sm">
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <Anchor
              fw={650}
              renderRoot={(props) => (
                <Link to="/templates/$templateId" params={{ templateId }} {...props} />
              )}
            >
              <bdi>{name}</bdi>
            </Anchor>
            <StateBadge state={state} />
          </Group>
          <TemplateText body={body} lines={3} />
        </Stack>
        <div>
          {reviewNote !== undefined && (
            <Text size="sm" c="dimmed" lineClamp={2}>
              {t("reviewNote")}: <bdi>{reviewNote}</bdi>
            </Text>
          )}
          <Text size="sm" c="dimmed">
            {t("partsWorst", { count: worstCaseParts })}
          </Text>
        </div>
      </Stack>
    </Card>
  );
}

import { Grid, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { meQuery } from "../api/me.js";
import { listsQuery } from "../lists/queries.js";
import { linesQuery } from "../numbers/queries.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { Section } from "../numbers/section.js";
import { templatesQuery, textRulesQuery, type TextRules } from "../templates/queries.js";
import { AudienceSection } from "./audience-section.js";
import { emptyCompose, type ComposeValues } from "./compose-state.js";
import { SendPane } from "./send-pane.js";
import { SenderPicker } from "./sender-picker.js";
import { TextSection } from "./text-section.js";
import { TimeSection } from "./time-section.js";
import { usualTraffic } from "./traffic-picker.js";

/** Who sends, to whom, what and when; beside it what it would look like, cost and take. */
export function ComposePage() {
  const t = useTranslations("compose");
  const lines = useQuery(linesQuery);
  const lists = useQuery(listsQuery);
  const templates = useQuery(templatesQuery);
  const { data: me } = useSuspenseQuery(meQuery);
  const rules = useQuery(textRulesQuery(me.market ?? ""));
  return (
    <Page title={t("title")} lead={t("lead")}>
      <QueryView query={lines} rows={4} rowHeight={160}>
        {() => (
          <QueryView query={lists} rows={4} rowHeight={160}>
            {() => (
              <QueryView query={templates} rows={4} rowHeight={160}>
                {() => (
                  <QueryView query={rules} rows={4} rowHeight={160}>
                    {(known) => <Composer rules={known} />}
                  </QueryView>
                )}
              </QueryView>
            )}
          </QueryView>
        )}
      </QueryView>
    </Page>
  );
}

function Composer({ rules }: { readonly rules: TextRules }) {
  const t = useTranslations("compose");
  const wanted = useSearch({ from: "/inside/campaigns/new" });
  const { data: lines } = useSuspenseQuery(linesQuery);
  const active = lines.filter(({ status }) => status === "active");
  const only = active.length === 1 ? active[0] : undefined;
  const form = useForm<ComposeValues>({
    mode: "controlled",
    // Another name may be declared for something else.
    onValuesChange: ({ lineId, traffic }, before) => {
      if (lineId === before.lineId) return;
      const chosen = lines.find((each) => each.lineId === lineId);
      form.setFieldValue("traffic", usualTraffic(rules, chosen, traffic));
    },
    initialValues: {
      ...emptyCompose,
      lineId: only?.lineId ?? "",
      audience: wanted.segmentId === undefined ? "list" : "segment",
      listId: wanted.listId ?? "",
      segmentId: wanted.segmentId ?? "",
      templateId: wanted.templateId ?? "",
      traffic: usualTraffic(rules, only),
    },
  });
  const line = lines.find(({ lineId }) => lineId === form.values.lineId);
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack gap="lg">
          <Section number={1} title={t("sender")} lead={t("senderLead")}>
            <SenderPicker form={form} lines={lines} />
          </Section>
          <Section number={2} title={t("audience")} lead={t("audienceLead")}>
            <AudienceSection form={form} />
          </Section>
          <Section number={3} title={t("text")} lead={t("textLead")}>
            <TextSection form={form} rules={rules} line={line} />
          </Section>
          <Section number={4} title={t("when")} lead={t("whenLead")}>
            <TimeSection form={form} />
          </Section>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <SendPane form={form} rules={rules} lines={lines} />
      </Grid.Col>
    </Grid>
  );
}

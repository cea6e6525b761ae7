import { Button, Card, Grid, Group, Stack, TextInput, Textarea } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Braces } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { Page } from "../parts/page.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { variablesOf } from "./body.js";
import { templateQuery, textRulesQuery, type Template } from "./queries.js";
import { VariableTable, type VariableChoice } from "./variable-table.js";
import { WorstCase } from "./worst-case.js";

/** Writes a text with its variables, and sees at once what it costs at worst. `from` corrects a rejected one. */
export function NewTemplatePage() {
  const t = useTranslations("template");
  const { from } = useSearch({ from: "/inside/templates/new" });
  const old = useQuery({ ...templateQuery(from ?? ""), enabled: from !== undefined });
  return (
    <Page title={t("newTemplate")} lead={t("newLead")}>
      {from === undefined ? (
        <Editor />
      ) : (
        <QueryView query={old}>{(it) => <Editor old={it} />}</QueryView>
      )}
    </Page>
  );
}

const choicesOf = (old: Template | undefined): Readonly<Record<string, VariableChoice>> =>
  Object.fromEntries(
    (old?.variables ?? []).map(({ name, maxLength, type }) => [name, { maxLength, type }]),
  );

function Editor({ old }: { readonly old?: Template }) {
  const t = useTranslations("template");
  const { data: me } = useSuspenseQuery(meQuery);
  const rules = useQuery(textRulesQuery(me.market ?? ""));
  const [name, setName] = useState(old?.name ?? "");
  const [body, setBody] = useState(old?.body ?? "");
  const [choices, setChoices] = useState(choicesOf(old));
  const area = useRef<HTMLTextAreaElement>(null);
  const variables = variablesOf(body).map((variable) => ({
    name: variable,
    ...(choices[variable] ?? { maxLength: 20, type: "text" as const }),
  }));
  const send = useSend();
  const insert = (): void => {
    const place = area.current?.selectionEnd ?? body.length;
    const word = `{${t("variable")}${variables.length === 0 ? "" : variables.length + 1}}`;
    setBody(`${body.slice(0, place)}${word}${body.slice(place)}`);
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(place + 1, place + word.length - 1);
    });
  };
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Card
          component="form"
          onSubmit={(event) => {
            event.preventDefault();
            send.mutate({ name, body, variables });
          }}
        >
          <Stack>
            <TextInput
              label={t("name")}
              description={t("nameHint")}
              value={name}
              required
              onChange={({ currentTarget: { value } }) => setName(value)}
            />
            <Textarea
              ref={area}
              label={t("body")}
              placeholder={t("bodyExample")}
              value={body}
              required
              autosize
              minRows={4}
              maxRows={14}
              styles={{ input: { unicodeBidi: "plaintext", textAlign: "start" } }}
              onChange={({ currentTarget: { value } }) => setBody(value)}
            />
            <Group>
              <Button
                variant="light"
                size="xs"
                leftSection={<Braces size={15} aria-hidden />}
                onClick={insert}
              >
                {t("addVariable")}
              </Button>
            </Group>
            <VariableTable
              variables={variables}
              onChange={(variable, choice) => setChoices({ ...choices, [variable]: choice })}
            />
            <ProblemAlert error={send.error} />
            <Group justify="flex-end">
              <Button type="submit" loading={send.isPending}>
                {t("submit")}
              </Button>
            </Group>
          </Stack>
        </Card>
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

type Draft = Pick<Template, "name" | "body" | "variables">;

function useSend() {
  const t = useTranslations("template");
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (draft: Draft) =>
      bodyOf(await api.POST("/v1/templates", { body: draft, params: { header: {} } })),
    onSuccess: async ({ templateId }) => {
      await queries.invalidateQueries({ queryKey: ["templates"] });
      notifications.show({ message: t("submitted"), color: "green" });
      await navigate({ to: "/templates/$templateId", params: { templateId } });
    },
  });
}

import { Anchor, Button, Card, Group, Stack, Text, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MessageCircleQuestion } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";
import { useFormat } from "../language/use-format.js";
import { Empty } from "../parts/empty.js";
import { Page } from "../parts/page.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { DeskTabs } from "./desk-tabs.js";

type Consultation = components["schemas"]["ConsultationList"]["consultations"][number];

const consultationsQuery = {
  queryKey: ["desk", "consultations"],
  queryFn: async () =>
    bodyOf(await api.GET("/v1/desk/consultations", { params: { query: { closed: "false" } } }))
      .consultations,
  refetchInterval: 60_000,
};

/** Questions of visitors that wait for an answer by telephone or mail, the oldest first. */
export function ConsultationsPage() {
  const t = useTranslations("question");
  const shell = useTranslations("shell");
  const query = useQuery(consultationsQuery);
  return (
    <Page title={shell("navDesk")}>
      <DeskTabs />
      <QueryView query={query}>
        {(all) =>
          all.length === 0 ? (
            <Empty icon={MessageCircleQuestion} title={t("none")} />
          ) : (
            <Stack>
              {all.map((each) => (
                <Question key={each.consultationId} question={each} />
              ))}
            </Stack>
          )
        }
      </QueryView>
    </Page>
  );
}

function Question({ question }: { readonly question: Consultation }) {
  const t = useTranslations("question");
  const desk = useTranslations("desk");
  const common = useTranslations("common");
  const format = useFormat();
  const queries = useQueryClient();
  const [note, setNote] = useState("");
  const { consultationId: id, name, mobile, email, receivedAt } = question;
  const close = useMutation({
    mutationFn: () =>
      api.POST("/v1/desk/consultations/{id}/close", {
        params: { path: { id } },
        body: { note: note.trim() },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["desk", "consultations"] }),
  });
  return (
    <Card component="article" aria-label={name}>
      <Group justify="space-between" mb="xs">
        <Group gap="sm">
          <Text fw={650}>{name}</Text>
          {mobile !== undefined && (
            <Anchor href={`tel:${mobile}`}>
              <bdi className="ltr">{format.digits(mobile)}</bdi>
            </Anchor>
          )}
          {email !== undefined && (
            <Anchor href={`mailto:${email}`}>
              <bdi className="ltr">{email}</bdi>
            </Anchor>
          )}
        </Group>
        {receivedAt !== undefined && (
          <Text size="xs" c="dimmed">
            {format.dateTime(receivedAt)}
          </Text>
        )}
      </Group>
      <Text style={{ whiteSpace: "pre-line" }} mb="sm">
        <bdi>{question.question}</bdi>
      </Text>
      <Stack gap="xs">
        <Textarea
          label={`${desk("note")} (${common("optional")})`}
          autosize
          minRows={1}
          value={note}
          onChange={({ currentTarget: { value } }) => setNote(value)}
        />
        {close.isError && <ProblemAlert error={close.error} />}
        <Group>
          <Button
            size="sm"
            aria-label={`${t("answered")}: ${name}`}
            loading={close.isPending}
            onClick={() => close.mutate()}
          >
            {t("answered")}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}

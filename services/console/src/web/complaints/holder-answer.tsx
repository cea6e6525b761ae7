import { Button, Card, Group, Stack, Text, Textarea, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api } from "../api/client.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import type { Complaint } from "./queries.js";

/** What the holder of the line says to it; while it is open, the holder may say it here. */
export function HolderAnswer({
  complaint,
  mayAnswer,
}: {
  readonly complaint: Complaint;
  readonly mayAnswer: boolean;
}) {
  const t = useTranslations("complaint");
  const format = useFormat();
  const queries = useQueryClient();
  const { complaintId: id, answer, answeredAt } = complaint;
  const [text, setText] = useState(answer ?? "");
  const send = useMutation({
    mutationFn: () =>
      api.POST("/v1/complaints/{id}/answer", { params: { path: { id } }, body: { text } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["complaints"] }),
  });
  return (
    <Card component="section">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("holderSide")}
        </Title>
        {answer === undefined ? (
          !mayAnswer && <Text c="dimmed">{t("noAnswer")}</Text>
        ) : (
          <Text style={{ whiteSpace: "pre-wrap" }} dir="auto">
            {answer}
          </Text>
        )}
        {answeredAt !== undefined && (
          <Text size="xs" c="dimmed">
            {format.dateTime(answeredAt)}
          </Text>
        )}
        {mayAnswer && (
          <>
            <Textarea
              label={t("answer")}
              description={t("answerHint")}
              autosize
              minRows={3}
              maxRows={10}
              value={text}
              onChange={({ currentTarget: { value } }) => setText(value)}
            />
            <ProblemAlert error={send.error} />
            <Group justify="flex-end">
              <Button
                disabled={text.trim() === ""}
                loading={send.isPending}
                onClick={() => send.mutate()}
              >
                {t("sendAnswer")}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Card>
  );
}

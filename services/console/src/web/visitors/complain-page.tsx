import { Alert, Button, Card, Checkbox, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { toLatinDigits } from "../language/formats.js";
import { MomentField } from "../parts/moment-field.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { VisitorFrame } from "./visitor-frame.js";

/** For whoever received a message and has no account: a complaint, and the wish for no more messages. */
export function ComplainPage() {
  const t = useTranslations("complain");
  const access = useTranslations("access");
  const given = (text: string) => (text.trim() === "" ? access("required") : null);
  const [receivedAt, setReceivedAt] = useState("");
  const form = useForm({
    initialValues: { sender: "", number: "", text: "", refuses: true },
    validate: { sender: given, number: given, text: given },
  });
  const complain = useMutation({
    mutationFn: async ({ sender, number, text, refuses }: typeof form.values) =>
      bodyOf(
        await api.POST("/v1/subscriber-complaints", {
          params: { header: {} },
          body: {
            sender: toLatinDigits(sender.trim()),
            number: toLatinDigits(number.trim()),
            text: text.trim(),
            refuses,
            ...(receivedAt !== "" && { receivedAt: new Date(receivedAt).toISOString() }),
          },
        }),
      ),
    onSuccess: () => {
      form.reset();
      setReceivedAt("");
    },
  });
  return (
    <VisitorFrame title={t("title")} lead={t("lead")}>
      <Card component="section" maw={640}>
        <form noValidate onSubmit={form.onSubmit((values) => complain.mutate(values))}>
          <Stack gap="sm">
            <TextInput
              label={t("sender")}
              description={t("senderHint")}
              dir="auto"
              {...form.getInputProps("sender")}
            />
            <TextInput
              label={t("number")}
              description={t("numberHint")}
              type="tel"
              autoComplete="tel"
              dir="ltr"
              {...form.getInputProps("number")}
            />
            <MomentField label={t("receivedAt")} value={receivedAt} onChange={setReceivedAt} />
            <Textarea
              label={t("text")}
              description={t("textHint")}
              autosize
              minRows={3}
              maxRows={10}
              {...form.getInputProps("text")}
            />
            <Checkbox
              label={t("refuses")}
              description={t("refusesHint")}
              {...form.getInputProps("refuses", { type: "checkbox" })}
            />
            {complain.isError && <ProblemAlert error={complain.error} />}
            {complain.isSuccess && (
              <Alert color="green" role="status">
                <Text size="sm">{t("kept")}</Text>
                <Text size="sm">
                  {t("reference")}: <bdi className="code ltr">{complain.data.complaintId}</bdi>
                </Text>
              </Alert>
            )}
            <Button type="submit" loading={complain.isPending}>
              {t("send")}
            </Button>
          </Stack>
        </form>
      </Card>
    </VisitorFrame>
  );
}

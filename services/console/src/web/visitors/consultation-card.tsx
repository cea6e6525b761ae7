import { Alert, Button, Card, Stack, Text, Textarea, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { toLatinDigits } from "../language/formats.js";
import { useLanguage } from "../language/language-provider.js";
import { ProblemAlert } from "../parts/problem-alert.js";

/** A question to the provider's people: free, without an account. */
export function ConsultationCard({ provider }: { readonly provider: string }) {
  const t = useTranslations("visitor");
  const access = useTranslations("access");
  const { language } = useLanguage();
  const given = (text: string) => (text.trim() === "" ? access("required") : null);
  const form = useForm({
    initialValues: { name: "", mobile: "", question: "" },
    validate: { name: given, mobile: given, question: given },
  });
  const ask = useMutation({
    mutationFn: async ({ name, mobile, question }: typeof form.values) =>
      bodyOf(
        await api.POST("/v1/providers/{id}/consultations", {
          params: { path: { id: provider }, header: {} },
          body: {
            name: name.trim(),
            mobile: toLatinDigits(mobile).trim(),
            email: "",
            question: question.trim(),
            family: "",
            language,
          },
        }),
      ),
    onSuccess: () => form.reset(),
  });
  return (
    <Card component="section">
      <Title order={2} size="h4">
        {t("consult")}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t("consultLead")}
      </Text>
      <form noValidate onSubmit={form.onSubmit((values) => ask.mutate(values))}>
        <Stack gap="sm">
          <TextInput label={t("name")} autoComplete="name" {...form.getInputProps("name")} />
          <TextInput
            label={t("mobile")}
            type="tel"
            autoComplete="tel"
            dir="ltr"
            {...form.getInputProps("mobile")}
          />
          <Textarea
            label={t("question")}
            autosize
            minRows={3}
            {...form.getInputProps("question")}
          />
          {ask.isError && <ProblemAlert error={ask.error} />}
          {ask.isSuccess && (
            <Alert color="green" role="status">
              {t("asked")}
            </Alert>
          )}
          <Button type="submit" loading={ask.isPending}>
            {t("ask")}
          </Button>
        </Stack>
      </form>
    </Card>
  );
}

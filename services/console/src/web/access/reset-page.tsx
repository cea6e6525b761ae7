import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { api } from "../api/client.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { AccessFrame } from "./access-frame.js";
import { looksLikeEmail, SHORTEST_PASSWORD } from "./rules.js";

/** Asks for a link; the answer is the same whether there is such an account or not. */
export function AskResetPage() {
  const t = useTranslations("access");
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { email: "" },
    validate: { email: (email) => (looksLikeEmail(email) ? null : t("emailMalformed")) },
  });
  const ask = useMutation({
    mutationFn: (body: { email: string }) => api.POST("/v1/password-resets", { body }),
  });
  return (
    <AccessFrame title={t("resetTitle")}>
      <form onSubmit={form.onSubmit((values) => ask.mutate(values))} noValidate>
        <Stack>
          <TextInput
            label={t("email")}
            type="email"
            autoComplete="username"
            dir="ltr"
            size="md"
            key={form.key("email")}
            {...form.getInputProps("email")}
          />
          {ask.isError && <ProblemAlert error={ask.error} />}
          {ask.isSuccess && <Alert color="green">{t("resetAsked")}</Alert>}
          <Button type="submit" size="md" loading={ask.isPending}>
            {t("resetAsk")}
          </Button>
          <ToLogin />
        </Stack>
      </form>
    </AccessFrame>
  );
}

/** Sets a new password with the token of the link. */
export function ResetPage() {
  const t = useTranslations("access");
  const { token } = useParams({ from: "/reset-password/$token" });
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { password: "" },
    validate: {
      password: (password) =>
        password.length >= SHORTEST_PASSWORD
          ? null
          : t("passwordShort", { count: SHORTEST_PASSWORD }),
    },
  });
  const reset = useMutation({
    mutationFn: (body: { password: string }) =>
      api.POST("/v1/password-resets/{token}", { params: { path: { token } }, body }),
  });
  return (
    <AccessFrame title={t("resetTitle")}>
      <form onSubmit={form.onSubmit((values) => reset.mutate(values))} noValidate>
        <Stack>
          <PasswordInput
            label={t("newPassword")}
            description={t("passwordHint", { count: SHORTEST_PASSWORD })}
            autoComplete="new-password"
            dir="ltr"
            size="md"
            visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
            key={form.key("password")}
            {...form.getInputProps("password")}
          />
          {reset.isError && <ProblemAlert error={reset.error} />}
          {reset.isSuccess && <Alert color="green">{t("resetDone")}</Alert>}
          <Button type="submit" size="md" loading={reset.isPending} disabled={reset.isSuccess}>
            {t("resetTitle")}
          </Button>
          <ToLogin />
        </Stack>
      </form>
    </AccessFrame>
  );
}

function ToLogin() {
  const t = useTranslations("access");
  return (
    <Anchor size="sm" renderRoot={(props) => <Link to="/login" {...props} />}>
      {t("login")}
    </Anchor>
  );
}

import { Anchor, Button, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { problemOf } from "../api/problem.js";
import { toLatinDigits } from "../language/formats.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { AccessFrame } from "./access-frame.js";
import { DoorChoice } from "./door-choice.js";
import { keptDoor, type Attempt, type Door } from "./kept-door.js";

/** Log in with e-mail and password, and the one-time code when the account asks for it. */
export function LoginPage() {
  const t = useTranslations("access");
  const visitor = useTranslations("visitor");
  const { next } = useSearch({ from: "/login" });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { email: "", password: "", totpCode: "" },
    validate: {
      email: (email) => (email.trim() === "" ? t("required") : null),
      password: (password) => (password === "" ? t("required") : null),
    },
  });
  const login = useMutation({
    mutationFn: async ({ email, password, totpCode, door }: Attempt) =>
      bodyOf(
        await api.POST("/v1/sessions", {
          body: {
            email: email.trim(),
            password,
            totpCode: toLatinDigits(totpCode),
            tenantId: door?.tenantId ?? "",
            providerId: door === undefined || door.tenantId !== undefined ? "" : door.providerId,
          },
        }),
      ),
    onSuccess: async (answer) => {
      if ("doors" in answer) return;
      queries.clear();
      await navigate({ to: next ?? "/" });
    },
  });
  const doors = login.data !== undefined && "doors" in login.data ? login.data.doors : undefined;
  const code = login.isError ? problemOf(login.error).code : "";
  const asksForCode = code.startsWith("TOTP_") || (login.variables?.totpCode ?? "") !== "";
  const door = asksForCode ? login.variables?.door : undefined;
  const chooseAgain = () => {
    form.setFieldValue("totpCode", "");
    login.mutate({ ...form.getValues(), totpCode: "" });
  };
  const logIn = (values: Attempt) =>
    login.mutate({ ...values, door: asksForCode ? keptDoor(login.variables, values) : undefined });
  if (doors !== undefined) {
    const choose = (chosen: Door) => login.mutate({ ...form.getValues(), door: chosen });
    return (
      <AccessFrame title={t("loginTitle")}>
        <DoorChoice doors={doors} isPending={login.isPending} onChoose={choose} />
      </AccessFrame>
    );
  }
  return (
    <AccessFrame title={t("loginTitle")}>
      <form onSubmit={form.onSubmit(logIn)} noValidate>
        <Stack>
          <TextInput
            label={t("email")}
            type="email"
            autoComplete="username"
            dir="ltr"
            size="md"
            autoFocus
            key={form.key("email")}
            {...form.getInputProps("email")}
          />
          <PasswordInput
            label={t("password")}
            autoComplete="current-password"
            dir="ltr"
            size="md"
            visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
            key={form.key("password")}
            {...form.getInputProps("password")}
          />
          {asksForCode && (
            <TextInput
              label={t("totp")}
              description={t("totpHint")}
              inputMode="numeric"
              autoComplete="one-time-code"
              dir="ltr"
              size="md"
              autoFocus
              key={form.key("totpCode")}
              {...form.getInputProps("totpCode")}
            />
          )}
          {login.isError && <ProblemAlert error={login.error} />}
          <Button type="submit" size="md" loading={login.isPending} fullWidth>
            {t("login")}
          </Button>
          {door !== undefined && (
            <Button variant="subtle" onClick={chooseAgain} disabled={login.isPending} fullWidth>
              {t("otherDoor")}
            </Button>
          )}
          <Anchor size="sm" renderRoot={(props) => <Link to="/offers" search={{}} {...props} />}>
            {visitor("toOffers")}
          </Anchor>
          <Anchor size="sm" renderRoot={(props) => <Link to="/tariffs" search={{}} {...props} />}>
            {visitor("toTariffs")}
          </Anchor>
          <Group justify="space-between" gap="xs">
            <Text size="sm">
              {t("noAccount")}{" "}
              <Anchor renderRoot={(props) => <Link to="/sign-up" {...props} />}>
                {t("signUp")}
              </Anchor>
            </Text>
            <Anchor size="sm" renderRoot={(props) => <Link to="/reset-password" {...props} />}>
              {t("forgot")}
            </Anchor>
          </Group>
        </Stack>
      </form>
    </AccessFrame>
  );
}

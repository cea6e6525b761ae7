import {
  Anchor,
  Button,
  Checkbox,
  PasswordInput,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { useFieldErrors } from "../api/use-field-errors.js";
import { toLatinDigits } from "../language/formats.js";
import { useLanguage } from "../language/language-provider.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { AccessFrame } from "./access-frame.js";
import { SHORTEST_PASSWORD, looksLikeEmail } from "./rules.js";

/** Everything that a sign-up needs on one screen: a provider, a name, a way to be reached, a password. */
export function SignUpPage() {
  const t = useTranslations("access");
  const visitor = useTranslations("visitor");
  const { language } = useLanguage();
  const navigate = useNavigate();
  const { next, provider = "" } = useSearch({ from: "/sign-up" });
  const queries = useQueryClient();
  const providers = useQuery({
    queryKey: ["providers"],
    queryFn: async () => bodyOf(await api.GET("/v1/providers")).providers,
  });
  const form = useForm({
    initialValues: {
      providerId: provider,
      kind: "legal",
      name: "",
      ownerName: "",
      ownerEmail: "",
      ownerMobile: "",
      password: "",
      termsAccepted: false,
    },
    validateInputOnBlur: true,
    validate: {
      providerId: (id) => (id === "" ? t("required") : null),
      name: (name, { kind }) => (kind === "legal" && name.trim() === "" ? t("required") : null),
      ownerName: (name) => (name.trim() === "" ? t("required") : null),
      ownerEmail: (email) => (looksLikeEmail(email) ? null : t("emailMalformed")),
      ownerMobile: (mobile) => (mobile.trim() === "" ? t("required") : null),
      password: (password) =>
        password.length >= SHORTEST_PASSWORD
          ? null
          : t("passwordShort", { count: SHORTEST_PASSWORD }),
      termsAccepted: (accepted) => (accepted ? null : t("termsNeeded")),
    },
  });
  const signUp = useMutation({
    mutationFn: ({ kind, name, ownerName, ownerMobile, ...rest }: typeof form.values) =>
      api.POST("/v1/sign-up", {
        body: {
          ...rest,
          kind: kind === "natural" ? "natural" : "legal",
          name: kind === "natural" ? ownerName.trim() : name.trim(),
          ownerName: ownerName.trim(),
          ownerMobile: toLatinDigits(ownerMobile),
          language,
        },
      }),
    onSuccess: async () => {
      queries.clear();
      await navigate({ to: next ?? "/" });
    },
  });
  const shown = useFieldErrors(signUp.error, form, {
    EMAIL_MALFORMED: "ownerEmail",
    MOBILE_MALFORMED: "ownerMobile",
  });
  const offered = providers.data ?? [];
  return (
    <AccessFrame title={t("signUpTitle")}>
      <form onSubmit={form.onSubmit((values) => signUp.mutate(values))} noValidate>
        <Stack gap="sm">
          {providers.isError && <ProblemAlert error={providers.error} />}
          <Select
            label={t("provider")}
            data={offered.map(({ providerId, name, market }) => ({
              value: providerId,
              label: `${name} · ${market}`,
            }))}
            allowDeselect={false}
            searchable={offered.length > 6}
            nothingFoundMessage={t("noProviders")}
            {...(offered.length === 0 && providers.isSuccess && { description: t("noProviders") })}
            {...form.getInputProps("providerId")}
          />
          <SegmentedControl
            aria-label={t("kind")}
            fullWidth
            data={[
              { value: "legal", label: t("kindLegal") },
              { value: "natural", label: t("kindNatural") },
            ]}
            {...form.getInputProps("kind")}
          />
          {form.values.kind === "legal" && (
            <TextInput
              label={t("companyName")}
              autoComplete="organization"
              {...form.getInputProps("name")}
            />
          )}
          <TextInput
            label={t("personName")}
            autoComplete="name"
            {...form.getInputProps("ownerName")}
          />
          <TextInput
            label={t("email")}
            type="email"
            autoComplete="email"
            dir="ltr"
            {...form.getInputProps("ownerEmail")}
          />
          <TextInput
            label={t("mobile")}
            type="tel"
            autoComplete="tel"
            dir="ltr"
            {...form.getInputProps("ownerMobile")}
          />
          <PasswordInput
            label={t("password")}
            description={t("passwordHint", { count: SHORTEST_PASSWORD })}
            autoComplete="new-password"
            dir="ltr"
            visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
            {...form.getInputProps("password")}
          />
          <Checkbox
            label={t("terms")}
            {...form.getInputProps("termsAccepted", { type: "checkbox" })}
          />
          {signUp.isError && !shown && <ProblemAlert error={signUp.error} />}
          <Button type="submit" size="md" loading={signUp.isPending} fullWidth>
            {t("signUp")}
          </Button>
          <Anchor size="sm" renderRoot={(props) => <Link to="/offers" search={{}} {...props} />}>
            {visitor("toOffers")}
          </Anchor>
          <Anchor size="sm" renderRoot={(props) => <Link to="/tariffs" search={{}} {...props} />}>
            {visitor("toTariffs")}
          </Anchor>
          <Text size="sm">
            {t("hasAccount")}{" "}
            <Anchor renderRoot={(props) => <Link to="/login" {...props} />}>{t("login")}</Anchor>
          </Text>
        </Stack>
      </form>
    </AccessFrame>
  );
}

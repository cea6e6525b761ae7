import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { api } from "../api/client.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { AccessFrame } from "./access-frame.js";
import { SHORTEST_PASSWORD } from "./rules.js";

/** Accepts an invitation by its link: a name, a password, and one is in. */
export function InvitationPage() {
  const t = useTranslations("access");
  const { token } = useParams({ from: "/invitations/$token" });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { name: "", password: "" },
    validate: {
      name: (name) => (name.trim() === "" ? t("required") : null),
      password: (password) =>
        password.length >= SHORTEST_PASSWORD
          ? null
          : t("passwordShort", { count: SHORTEST_PASSWORD }),
    },
  });
  const accept = useMutation({
    mutationFn: (body: { name: string; password: string }) =>
      api.POST("/v1/invitations/{token}/accept", { params: { path: { token } }, body }),
    onSuccess: async () => {
      queries.clear();
      await navigate({ to: "/" });
    },
  });
  return (
    <AccessFrame title={t("invitationTitle")} lead={t("invitationText")}>
      <form onSubmit={form.onSubmit((values) => accept.mutate(values))} noValidate>
        <Stack>
          <TextInput
            label={t("personName")}
            autoComplete="name"
            size="md"
            key={form.key("name")}
            {...form.getInputProps("name")}
          />
          <PasswordInput
            label={t("password")}
            description={t("passwordHint", { count: SHORTEST_PASSWORD })}
            autoComplete="new-password"
            dir="ltr"
            size="md"
            visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
            key={form.key("password")}
            {...form.getInputProps("password")}
          />
          {accept.isError && <ProblemAlert error={accept.error} />}
          <Button type="submit" size="md" loading={accept.isPending}>
            {t("join")}
          </Button>
        </Stack>
      </form>
    </AccessFrame>
  );
}

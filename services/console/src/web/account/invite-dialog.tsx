import { Button, Modal, MultiSelect, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { looksLikeEmail } from "../access/rules.js";
import { api, bodyOf } from "../api/client.js";
import { useLanguage } from "../language/language-provider.js";
import { LANGUAGES, languageTraits } from "../language/languages.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { SecretOnce } from "../parts/secret-once.js";
import { useRoleWord } from "./role-words.js";

/** Invites someone; the link is shown once, to be handed over. */
export function InviteDialog({
  opened,
  roles,
  onClose,
}: {
  readonly opened: boolean;
  readonly roles: readonly string[];
  readonly onClose: () => void;
}) {
  const t = useTranslations("account");
  const access = useTranslations("access");
  const shell = useTranslations("shell");
  const common = useTranslations("common");
  const roleWord = useRoleWord();
  const { language } = useLanguage();
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { email: "", name: "", roles: [roles.at(-1) ?? ""], language },
    validate: {
      email: (email) => (looksLikeEmail(email) ? null : access("emailMalformed")),
      roles: (chosen) => (chosen.length === 0 ? access("required") : null),
    },
  });
  const invite = useMutation({
    mutationFn: async (body: typeof form.values) =>
      bodyOf(await api.POST("/v1/invitations", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["invitations"] }),
  });
  const close = () => {
    invite.reset();
    form.reset();
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t("inviteTitle")}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      {invite.data !== undefined ? (
        <SecretOnce
          text={t("invited")}
          secret={`${location.origin}/invitations/${invite.data.token}`}
        />
      ) : (
        <form noValidate onSubmit={form.onSubmit((values) => invite.mutate(values))}>
          <Stack>
            <TextInput
              label={t("email")}
              type="email"
              dir="ltr"
              data-autofocus
              {...form.getInputProps("email")}
            />
            <TextInput label={t("name")} {...form.getInputProps("name")} />
            <MultiSelect
              label={t("roles")}
              data={roles.map((role) => ({ value: role, label: roleWord(role) }))}
              {...form.getInputProps("roles")}
            />
            <Select
              label={shell("language")}
              allowDeselect={false}
              data={LANGUAGES.map((one) => ({ value: one, label: languageTraits[one].name }))}
              {...form.getInputProps("language")}
            />
            {invite.isError && <ProblemAlert error={invite.error} />}
            <Button type="submit" loading={invite.isPending}>
              {t("invite")}
            </Button>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

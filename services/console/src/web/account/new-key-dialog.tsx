import { Button, Modal, MultiSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import type { components } from "../api/gen/schema.js";
import { hasText } from "../language/define-texts.js";
import { DateField } from "../parts/date-field.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { SecretOnce } from "../parts/secret-once.js";
import { scopeTexts } from "./scope-texts.js";

type Scope = components["schemas"]["NewKeyInput"]["scopes"][number];

/** Makes a key that may do no more than is ticked; it is shown once. */
export function NewKeyDialog({
  opened,
  permissions,
  onClose,
}: {
  readonly opened: boolean;
  /** What its maker may do: a key gets none beyond. */
  readonly permissions: readonly string[];
  readonly onClose: () => void;
}) {
  const t = useTranslations("account");
  const scope = useTranslations("scope");
  const access = useTranslations("access");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const offered = permissions.filter(isScope);
  const form = useForm({
    initialValues: {
      name: "",
      scopes: ["messages:send", "messages:read"],
      addresses: "",
      expires: "",
    },
    validate: {
      name: (name) => (name.trim() === "" ? access("required") : null),
      scopes: (scopes) => (scopes.length === 0 ? access("required") : null),
    },
  });
  const make = useMutation({
    mutationFn: async ({ name, scopes, addresses, expires }: typeof form.values) =>
      bodyOf(
        await api.POST("/v1/keys", {
          body: {
            name: name.trim(),
            scopes: scopes.filter(isScope),
            allowedAddresses: addresses.split(/[\s,]+/).filter((one) => one !== ""),
            ...(expires !== "" && { expiresAt: `${expires}T23:59:59Z` }),
          },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["keys"] }),
  });
  const close = () => {
    make.reset();
    form.reset();
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t("newKey")}
      size="lg"
      closeButtonProps={{ "aria-label": common("close") }}
    >
      {make.data?.apiKey !== undefined ? (
        <SecretOnce text={t("keyShown")} secret={make.data.apiKey} />
      ) : (
        <form noValidate onSubmit={form.onSubmit((values) => make.mutate(values))}>
          <Stack>
            <TextInput label={t("keyName")} data-autofocus {...form.getInputProps("name")} />
            <MultiSelect
              label={t("scopes")}
              data={offered.map((one) => ({ value: one, label: scope(one) }))}
              {...form.getInputProps("scopes")}
            />
            <Textarea
              label={t("addresses")}
              description={t("addressesHint")}
              dir="ltr"
              rows={2}
              {...form.getInputProps("addresses")}
            />
            <DateField
              label={t("keyExpires")}
              value={form.values.expires}
              onChange={(day) => form.setFieldValue("expires", day)}
            />
            {make.isError && <ProblemAlert error={make.error} />}
            <Button type="submit" loading={make.isPending}>
              {t("newKey")}
            </Button>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

function isScope(word: string): word is Extract<Scope, keyof typeof scopeTexts> {
  return hasText(scopeTexts, word);
}

import { Alert, Button, Group, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { toLatinDigits } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";

/** The code under which the consent registry knows the company; without it nothing can be told to the registry. */
export function BrandCode({ brand }: { readonly brand: string }) {
  const t = useTranslations("refusal");
  const format = useFormat();
  const { data: me } = useSuspenseQuery(meQuery);
  const [editing, { open, close }] = useDisclosure();
  const mayWrite = me.permissions.includes("lists:write");
  if (editing) return <BrandForm brand={brand} onClose={close} />;
  if (brand === "")
    return (
      <Alert color="orange" title={t("brandMissing")}>
        <Group>
          <Text size="sm">{t("brandMissingText")}</Text>
          {mayWrite && (
            <Button size="xs" onClick={open}>
              {t("brandSet")}
            </Button>
          )}
        </Group>
      </Alert>
    );
  return (
    <Group gap="sm">
      <Text size="sm">
        {t("brand")}: <bdi className="ltr num">{format.digits(brand)}</bdi>
      </Text>
      {mayWrite && (
        <Button size="compact-xs" variant="subtle" onClick={open}>
          {t("brandChange")}
        </Button>
      )}
    </Group>
  );
}

function BrandForm({ brand, onClose }: { readonly brand: string; readonly onClose: () => void }) {
  const t = useTranslations("refusal");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const [typed, type] = useState(brand);
  const code = toLatinDigits(typed).trim();
  const save = useMutation({
    mutationFn: () =>
      api.PUT("/v1/consents/registry-brand", { body: { brand: code }, params: { header: {} } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["consents"] });
      onClose();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Group align="flex-end">
        <TextInput
          label={t("brand")}
          description={t("brandHint")}
          dir="ltr"
          inputMode="numeric"
          data-autofocus
          value={typed}
          onChange={({ currentTarget: { value } }) => type(value)}
        />
        <Button type="submit" loading={save.isPending} disabled={!/^\d{4,10}$/.test(code)}>
          {common("save")}
        </Button>
        <Button variant="default" onClick={onClose}>
          {common("cancel")}
        </Button>
      </Group>
      <ProblemAlert error={save.error} />
    </form>
  );
}

import { Alert, Stack, Text, TextInput } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { Template } from "../templates/queries.js";
import type { ComposeForm } from "./compose-state.js";

/** Values for variables of the templates that the list's columns do not carry. */
export function Constants({
  form,
  templates,
}: {
  readonly form: ComposeForm;
  readonly templates: readonly Template[];
}) {
  const t = useTranslations("compose");
  const longest = new Map<string, number>();
  for (const { name, maxLength } of templates.flatMap(({ variables }) => variables)) {
    longest.set(name, Math.min(maxLength, longest.get(name) ?? maxLength));
  }
  if (longest.size === 0) return null;
  return (
    <Stack gap="xs">
      <Alert color="blue" p="xs">
        <Text size="sm">{t("constantsHint")}</Text>
      </Alert>
      {[...longest].map(([name, maxLength]) => (
        <TextInput
          key={name}
          label={<bdi>{name}</bdi>}
          placeholder={t("fromList")}
          maxLength={maxLength}
          value={form.values.constants[name] ?? ""}
          onChange={({ currentTarget: { value } }) =>
            form.setFieldValue("constants", { ...form.values.constants, [name]: value })
          }
        />
      ))}
    </Stack>
  );
}

import {
  ActionIcon,
  Button,
  Fieldset,
  Group,
  Select,
  Stack,
  TextInput,
  Textarea,
} from "@mantine/core";
import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";

import { useFormat } from "../../language/use-format.js";
import type { CaseItem } from "./case-items.js";
import type { Reason } from "./decision-draft.js";
import { useItemNames } from "./use-item-names.js";

/** The reasons of a return: what is wrong, about what, and how it is put right. */
export function ReasonsEditor({
  reasons,
  items,
  onChange,
}: {
  readonly reasons: readonly Reason[];
  readonly items: readonly CaseItem[];
  readonly onChange: (reasons: readonly Reason[]) => void;
}) {
  const t = useTranslations("desk");
  const common = useTranslations("common");
  const format = useFormat();
  const names = useItemNames();
  const change = (key: string, part: Partial<Reason>): void =>
    onChange(reasons.map((each) => (each.key === key ? { ...each, ...part } : each)));
  return (
    <Stack gap="sm" role="group" aria-label={t("reasons")}>
      {reasons.map((reason, place) => (
        <Fieldset
          key={reason.key}
          legend={t("reasonNumber", { number: format.number(place + 1) })}
          p="sm"
        >
          <Stack gap="xs">
            <Group align="flex-end" gap="xs" wrap="nowrap">
              <Select
                label={t("about")}
                flex={1}
                searchable
                clearable
                value={reason.item === "" ? null : reason.item}
                data={items.map((item) => ({ value: item.id, label: names.nameOf(item) }))}
                onChange={(item) => change(reason.key, { item: item ?? "" })}
              />
              <ActionIcon
                variant="default"
                size={36}
                aria-label={`${common("remove")}: ${t("reasonNumber", { number: format.number(place + 1) })}`}
                onClick={() => onChange(reasons.filter(({ key }) => key !== reason.key))}
              >
                <Trash2 size={17} aria-hidden />
              </ActionIcon>
            </Group>
            <Textarea
              label={t("reason")}
              required
              autosize
              value={reason.rule}
              onChange={({ currentTarget: { value } }) => change(reason.key, { rule: value })}
            />
            <TextInput
              label={t("remedy")}
              required
              value={reason.remedy}
              onChange={({ currentTarget: { value } }) => change(reason.key, { remedy: value })}
            />
          </Stack>
        </Fieldset>
      ))}
      <Group>
        <Button
          variant="default"
          size="xs"
          leftSection={<Plus size={16} aria-hidden />}
          onClick={() =>
            onChange([...reasons, { key: newKey(reasons), item: "", rule: "", remedy: "" }])
          }
        >
          {t("addReason")}
        </Button>
      </Group>
    </Stack>
  );
}

function newKey(reasons: readonly Reason[]): string {
  let number = reasons.length + 1;
  while (reasons.some(({ key }) => key === `own ${number}`)) number += 1;
  return `own ${number}`;
}

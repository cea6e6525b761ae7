import { NumberInput, Select, Table, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { Template } from "./queries.js";

type Variable = Template["variables"][number];
export type VariableChoice = Pick<Variable, "maxLength" | "type">;

const TYPES = ["text", "number", "date", "code", "link", "amount"] as const;
const LONGEST_VALUE = 200;

/** The variables that the text names, each with its kind and its longest value. */
export function VariableTable({
  variables,
  onChange,
}: {
  readonly variables: readonly Variable[];
  readonly onChange: (name: string, choice: VariableChoice) => void;
}) {
  const t = useTranslations("template");
  if (variables.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t("noVariables")}
      </Text>
    );
  }
  return (
    <Table verticalSpacing="xs" horizontalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("variable")}</Table.Th>
          <Table.Th>{t("type")}</Table.Th>
          <Table.Th>{t("longest")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {variables.map(({ name, type, maxLength }) => (
          <Table.Tr key={name}>
            <Table.Td>
              <bdi style={{ fontWeight: 600, overflowWrap: "anywhere" }}>{name}</bdi>
            </Table.Td>
            <Table.Td>
              <Select
                aria-label={`${t("type")}: ${name}`}
                value={type}
                allowDeselect={false}
                data={TYPES.map((value) => ({ value, label: t(`type_${value}`) }))}
                onChange={(word) => {
                  const chosen = TYPES.find((known) => known === word);
                  if (chosen !== undefined) onChange(name, { type: chosen, maxLength });
                }}
              />
            </Table.Td>
            <Table.Td w={130}>
              <NumberInput
                aria-label={`${t("longest")}: ${name}`}
                value={maxLength}
                min={1}
                max={LONGEST_VALUE}
                allowDecimal={false}
                allowNegative={false}
                onChange={(value) => onChange(name, { type, maxLength: Number(value) || 0 })}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

import { ActionIcon, Alert, Button, Group, Select, Stack, Table, TextInput } from "@mantine/core";
import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import css from "../parts/stacked-table.module.css";
import { emptyRow, type PriceRow } from "./draft-values.js";
import { Scrollable } from "../parts/scrollable.js";
import { withAll, type TariffChoices } from "./use-tariff-choices.js";

/** The prices of a list, one a row: from which part of the month, where, in which script. */
export function PriceRows({
  rows,
  choices,
  faulty,
  onChange,
}: {
  readonly rows: readonly PriceRow[];
  readonly choices: TariffChoices;
  readonly faulty: readonly number[];
  readonly onChange: (rows: readonly PriceRow[]) => void;
}) {
  const t = useTranslations("finance");
  const tariff = useTranslations("tariff");
  const common = useTranslations("common");
  const format = useFormat();
  const { currency } = choices;
  const columns = ["from", "to", "operator", "script", "price"] as const;
  const chosen = {
    operator: { options: choices.operators, all: tariff("everyOperator") },
    script: { options: choices.scripts, all: t("everyScript") },
  };
  const change = (place: number, name: keyof PriceRow, value: string) =>
    onChange(rows.map((row, at) => (at === place ? { ...row, [name]: value } : row)));
  const labelOf = (name: (typeof columns)[number], place: number) =>
    `${t(`row_${name}`, { currency })} ${format.number(place + 1)}`;
  return (
    <Stack gap="xs">
      <Scrollable>
        <Table className={css["stacked"] ?? ""} miw={640} verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((name) => (
                <Table.Th key={name}>{t(`row_${name}`, { currency })}</Table.Th>
              ))}
              <Table.Th />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, place) => (
              <Table.Tr key={place} {...(faulty.includes(place) && { bg: "red.0" })}>
                {columns.map((name) => (
                  <Table.Td key={name} data-label={t(`row_${name}`, { currency })}>
                    {name === "operator" || name === "script" ? (
                      <Select
                        size="xs"
                        allowDeselect={false}
                        aria-label={labelOf(name, place)}
                        data={withAll(chosen[name].options, row[name], chosen[name].all)}
                        value={row[name]}
                        onChange={(word) => change(place, name, word ?? "")}
                      />
                    ) : (
                      <TextInput
                        size="xs"
                        dir="ltr"
                        inputMode={name === "price" ? "decimal" : "numeric"}
                        aria-label={labelOf(name, place)}
                        aria-invalid={faulty.includes(place)}
                        value={row[name]}
                        onChange={({ currentTarget: { value } }) => change(place, name, value)}
                      />
                    )}
                  </Table.Td>
                ))}
                <Table.Td>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    c="gray.8"
                    disabled={rows.length === 1}
                    aria-label={`${common("remove")}: ${format.number(place + 1)}`}
                    onClick={() => onChange(rows.filter((_, at) => at !== place))}
                  >
                    <Trash2 size={17} aria-hidden />
                  </ActionIcon>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scrollable>
      {faulty.length > 0 && <Alert color="red">{t("rowsFaulty")}</Alert>}
      <Group>
        <Button
          variant="subtle"
          size="xs"
          leftSection={<Plus size={15} aria-hidden />}
          onClick={() => onChange([...rows, { ...(rows.at(-1) ?? emptyRow), price: "" }])}
        >
          {t("addRow")}
        </Button>
      </Group>
    </Stack>
  );
}

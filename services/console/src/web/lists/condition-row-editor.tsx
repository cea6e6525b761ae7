import { ActionIcon, Group, NumberInput, Select, TextInput } from "@mantine/core";
import { X } from "lucide-react";
import { useTranslations } from "use-intl";

import { useNetworks } from "../pack/use-networks.js";
import { BEHAVIOURS, COMPARATORS, type ConditionRow } from "./condition-rows.js";

const KINDS = ["variable", "behaviour", "operator"] as const;

/** One condition: what it looks at, how, and against what. */
export function ConditionRowEditor({
  row,
  variables,
  onChange,
  onRemove,
}: {
  readonly row: ConditionRow;
  readonly variables: readonly string[];
  readonly onChange: (row: ConditionRow) => void;
  readonly onRemove?: () => void;
}) {
  const t = useTranslations("list");
  const common = useTranslations("common");
  return (
    <Group gap="xs" align="center">
      <Select
        aria-label={t("looksAt")}
        w={170}
        allowDeselect={false}
        value={row.kind}
        data={KINDS.map((kind) => ({ value: kind, label: t(`at_${kind}`) }))}
        onChange={(kind) => onChange(fresh(kind, variables))}
      />
      <Rest row={row} variables={variables} onChange={onChange} />
      {onRemove !== undefined && (
        <ActionIcon variant="subtle" color="gray" aria-label={common("remove")} onClick={onRemove}>
          <X size={17} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}

function Rest({
  row,
  variables,
  onChange,
}: {
  readonly row: ConditionRow;
  readonly variables: readonly string[];
  readonly onChange: (row: ConditionRow) => void;
}) {
  const t = useTranslations("list");
  const networks = useNetworks();
  switch (row.kind) {
    case "variable":
      return (
        <>
          <Select
            aria-label={t("variable")}
            w={150}
            allowDeselect={false}
            value={row.variable === "" ? null : row.variable}
            data={[...variables]}
            onChange={(variable) => onChange({ ...row, variable: variable ?? "" })}
          />
          <Select
            aria-label={t("comparison")}
            w={170}
            allowDeselect={false}
            value={row.is}
            data={COMPARATORS.map((is) => ({ value: is, label: t(`is_${is}`) }))}
            onChange={(word) =>
              onChange({ ...row, is: COMPARATORS.find((known) => known === word) ?? "equals" })
            }
          />
          {row.is !== "empty" && (
            <TextInput
              aria-label={t("value")}
              placeholder={row.is === "one_of" ? t("valuesHint") : t("value")}
              value={row.value}
              style={{ flex: 1, minWidth: 140 }}
              onChange={({ currentTarget: { value } }) => onChange({ ...row, value })}
            />
          )}
        </>
      );
    case "behaviour":
      return (
        <>
          <Select
            aria-label={t("behaviour")}
            w={240}
            allowDeselect={false}
            value={row.behaviour}
            data={BEHAVIOURS.map((word) => ({ value: word, label: t(`did_${word}`) }))}
            onChange={(word) =>
              onChange({
                ...row,
                behaviour: BEHAVIOURS.find((known) => known === word) ?? "delivered",
              })
            }
          />
          <NumberInput
            aria-label={t("withinDays")}
            w={130}
            suffix={` ${t("days")}`}
            min={0}
            max={3_650}
            allowDecimal={false}
            value={row.withinDays}
            onChange={(days) => onChange({ ...row, withinDays: Number(days) || 0 })}
          />
        </>
      );
    case "operator":
      return (
        <Select
          aria-label={t("at_operator")}
          w={240}
          searchable
          allowDeselect={false}
          value={row.operator === "" ? null : row.operator}
          data={[...networks]}
          onChange={(operator) => onChange({ ...row, operator: operator ?? "" })}
        />
      );
  }
}

function fresh(kind: string | null, variables: readonly string[]): ConditionRow {
  if (kind === "behaviour") return { kind, behaviour: "delivered", withinDays: 90 };
  if (kind === "operator") return { kind, operator: "" };
  return { kind: "variable", variable: variables[0] ?? "", is: "equals", value: "" };
}

import {
  ActionIcon,
  Button,
  Card,
  Group,
  Modal,
  Select,
  SimpleGrid,
  Stack,
  Text,
} from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { toMinor, toTyped } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";
import { DateField } from "../parts/date-field.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { MoneyField } from "./money-field.js";
import { walletQuery } from "./queries.js";
import type { Surcharge } from "./resale-queries.js";
import { useResaleChoices } from "./use-resale-choices.js";

/** One price as it is typed; "" is every one, and at once. */
type Row = Readonly<Record<"operator" | "group" | "script" | "effectiveFrom" | "typed", string>>;
const EMPTY: Row = { operator: "", group: "", script: "", effectiveFrom: "", typed: "" };

/** Changes what a reseller puts on the provider's price, for one customer or for all. */
export function SurchargeWindow({
  tenantId,
  surcharges,
  onClose,
}: {
  /** "" = customers that have no prices of their own. */
  readonly tenantId: string;
  readonly surcharges: readonly Surcharge[];
  readonly onClose: () => void;
}) {
  const t = useTranslations("money");
  const common = useTranslations("common");
  const queries = useQueryClient();
  const wallet = useQuery(walletQuery);
  const currency = wallet.data?.available?.currency ?? "IRR";
  const [rows, setRows] = useState<readonly Row[]>(() =>
    surcharges.map(({ perPart, ...said }) => ({
      ...EMPTY,
      ...said,
      typed: perPart === undefined ? "" : toTyped(perPart),
    })),
  );
  const save = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.PUT("/v1/resold/surcharges", {
          body: {
            ...(tenantId !== "" && { tenantId }),
            surcharges: rows.map(({ operator, group, script, effectiveFrom, typed }) => ({
              ...(operator !== "" && { operator }),
              ...(group !== "" && { group }),
              ...(script !== "" && { script }),
              ...(effectiveFrom !== "" && { effectiveFrom }),
              perPart: { currency, minor: toMinor(typed, currency) ?? "0" },
            })),
          },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["resold"] });
      onClose();
    },
  });
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t("changePrices")}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <Stack>
        <Text size="sm">{t("surchargeHint")}</Text>
        {rows.map((row, place) => (
          <SurchargeRow
            key={place}
            row={row}
            place={place}
            currency={currency}
            onChange={(next) => setRows(rows.map((each, at) => (at === place ? next : each)))}
            onRemove={() => setRows(rows.filter((_, at) => at !== place))}
          />
        ))}
        <Group>
          <Button
            variant="subtle"
            size="xs"
            leftSection={<Plus size={15} aria-hidden />}
            onClick={() => setRows([...rows, EMPTY])}
          >
            {t("addPrice")}
          </Button>
        </Group>
        <ProblemAlert error={save.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common("cancel")}
          </Button>
          <Button
            loading={save.isPending}
            disabled={rows.some(({ typed }) => toMinor(typed, currency) === undefined)}
            onClick={() => save.mutate()}
          >
            {common("save")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function SurchargeRow({
  row,
  place,
  currency,
  onChange,
  onRemove,
}: {
  readonly row: Row;
  readonly place: number;
  readonly currency: string;
  readonly onChange: (row: Row) => void;
  readonly onRemove: () => void;
}) {
  const t = useTranslations("money");
  const tariff = useTranslations("tariff");
  const common = useTranslations("common");
  const format = useFormat();
  const choices = useResaleChoices();
  const number = format.number(place + 1);
  const labels = { operator: t("operator"), group: t("priceGroup"), script: tariff("script") };
  return (
    <Card p="sm" component="section" aria-label={`${t("onTop")} ${number}`}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        {(["operator", "script", "group"] as const).map(
          (name) =>
            choices[name].length > 0 && (
              <Select
                key={name}
                label={`${labels[name]} ${number}`}
                allowDeselect={false}
                searchable={choices[name].length > 7}
                data={[{ value: "", label: t("everyOperatorShort") }, ...choices[name]]}
                value={row[name]}
                onChange={(value) => onChange({ ...row, [name]: value ?? "" })}
              />
            ),
        )}
        <DateField
          label={t("onTopFrom")}
          about={number}
          value={row.effectiveFrom}
          onChange={(effectiveFrom) => onChange({ ...row, effectiveFrom })}
        />
        <Group align="flex-start" wrap="nowrap">
          <MoneyField
            label={t("onTop")}
            currency={currency}
            value={row.typed}
            onChange={(typed) => onChange({ ...row, typed })}
          />
          <ActionIcon
            mt={28}
            variant="subtle"
            color="gray"
            c="gray.8"
            aria-label={`${common("remove")}: ${t("onTop")} ${number}`}
            onClick={onRemove}
          >
            <Trash2 size={18} aria-hidden />
          </ActionIcon>
        </Group>
      </SimpleGrid>
    </Card>
  );
}

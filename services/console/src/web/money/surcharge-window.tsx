import { ActionIcon, Autocomplete, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { meQuery } from "../api/me.js";
import { toMinor, toTyped } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { tariffsQuery } from "../tariffs/queries.js";
import { MoneyField } from "./money-field.js";
import { walletQuery } from "./queries.js";
import type { Surcharge } from "./resale-queries.js";

/** The operators that the provider's lists price apart. */
function usePricedOperators(): readonly string[] {
  const { data: me } = useSuspenseQuery(meQuery);
  const lists = useQuery(tariffsQuery(me.market ?? "", me.providerId));
  const all = lists.data?.tariffs.flatMap(({ tiers }) => tiers.flatMap(({ prices }) => prices));
  return [...new Set(all?.flatMap(({ operator }) => operator ?? []))];
}

type Row = { readonly operator: string; readonly typed: string };

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
  const format = useFormat();
  const queries = useQueryClient();
  const wallet = useQuery(walletQuery);
  const operators = usePricedOperators();
  const currency = wallet.data?.available?.currency ?? "IRR";
  const [rows, setRows] = useState<readonly Row[]>(() =>
    surcharges.map(({ operator = "", perPart }) => ({
      operator,
      typed: perPart === undefined ? "" : toTyped(perPart),
    })),
  );
  const change = (place: number, next: Partial<Row>) =>
    setRows(rows.map((row, at) => (at === place ? { ...row, ...next } : row)));
  const save = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.PUT("/v1/resold/surcharges", {
          body: {
            ...(tenantId !== "" && { tenantId }),
            surcharges: rows.map(({ operator, typed }) => ({
              ...(operator.trim() !== "" && { operator: operator.trim() }),
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
      onClose={onClose}
      title={t("changePrices")}
      closeButtonProps={{ "aria-label": common("close") }}
    >
      <Stack>
        <Text size="sm">{t("surchargeHint")}</Text>
        {rows.map(({ operator, typed }, place) => (
          <Group key={place} align="flex-start" wrap="nowrap">
            <Autocomplete
              label={`${t("operator")} ${format.number(place + 1)}`}
              placeholder={t("everyOperatorShort")}
              data={[...operators]}
              value={operator}
              onChange={(value) => change(place, { operator: value })}
            />
            <MoneyField
              label={t("onTop")}
              currency={currency}
              value={typed}
              onChange={(text) => change(place, { typed: text })}
            />
            <ActionIcon
              mt={28}
              variant="subtle"
              color="gray"
              c="gray.8"
              aria-label={`${common("remove")}: ${operator === "" ? t("everyOperatorShort") : operator}`}
              onClick={() => setRows(rows.filter((_, at) => at !== place))}
            >
              <Trash2 size={18} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            variant="subtle"
            size="xs"
            leftSection={<Plus size={15} aria-hidden />}
            onClick={() => setRows([...rows, { operator: "", typed: "" }])}
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

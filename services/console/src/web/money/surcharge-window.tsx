import { ActionIcon, Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { toMinor, toTyped } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";
import { useNetworks } from "../pack/use-networks.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { MoneyField } from "./money-field.js";
import { walletQuery } from "./queries.js";
import type { Surcharge } from "./resale-queries.js";

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
  const networks = useNetworks();
  const currency = wallet.data?.available?.currency ?? "IRR";
  const [rows, setRows] = useState<readonly Row[]>(() =>
    surcharges.map(({ operator = "", perPart }) => ({
      operator,
      typed: perPart === undefined ? "" : toTyped(perPart),
    })),
  );
  const nameOf = (code: string): string =>
    networks.find(({ value }) => value === code)?.label ?? t("everyOperatorShort");
  const change = (place: number, next: Partial<Row>) =>
    setRows(rows.map((row, at) => (at === place ? { ...row, ...next } : row)));
  const save = useMutation({
    mutationFn: async () =>
      bodyOf(
        await api.PUT("/v1/resold/surcharges", {
          body: {
            ...(tenantId !== "" && { tenantId }),
            surcharges: rows.map(({ operator, typed }) => ({
              ...(operator !== "" && { operator }),
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
            <Select
              label={`${t("operator")} ${format.number(place + 1)}`}
              allowDeselect={false}
              searchable
              data={[{ value: "", label: t("everyOperatorShort") }, ...networks]}
              value={operator}
              onChange={(value) => change(place, { operator: value ?? "" })}
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
              aria-label={`${common("remove")}: ${nameOf(operator)}`}
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

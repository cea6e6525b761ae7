import { Badge, Card, Group, Stack, Table, Text } from "@mantine/core";
import { useTranslations } from "use-intl";

import type { Money } from "../language/formats.js";
import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { partyTexts } from "../pack/party-texts.js";
import { useNamesOf } from "../pack/use-pack-names.js";
import css from "../parts/stacked-table.module.css";
import { categoryTexts } from "../templates/category-texts.js";
import { operatorsOf, OTHERS } from "./price-cells.js";
import type { PriceList, Tier } from "./queries.js";
import { rowsOf, type Row } from "./price-rows.js";
import { useListNames } from "./use-list-name.js";
import { Scrollable } from "../parts/scrollable.js";
import { useOperatorName } from "../pack/use-operator-name.js";

/** Lists below each other, operators beside each other; with a number of parts, what they cost in a month. */
export function PriceTable({
  lists,
  operators,
  scripts,
  parts,
}: {
  readonly lists: readonly PriceList[];
  readonly operators: readonly string[];
  readonly scripts: readonly string[];
  /** 0: the price of one part. */
  readonly parts: number;
}) {
  const t = useTranslations("tariff");
  const nameOf = useOperatorName();
  const format = useFormat();
  const names = useListNames();
  const providers = new Set(lists.map(({ providerId }) => providerId));
  const rows = rowsOf(lists, operators, scripts, parts);
  const operatorName = (operator: string): string => {
    if (operator !== OTHERS) return nameOf(operator);
    return operatorsOf(lists).length === 1 ? t("everyOperator") : t("otherOperators");
  };
  return (
    <Card p={0}>
      <Scrollable>
        <Table className={css["stacked"] ?? ""} miw={240 + operators.length * 105}>
          <Table.Caption px="md">
            {parts === 0 ? t("pricesOf") : t("sumsOf", { count: format.number(parts) })}
          </Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("list")}</Table.Th>
              {scripts.length > 1 && <Table.Th>{t("script")}</Table.Th>}
              {operators.map((operator) => (
                <Table.Th key={operator}>
                  <bdi>{operatorName(operator)}</bdi>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.key}>
                <Table.Td>
                  <ListHead row={row} isOneOfMany={providers.size > 1} />
                </Table.Td>
                {scripts.length > 1 && (
                  <Table.Td data-label={t("script")}>{names.script(row.script)}</Table.Td>
                )}
                {row.cells.map(({ operator, amount }) => (
                  <Table.Td key={operator} data-label={operatorName(operator)}>
                    <Price amount={amount} />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scrollable>
    </Card>
  );
}

function ListHead({
  row: { list, tier },
  isOneOfMany,
}: {
  readonly row: Row;
  readonly isOneOfMany: boolean;
}) {
  const parties = useTranslations("party");
  const category = useTranslations("category");
  const packNames = useNamesOf("");
  const t = useTranslations("tariff");
  const format = useFormat();
  const names = useListNames();
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {isOneOfMany && (
          <>
            <bdi>
              {hasText(partyTexts, list.providerId) ? parties(list.providerId) : list.providerId}
            </bdi>
            {" · "}
          </>
        )}
        {list.group !== undefined && (
          <>
            <bdi className="num">{format.digits(list.group)}</bdi>
            {" · "}
          </>
        )}
        <bdi>{names.list(list.tariffId, list.description)}</bdi>
      </Text>
      <Group gap={4}>
        {list.status === "example" && <Badge color="yellow">{t("example")}</Badge>}
        {list.taxIncludedPercent !== undefined && (
          <Badge color="gray">
            {t("taxInside", { percent: format.number(list.taxIncludedPercent) })}
          </Badge>
        )}
        {list.purposes.map((purpose) => (
          <Badge key={purpose}>
            {hasText(categoryTexts, purpose) ? category(purpose) : purpose}
          </Badge>
        ))}
        {list.families.map((family) => (
          <Badge key={family} color="gray">
            {packNames.family(family)}
          </Badge>
        ))}
        {tier !== undefined && <TierWords tier={tier} />}
      </Group>
    </Stack>
  );
}

function TierWords({ tier: { fromPart, toPart } }: { readonly tier: Tier }) {
  const t = useTranslations("tariff");
  const format = useFormat();
  const from = format.number(fromPart);
  if (toPart === undefined) return <Text size="xs">{t("tierOpen", { from })}</Text>;
  const to = format.number(toPart);
  return (
    <Text size="xs">{fromPart === 1 ? t("tierUpTo", { to }) : t("tierBetween", { from, to })}</Text>
  );
}

function Price({ amount }: { readonly amount: Money | undefined }) {
  const t = useTranslations("tariff");
  const format = useFormat();
  return amount === undefined ? (
    <Text size="sm" c="dimmed">
      {t("noPrice")}
    </Text>
  ) : (
    <Text size="sm" className="num" style={{ whiteSpace: "nowrap" }}>
      {format.money(amount)}
    </Text>
  );
}

import { Card, Table, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { SourceNote } from "../parts/source-note.js";
import css from "../parts/stacked-table.module.css";
import type { PriceLists } from "./queries.js";
import { useListNames } from "./use-list-name.js";
import { Scrollable } from "../parts/scrollable.js";
import { useOperatorName } from "../pack/use-operator-name.js";

/** What is charged beside messages, by operator. */
export function FeeCard({ fees }: { readonly fees: PriceLists["fees"] }) {
  const t = useTranslations("tariff");
  const operatorName = useOperatorName();
  const format = useFormat();
  const names = useListNames();
  const operators = [...new Set(fees.map(({ operator }) => operator))];
  const kinds = [...new Set(fees.map(({ fee }) => fee))];
  if (fees.length === 0) return null;
  return (
    <Card component="section">
      <Title order={2} size="h4" mb="xs">
        {t("fees")}
      </Title>
      <Scrollable>
        <Table className={css["stacked"] ?? ""} miw={240 + operators.length * 105}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("fee")}</Table.Th>
              {operators.map((operator) => (
                <Table.Th key={operator}>{operatorName(operator)}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {kinds.map((kind) => (
              <Table.Tr key={kind}>
                <Table.Td>{names.fee(kind)}</Table.Td>
                {operators.map((operator) => {
                  const amount = fees.find(
                    (each) => each.fee === kind && each.operator === operator,
                  )?.amount;
                  return (
                    <Table.Td key={operator} data-label={operatorName(operator)} className="num">
                      {amount === undefined ? "—" : format.money(amount)}
                    </Table.Td>
                  );
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scrollable>
      <SourceNote source={fees[0]?.source} />
    </Card>
  );
}

/** What is taken off by the size of an order or of a month. */
export function DiscountCard({ discounts }: { readonly discounts: PriceLists["discounts"] }) {
  const t = useTranslations("tariff");
  const format = useFormat();
  const names = useListNames();
  if (discounts.length === 0) return null;
  return (
    <Card component="section">
      <Title order={2} size="h4" mb="xs">
        {t("discounts")}
      </Title>
      <Scrollable>
        <Table className={css["stacked"] ?? ""} miw={480}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("discountMode")}</Table.Th>
              <Table.Th>{t("from")}</Table.Th>
              <Table.Th>{t("below")}</Table.Th>
              <Table.Th>{t("percent")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {discounts.map(({ mode, from, below, percent }) => (
              <Table.Tr key={`${mode} ${percent}`}>
                <Table.Td>{names.mode(mode)}</Table.Td>
                <Table.Td data-label={t("from")} className="num">
                  {from === undefined ? "—" : format.money(from)}
                </Table.Td>
                <Table.Td data-label={t("below")} className="num">
                  {below === undefined ? "—" : format.money(below)}
                </Table.Td>
                <Table.Td data-label={t("percent")} className="num">
                  {t("percentOf", { percent: format.number(percent) })}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scrollable>
      <SourceNote source={discounts[0]?.source} />
    </Card>
  );
}

import { Card, Group, Select, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { hasText } from "../language/define-texts.js";
import { useFormat } from "../language/use-format.js";
import { QueryView } from "../parts/query-view.js";
import css from "../parts/stacked-table.module.css";
import { InvoicesCard } from "./invoices-card.js";
import { lastMonths } from "./months.js";
import { PaperButtons } from "./paper-buttons.js";
import { statementQuery, type Statement } from "./queries.js";
import { moneyTexts } from "./texts.js";

const SHOWN_MONTHS = 24;

/** The movements of a month summed up, and the invoices, each to take along. */
export function PapersTab() {
  const t = useTranslations("money");
  const format = useFormat();
  const months = lastMonths(new Date(), SHOWN_MONTHS);
  const [month, setMonth] = useState(months[0] ?? "");
  const statement = useQuery(statementQuery(month));
  return (
    <Stack gap="lg">
      <Card component="section">
        <Stack>
          <Group justify="space-between" align="flex-end">
            <Title order={2} size="h4">
              {t("statement")}
            </Title>
            <Select
              label={t("month")}
              allowDeselect={false}
              data={months.map((word) => ({ value: word, label: format.month(word) }))}
              value={month}
              onChange={(word) => setMonth(word ?? month)}
            />
          </Group>
          <QueryView query={statement} rows={3}>
            {(it) => <StatementView statement={it} />}
          </QueryView>
          <PaperButtons
            path="/v1/statements/file"
            query={{ month }}
            name={`statement-${month}`}
            about={format.month(month)}
          />
        </Stack>
      </Card>
      <InvoicesCard />
    </Stack>
  );
}

function StatementView({ statement }: { readonly statement: Statement }) {
  const t = useTranslations("money");
  const format = useFormat();
  const { opening, lines, closing, closed } = statement;
  const nameOf = (kind: string): string => {
    const key = `line_${kind}`;
    return hasText(moneyTexts, key) ? t(key) : kind;
  };
  return (
    <>
      {!closed && (
        <Text size="sm" c="dimmed">
          {t("monthRuns")}
        </Text>
      )}
      <Table className={css["stacked"] ?? ""} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("what")}</Table.Th>
            <Table.Th className="sum">{t("movements")}</Table.Th>
            <Table.Th className="sum">{t("amount")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Table.Tr>
            <Table.Td>{t("opening")}</Table.Td>
            <Table.Td />
            <Table.Td data-label={t("amount")} className="num sum">
              {opening === undefined ? "—" : format.money(opening)}
            </Table.Td>
          </Table.Tr>
          {lines.map(({ kind, movements, amount }) => (
            <Table.Tr key={kind}>
              <Table.Td>{nameOf(kind)}</Table.Td>
              <Table.Td data-label={t("movements")} className="num sum">
                {format.number(movements)}
              </Table.Td>
              <Table.Td data-label={t("amount")} className="num sum">
                {amount === undefined ? "—" : format.money(amount)}
              </Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr fw={700}>
            <Table.Td>{t("closing")}</Table.Td>
            <Table.Td />
            <Table.Td data-label={t("amount")} className="num sum">
              {closing === undefined ? "—" : format.money(closing)}
            </Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </>
  );
}

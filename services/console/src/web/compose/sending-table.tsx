import { Anchor, Card, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { cloneElement, type ReactElement, type ReactNode } from "react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { linesQuery } from "../numbers/queries.js";
import { Scrollable } from "../parts/scrollable.js";
import css from "../parts/stacked-table.module.css";

/** Of what is sent: how a row of it is told. */
type Telling<Row> = {
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  /** The way to its page; what it looks like and its name are put in. */
  readonly link: (row: Row) => ReactElement<object>;
  readonly state: (row: Row) => ReactNode;
  /** What is said of this sort alone, after name, state and sender. */
  readonly columns: readonly { readonly title: string; readonly cell: (row: Row) => ReactNode }[];
};

/** What a company sends, once (campaigns) or again and again (plans): name, state, sender, and what else the sort has. */
export function SendingTable<Row extends { readonly name: string; readonly lineId: string }>({
  rows,
  idOf,
  link,
  state,
  columns,
}: Telling<Row>) {
  const t = useTranslations("campaign");
  const format = useFormat();
  const lines = useQuery(linesQuery);
  const senderOf = (id: string) => lines.data?.find(({ lineId }) => lineId === id)?.number ?? "";
  return (
    <Card p={0}>
      <Scrollable>
        <Table className={css["stacked"] ?? ""} miw={760} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("name")}</Table.Th>
              <Table.Th>{t("state")}</Table.Th>
              <Table.Th>{t("sender")}</Table.Th>
              {columns.map(({ title }) => (
                <Table.Th key={title}>{title}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={idOf(row)}>
                <Table.Td>
                  <Anchor fw={600} renderRoot={(props: object) => cloneElement(link(row), props)}>
                    <bdi>{row.name}</bdi>
                  </Anchor>
                </Table.Td>
                <Table.Td data-label={t("state")}>{state(row)}</Table.Td>
                <Table.Td data-label={t("sender")}>
                  <Text size="sm" className="ltr num" ta="start">
                    {format.digits(senderOf(row.lineId))}
                  </Text>
                </Table.Td>
                {columns.map(({ title, cell }) => (
                  <Table.Td key={title} data-label={title} className="num">
                    {cell(row)}
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

import { Table } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { Scrollable } from "../parts/scrollable.js";
import css from "../parts/stacked-table.module.css";
import { deliveryRate, type Tally } from "./tally.js";

export type TallyRow = {
  readonly key: string;
  readonly name: string;
  readonly note?: string;
  readonly tally: Tally;
};

/** What became of messages in numbers, a row per day, operator, line or variant. */
export function TallyTable({
  head,
  rows,
  noteHead,
}: {
  readonly head: string;
  readonly rows: readonly TallyRow[];
  readonly noteHead?: string;
}) {
  const t = useTranslations("report");
  const format = useFormat();
  return (
    <Scrollable>
      <Table className={css["stacked"] ?? ""} miw={560}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{head}</Table.Th>
            <Table.Th>{t("messages")}</Table.Th>
            <Table.Th>{t("delivered")}</Table.Th>
            <Table.Th>{t("notDelivered")}</Table.Th>
            <Table.Th>{t("open")}</Table.Th>
            <Table.Th>{t("rate")}</Table.Th>
            {noteHead !== undefined && <Table.Th>{noteHead}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ key, name, note, tally }) => {
            const rate = deliveryRate(tally);
            return (
              <Table.Tr key={key}>
                <Table.Td fw={600}>
                  <bdi>{name}</bdi>
                </Table.Td>
                {(["messages", "delivered", "notDelivered", "open"] as const).map((word) => (
                  <Table.Td key={word} data-label={t(word)} className="num">
                    {format.number(tally[word])}
                  </Table.Td>
                ))}
                <Table.Td data-label={t("rate")} className="num">
                  {rate === undefined ? "—" : `${format.number(rate * 100)}%`}
                </Table.Td>
                {noteHead !== undefined && <Table.Td data-label={noteHead}>{note}</Table.Td>}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
}

import { Card, Table, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { useOperatorName } from "../pack/use-operator-name.js";
import { Scrollable } from "../parts/scrollable.js";
import css from "../parts/stacked-table.module.css";
import { useListNames } from "../tariffs/use-list-name.js";
import { alike } from "./alike.js";
import type { Comparison } from "./queries.js";

/** Cell by cell, what a list changes of what holds; operators of which the same changes are put together. */
export function Differences({
  comparison: { differences, replaces },
}: {
  readonly comparison: Comparison;
}) {
  const t = useTranslations("finance");
  const tariff = useTranslations("tariff");
  const money = useTranslations("money");
  const format = useFormat();
  const operatorName = useOperatorName();
  const common = useTranslations("common");
  const names = useListNames();
  return (
    <Card component="section">
      <Title order={2} size="h4" mb="xs">
        {t("difference")}
      </Title>
      {replaces !== undefined && (
        <Text size="sm" mb="xs">
          {t("replaces")}: <bdi>{names.list(replaces, replaces)}</bdi>
        </Text>
      )}
      {differences.length === 0 ? (
        <Text size="sm">{t("noDifference")}</Text>
      ) : (
        <Scrollable>
          <Table className={css["stacked"] ?? ""} miw={560}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{money("operator")}</Table.Th>
                <Table.Th>{tariff("script")}</Table.Th>
                <Table.Th className="sum">{t("row_from")}</Table.Th>
                <Table.Th className="sum">{t("before")}</Table.Th>
                <Table.Th className="sum">{t("after")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {alike(differences).map(({ operators, script, fromPart, before, after }) => (
                <Table.Tr key={`${operators[0] ?? ""} ${script} ${fromPart}`}>
                  <Table.Td>
                    <bdi>
                      {operators
                        .map((code) =>
                          code === "" ? tariff("otherOperators") : operatorName(code),
                        )
                        .join(common("comma"))}
                    </bdi>
                  </Table.Td>
                  <Table.Td data-label={tariff("script")} style={{ whiteSpace: "nowrap" }}>
                    {names.script(script)}
                  </Table.Td>
                  <Table.Td data-label={t("row_from")} className="num sum">
                    {format.number(fromPart)}
                  </Table.Td>
                  <Table.Td data-label={t("before")} className="num sum">
                    {before === undefined ? tariff("noPrice") : format.money(before)}
                  </Table.Td>
                  <Table.Td data-label={t("after")} className="num sum" fw={600}>
                    {after === undefined ? tariff("noPrice") : format.money(after)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Scrollable>
      )}
    </Card>
  );
}

import { Card, Stack, Table, Text, Title } from "@mantine/core";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { SourceNote } from "../parts/source-note.js";
import { Scrollable } from "../parts/scrollable.js";
import { countColumns } from "./count-columns.js";
import type { PriceLists } from "./queries.js";
import { useListNames } from "./use-list-name.js";
import { useOperatorName } from "../pack/use-operator-name.js";

/** How long a text may be for one part, or credit, for two and so on: the market's own tables, as they were printed. */
export function CountCard({
  tables,
  isCredit,
}: {
  readonly tables: PriceLists["segmentTables"];
  /** Parts are billed as credits. */
  readonly isCredit: boolean;
}) {
  const t = useTranslations("tariff");
  const common = useTranslations("common");
  const operatorName = useOperatorName();
  const format = useFormat();
  const names = useListNames();
  const columns = countColumns(tables);
  const most = Math.max(0, ...columns.map(({ longest }) => longest.length));
  if (most === 0) return null;
  return (
    <Card component="section">
      <Title order={2} size="h4">
        {isCredit ? t("creditTable") : t("countTable")}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t("countLead")}
      </Text>
      <Scrollable>
        <Table miw={200 + columns.length * 120}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{isCredit ? t("creditsWord") : t("partsWord")}</Table.Th>
              {columns.map(({ script, operators }) => (
                <Table.Th key={`${script} ${operators.join(" ")}`}>
                  <Stack gap={0}>
                    {names.script(script)}
                    {operators.length > 0 && (
                      <Text size="xs" c="dimmed" className="ltr">
                        {operators.map(operatorName).join(common("comma"))}
                      </Text>
                    )}
                  </Stack>
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {Array.from({ length: most }, (_, place) => (
              <Table.Tr key={place}>
                <Table.Th scope="row" className="num">
                  {format.number(place + 1)}
                </Table.Th>
                {columns.map(({ script, operators, longest }) => {
                  const chars = longest[place];
                  return (
                    <Table.Td key={`${script} ${operators.join(" ")}`} className="num">
                      {chars !== undefined && t("upToChars", { chars })}
                      {chars === undefined && (longest.length === 0 ? t("notTaken") : "—")}
                    </Table.Td>
                  );
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Scrollable>
      <SourceNote source={tables[0]?.source} />
    </Card>
  );
}

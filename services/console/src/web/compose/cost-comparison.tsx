import { Card, SimpleGrid, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { problemOf } from "../api/problem.js";
import type { Money } from "../language/formats.js";
import { useFormat } from "../language/use-format.js";
import { QueryView } from "../parts/query-view.js";
import css from "../parts/stacked-table.module.css";
import { useListNames } from "../tariffs/use-list-name.js";
import { Figure } from "./figure.js";
import { Scrollable } from "../parts/scrollable.js";
import { useOperatorName } from "../pack/use-operator-name.js";

/** What a campaign was expected to cost beside what it did cost, together and by operator. */
export function CostComparison({
  campaignId,
  isOver,
}: {
  readonly campaignId: string;
  readonly isOver: boolean;
}) {
  const t = useTranslations("cost");
  const compose = useTranslations("compose");
  const operatorName = useOperatorName();
  const format = useFormat();
  const names = useListNames();
  const query = useQuery({
    queryKey: ["campaigns", campaignId, "cost"],
    queryFn: async () =>
      bodyOf(await api.GET("/v1/campaigns/{id}/cost", { params: { path: { id: campaignId } } })),
    refetchInterval: isOver ? false : 4_000,
    retry: false,
  });
  // Nothing was held for it yet.
  if (query.isError && problemOf(query.error).code === "CAMPAIGN_NOT_FUNDED") return null;
  const text = (amount: Money | undefined) => (amount === undefined ? "—" : format.money(amount));
  return (
    <Card component="section">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {t("comparison")}
        </Title>
        <QueryView query={query} rows={2}>
          {({ forecast, ceiling, actual, closed, errorBasisPoints, lines }) => (
            <>
              <SimpleGrid cols={1} spacing="xs">
                <Figure label={t("expected")} value={text(forecast)} />
                <Figure label={t("ceiling")} value={text(ceiling)} />
                <Figure label={t("actual")} value={text(actual)} />
              </SimpleGrid>
              <Text size="sm">
                {closed
                  ? t("differs", { percent: format.number(errorBasisPoints / 100) })
                  : t("stillOpen")}
              </Text>
              <Scrollable>
                <Table
                  className={css["stacked"] ?? ""}
                  miw={300}
                  fz="sm"
                  verticalSpacing={4}
                  horizontalSpacing={6}
                >
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{compose("operator")}</Table.Th>
                      <Table.Th>{t("expected")}</Table.Th>
                      <Table.Th>{t("actual")}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {lines.map((line) => (
                      <Table.Tr key={`${line.operator} ${line.alphabet}`}>
                        <Table.Td>
                          <bdi>{operatorName(line.operator)}</bdi>
                          <Text size="xs" c="dimmed">
                            {names.script(line.alphabet)}
                          </Text>
                        </Table.Td>
                        {(["expected", "actual"] as const).map((name) => (
                          <Table.Td key={name} data-label={t(name)} className="num">
                            {text(name === "expected" ? line.forecast : line.actual)}
                            <Text size="xs" c="dimmed">
                              {t("partsShort", {
                                count: name === "expected" ? line.partsForecast : line.partsCharged,
                              })}
                            </Text>
                          </Table.Td>
                        ))}
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Scrollable>
            </>
          )}
        </QueryView>
      </Stack>
    </Card>
  );
}

import { Badge, Card, Group, ScrollArea, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Hash } from "lucide-react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { Empty } from "../parts/empty.js";
import { LinkButton } from "../parts/link-button.js";
import { QueryView } from "../parts/query-view.js";
import { StateBadge } from "../parts/state-badge.js";
import { linesQuery, type Line } from "./queries.js";
import { usePackNames } from "../pack/use-pack-names.js";

/** Every sender one may use, with what it costs, when it must be renewed and what it carried. */
export function LinesTab() {
  const t = useTranslations("numbers");
  const lines = useQuery(linesQuery);
  return (
    <QueryView query={lines}>
      {(all) =>
        all.length === 0 ? (
          <Card>
            <Empty
              icon={Hash}
              title={t("noLines")}
              text={t("noLinesText")}
              action={<LinkButton to="/request">{t("newRequest")}</LinkButton>}
            />
          </Card>
        ) : (
          <LineTable lines={all} />
        )
      }
    </QueryView>
  );
}

function LineTable({ lines }: { readonly lines: readonly Line[] }) {
  const t = useTranslations("numbers");
  const format = useFormat();
  const names = usePackNames();
  return (
    <Card p={0}>
      <ScrollArea>
        <Table miw={900} highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("sender")}</Table.Th>
              <Table.Th>{t("kind")}</Table.Th>
              <Table.Th>{t("status")}</Table.Th>
              <Table.Th>{t("renewal")}</Table.Th>
              <Table.Th>{t("price")}</Table.Th>
              <Table.Th>{t("customerList")}</Table.Th>
              <Table.Th>{t("volume")}</Table.Th>
              <Table.Th>{t("complaints")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line) => (
              <Table.Tr key={line.lineId}>
                <Table.Td>
                  <Text fw={650} className="ltr num" ta="start">
                    {format.digits(line.number)}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {names.family(line.family)}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <StateBadge state={line.type} />
                </Table.Td>
                <Table.Td>
                  <Group gap={4}>
                    <StateBadge state={line.status} />
                    {line.whiteListed && (
                      <Badge color="gray" variant="outline" c="gray.8">
                        {t("whiteListed")}
                      </Badge>
                    )}
                  </Group>
                  <Operators line={line} />
                </Table.Td>
                <Table.Td className="num">
                  {line.renewsOn === undefined ? t("notKnown") : format.date(line.renewsOn)}
                </Table.Td>
                <Table.Td className="num">
                  {line.price === undefined ? t("notKnown") : format.money(line.price)}
                </Table.Td>
                <Table.Td>
                  {line.listRefresh === undefined ? (
                    <Text size="sm">{t("listFree")}</Text>
                  ) : (
                    <>
                      <StateBadge state={line.listRefresh.state} />
                      {line.listRefresh.dueOn !== undefined && (
                        <Text size="xs" c="dimmed">
                          {t("until", { date: format.date(line.listRefresh.dueOn) })}
                        </Text>
                      )}
                    </>
                  )}
                </Table.Td>
                <Table.Td className="num">
                  {line.volume === undefined
                    ? t("notKnown")
                    : t("messagesInDays", {
                        messages: line.volume.messages,
                        days: line.volume.days,
                      })}
                </Table.Td>
                <Table.Td className="num">{format.number(line.complaints)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </Card>
  );
}

/** A brandname is active at some operators and not at others. */
function Operators({ line }: { readonly line: Line }) {
  return (
    <Group gap={4} mt={line.operatorStatuses.length > 0 ? 6 : 0}>
      {line.operatorStatuses.map(({ operator, spelling, status }) => (
        <Badge
          key={operator}
          variant="outline"
          color={status === "active" ? "green" : "gray"}
          c={status === "active" ? "green.9" : "gray.8"}
          className="ltr"
        >
          {operator} · {spelling}
        </Badge>
      ))}
    </Group>
  );
}

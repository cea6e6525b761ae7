import { Badge, Group, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { QueryView } from "../parts/query-view.js";
import { routesQuery, type Route } from "./queries.js";
import { RoadCard, RoadTable } from "./road-card.js";

/** Which accounts carry the messages of which operators, in the order in which they take over from each other. */
export function RoutesCard() {
  const t = useTranslations("road");
  const routes = useQuery(routesQuery);
  const heads = [t("operator"), t("carries"), t("accounts"), t("rate"), t("proves"), t("appends")];
  return (
    <RoadCard title={t("routes")}>
      <QueryView query={routes}>
        {(all) => (
          <RoadTable heads={heads}>
            {all.map((route) => (
              <RouteRow key={route.route} route={route} />
            ))}
          </RoadTable>
        )}
      </QueryView>
    </RoadCard>
  );
}

function RouteRow({ route }: { readonly route: Route }) {
  const t = useTranslations("road");
  const report = useTranslations("report");
  const format = useFormat();
  const { operators, senders, traffic, accounts, carrier, evidence, suffix } = route;
  return (
    <Table.Tr>
      <Table.Td fw={600}>
        <bdi className="ltr">{route.route}</bdi>
        <Text size="xs" c="dimmed">
          {route.market}
        </Text>
      </Table.Td>
      <Table.Td data-label={t("carries")}>
        {operators.includes("*") ? t("allOthers") : operators.join(", ")}
        <Text size="xs" c="dimmed">
          <bdi>{[...senders, ...traffic].join(", ")}</bdi>
        </Text>
      </Table.Td>
      <Table.Td data-label={t("accounts")}>
        <Group gap={4}>
          {accounts.map((account) => (
            <Badge
              key={account}
              color={account === carrier ? "teal.9" : "gray.7"}
              variant={account === carrier ? "filled" : "outline"}
              tt="none"
            >
              <bdi className="ltr">{account}</bdi>
            </Badge>
          ))}
        </Group>
        {carrier === undefined && (
          <Text size="xs" c="red.9">
            {t("noCarrier")}
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label={t("rate")} className="num">
        {format.number(route.rate)}
      </Table.Td>
      <Table.Td data-label={t("proves")}>
        {evidence === undefined ? "—" : report(`evidence_${evidence}`)}
      </Table.Td>
      <Table.Td data-label={t("appends")}>
        <bdi>{suffix ?? "—"}</bdi>
      </Table.Td>
    </Table.Tr>
  );
}

import { Anchor, Card, Table, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ReceiptText } from "lucide-react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { Empty } from "../parts/empty.js";
import { QueryView } from "../parts/query-view.js";
import css from "../parts/stacked-table.module.css";
import { OrderBadge } from "./order-badge.js";
import { ordersQuery, type Order } from "./queries.js";
import { Scrollable } from "../parts/scrollable.js";

/** The orders of credit, the newest first. */
export function OrdersCard() {
  const t = useTranslations("money");
  const orders = useQuery(ordersQuery());
  return (
    <Card component="section" p={0}>
      <Title order={2} size="h4" p="lg" pb={0}>
        {t("orders")}
      </Title>
      <QueryView query={orders}>
        {(all) =>
          all.length === 0 ? (
            <Empty icon={ReceiptText} title={t("noOrders")} />
          ) : (
            <OrderTable orders={all} />
          )
        }
      </QueryView>
    </Card>
  );
}

function OrderTable({ orders }: { readonly orders: readonly Order[] }) {
  const t = useTranslations("money");
  const format = useFormat();
  return (
    <Scrollable>
      <Table className={css["stacked"] ?? ""} miw={640}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("placedAt")}</Table.Th>
            <Table.Th>{t("method")}</Table.Th>
            <Table.Th className="sum">{t("enters")}</Table.Th>
            <Table.Th className="sum">{t("toPay")}</Table.Th>
            <Table.Th>{t("standing")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {orders.map(({ orderId, placedAt, method, price, status }) => (
            <Table.Tr key={orderId}>
              <Table.Td>
                <Anchor
                  fw={600}
                  size="sm"
                  renderRoot={(props) => (
                    <Link to="/wallet/orders/$orderId" params={{ orderId }} {...props} />
                  )}
                >
                  {placedAt === undefined ? orderId : format.dateTime(placedAt)}
                </Anchor>
              </Table.Td>
              <Table.Td data-label={t("method")}>
                {method === "port" ? t("method_port") : t("method_transfer")}
              </Table.Td>
              <Table.Td data-label={t("enters")} className="num sum">
                {price?.value === undefined ? "—" : format.money(price.value)}
              </Table.Td>
              <Table.Td data-label={t("toPay")} className="num sum">
                {price?.toPay === undefined ? "—" : format.money(price.toPay)}
              </Table.Td>
              <Table.Td data-label={t("standing")}>
                <OrderBadge status={status} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
}

import { Alert, Button, Card, Group, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { Empty } from "../parts/empty.js";
import { LinkButton } from "../parts/link-button.js";
import { Page } from "../parts/page.js";
import { QueryView } from "../parts/query-view.js";
import { CreditCard } from "lucide-react";
import { OrderBadge } from "./order-badge.js";
import { OrderPriceView } from "./order-price-view.js";
import { orderQuery, type Order } from "./queries.js";
import { leadsOut } from "./top-up-tab.js";
import { TransferProof } from "./transfer-proof.js";

/** One order: where it stands and what is to be done about it. */
export function OrderPage() {
  const { orderId } = useParams({ from: "/inside/wallet/orders/$orderId" });
  return <OrderView orderId={orderId} />;
}

/** Where the payment port sends its payers back to: the order that it names, whatever else it says. */
export function ReturnPage() {
  const t = useTranslations("money");
  const { order } = useSearch({ from: "/inside/wallet/orders" });
  return order === undefined ? (
    <Page title={t("order")}>
      <Card>
        <Empty
          icon={CreditCard}
          title={t("noOrderNamed")}
          action={
            <LinkButton to="/wallet/top-up" search={{}}>
              {t("toOrders")}
            </LinkButton>
          }
        />
      </Card>
    </Page>
  ) : (
    <OrderView orderId={order} />
  );
}

function OrderView({ orderId }: { readonly orderId: string }) {
  const t = useTranslations("money");
  const queries = useQueryClient();
  const order = useQuery(orderQuery(orderId));
  const status = order.data?.status;
  useEffect(() => {
    if (status === "paid") void queries.invalidateQueries({ queryKey: ["wallet"] });
  }, [status, queries]);
  return (
    <Page
      title={t("order")}
      actions={
        <LinkButton to="/wallet/top-up" search={{}} variant="default">
          {t("toOrders")}
        </LinkButton>
      }
    >
      <QueryView query={order} rows={3}>
        {(it) => <OrderDetails order={it} />}
      </QueryView>
    </Page>
  );
}

function OrderDetails({ order }: { readonly order: Order }) {
  const t = useTranslations("money");
  const format = useFormat();
  const { status, price, placedAt, receipt, reason, redirectUrl, method } = order;
  return (
    <Card maw={620}>
      <Stack>
        <Group gap="md" aria-live="polite">
          <OrderBadge status={status} />
          {placedAt !== undefined && (
            <Text size="sm" c="dimmed">
              {format.dateTime(placedAt)}
            </Text>
          )}
        </Group>
        {price !== undefined && <OrderPriceView price={price} />}
        {status === "paid" && <Alert color="green">{t("paidNow")}</Alert>}
        {(status === "failed" || status === "expired") && (
          <Alert color="orange">{t("notPaid")}</Alert>
        )}
        {status === "rejected" && (
          <Alert color="red" title={t("rejectedNow")}>
            <bdi>{reason}</bdi>
          </Alert>
        )}
        {receipt !== undefined && (
          <Text size="sm">
            {t("receipt")}: <bdi className="ltr num">{receipt}</bdi>
          </Text>
        )}
        {status === "awaiting_payment" && redirectUrl !== undefined && leadsOut(redirectUrl) && (
          <>
            <Alert>{t("portWaits")}</Alert>
            <Group>
              <Button component="a" href={redirectUrl}>
                {t("pay")}
              </Button>
            </Group>
          </>
        )}
        {method === "transfer" && (status === "awaiting_proof" || status === "awaiting_review") && (
          <TransferProof order={order} />
        )}
      </Stack>
    </Card>
  );
}

import { Anchor, Card, Grid, Group, Stack, Text, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Banknote } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { useFormat } from "../language/use-format.js";
import { OrderPriceView } from "../money/order-price-view.js";
import { ordersQuery, type Order } from "../money/queries.js";
import { DocumentView } from "../parts/document-preview.js";
import { Empty } from "../parts/empty.js";
import { QueryView } from "../parts/query-view.js";
import { PaymentCasesCard } from "./payment-cases-card.js";
import { useCustomerNames } from "./use-customer-names.js";
import { TransferDecision } from "./transfer-decision.js";

/** Money that waits for finance: payments that no order waited for, and transfers to be confirmed. */
export function TransfersTab() {
  return (
    <Stack gap="lg">
      <PaymentCasesCard />
      <Transfers />
    </Stack>
  );
}

/** Bank transfers whose proof has come, each with the proof beside what it is to confirm. */
function Transfers() {
  const t = useTranslations("finance");
  const orders = useQuery({ ...ordersQuery("awaiting_review"), refetchInterval: 15_000 });
  const [chosen, setChosen] = useState("");
  const nameOf = useCustomerNames(orders.data?.map(({ tenantId }) => tenantId) ?? []);
  return (
    <QueryView query={orders}>
      {(all) => {
        const order = all.find(({ orderId }) => orderId === chosen) ?? all[0];
        return order === undefined ? (
          <Card>
            <Empty icon={Banknote} title={t("noTransfers")} text={t("noTransfersText")} />
          </Card>
        ) : (
          <Grid gap="lg">
            <Grid.Col span={{ base: 12, md: 4 }}>
              <Stack gap="xs" component="nav" aria-label={t("tabTransfers")}>
                {all.map((each) => (
                  <OrderChoice
                    key={each.orderId}
                    order={each}
                    customer={nameOf(each.tenantId)}
                    isChosen={each.orderId === order.orderId}
                    onChoose={() => setChosen(each.orderId)}
                  />
                ))}
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 8 }}>
              <Transfer key={order.orderId} order={order} customer={nameOf(order.tenantId)} />
            </Grid.Col>
          </Grid>
        );
      }}
    </QueryView>
  );
}

function OrderChoice({
  order: { price, placedAt, paymentReference },
  customer,
  isChosen,
  onChoose,
}: {
  readonly order: Order;
  readonly customer: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const format = useFormat();
  return (
    <UnstyledButton onClick={onChoose} aria-current={isChosen}>
      <Card p="sm" {...(isChosen && { bg: "harbour.0" })}>
        <Group justify="space-between" gap="xs">
          <Text fw={600} size="sm" className="num">
            {price?.toPay === undefined ? "—" : format.money(price.toPay)}
          </Text>
          {placedAt !== undefined && <Text size="xs">{format.date(placedAt)}</Text>}
        </Group>
        <Text size="sm">
          <bdi>{customer}</bdi>
        </Text>
        {paymentReference !== undefined && (
          <Text size="xs" className="ltr code">
            {paymentReference}
          </Text>
        )}
      </Card>
    </UnstyledButton>
  );
}

function Transfer({ order, customer }: { readonly order: Order; readonly customer: string }) {
  const t = useTranslations("finance");
  const money = useTranslations("money");
  const { price, tenantId, paymentReference, proofDocumentId, proofNote } = order;
  return (
    <Card component="section" aria-label={money("order")}>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 6 }}>
          {proofDocumentId === undefined ? (
            <Text size="sm">{t("noProof")}</Text>
          ) : (
            <DocumentView documentId={proofDocumentId} fileName={money("proof")} height="52dvh" />
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <Stack gap="sm">
            {price !== undefined && <OrderPriceView price={price} />}
            <Text size="sm">
              {money("reference")}: <bdi className="ltr code">{paymentReference ?? "—"}</bdi>
            </Text>
            <Text size="sm">
              {money("customer")}:{" "}
              <Anchor
                renderRoot={(props) => (
                  <Link to="/finance/customers" search={{ id: tenantId }} {...props} />
                )}
              >
                <bdi>{customer}</bdi>
              </Anchor>
            </Text>
            {proofNote !== undefined && proofNote !== "" && (
              <Text size="sm">
                {money("proofNote")}: <bdi>{proofNote}</bdi>
              </Text>
            )}
            <TransferDecision orderId={order.orderId} />
          </Stack>
        </Grid.Col>
      </Grid>
    </Card>
  );
}

import { Button, Card, Group, Radio, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import { isCredit, toMinor } from "../language/formats.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { QueryView } from "../parts/query-view.js";
import { MoneyField } from "./money-field.js";
import { OrderPriceView } from "./order-price-view.js";
import { OrdersCard } from "./orders-card.js";
import { walletQuery, type Order } from "./queries.js";

type Method = "port" | "transfer";

/** Orders credit, by the payment port or by bank transfer; below it the orders before. */
export function TopUpTab() {
  const wallet = useQuery(walletQuery);
  return (
    <Stack gap="lg">
      <Card component="section" maw={620}>
        <QueryView query={wallet} rows={3}>
          {({ available }) => <OrderForm currency={available?.currency ?? "IRR"} />}
        </QueryView>
      </Card>
      <OrdersCard />
    </Stack>
  );
}

function OrderForm({ currency }: { readonly currency: string }) {
  const t = useTranslations("money");
  const common = useTranslations("common");
  const [typed, setTyped] = useState("");
  const [code, setCode] = useState("");
  const [chosen, setChosen] = useState<Method>("port");
  const minor = toMinor(typed, currency);
  const [asked] = useDebouncedValue({ minor, code: code.trim() }, 400);
  const quote = useQuery({
    queryKey: ["orders", "quote", currency, asked],
    queryFn: async () =>
      bodyOf(
        await api.POST("/v1/orders/quote", {
          body: {
            value: { currency, minor: asked.minor ?? "0" },
            ...(asked.code !== "" && { code: asked.code }),
          },
        }),
      ),
    enabled: asked.minor !== undefined && asked.minor !== "0",
    retry: false,
  });
  const methods = (["port", "transfer"] as const).filter(
    (word) => quote.data?.methods.includes(word) ?? true,
  );
  const method = methods.includes(chosen) ? chosen : (methods[0] ?? "transfer");
  const place = usePlaceOrder();
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (minor !== undefined) place.mutate({ currency, minor, code: code.trim(), method });
      }}
    >
      <Stack>
        <Title order={2} size="h4">
          {isCredit(currency) ? t("buyCredits") : t("buyCredit")}
        </Title>
        <MoneyField
          label={isCredit(currency) ? t("howManyCredits") : t("howMuch")}
          currency={currency}
          value={typed}
          onChange={setTyped}
        />
        <TextInput
          label={`${t("code")} (${common("optional")})`}
          value={code}
          maxLength={64}
          autoComplete="off"
          dir="ltr"
          onChange={({ currentTarget: { value } }) => setCode(value)}
        />
        {quote.isError ? (
          <ProblemAlert error={quote.error} />
        ) : (
          quote.data?.price !== undefined && <OrderPriceView price={quote.data.price} />
        )}
        <Radio.Group
          label={t("method")}
          value={method}
          onChange={(word) => setChosen(word === "port" ? "port" : "transfer")}
        >
          <Stack gap="xs" mt={6}>
            {methods.map((word) => (
              <Radio
                key={word}
                value={word}
                label={t(`method_${word}`)}
                description={t(`method_${word}_hint`)}
              />
            ))}
          </Stack>
        </Radio.Group>
        <ProblemAlert error={place.error} />
        <Group>
          <Button
            type="submit"
            loading={place.isPending}
            disabled={minor === undefined || minor === "0" || quote.data === undefined}
          >
            {method === "port" ? t("pay") : t("orderByTransfer")}
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {t("bookedOnce")}
        </Text>
      </Stack>
    </form>
  );
}

type Wanted = {
  readonly currency: string;
  readonly minor: string;
  readonly code: string;
  readonly method: Method;
};

/** Places an order, the same one when it is sent again, and goes to where it is paid. */
function usePlaceOrder() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const key = useRef({ about: "", name: "" });
  return useMutation({
    mutationFn: async (wanted: Wanted): Promise<Order> => {
      const about = JSON.stringify(wanted);
      if (key.current.about !== about) key.current = { about, name: crypto.randomUUID() };
      const { currency, minor, code, method } = wanted;
      return bodyOf(
        await api.POST("/v1/orders", {
          params: { header: { "idempotency-key": key.current.name } },
          body: {
            value: { currency, minor },
            method,
            ...(code !== "" && { code }),
            ...(method === "port" && { returnUrl: `${location.origin}/wallet/orders` }),
          },
        }),
      );
    },
    onSuccess: async ({ orderId, redirectUrl }) => {
      key.current = { about: "", name: "" };
      await queries.invalidateQueries({ queryKey: ["orders"] });
      if (redirectUrl !== undefined && leadsOut(redirectUrl)) location.assign(redirectUrl);
      else await navigate({ to: "/wallet/orders/$orderId", params: { orderId } });
    },
  });
}

/** Nothing but a page of the web is opened, whatever the answer says. */
export function leadsOut(address: string): boolean {
  return /^https?:\/\//i.test(address);
}

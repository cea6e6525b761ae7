import { Alert, Anchor, Button, List, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { api, bodyOf } from "../api/client.js";
import type { Invoice } from "../money/queries.js";
import { ProblemAlert } from "../parts/problem-alert.js";
import { useCustomerNames } from "./use-customer-names.js";

/** Invoices that were issued while seller or buyer had no address, each with its customer; nothing where there is none. */
export function LackingAlert({ invoices }: { readonly invoices: readonly Invoice[] }) {
  const t = useTranslations("finance");
  const common = useTranslations("common");
  const lacking = invoices.filter(({ kind, lacks = [] }) => kind === "invoice" && lacks.length > 0);
  const nameOf = useCustomerNames(lacking.map(({ tenantId }) => tenantId));
  if (lacking.length === 0) return null;
  const words = (lacks: readonly string[]): string =>
    [
      ...(lacks.includes("sellerAddress") ? [t("lacksSellerAddress")] : []),
      ...(lacks.includes("buyerAddress") ? [t("lacksBuyerAddress")] : []),
    ].join(common("comma"));
  return (
    <Alert color="orange" title={t("lacking")}>
      <Stack gap="xs">
        <Text size="sm">{t("lackingHint")}</Text>
        <List size="sm">
          {lacking.map(({ number, tenantId, lacks = [] }) => (
            <List.Item key={number}>
              <bdi>{number}</bdi>
              {" · "}
              <Anchor
                size="sm"
                renderRoot={(props) => (
                  <Link to="/finance/customers" search={{ id: tenantId }} {...props} />
                )}
              >
                <bdi>{nameOf(tenantId)}</bdi>
              </Anchor>
              {": "}
              {words(lacks)} <ReissueButton number={number} />
            </List.Item>
          ))}
        </List>
      </Stack>
    </Alert>
  );
}

/** Takes an invoice back whole and issues it anew, once its addresses are there. */
function ReissueButton({ number }: { readonly number: string }) {
  const t = useTranslations("finance");
  const queries = useQueryClient();
  const reissue = useMutation({
    mutationFn: async () =>
      bodyOf(await api.POST("/v1/invoices/{number}/reissue", { params: { path: { number } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["invoices"] }),
  });
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`${t("reissue")}: ${number}`}
        loading={reissue.isPending}
        onClick={() => reissue.mutate()}
      >
        {t("reissue")}
      </Button>
      <ProblemAlert error={reissue.error} />
    </>
  );
}

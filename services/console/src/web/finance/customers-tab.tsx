import { Card, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { Figure } from "../compose/figure.js";
import { useFormat } from "../language/use-format.js";
import { QueryView } from "../parts/query-view.js";
import { CustomerDues } from "./customer-dues.js";
import { CustomerPicker } from "./customer-picker.js";
import { PaymentForm, ResellerForm } from "./customer-forms.js";
import { PriceGroupForm } from "./price-group-form.js";
import { JoiningsCard } from "./joinings-card.js";
import { ProposalsCard } from "./proposals-card.js";
import { customerWalletQuery, termsQuery } from "./queries.js";
import { TermsForm } from "./terms-form.js";

/** One customer's money: its wallet, terms, price groups, whose customer it is. */
export function CustomersTab() {
  const t = useTranslations("finance");
  const money = useTranslations("money");
  const navigate = useNavigate();
  const { id = "" } = useSearch({ from: "/inside/finance/customers" });
  return (
    <Stack gap="lg">
      <ProposalsCard />
      <JoiningsCard />
      <Card>
        <CustomerPicker
          label={money("customer")}
          value={id}
          onChange={(chosen) =>
            void navigate({ to: "/finance/customers", search: chosen === "" ? {} : { id: chosen } })
          }
        />
      </Card>
      {id === "" ? (
        <Text size="sm" c="dimmed">
          {t("chooseCustomer")}
        </Text>
      ) : (
        <Customer key={id} id={id} />
      )}
    </Stack>
  );
}

function Customer({ id }: { readonly id: string }) {
  const t = useTranslations("finance");
  const money = useTranslations("money");
  const format = useFormat();
  const wallet = useQuery(customerWalletQuery(id));
  const terms = useQuery(termsQuery(id));
  return (
    <QueryView query={wallet} rows={3} rowHeight={110}>
      {({ available, held, owed }) => {
        const currency = available?.currency ?? "IRR";
        return (
          <Stack gap="lg">
            <Card component="section">
              <Stack gap="sm">
                <Title order={2} size="h4">
                  {money("balance")}
                </Title>
                <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="xs">
                  {(["available", "held", "owed"] as const).map((name) => {
                    const amount = { available, held, owed }[name];
                    return (
                      <Figure
                        key={name}
                        label={money(name)}
                        value={amount === undefined ? "—" : format.money(amount)}
                      />
                    );
                  })}
                </SimpleGrid>
              </Stack>
            </Card>
            <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
              <Card component="section">
                <Title order={2} size="h4" mb="sm">
                  {t("terms")}
                </Title>
                <QueryView query={terms} rows={2}>
                  {(it) => <TermsForm terms={it} currency={currency} />}
                </QueryView>
              </Card>
              <Card component="section">
                <Title order={2} size="h4" mb="sm">
                  {t("bookPayment")}
                </Title>
                <PaymentForm tenantId={id} currency={currency} />
              </Card>
              <Card component="section">
                <Title order={2} size="h4" mb="sm">
                  {t("priceGroups")}
                </Title>
                <PriceGroupForm tenantId={id} />
              </Card>
              <Card component="section">
                <Title order={2} size="h4" mb="sm">
                  {t("reseller")}
                </Title>
                <ResellerForm tenantId={id} />
              </Card>
              <Card component="section">
                <Title order={2} size="h4" mb="sm">
                  {money("dues")}
                </Title>
                <CustomerDues tenantId={id} />
              </Card>
            </SimpleGrid>
          </Stack>
        );
      }}
    </QueryView>
  );
}

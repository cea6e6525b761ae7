import { Outlet } from "@tanstack/react-router";
import { useTranslations } from "use-intl";

import { LinkTabs } from "../parts/link-tabs.js";
import { Page } from "../parts/page.js";

/** The provider's finance: transfers to confirm, price lists, invoices, operators' invoices, customers. */
export function FinanceFrame() {
  const t = useTranslations("finance");
  const shell = useTranslations("shell");
  return (
    <Page title={shell("navFinance")} lead={t("lead")}>
      <LinkTabs
        label={shell("navFinance")}
        tabs={[
          { to: "/finance", label: t("tabTransfers"), exact: true },
          { to: "/finance/tariffs", label: t("tabTariffs") },
          { to: "/finance/invoices", label: t("tabInvoices") },
          { to: "/finance/reconciliation", label: t("tabReconciliation") },
          { to: "/finance/customers", label: t("tabCustomers") },
        ]}
      />
      <Outlet />
    </Page>
  );
}

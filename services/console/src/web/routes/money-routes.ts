import { createRoute, lazyRouteComponent } from "@tanstack/react-router";

import { inside } from "./inside.js";

const wallet = createRoute({
  getParentRoute: () => inside,
  path: "/wallet",
  component: lazyRouteComponent(() => import("../money/wallet-frame.js"), "WalletFrame"),
});
const balance = createRoute({
  getParentRoute: () => wallet,
  path: "/",
  component: lazyRouteComponent(() => import("../money/balance-tab.js"), "BalanceTab"),
});
const topUp = createRoute({
  getParentRoute: () => wallet,
  path: "/top-up",
  component: lazyRouteComponent(() => import("../money/top-up-tab.js"), "TopUpTab"),
});
const moneyPapers = createRoute({
  getParentRoute: () => wallet,
  path: "/papers",
  component: lazyRouteComponent(() => import("../money/papers-tab.js"), "PapersTab"),
});
const resale = createRoute({
  getParentRoute: () => wallet,
  path: "/resale",
  component: lazyRouteComponent(() => import("../money/resale-tab.js"), "ResaleTab"),
});
const paymentReturn = createRoute({
  getParentRoute: () => inside,
  path: "/wallet/orders",
  // The port's own name for the order that was paid; all else it says it tells the API itself.
  validateSearch: ({ order, vnp_TxnRef: paid }): { readonly order?: string } => {
    const named = typeof order === "string" ? order : paid;
    return typeof named === "string" ? { order: named } : {};
  },
  component: lazyRouteComponent(() => import("../money/order-page.js"), "ReturnPage"),
});
const order = createRoute({
  getParentRoute: () => inside,
  path: "/wallet/orders/$orderId",
  component: lazyRouteComponent(() => import("../money/order-page.js"), "OrderPage"),
});
const finance = createRoute({
  getParentRoute: () => inside,
  path: "/finance",
  component: lazyRouteComponent(() => import("../finance/finance-frame.js"), "FinanceFrame"),
});
const transfers = createRoute({
  getParentRoute: () => finance,
  path: "/",
  component: lazyRouteComponent(() => import("../finance/transfers-tab.js"), "TransfersTab"),
});
const tariffLists = createRoute({
  getParentRoute: () => finance,
  path: "/tariffs",
  component: lazyRouteComponent(() => import("../finance/tariffs-tab.js"), "TariffsTab"),
});
const invoices = createRoute({
  getParentRoute: () => finance,
  path: "/invoices",
  component: lazyRouteComponent(() => import("../finance/invoices-tab.js"), "FinanceInvoicesTab"),
});
const reconciliation = createRoute({
  getParentRoute: () => finance,
  path: "/reconciliation",
  component: lazyRouteComponent(
    () => import("../finance/reconciliation-tab.js"),
    "ReconciliationTab",
  ),
});
const customers = createRoute({
  getParentRoute: () => finance,
  path: "/customers",
  validateSearch: ({ id }): { readonly id?: string } => (typeof id === "string" ? { id } : {}),
  component: lazyRouteComponent(() => import("../finance/customers-tab.js"), "CustomersTab"),
});
const newTariff = createRoute({
  getParentRoute: () => inside,
  path: "/finance/tariffs/new",
  component: lazyRouteComponent(() => import("../finance/new-draft-page.js"), "NewDraftPage"),
});
const tariff = createRoute({
  getParentRoute: () => inside,
  path: "/finance/tariffs/$tariffId",
  component: lazyRouteComponent(() => import("../finance/draft-page.js"), "DraftPage"),
});

/** Money: a customer's wallet, the provider's finance. */
export const moneyRoutes = [
  wallet.addChildren([balance, topUp, moneyPapers, resale]),
  paymentReturn,
  order,
  finance.addChildren([transfers, tariffLists, invoices, reconciliation, customers]),
  newTariff,
  tariff,
] as const;

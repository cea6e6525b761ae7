import type { Life } from "@whiteline/service-kit";
import { Counter, Gauge, Histogram } from "prom-client";

/** pricing's own measures; names say the unit. */
export const measure = (registry: Life["metrics"]) => ({
  movements: new Counter({
    name: "pricing_movements_total",
    help: "Movements of money decided, refusals included",
    labelNames: ["kind", "verdict"],
    registers: [registry],
  }),
  together: new Histogram({
    name: "pricing_movements_per_transaction",
    help: "Movements that were committed together",
    buckets: [1, 2, 4, 8, 16, 32, 64],
    registers: [registry],
  }),
  portMessages: new Counter({
    name: "pricing_port_messages_total",
    help: "What payment ports said, by what they were answered",
    labelNames: ["port", "code"],
    registers: [registry],
  }),
  notices: new Counter({
    name: "pricing_notices_total",
    help: "Attempts to send an SMS about money, by what came of them",
    labelNames: ["outcome"],
    registers: [registry],
  }),
  proposals: new Gauge({
    name: "pricing_proposals_waiting",
    help: "Terms, price groups and prices of credits that one person proposed and no second one has answered, by kind",
    labelNames: ["kind"],
    registers: [registry],
  }),
  joinings: new Gauge({
    name: "pricing_resale_joinings_waiting",
    help: "Companies that accepted a reseller's invitation and that finance has neither confirmed nor refused",
    registers: [registry],
  }),
  openCases: new Gauge({
    name: "pricing_reconciliation_cases_open",
    help: "Differences between journal, receipts and operators' invoices that nobody has closed",
    registers: [registry],
  }),
  unissued: new Gauge({
    name: "pricing_invoices_refused",
    help: "Customers for whose last month no invoice could be issued: it does not add up, or it failed",
    registers: [registry],
  }),
  owed: new Gauge({
    name: "pricing_dues_owed",
    help: "Fees and fines that are raised and neither paid nor waived",
    labelNames: ["kind"],
    registers: [registry],
  }),
  openOrders: new Gauge({
    name: "pricing_orders_open",
    help: "Orders of credit that wait for a payment, a proof or finance",
    labelNames: ["status"],
    registers: [registry],
  }),
  openPayments: new Gauge({
    name: "pricing_payment_cases_open",
    help: "Payments that fit no open order and wait for finance to credit or refund them",
    registers: [registry],
  }),
  oldestPayment: new Gauge({
    name: "pricing_payment_case_oldest_seconds",
    help: "Age of the oldest of them; zero: none waits",
    registers: [registry],
  }),
  oldestReservation: new Gauge({
    name: "pricing_reservation_oldest_seconds",
    help: "Age of the oldest reservation that still holds money; zero: none is open",
    registers: [registry],
  }),
  lowBalances: new Gauge({
    name: "pricing_balances_low",
    help: "Wallets below what their holders asked to be warned of",
    registers: [registry],
  }),
  broken: new Gauge({
    name: "pricing_ledger_broken",
    help: "Invariants that the last check of the ledger found broken",
    registers: [registry],
  }),
  unproved: new Gauge({
    name: "pricing_ledger_unproved",
    help: "What the last check of the ledger could not prove, with what it saw of it: books that moved for longer than mongod keeps the past",
    registers: [registry],
  }),
});

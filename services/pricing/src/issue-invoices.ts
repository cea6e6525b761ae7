import { localMonth, markets, monthBounds } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import type { Due } from "./domain/due.js";
import { invoiceOf, monthDiscountOf, type MonthOfTrade } from "./domain/invoice.js";
import type { Wallet } from "./domain/wallet.js";
import type { MoveMoney } from "./movement-queue.js";
import type { DueStore } from "./store/dues.js";
import type { InvoiceStore } from "./store/invoices.js";
import type { OnceStore } from "./store/once.js";
import type { OrderStore } from "./store/orders.js";
import type { StatementStore } from "./store/statements.js";
import type { WalletStore } from "./store/wallets.js";

export type IssueDependencies = {
  readonly wallets: WalletStore;
  readonly invoices: InvoiceStore;
  readonly statements: StatementStore;
  readonly once: OnceStore;
  readonly dues: DueStore;
  readonly orders: OrderStore;
  readonly moveMoney: MoveMoney;
  readonly now: () => Date;
};

/** A movement that was under way at midnight is in the ledger by then. */
const SETTLED_AFTER_MS = 600_000;

/** @throws DomainError invalid MONTH_INVALID, precondition MONTH_NOT_OVER */
export const requireOver = (market: string, month: string, at: Date): void => {
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(month)) {
    throw new DomainError("invalid", "MONTH_INVALID", "That is no month.", {
      remedy: "Send one such as 2026-11.",
    });
  }
  const pack = markets.get(market, at.toISOString());
  const settled = new Date(at.getTime() - SETTLED_AFTER_MS);
  if (month >= localMonth(pack, settled.toISOString())) {
    throw new DomainError("precondition", "MONTH_NOT_OVER", "The month is not over.", {
      remedy: "Ask again ten minutes after its last day.",
    });
  }
};

/**
 * Issues the invoice of a customer's month, once. What the settlements say was charged must be what the ledger says;
 * where it is not, nothing is issued and somebody looks.
 * @returns "refused" when the month does not add up; "known" and "nothing" change nothing.
 */
export const issueInvoice =
  (it: IssueDependencies) =>
  async (
    wallet: Wallet,
    month: string,
    by: string,
  ): Promise<"issued" | "known" | "nothing" | "refused"> => {
    const { tenantId, providerId, market } = wallet;
    const at = it.now();
    requireOver(market, month, at);
    const pack = markets.get(market, at.toISOString());
    const { from, to } = monthBounds(pack, month);
    const request = `invoice:${tenantId}:${month}`;
    if ((await it.invoices.byRequest(providerId, request)) !== undefined) return "known";
    const [charged, orders, sums] = await Promise.all([
      it.once.chargedWithin([tenantId], from, to),
      it.orders.paidWithin(tenantId, from, to),
      it.statements.sums(tenantId, from, to),
    ]);
    const sent = sums.find(({ kind }) => kind === "messages")?.minor ?? 0n;
    if (charged.reduce((sum, { minor }) => sum + minor, 0n) !== -sent) return "refused";
    const trade: Omit<MonthOfTrade, "fees"> = {
      mode: wallet.mode,
      currency: wallet.currency,
      charged,
      orders,
      topUps: await it.statements.topUpsByHand(tenantId, from, to),
    };
    const discount = monthDiscountOf(pack, trade);
    if (discount > 0n) {
      const amount = { currency: wallet.currency, minor: discount };
      await it.moveMoney(tenantId, { kind: "month_discount", month, amount });
    }
    const made = { tenantId, providerId, month, issuedAt: at, issuedBy: by };
    // Its fees are read and marked where it is written: one that is waived meanwhile is not on it.
    let demanded: readonly Due[] = [];
    const answer = await it.invoices.issue(
      { providerId, request, year: month.slice(0, 4) },
      async (session) => {
        const fees = await it.dues.feesRaised(tenantId, from, to, session);
        const paper = invoiceOf(pack, { ...trade, fees }, made);
        demanded = paper?.payable === undefined ? [] : fees;
        return paper === undefined ? { refused: "nothing" as const } : { paper };
      },
      async (session, { number }) =>
        it.dues.invoiced(
          demanded.map(({ dueId }) => dueId),
          number,
          session,
        ),
    );
    return "refused" in answer ? answer.refused : "issued";
  };

/** Issues the invoices of the month before the present one, for every market's customers. */
export const invoiceRound =
  (
    it: IssueDependencies & {
      readonly providers: () => readonly string[];
      readonly told: (refused: readonly string[]) => void;
    },
  ) =>
  async (): Promise<void> => {
    const issue = issueInvoice(it);
    const refused: string[] = [];
    for (const providerId of it.providers()) {
      for (const wallet of await it.wallets.ofProvider(providerId)) {
        const at = new Date(it.now().getTime() - SETTLED_AFTER_MS);
        const pack = markets.get(wallet.market, at.toISOString());
        const { from } = monthBounds(pack, localMonth(pack, at.toISOString()));
        const before = localMonth(pack, new Date(from.getTime() - 1).toISOString());
        if ((await issue(wallet, before, "platform")) === "refused") refused.push(wallet.tenantId);
      }
    }
    it.told(refused);
  };

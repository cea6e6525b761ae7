import { localMonth, markets, monthBounds, type MarketPack } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { changesToPostpaid } from "./domain/stretches.js";
import type { Wallet } from "./domain/wallet.js";
import { invoiceRequest, issueOfMonth, type IssuingMonth } from "./issue-month.js";
import type { WalletStore } from "./store/wallets.js";

export type IssueDependencies = IssuingMonth & { readonly wallets: WalletStore };

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

/** What came of it. */
type Issued = {
  /** How many invoices, those of earlier months with them. */
  readonly issued: number;
  /** The month for which none was, the one asked for or one before it, and why as a stable code. */
  readonly refused: { readonly month: string; readonly code: string } | undefined;
};

/**
 * Issues the invoice of a customer's month, once, and before it those of earlier months that are still to come: one that
 * was refused is forgotten by no later round, and what one takes off the next cannot (docs/decisions/0026). What the settlements say was charged must be
 * what the ledger says; where it is not, nothing is issued and somebody looks.
 * @returns `refused` where a month does not add up; what was issued before it stays.
 */
export const issueInvoice = (it: IssueDependencies) => issueMonths(it, issueOfMonth(it));

const issueMonths =
  (it: IssueDependencies, issue: ReturnType<typeof issueOfMonth>) =>
  async (wallet: Wallet, month: string, by: string): Promise<Issued> => {
    requireOver(wallet.market, month, it.now());
    let issued = 0;
    for (const each of await openMonths(it, wallet, month)) {
      const outcome = await issue(wallet, each, by);
      if (outcome.kind === "refused") {
        return { issued, refused: { month: each, code: outcome.code } };
      }
      if (outcome.kind === "issued") issued += 1;
    }
    return { issued, refused: undefined };
  };

/**
 * A month and those before it that are not dealt with, the oldest first. Where one is, all before it are: by an invoice, or
 * because there was nothing to invoice. Nothing more is booked into a month that is over, so that stays so.
 */
const openMonths = async (
  it: IssueDependencies,
  { tenantId, providerId, market }: Wallet,
  month: string,
): Promise<readonly string[]> => {
  const pack = markets.get(market, it.now().toISOString());
  const isDone = (of: string) => it.invoices.isDone(providerId, invoiceRequest(tenantId, of));
  if (await isDone(month)) return [];
  const beginnings = [
    (await it.statements.beginning(tenantId)) ?? [],
    changesToPostpaid(await it.terms.changesOf(tenantId), monthBounds(pack, month).from),
  ].flat();
  const since = beginnings.map((at) => localMonth(pack, at.toISOString())).sort()[0] ?? month;
  const open = [month];
  let earlier = monthBefore(pack, month);
  for (; earlier >= since && !(await isDone(earlier)); earlier = monthBefore(pack, earlier)) {
    open.unshift(earlier);
  }
  return open;
};

const monthBefore = (pack: MarketPack, month: string): string =>
  localMonth(pack, new Date(monthBounds(pack, month).from.getTime() - 1).toISOString());

/** A month of a customer for which no invoice could be issued. */
export type RefusedMonth = {
  readonly tenantId: string;
  readonly month: string;
  readonly code: string;
};

/** Issues an invoice; one that fails is refused and told, so that the others' go on. */
export const issueOrRefuse = (
  it: IssueDependencies & { readonly failed: (which: RefusedMonth, error: unknown) => void },
): ReturnType<typeof issueInvoice> => {
  const issue = issueOfMonth(it);
  return issueMonths(it, async (wallet, month, by) => {
    try {
      return await issue(wallet, month, by);
    } catch (error) {
      const code = error instanceof DomainError ? error.reason : "INVOICE_FAILED";
      it.failed({ tenantId: wallet.tenantId, month, code }, error);
      return { kind: "refused", code };
    }
  });
};

/** Issues the invoices of the month before the present one, for every market's customers. */
export const invoiceRound =
  (
    it: Parameters<typeof issueOrRefuse>[0] & {
      readonly providers: () => readonly string[];
      readonly told: (refused: readonly RefusedMonth[]) => void;
    },
  ) =>
  async (): Promise<void> => {
    const issue = issueOrRefuse(it);
    const refused: RefusedMonth[] = [];
    for (const providerId of it.providers()) {
      for (const wallet of await it.wallets.ofProvider(providerId)) {
        const at = new Date(it.now().getTime() - SETTLED_AFTER_MS);
        const pack = markets.get(wallet.market, at.toISOString());
        const before = monthBefore(pack, localMonth(pack, at.toISOString()));
        const outcome = await issue(wallet, before, "platform");
        const { tenantId } = wallet;
        if (outcome.refused !== undefined) refused.push({ tenantId, ...outcome.refused });
      }
    }
    it.told(refused);
  };

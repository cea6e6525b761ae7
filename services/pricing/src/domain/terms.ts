import { unchanged, withWallet, type Book, type Movement, type Step } from "./book.js";
import { collectDues } from "./dues.js";
import { accountsOf, causes, transfer } from "./ledger.js";

/**
 * Gives a tenant a limit, or takes of it what is not used. A limit is money lent: it is available like any other, and
 * stands against the tenant in an account of its own, so that a balance never becomes negative.
 */
export const setTerms = (
  book: Book,
  { requestId, mode, limit, billing, by }: Extract<Movement, { kind: "set_terms" }>,
  at: Date,
): Step => {
  const { wallet } = book;
  const { currency, available } = wallet;
  const cause = causes.terms(wallet.tenantId, requestId);
  if (book.made.has(cause)) return unchanged(book, { kind: "done", wallet });
  if (limit.currency !== currency) {
    return unchanged(book, { kind: "currency_mismatch", expected: currency });
  }
  const more = limit.minor - wallet.limit.minor;
  if (available.minor + more < 0n) {
    return unchanged(book, { kind: "limit_in_use", free: available });
  }
  const after = withWallet(book, {
    mode,
    limit,
    billing,
    termsSet: { by, at },
    available: { currency, minor: available.minor + more },
  });
  const paid = collectDues(after, at);
  const entries = transfer(accountsOf(wallet.tenantId, wallet.providerId), {
    cause,
    from: more < 0n ? "available" : "credit",
    to: more < 0n ? "credit" : "available",
    amount: { currency, minor: more < 0n ? -more : more },
  });
  return {
    ...paid,
    book: { ...paid.book, made: new Set([...book.made, cause]) },
    entries: [...entries, ...paid.entries],
    verdict: { kind: "done", wallet: paid.book.wallet },
  };
};

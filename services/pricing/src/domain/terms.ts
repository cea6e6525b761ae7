import type { BillingRule } from "./billing-rule.js";
import {
  unchanged,
  withWallet,
  type Book,
  type MoneyFact,
  type Movement,
  type Step,
} from "./book.js";
import { collectDues } from "./dues.js";
import { accountsOf, causes, transfer } from "./ledger.js";
import type { TermsSet } from "./terms-set.js";

/**
 * Gives a tenant a limit, or takes of it what is not used. A limit is money lent: it is available like any other, and
 * stands against the tenant in an account of its own, so that a balance never becomes negative. Nobody goes back to
 * paying before while something is owed: it stands on an invoice, and its payment would be invoiced once more.
 * What was proposed is decided or replaced only by terms that are set.
 */
export const setTerms = (
  book: Book,
  { requestId, mode, limit, rule, by, proposalId }: Extract<Movement, { kind: "set_terms" }>,
  at: Date,
): Step => {
  const { wallet } = book;
  const { currency, available, owed } = wallet;
  const cause = causes.terms(wallet.tenantId, requestId);
  const known = book.terms.get(cause);
  if (known !== undefined) {
    const isSame =
      known.mode === mode && known.limit === limit.minor && known.rule === wordOf(rule);
    return unchanged(book, isSame ? { kind: "done", wallet } : { kind: "reused" });
  }
  if (book.made.has(cause)) return unchanged(book, { kind: "done", wallet });
  if (proposalId !== undefined && proposalId !== book.proposed?.proposalId) {
    return unchanged(book, { kind: "proposal_gone" });
  }
  if (limit.currency !== currency) {
    return unchanged(book, { kind: "currency_mismatch", expected: currency });
  }
  if (mode === "prepaid" && wallet.mode === "postpaid" && owed.minor > 0n) {
    return unchanged(book, { kind: "still_owed", owed });
  }
  const more = limit.minor - wallet.limit.minor;
  if (available.minor + more < 0n) {
    return unchanged(book, { kind: "limit_in_use", free: available });
  }
  const billing = rule === "as_before" ? wallet.billing : rule;
  const after = withWallet(book, {
    mode,
    limit,
    billing,
    termsSet: { by, at },
    available: { currency, minor: available.minor + more },
  });
  const set: TermsSet = {
    ...{ mode, was: wallet.mode, limit: limit.minor, rule: wordOf(rule), by, at },
    version: after.wallet.version,
  };
  const paid = collectDues(after, at);
  const entries = transfer(accountsOf(wallet.tenantId, wallet.providerId), {
    cause,
    from: more < 0n ? "available" : "credit",
    to: more < 0n ? "credit" : "available",
    amount: { currency, minor: more < 0n ? -more : more },
  });
  return {
    ...paid,
    book: { ...paid.book, terms: new Map([...book.terms, [cause, set]]), proposed: undefined },
    entries: [...entries, ...paid.entries],
    facts: [...(proposalId === undefined ? replaced(book, by) : []), ...paid.facts],
    verdict: { kind: "done", wallet: paid.book.wallet },
  };
};

/** Whoever sets terms alone takes back what waited. */
const replaced = ({ proposed }: Book, by: string): readonly MoneyFact[] => {
  if (proposed === undefined) return [];
  const subject = `proposal:${proposed.proposalId}`;
  const said = { entryId: `${subject}:recalled`, action: "terms.recalled", subject };
  return [{ kind: "deed", deed: { ...said, by, before: proposed.after, after: {} } }];
};

const wordOf = (rule: BillingRule | undefined | "as_before"): string =>
  rule === "as_before" ? rule : (rule?.chargeable ?? "market");

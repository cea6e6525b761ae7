import {
  unchanged,
  withWallet,
  type Book,
  type MoneyFact,
  type Movement,
  type Step,
} from "./book.js";
import { inOrderOfPayment, raised as raisedDue, type Due } from "./due.js";
import { accountsOf, causes, transfer } from "./ledger.js";
import { isMismatch, plus } from "./money.js";

/**
 * Raises a fee or fine once: the tenant owes it from now on, and it is paid in the same step where the money is there.
 * Maintenance that stays unpaid is told once its time of grace is over, so that the name sleeps at its operator [vn.md §3].
 */
export const raiseDue = (
  book: Book,
  { due }: Extract<Movement, { kind: "raise_due" }>,
  at: Date,
): Step => {
  const { wallet } = book;
  if (book.dues.has(due.dueId)) return unchanged(book, { kind: "done", wallet });
  const owed = plus(wallet.owed, due.amount);
  if (isMismatch(owed)) {
    return unchanged(book, { kind: "currency_mismatch", expected: wallet.currency });
  }
  const raised = raisedDue(due, at);
  const after = withWallet(book, { owed });
  const entries = transfer(accountsOf(wallet.tenantId, wallet.providerId), {
    cause: due.dueId,
    from: "owed",
    to: due.kind === "fine" ? "fines" : "fees",
    amount: due.amount,
  });
  const booked: Book = { ...after, dues: new Map([...book.dues, [due.dueId, raised]]) };
  const paid = collectDues(booked, at);
  const known = paid.book.dues.get(due.dueId) ?? raised;
  const told: MoneyFact[] = [{ kind: "due_raised", due: known }];
  // Paid in the step that raised it, it was never owed to anybody who listens.
  const others = paid.facts.filter(
    (fact) =>
      !("due" in fact) ||
      fact.due.dueId !== due.dueId ||
      fact.kind === "maintenance_unpaid" ||
      (fact.kind === "maintenance_paid" && paysOlder(paid.facts, due)),
  );
  return {
    ...paid,
    entries: [...entries, ...paid.entries],
    facts: [...told, ...others],
    verdict: { kind: "done", wallet: paid.book.wallet },
  };
};

/** Whether an older month of the same name at the same operator was paid beside it. */
const paysOlder = (
  facts: readonly MoneyFact[],
  { dueId, lineId, operator }: Pick<Due, "dueId" | "lineId" | "operator">,
): boolean =>
  facts.some(
    (fact) =>
      fact.kind === "due_paid" &&
      fact.due.kind === "maintenance" &&
      fact.due.dueId !== dueId &&
      fact.due.lineId === lineId &&
      fact.due.operator === operator,
  );

/** Pays what is owed, the oldest first, each whole or not at all; then tells what was owed too long. */
export const collectDues = (book: Book, at: Date): Step => {
  let after = book;
  const step = { entries: [] as Step["entries"], facts: [] as readonly MoneyFact[] };
  const owed = [...book.dues.values()].filter(({ status }) => status === "owed");
  for (const due of owed.sort(inOrderOfPayment)) {
    const { wallet } = after;
    const { minor } = due.amount;
    if (wallet.available.minor < minor) break;
    // A fine may be booked back after it was paid.
    const pendingWaiver = due.kind === "fine" ? due.pendingWaiver : null;
    const paid: Due = { ...due, status: "paid", paidAt: at, pendingWaiver };
    after = {
      ...withWallet(after, {
        available: { ...wallet.available, minor: wallet.available.minor - minor },
        owed: { ...wallet.owed, minor: wallet.owed.minor - minor },
      }),
      dues: new Map([...after.dues, [due.dueId, paid]]),
    };
    step.entries = [
      ...step.entries,
      ...transfer(accountsOf(wallet.tenantId, wallet.providerId), {
        cause: causes.pay(due.dueId),
        from: "available",
        to: "owed",
        amount: due.amount,
      }),
    ];
    step.facts = [...step.facts, { kind: "due_paid", due: paid }, ...woken(after, paid)];
  }
  const late = [...after.dues.values()].filter((due) => isToldNow(due, at));
  if (late.length > 0) {
    const told = late.map((due): Due => ({ ...due, unpaidTold: true }));
    after = {
      ...after,
      dues: new Map([...after.dues, ...told.map((due) => [due.dueId, due] as const)]),
    };
    const facts = told.map((due) => ({ kind: "maintenance_unpaid", due }) as const);
    step.facts = [...step.facts, ...facts];
  }
  return { ...unchanged(after, { kind: "done", wallet: after.wallet }), ...step };
};

const isToldNow = ({ kind, status, unpaidTold, sleepsAt }: Due, at: Date): boolean =>
  kind === "maintenance" && status === "owed" && !unpaidTold && sleepsAt <= at;

/** Told once nothing is owed any more for the line at the operator. */
export const woken = ({ dues }: Book, paid: Due): readonly MoneyFact[] =>
  paid.kind === "maintenance" &&
  [...dues.values()].every(
    ({ kind, status, lineId, operator }) =>
      kind !== "maintenance" ||
      status !== "owed" ||
      lineId !== paid.lineId ||
      operator !== paid.operator,
  )
    ? [{ kind: "maintenance_paid", due: paid }]
    : [];

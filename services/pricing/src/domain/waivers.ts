import { unchanged, withWallet, type Book, type Movement, type Step } from "./book.js";
import { waiverOf, type Due } from "./due.js";
import { collectDues, woken } from "./dues.js";
import { accountsOf, transfer } from "./ledger.js";

/**
 * Takes a fee off what is owed, once; one that is waived stays as it is, and one that is paid or that an invoice demands is
 * given back by a credit note. A fine that was wrong is booked back whether it is owed or paid: it is on no invoice. Where the
 * customer is let off much in a month, and of every fine, the first person leaves the waiver pending and another one
 * carries it out.
 */
export const waiveDue = (
  book: Book,
  movement: Extract<Movement, { kind: "waive_due" }>,
  at: Date,
): Step => {
  const { wallet } = book;
  const { dueId, reason, by, largeFrom, differsFrom } = movement;
  const due = book.dues.get(dueId);
  if (due === undefined || due.status === "waived")
    return unchanged(book, { kind: "done", wallet });
  const isPaidFine = due.kind === "fine" && due.status === "paid";
  if (due.status !== "owed" && !isPaidFine) return unchanged(book, { kind: "due_not_owed" });
  if (due.invoice !== "") return unchanged(book, { kind: "due_invoiced", invoice: due.invoice });
  const { minor } = due.amount;
  const { pendingWaiver } = due;
  const isLarge = due.kind === "fine" || book.waived + minor >= largeFrom;
  if (isLarge && pendingWaiver === null) {
    const proposed: Due = { ...due, pendingWaiver: { by, at, reason } };
    return keep(book, proposed, { kind: "waiver_proposed", by });
  }
  if (isLarge && pendingWaiver?.by !== differsFrom) {
    return unchanged(book, { kind: "second_person_needed" });
  }
  const waived: Due = {
    ...due,
    status: "waived",
    waivedBy: isLarge && pendingWaiver !== null ? `${pendingWaiver.by},${by}` : by,
    waivedAt: at,
    reason,
    pendingWaiver: null,
  };
  const into = isPaidFine ? "available" : "owed";
  const { available, owed } = wallet;
  const changed = isPaidFine
    ? { available: { ...available, minor: available.minor + minor } }
    : { owed: { ...owed, minor: owed.minor - minor } };
  const after: Book = {
    ...withWallet(book, changed),
    dues: new Map([...book.dues, [dueId, waived]]),
    waived: book.waived + minor,
  };
  const paid = collectDues(after, at);
  const entries = transfer(accountsOf(wallet.tenantId, wallet.providerId), {
    cause: waiverOf(due),
    from: due.kind === "fine" ? "fines" : "fees",
    to: into,
    amount: due.amount,
  });
  return {
    ...paid,
    entries: [...entries, ...paid.entries],
    facts: [{ kind: "due_waived", due: waived }, ...woken(after, waived), ...paid.facts],
  };
};

/** Takes back a waiver that waits; where none does, nothing changes. */
export const recallWaiver = (
  book: Book,
  { dueId, by }: Extract<Movement, { kind: "recall_waiver" }>,
): Step => {
  const { wallet } = book;
  const due = book.dues.get(dueId);
  if (due === undefined || due.pendingWaiver === null) {
    return unchanged(book, { kind: "done", wallet });
  }
  const back: Due = { ...due, pendingWaiver: null };
  return keep(book, back, { kind: "waiver_recalled", by });
};

/** A due that changes without money; the wallet's version rises, so that nobody overlooks it. */
const keep = (
  book: Book,
  due: Due,
  told: { readonly kind: "waiver_proposed" | "waiver_recalled"; readonly by: string },
): Step => {
  const after: Book = {
    ...withWallet(book, {}),
    dues: new Map([...book.dues, [due.dueId, due]]),
  };
  const { version } = after.wallet;
  const step = unchanged(after, { kind: "done", wallet: after.wallet });
  return { ...step, facts: [{ ...told, due, version }] };
};

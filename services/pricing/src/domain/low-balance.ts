import { unchanged, withWallet, type Book, type Movement, type Step } from "./book.js";
import { money } from "./money.js";

/** Says below which balance the tenant wants to be told; a new wish counts from now. */
export const setLowBalance = (
  book: Book,
  { below }: Extract<Movement, { kind: "set_low_balance" }>,
): Step => {
  const after = withWallet(book, { lowBalance: below, lowTold: false });
  return unchanged(after, { kind: "done", wallet: after.wallet });
};

/**
 * Tells, once, that less is available than the tenant asked to be told of; again only after there was more, or after a
 * top-up that was not enough.
 */
export const warnIfLow = (step: Step): Step => {
  const { wallet } = step.book;
  const { lowBalance, lowTold, available, currency, version } = wallet;
  if (lowBalance === undefined) return step;
  const isLow = available.minor < lowBalance;
  const isToppedUp = step.facts.some(({ kind }) => kind === "topped_up");
  if (isLow === lowTold && !(isLow && isToppedUp)) return step;
  const book: Book = { ...step.book, wallet: { ...wallet, lowTold: isLow } };
  if (!isLow) return { ...step, book };
  const threshold = money(currency, lowBalance);
  return {
    ...step,
    book,
    facts: [...step.facts, { kind: "balance_low", available, threshold, version }],
  };
};

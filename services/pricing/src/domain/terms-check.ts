import { accountsOf, type Entry } from "./ledger.js";
import type { TermsSet } from "./terms-set.js";
import type { Wallet } from "./wallet.js";

/** Terms by the cause that set them. */
export type NamedTerms = TermsSet & { readonly cause: string };

/**
 * Holds how a customer pays, and up to what, against everything that was ever set: each change begins in the mode in which
 * the one before it ended, lends what it says, and the last is what the wallet has. What was set before terms were kept is
 * not known (docs/decisions/0026): the first that are known are taken as a beginning.
 * @param history in any order. They are put into that of the wallet's versions; those of before versions were kept come
 * first, by time, and those of one time have no order among them.
 */
export const termsCheck = (wallet: Wallet, history: readonly NamedTerms[]) => {
  const { tenantId, providerId } = wallet;
  const { credit } = accountsOf(tenantId, providerId);
  const lent: { readonly cause: string; readonly at: Date; readonly minor: bigint }[] = [];

  const sumOf = (of: (each: (typeof lent)[number]) => boolean): bigint =>
    lent.reduce((sum, each) => (of(each) ? sum + each.minor : sum), 0n);

  return {
    addEntry({ cause, account, amount, at }: Entry & { readonly at: Date }): void {
      if (account === credit) lent.push({ cause, at, minor: -amount.minor });
    },

    /** Each fault in words. */
    *faults(): Iterable<string> {
      const steps = togetherOf(history);
      const [first] = steps;
      const last = steps.at(-1);
      if (first === undefined || last === undefined) return;
      const known = new Set(history.map(({ cause }) => cause));
      const [{ at: begin }] = first;
      let sum = sumOf(({ cause, at }) => !known.has(cause) && at < begin);
      let before: readonly NamedTerms[] = [];
      for (const step of steps) {
        for (const each of step) {
          const { cause, was } = each;
          // Of several at one time each may have come after another of them.
          const earlier = [...before, ...step].filter((other) => other !== each);
          if (before.length > 0 && !earlier.some(({ mode }) => mode === was)) {
            yield `${cause} says that tenant ${tenantId} paid ${was} before; the terms before it say otherwise.`;
          }
        }
        const causes = new Set(step.map(({ cause }) => cause));
        sum += sumOf(({ cause }) => causes.has(cause));
        if (!step.some(({ limit }) => limit === sum)) {
          yield `${step.map(({ cause }) => cause).join(", ")} lent up to ${limitsOf(step)}; by its entries ${sum}.`;
        }
        before = step;
      }
      const { mode, limit } = wallet;
      if (!last.some((each) => each.mode === mode && each.limit === limit.minor)) {
        const [{ mode: its }] = last;
        yield `Tenant ${tenantId} pays ${mode} up to ${limit.minor}; the terms that were set last say ${its} up to ${limitsOf(last)}.`;
      }
      for (const { cause, at } of lent) {
        if (at >= begin && !known.has(cause)) yield `${cause} lent money and is kept as no terms.`;
      }
    },
  };
};

type Together = readonly [NamedTerms, ...NamedTerms[]];

/** By the wallet's version, before it by time; what has no order among itself together. */
const togetherOf = (history: readonly NamedTerms[]): readonly Together[] => {
  const steps: [NamedTerms, ...NamedTerms[]][] = [];
  const rank = ({ version }: NamedTerms): number => version ?? 0;
  const ordered = [...history].sort((a, b) => rank(a) - rank(b) || a.at.getTime() - b.at.getTime());
  for (const each of ordered) {
    const last = steps.at(-1);
    const isOrdered = each.version !== undefined || last?.[0].version !== undefined;
    if (!isOrdered && last?.[0].at.getTime() === each.at.getTime()) last.push(each);
    else steps.push([each]);
  }
  return steps;
};

const limitsOf = (step: Together): string => step.map(({ limit }) => limit).join(" or ");

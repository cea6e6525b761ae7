import type { MarketPack } from "./schema/pack.js";

/** Messages of a violation; one to a recipient counts once, whatever its segments [ir.md §9]. */
export type CountedMessages = {
  readonly advertisingMessages: bigint;
  readonly toBlacklisted: bigint;
  readonly toNonCustomers: bigint;
};

/** What a violation brings by the rules of a market; money in minor units of its currency. */
export type Penalty = {
  readonly violation: string;
  readonly fine: bigint;
  /** How many messages the fine counts, and which; null where no fine is printed. */
  readonly counted: bigint;
  readonly countedMessages: MarketPack["fines"][number]["countedMessages"] | null;
  readonly removedFromWhiteList: boolean;
  /** The number leaves service for ever. */
  readonly removedForEver: boolean;
  readonly reapplyAllowed: boolean;
  readonly lineClosed: boolean;
  readonly legalAction: boolean;
  readonly reprimandOrAccessRemoval: boolean;
  readonly suspensionOrCancellation: boolean;
  /** Where it is printed; empty: no rule of the market speaks of it. */
  readonly sources: readonly string[];
};

type Violated = {
  readonly provider: string;
  readonly family: string;
  readonly violation: string;
};

/**
 * The penalty of a violation: `fine = fixed + perMessage × counted messages`, once per case; no fine
 * when none is counted, but every other consequence stays [ir.md §9, interpretations]. A violation of
 * which the market says nothing brings nothing, and its number may apply again.
 */
export function penaltyFor(
  pack: MarketPack,
  violated: Violated,
  messages: CountedMessages,
): Penalty {
  const fine = fineOf(pack, violated);
  const sanctions = sanctionsOf(pack, violated);
  const counted = fine === undefined ? 0n : countedOf(fine.countedMessages, messages);
  const bars = sanctions.find(({ reapplyAllowed }) => reapplyAllowed !== null)?.reapplyAllowed;
  const reapplyAllowed = fine?.reapplyAllowed ?? bars ?? true;
  const removedFromWhiteList =
    fine?.permanentRemoval ?? sanctions.some((sanction) => sanction.removedFromWhiteList);
  return {
    violation: violated.violation,
    fine: fine === undefined || counted === 0n ? 0n : fine.fixed + fine.perMessage * counted,
    counted,
    countedMessages: fine?.countedMessages ?? null,
    removedFromWhiteList,
    removedForEver: removedFromWhiteList && !reapplyAllowed,
    reapplyAllowed,
    lineClosed: sanctions.some(({ lineClosed }) => lineClosed),
    legalAction: fine?.legalAction ?? false,
    reprimandOrAccessRemoval: sanctions.some((sanction) => sanction.reprimandOrAccessRemoval),
    suspensionOrCancellation: sanctions.some((sanction) => sanction.suspensionOrCancellation),
    sources: [
      ...new Set([...(fine === undefined ? [] : [fine]), ...sanctions].map(({ source }) => source)),
    ],
  };
}

/** Violations of which the market says something for such a line. */
export function violationsOf(
  pack: MarketPack,
  line: { readonly provider: string; readonly family: string },
): readonly string[] {
  const fines = pack.fines.filter((fine) => isOf(fine, line));
  const sanctions = pack.sanctions.filter(({ provider }) => provider === line.provider);
  return [...new Set([...fines, ...sanctions].map(({ violation }) => violation))];
}

function fineOf(pack: MarketPack, violated: Violated): MarketPack["fines"][number] | undefined {
  return pack.fines.find((fine) => fine.violation === violated.violation && isOf(fine, violated));
}

function isOf(
  fine: MarketPack["fines"][number],
  line: { readonly provider: string; readonly family: string },
): boolean {
  return fine.provider === line.provider && (fine.family === null || fine.family === line.family);
}

function sanctionsOf(
  pack: MarketPack,
  violated: Violated,
): readonly MarketPack["sanctions"][number][] {
  return pack.sanctions.filter(
    ({ provider, violation }) => provider === violated.provider && violation === violated.violation,
  );
}

function countedOf(
  which: MarketPack["fines"][number]["countedMessages"],
  messages: CountedMessages,
): bigint {
  switch (which) {
    case "to_blacklisted":
      return messages.toBlacklisted;
    case "to_non_customers":
      return messages.toNonCustomers;
  }
}

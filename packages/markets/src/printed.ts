import type { MarketPack } from "./schema/pack.js";

export type PrintedForm = NonNullable<MarketPack["commitmentForm"]>["versions"][number];
export type NoteSample = NonNullable<MarketPack["noteSample"]>;
type Fine = MarketPack["fines"][number];
type Pair = { readonly provider: string; readonly family: string };

/** The version of the commitment form that this provider prints for this family [002 · Line 3000/1000/021]. */
export function printedForm(
  pack: MarketPack,
  provider: string,
  family: string,
): PrintedForm | undefined {
  return pack.commitmentForm?.versions.find(({ appliesTo }) =>
    isAmong(appliesTo, { provider, family }),
  );
}

/** Clauses or instructions that are said to this provider and family, in their order. */
export function sayingsFor<
  Saying extends { readonly text: string; readonly appliesTo?: readonly Pair[] | undefined },
>(sayings: readonly Saying[], provider: string, family: string): readonly Saying[] {
  return sayings.filter(
    ({ appliesTo }) => appliesTo === undefined || isAmong(appliesTo, { provider, family }),
  );
}

/** The fine that a source prints for this provider and family [ir.md §9]; undefined where none is printed. */
export function fineFor(pack: MarketPack, provider: string, family: string): Fine | undefined {
  return pack.fines.find(
    (fine) => fine.provider === provider && (fine.family === null || fine.family === family),
  );
}

/** A sum in words of the market's language; undefined where the pack does not write it. */
export function sumInWords(pack: MarketPack, amount: bigint): string | undefined {
  return pack.sumsInWords.find((known) => known.amount === amount)?.words;
}

function isAmong(pairs: readonly Pair[], { provider, family }: Pair): boolean {
  return pairs.some((pair) => pair.provider === provider && pair.family === family);
}

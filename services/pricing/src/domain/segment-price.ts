import { tariffs, type MarketPack, type Tariff } from "@whiteline/markets";
import { isAlphabet, scriptOfAlphabet } from "./segments.js";

/** Whose messages are priced, under which price list. */
export type Sender = {
  readonly providerId: string;
  /** Family of the line. */
  readonly family: string;
  /** The platform's own messages cost nothing. */
  readonly platform: boolean;
};

export type TariffChoice =
  | { readonly kind: "tariff"; readonly tariff: Tariff }
  | { readonly kind: "none"; readonly rule: string };

/**
 * The price list in force for a sender. A list without a group prices every family; one with a group
 * only what is sent under that name (vn.md §5: the group follows field and purpose). A list whose
 * price depends on the month's total is refused: nothing here knows that total, and a guess is a debt.
 */
export const tariffFor = (pack: MarketPack, sender: Sender): TariffChoice => {
  const { providerId, family, platform } = sender;
  const fitting = tariffs(pack, providerId).filter(
    ({ status, group }) =>
      (status === "platform") === platform && (group === null || group === family),
  );
  const [tariff] = fitting;
  if (tariff === undefined) {
    return { kind: "none", rule: "The provider has no price list for this family of lines." };
  }
  if (fitting.length > 1 || tariff.tiers.length > 1) {
    return { kind: "none", rule: "The price depends on more than the operator and the alphabet." };
  }
  return { kind: "tariff", tariff };
};

/**
 * Minor units of one part to an operator in an alphabet; undefined: the list does not say, or
 * the market does not know such an operator or alphabet. The most particular price holds: that of the
 * operator before that of all, that of the script before that of any.
 */
export const priceOfPart = (
  pack: MarketPack,
  tariff: Tariff,
  { operator, alphabet }: { readonly operator: string; readonly alphabet: string },
): bigint | undefined => {
  if (!isAlphabet(alphabet) || !pack.operators.some(({ id }) => id === operator)) return undefined;
  const script = scriptOfAlphabet(pack, alphabet);
  if (script === undefined) return undefined;
  const prices = tariff.tiers[0]?.prices ?? [];
  const find = (ofOperator: string | null, ofScript: string | null): bigint | undefined =>
    prices.find((price) => price.operator === ofOperator && price.script === ofScript)?.perPart;
  return find(operator, script) ?? find(operator, null) ?? find(null, script) ?? find(null, null);
};

import { tariffs, type MarketPack, type Tariff } from "@whiteline/markets";
import type { PriceStep } from "./graduated-price.js";
import { isPrinted, meantPurpose } from "./price-group.js";
import { asPriceList, ownListFor, type PriceList, type ProviderTariff } from "./provider-tariff.js";
import { isAlphabet, scriptOfAlphabet } from "./segments.js";

/** Whose messages are priced, under which price list. */
export type Sender = {
  readonly tenantId: string;
  readonly providerId: string;
  /** Family of the line. */
  readonly family: string;
  /** What the messages are for, a purpose of the pack's content; empty: not said. */
  readonly purpose: string;
  /** The group that finance gave this sender for this purpose; empty: that of an ordinary company. */
  readonly group: string;
  /** The platform's own messages cost nothing. */
  readonly platform: boolean;
};

export type TariffChoice =
  | { readonly kind: "tariff"; readonly tariff: PriceList }
  | { readonly kind: "none"; readonly rule: string };

/**
 * The price list in force for a sender: one that its provider put in force, else one of the market's pack. There a
 * provider has one for everything, or one for each group: the group follows field and purpose of the messages, not the
 * customer [vn.md §5]. A purpose without a price list is not priced; where the pages print no price for it, a list of the
 * provider must name it, or finance must have given a group for it.
 * @param lists the provider's own; none of them prices the platform's messages.
 * @param day the local day on which it must hold.
 */
export const tariffFor = (
  pack: MarketPack,
  sender: Sender,
  { lists, day }: { readonly lists: readonly ProviderTariff[]; readonly day: string },
): TariffChoice => {
  const { providerId, platform, tenantId, family } = sender;
  const purpose = meantPurpose(pack, sender.purpose);
  const asked = { tenantId, family, purpose, group: groupFor(pack, sender), day };
  const isOrdinary = sender.group !== "" || isPrinted(pack, providerId, purpose);
  const holding = lists.filter(({ purposes }) => isOrdinary || purposes.includes(purpose));
  const ownList = platform ? undefined : ownListFor(holding, asked);
  if (ownList !== undefined) return { kind: "tariff", tariff: asPriceList(ownList) };
  const own = tariffs(pack, providerId).filter(
    ({ status, families }) =>
      (status === "platform") === platform && (families.length === 0 || families.includes(family)),
  );
  const [tariff, second] = own.length > 1 ? own.filter(isOf(sender, pack)) : own;
  if (tariff === undefined) {
    const rule =
      own.length === 0
        ? "The provider has no price list for this family of lines."
        : `The provider has no price list for messages of the purpose "${purpose}" in this group.`;
    return { kind: "none", rule };
  }
  if (second !== undefined) {
    return { kind: "none", rule: "The provider has more than one price list for these messages." };
  }
  return { kind: "tariff", tariff };
};

/** The group that finance gave, or that of an ordinary company for the purpose; empty: there is none. */
const groupFor = (pack: MarketPack, { group, purpose, providerId }: Sender): string =>
  group === ""
    ? (tariffs(pack, providerId).find(({ ordinaryFor }) =>
        ordinaryFor.includes(meantPurpose(pack, purpose)),
      )?.group ?? "")
    : group;

const isOf = ({ group, purpose }: Sender, pack: MarketPack) => {
  const meant = meantPurpose(pack, purpose);
  return (tariff: Tariff): boolean =>
    group === "" ? tariff.ordinaryFor.includes(meant) : tariff.group === group;
};

/**
 * Minor units of one part to an operator in an alphabet, from its place in the month onwards; undefined: the list does
 * not say, or the market does not know such an operator or alphabet. One step: the month does not matter.
 * The most particular price holds: that of the operator before that of all, that of the script before that of any.
 */
export const priceSteps = (
  pack: MarketPack,
  tariff: Pick<PriceList, "tiers">,
  { operator, alphabet }: { readonly operator: string; readonly alphabet: string },
): readonly PriceStep[] | undefined => {
  if (!isAlphabet(alphabet) || !pack.operators.some(({ id }) => id === operator)) return undefined;
  const script = scriptOfAlphabet(pack, alphabet);
  if (script === undefined) return undefined;
  const steps: PriceStep[] = [];
  for (const { fromPart, prices } of tariff.tiers) {
    const find = (ofOperator: string | null, ofScript: string | null): bigint | undefined =>
      prices.find((price) => price.operator === ofOperator && price.script === ofScript)?.perPart;
    const perPart =
      find(operator, script) ?? find(operator, null) ?? find(null, script) ?? find(null, null);
    if (perPart === undefined) return undefined;
    // A step that costs what the one before it costs is none.
    if (steps.at(-1)?.perPart !== perPart) steps.push({ fromPart: BigInt(fromPart), perPart });
  }
  return steps;
};

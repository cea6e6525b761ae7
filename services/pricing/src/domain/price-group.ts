import { tariffs, type MarketPack } from "@whiteline/markets";

/** Under which group of the provider's price lists a customer's messages go. */
export type PriceGroup = {
  /** Empty: every line. */
  readonly lineId: string;
  /** Empty: every purpose. */
  readonly purpose: string;
  readonly group: string;
  readonly at: Date;
};

/** The purpose that is meant, the market's usual one where none was said. */
export const meantPurpose = ({ content }: MarketPack, purpose: string): string =>
  purpose === "" ? (content.purposes[0]?.id ?? "") : purpose;

/**
 * Whether a provider's pages price messages of a purpose for whoever has no group; those of Việt Nam print no price for
 * advertising [vn.md §1].
 */
export const isPrinted = (pack: MarketPack, providerId: string, purpose: string): boolean => {
  const own = tariffs(pack, providerId).filter(({ status }) => status !== "platform");
  const meant = meantPurpose(pack, purpose);
  return own.length < 2 || own.some(({ ordinaryFor }) => ordinaryFor.includes(meant));
};

/**
 * The group of a line's messages for a purpose; empty: that of an ordinary company. What is said of the line counts
 * before what is said of all lines, and of these what is said of the purpose before what is said of all. What is said of
 * all purposes is not said of one for which no price is printed.
 */
export const groupOf = (
  pack: MarketPack,
  groups: readonly PriceGroup[],
  {
    providerId,
    lineId,
    purpose,
  }: { readonly providerId: string; readonly lineId: string; readonly purpose: string },
): string => {
  const find = (ofLine: string, ofPurpose: string): string | undefined =>
    groups.find((known) => known.lineId === ofLine && known.purpose === ofPurpose)?.group;
  if (!isPrinted(pack, providerId, purpose))
    return find(lineId, purpose) ?? find("", purpose) ?? "";
  return find(lineId, purpose) ?? find(lineId, "") ?? find("", purpose) ?? find("", "") ?? "";
};

/** Whether the provider has price lists for such a group, and the market such a purpose. */
export const isPriceGroup = (
  pack: MarketPack,
  providerId: string,
  { purpose, group }: Pick<PriceGroup, "purpose" | "group">,
): boolean =>
  (purpose === "" || pack.content.purposes.some(({ id }) => id === purpose)) &&
  (group === "" || tariffs(pack, providerId).some((tariff) => tariff.group === group));

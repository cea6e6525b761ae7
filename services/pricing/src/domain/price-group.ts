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

/**
 * The group of a line's messages for a purpose; empty: that of an ordinary company. What is said of the line counts
 * before what is said of all lines, and of these what is said of the purpose before what is said of all.
 */
export const groupOf = (
  groups: readonly PriceGroup[],
  { lineId, purpose }: { readonly lineId: string; readonly purpose: string },
): string => {
  const find = (ofLine: string, ofPurpose: string): string | undefined =>
    groups.find((known) => known.lineId === ofLine && known.purpose === ofPurpose)?.group;
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

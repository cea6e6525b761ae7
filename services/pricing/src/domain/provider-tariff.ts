import type { Tariff } from "@whiteline/markets";

/** Of a price list, what prices parts. */
export type PriceList = Pick<Tariff, "id" | "group" | "tiers" | "source">;

/** A price list that finance wrote, beside those of the market's pack. */
export type ProviderTariff = {
  readonly tariffId: string;
  readonly providerId: string;
  readonly market: string;
  /** One customer's own prices; empty: everybody's. */
  readonly tenantId: string;
  /** Customer group; empty: every group. */
  readonly group: string;
  /** Families of lines and purposes of messages; none: every one. */
  readonly families: readonly string[];
  readonly purposes: readonly string[];
  readonly description: string;
  readonly taxIncludedPercent: number | undefined;
  readonly tiers: Tariff["tiers"];
  readonly note: string;
  readonly status: "draft" | "active" | "withdrawn";
  /** First local day on which it holds; empty: a draft. */
  readonly effectiveFrom: string;
  readonly savedBy: string;
  readonly savedAt: Date;
  /** Of a large change two people, with a comma between. */
  readonly activatedBy: string;
  readonly activatedAt: Date | undefined;
  /** An activation that waits for a second person; null: none. */
  readonly pending: PendingActivation | null;
  /** Why the last one was sent back; empty: none was. */
  readonly recalled: string;
  readonly version: number;
};

/** An activation that one person proposed. */
export type PendingActivation = {
  readonly effectiveFrom: string;
  readonly by: string;
  readonly at: Date;
};

/** What a list is for; of lists for the same, the one of the latest day holds. */
export const scopeOf = ({
  market,
  tenantId,
  group,
  families,
  purposes,
}: Pick<ProviderTariff, "market" | "tenantId" | "group" | "families" | "purposes">): string =>
  JSON.stringify([market, tenantId, group, [...families].sort(), [...purposes].sort()]);

/** Whose messages a list is asked for. */
export type Asked = {
  readonly tenantId: string;
  readonly family: string;
  /** The purpose that is meant, the market's usual one where none was said. */
  readonly purpose: string;
  /** The group under which they go, that of an ordinary company where finance gave none. */
  readonly group: string;
  /** Local day. */
  readonly day: string;
};

/**
 * The provider's own list that holds for messages, if there is one. A customer's own prices go before everybody's, the
 * more particular list before the more general, the later before the earlier.
 */
export const ownListFor = (
  lists: readonly ProviderTariff[],
  asked: Asked,
): ProviderTariff | undefined =>
  lists.filter((list) => holdsFor(list, asked)).sort(moreParticularFirst)[0];

const holdsFor = (list: ProviderTariff, asked: Asked): boolean =>
  list.status === "active" &&
  list.effectiveFrom <= asked.day &&
  (list.tenantId === "" || list.tenantId === asked.tenantId) &&
  (list.group === "" || list.group === asked.group) &&
  (list.families.length === 0 || list.families.includes(asked.family)) &&
  (list.purposes.length === 0 || list.purposes.includes(asked.purpose));

const particularityOf = ({ tenantId, group, families, purposes }: ProviderTariff): number =>
  (tenantId === "" ? 0 : 8) +
  (group === "" ? 0 : 4) +
  (purposes.length === 0 ? 0 : 2) +
  (families.length === 0 ? 0 : 1);

const moreParticularFirst = (a: ProviderTariff, b: ProviderTariff): number =>
  particularityOf(b) - particularityOf(a) ||
  compare(b.effectiveFrom, a.effectiveFrom) ||
  (b.activatedAt?.getTime() ?? 0) - (a.activatedAt?.getTime() ?? 0);

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** "draft", "withdrawn", or where an active list stands on a local day among the others of its provider. */
export const standingOf = (
  list: ProviderTariff,
  lists: readonly ProviderTariff[],
  day: string,
): "draft" | "withdrawn" | "scheduled" | "in_force" | "ended" => {
  if (list.status !== "active") return list.status;
  if (list.effectiveFrom > day) return "scheduled";
  const scope = scopeOf(list);
  const [latest] = lists
    .filter(({ status, effectiveFrom }) => status === "active" && effectiveFrom <= day)
    .filter((other) => other.providerId === list.providerId && scopeOf(other) === scope)
    .sort(moreParticularFirst);
  return latest?.tariffId === list.tariffId ? "in_force" : "ended";
};

/** A provider's list as prices are read from it. */
export const asPriceList = ({ tariffId, group, tiers, note }: ProviderTariff): PriceList => ({
  id: tariffId,
  group: group === "" ? null : group,
  tiers,
  source: note === "" ? `price list ${tariffId}` : note,
});

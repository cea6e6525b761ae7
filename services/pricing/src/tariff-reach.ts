import type { MarketPack } from "@whiteline/markets";
import type { Finding } from "./domain/finding.js";
import { largeChange } from "./domain/four-eyes.js";
import { groupOf, type PriceGroup } from "./domain/price-group.js";
import type { PriceList, ProviderTariff } from "./domain/provider-tariff.js";
import { priceOfRun } from "./domain/graduated-price.js";
import { priceSteps, tariffFor } from "./domain/segment-price.js";
import { tariffDifference, type TariffCell } from "./domain/tariff-difference.js";
import type { OnceStore } from "./store/once.js";
import type { PriceGroupStore } from "./store/price-groups.js";
import type { ProviderTariffStore } from "./store/provider-tariffs.js";
import type { ReservationStore } from "./store/reservations.js";
import type { WalletStore } from "./store/wallets.js";

export type ReachDependencies = {
  readonly wallets: WalletStore;
  readonly reservations: ReservationStore;
  readonly once: OnceStore;
  readonly priceGroups: PriceGroupStore;
  readonly tariffs: ProviderTariffStore;
};

/** Whom a list touches, and what: what they have under way, and what they sent lately at both prices. */
export type Reach = {
  readonly tenantIds: readonly string[];
  readonly openReservations: number;
  readonly held: bigint;
  readonly parts: bigint;
  readonly costBefore: bigint;
  readonly costAfter: bigint;
};

const DAY_MS = 86_400_000;
const DAYS_BACK_MS = 30 * DAY_MS;

/**
 * What a list changes and whom it touches from a day on, and why two people decide on it, if they do. It is held against
 * what would hold then, and against what would hold without the lists that one person alone put in force lately: many
 * small steps are the large one that they come to.
 */
export const weighTariff = async (
  it: ReachDependencies,
  pack: MarketPack,
  list: ProviderTariff,
  { at, day }: { readonly at: Date; readonly day: string },
): Promise<{
  readonly replaced: PriceList | undefined;
  readonly reach: Reach;
  readonly cells: readonly TariffCell[];
  readonly large: readonly Finding[];
}> => {
  const { providerId, tenantId } = list;
  const others = (await it.tariffs.list(providerId, "active")).filter(
    ({ tariffId }) => tariffId !== list.tariffId,
  );
  const settledBefore = new Date(at.getTime() - pack.fourEyes.days * DAY_MS);
  const settled = others.filter(
    ({ activatedBy, activatedAt }) =>
      activatedBy.includes(",") || activatedAt === undefined || activatedAt <= settledBefore,
  );
  const changes = (lists: readonly ProviderTariff[]) => changesOf(pack, list, lists, day);
  const [now, base] = [changes(others), changes(settled)];
  const touched = new Map<string, { readonly now: Replaced; readonly base: Replaced }>();
  for (const wallet of await it.wallets.ofProvider(providerId)) {
    if (tenantId !== "" && wallet.tenantId !== tenantId) continue;
    const groups = await it.priceGroups.of(wallet.tenantId);
    const replaced = now(wallet.tenantId, groups);
    if (replaced.length === 0) continue;
    touched.set(wallet.tenantId, { now: replaced, base: base(wallet.tenantId, groups) });
  }
  const tenantIds = [...touched.keys()];
  const sent = await sentBy(it, touched, new Date(at.getTime() - DAYS_BACK_MS), at);
  const costs = { now: costOf(pack, sent, "now"), base: costOf(pack, sent, "base") };
  const costAfter = costOf(pack, sent, list);
  const after = { id: list.tariffId, group: null, tiers: list.tiers, source: "" };
  const cellsAgainst = (which: "now" | "base"): readonly TariffCell[] =>
    distinct([...touched.values()].flatMap((each) => each[which])).flatMap((before) =>
      tariffDifference(pack, before, after),
    );
  const tenants = tenantIds.length;
  const weighed = (["now", "base"] as const).flatMap((which) =>
    largeChange(pack, { tenants, cells: cellsAgainst(which), costBefore: costs[which], costAfter }),
  );
  const [first] = touched.values();
  const replaced = tenantId === "" ? ordinary(pack, list, others, day) : first?.now[0];
  const open = await it.reservations.openOf(tenantIds);
  return {
    replaced,
    reach: {
      tenantIds,
      openReservations: open.count,
      held: open.held,
      parts: sent.reduce((sum, { parts }) => sum + parts, 0n),
      costBefore: costs.now,
      costAfter,
    },
    cells: tariffDifference(pack, replaced, after),
    large: [...new Map(weighed.map((finding) => [finding.code, finding])).values()],
  };
};

/** The lists whose place one would take for a customer; an unpriced kind of message has undefined. */
type Replaced = readonly (PriceList | undefined)[];

/** What everybody pays who has neither prices nor a group of its own. */
const ordinary = (
  pack: MarketPack,
  list: ProviderTariff,
  lists: readonly ProviderTariff[],
  day: string,
): PriceList | undefined => {
  const { providerId, tenantId, group, families, purposes } = list;
  const [family = ""] = families;
  const [purpose = ""] = purposes;
  const sender = { tenantId, providerId, family, purpose, group, platform: false };
  const choice = tariffFor(pack, sender, { lists, day });
  return choice.kind === "tariff" ? choice.tariff : undefined;
};

/** Which lists a draft would take the place of for a customer, among these lists on that day. */
const changesOf = (
  pack: MarketPack,
  list: ProviderTariff,
  lists: readonly ProviderTariff[],
  day: string,
) => {
  const { providerId, families, purposes } = list;
  const withIt = [...lists, asActive(list, day)];
  const kinds = (
    families.length > 0 ? families : ["", ...pack.families.map(({ id }) => id)]
  ).flatMap((family) =>
    (purposes.length > 0 ? purposes : ["", ...pack.content.purposes.map(({ id }) => id)]).map(
      (purpose) => ({ family, purpose }),
    ),
  );
  return (tenantId: string, groups: readonly PriceGroup[]): Replaced =>
    distinct(
      kinds.flatMap(({ family, purpose }) => {
        const group = groupOf(groups, { lineId: "", purpose });
        const sender = { tenantId, providerId, family, purpose, group, platform: false };
        // A customer's own list keeps the general one from it.
        const then = tariffFor(pack, sender, { lists: withIt, day });
        if (then.kind !== "tariff" || then.tariff.id !== list.tariffId) return [];
        const before = tariffFor(pack, sender, { lists, day });
        return [before.kind === "tariff" ? before.tariff : undefined];
      }),
    );
};

const distinct = (lists: Replaced): Replaced => [
  ...new Map(lists.map((list) => [list?.id, list])).values(),
];

type Sent = {
  readonly operator: string;
  readonly alphabet: string;
  readonly parts: bigint;
  readonly now: PriceList | undefined;
  readonly base: PriceList | undefined;
};

/** What touched customers sent in a stretch of time, with the first list that they would leave; one question per list. */
const sentBy = async (
  { once }: ReachDependencies,
  touched: ReadonlyMap<string, { readonly now: Replaced; readonly base: Replaced }>,
  from: Date,
  to: Date,
): Promise<readonly Sent[]> => {
  const byLists = new Map<string, Pick<Sent, "now" | "base"> & { readonly tenantIds: string[] }>();
  for (const [tenantId, { now, base }] of touched) {
    const key = JSON.stringify([now[0]?.id, base[0]?.id]);
    const known = byLists.get(key);
    if (known === undefined)
      byLists.set(key, { now: now[0], base: base[0], tenantIds: [tenantId] });
    else known.tenantIds.push(tenantId);
  }
  const sent: Sent[] = [];
  for (const { now, base, tenantIds } of byLists.values()) {
    const charged = await once.chargedWithin(tenantIds, [{ from, to }]);
    sent.push(...charged.map((parts) => ({ ...parts, now, base })));
  }
  return sent;
};

/** What was sent at the prices of the lists of then, or of one list. */
const costOf = (
  pack: MarketPack,
  sent: readonly Sent[],
  which: "now" | "base" | Pick<PriceList, "tiers">,
): bigint =>
  sent.reduce(
    (sum, parts) => sum + costAt(pack, [parts], typeof which === "string" ? parts[which] : which),
    0n,
  );

/** What parts cost by a list, each as of the first place in the month; nothing where it has no price. */
export const costAt = (
  pack: MarketPack,
  sent: readonly Pick<Sent, "operator" | "alphabet" | "parts">[],
  prices: Pick<PriceList, "tiers"> | undefined,
): bigint =>
  sent.reduce((sum, { operator, alphabet, parts }) => {
    const steps = prices && priceSteps(pack, prices, { operator, alphabet });
    return steps === undefined ? sum : sum + priceOfRun(steps.slice(0, 1), 0n, parts);
  }, 0n);

const asActive = (list: ProviderTariff, day: string): ProviderTariff => ({
  ...list,
  status: "active",
  effectiveFrom: day,
  activatedAt: list.activatedAt ?? new Date(8.64e15),
});

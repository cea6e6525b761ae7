import type { MarketPack } from "@whiteline/markets";
import { costAt, type PartsOfMonth } from "./domain/cost-at.js";
import type { Finding } from "./domain/finding.js";
import { largeChange } from "./domain/four-eyes.js";
import type { MessageKind } from "./domain/quote.js";
import { groupOf, type PriceGroup } from "./domain/price-group.js";
import type { PriceList, ProviderTariff } from "./domain/provider-tariff.js";
import { tariffFor } from "./domain/segment-price.js";
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
  const touched = new Map<string, Touched>();
  for (const wallet of await it.wallets.ofProvider(providerId)) {
    if (tenantId !== "" && wallet.tenantId !== tenantId) continue;
    const groups = await it.priceGroups.of(wallet.tenantId);
    const replacedOf = (kind?: MessageKind) => ({
      now: now(wallet.tenantId, groups, kind),
      base: base(wallet.tenantId, groups, kind),
    });
    const all = replacedOf();
    if (all.now.length > 0) touched.set(wallet.tenantId, { ...all, replacedOf });
  }
  const tenantIds = [...touched.keys()];
  const after = { id: list.tariffId, group: null, tiers: list.tiers, source: "" };
  const from = new Date(at.getTime() - DAYS_BACK_MS);
  const sent = await weighSent(it, pack, touched, { after, from, to: at });
  const cellsAgainst = (which: "now" | "base"): readonly TariffCell[] =>
    distinct([...touched.values()].flatMap((each) => each[which])).flatMap((before) =>
      tariffDifference(pack, before, after),
    );
  const tenants = tenantIds.length;
  const weighed = (["now", "base"] as const).flatMap((which) =>
    [sent[which].least, sent[which].most].flatMap((costBefore) =>
      largeChange(pack, {
        ...{ tenants, cells: cellsAgainst(which), costBefore, costAfter: sent.after },
      }),
    ),
  );
  const [first] = touched.values();
  const replaced = tenantId === "" ? ordinary(pack, list, others, day) : first?.now[0];
  const open = await it.reservations.openOf(tenantIds, ({ tenantId: of, quote: { kind } }) => {
    const leaves = touched.get(of)?.replacedOf(kind).now ?? [];
    return leaves.length > 0;
  });
  return {
    replaced,
    reach: {
      tenantIds,
      openReservations: open.count,
      held: open.held,
      parts: sent.parts,
      costBefore: sent.now.first,
      costAfter: sent.after,
    },
    cells: tariffDifference(pack, replaced, after),
    large: [...new Map(weighed.map((finding) => [finding.code, finding])).values()],
  };
};

/** The lists whose place one would take for a customer; an unpriced kind of message has undefined. */
type Replaced = readonly (PriceList | undefined)[];
type Against = { readonly now: Replaced; readonly base: Replaced };

/** What a list takes the place of for a customer, and of that what for messages of one kind; none: it does not price them. */
type Touched = Against & { readonly replacedOf: (kind?: MessageKind) => Against };

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
  return (tenantId: string, groups: readonly PriceGroup[], only?: MessageKind): Replaced => {
    const lines = ["", ...new Set(groups.map(({ lineId }) => lineId))];
    const asked = only === undefined ? kinds : [only];
    const all = lines.flatMap((lineId) => asked.map((kind) => ({ ...kind, lineId })));
    return distinct(
      all.flatMap(({ family, purpose, lineId }) => {
        const group = groupOf(pack, groups, { providerId, lineId, purpose });
        const sender = { tenantId, providerId, family, purpose, group, platform: false };
        // A customer's own list keeps the general one from it.
        const then = tariffFor(pack, sender, { lists: withIt, day });
        if (then.kind !== "tariff" || then.tariff.id !== list.tariffId) return [];
        const before = tariffFor(pack, sender, { lists, day });
        return [before.kind === "tariff" ? before.tariff : undefined];
      }),
    );
  };
};

const distinct = (lists: Replaced): Replaced => [
  ...new Map(lists.map((list) => [list?.id, list])).values(),
];

/** What customers sent in a stretch of time, and what it cost by the lists that they would leave: the first, the least, the most. */
type Sent = {
  readonly parts: bigint;
  readonly after: bigint;
  readonly now: Costs;
  readonly base: Costs;
};
type Costs = { readonly first: bigint; readonly least: bigint; readonly most: bigint };

const nothing: Costs = { first: 0n, least: 0n, most: 0n };

/**
 * Holds what touched customers sent of the kinds that a list prices against the prices of then and of the list. By which of
 * its lists a customer's messages went, where a line has one of its own, is not known of what was sent: the dearest and the
 * cheapest count, too. What was sent before its kind was kept counts as if it were any.
 */
const weighSent = async (
  { once }: ReachDependencies,
  pack: MarketPack,
  touched: ReadonlyMap<string, Touched>,
  { after, from, to }: { readonly after: PriceList; readonly from: Date; readonly to: Date },
): Promise<Sent> => {
  const charged = await once.chargedByMonth([...touched.keys()], { from, to }, pack);
  // Messages that leave the same lists count their places in a month together.
  const together = new Map<string, Against & { readonly own: PartsOfMonth[] }>();
  for (const { family, purpose = "", ...each } of charged) {
    const kind = family === undefined ? undefined : { family, purpose };
    const { now, base } = touched.get(each.tenantId)?.replacedOf(kind) ?? { now: [], base: [] };
    if (now.length === 0) continue;
    const named = [now, base].map((lists) => lists.map((list) => list?.id ?? null));
    const key = JSON.stringify([each.tenantId, named]);
    const known = together.get(key) ?? { now, base, own: [] };
    known.own.push(each);
    together.set(key, known);
  }
  let sum: Sent = { parts: 0n, after: 0n, now: nothing, base: nothing };
  for (const { now, base, own } of together.values()) {
    const costs = (known: Costs, lists: Replaced): Costs => {
      const [first = 0n, ...others] = lists.map((list) => costAt(pack, own, list));
      const least = others.reduce((low, cost) => (cost < low ? cost : low), first);
      const most = others.reduce((high, cost) => (cost > high ? cost : high), first);
      return { first: known.first + first, least: known.least + least, most: known.most + most };
    };
    sum = {
      parts: own.reduce((all, { parts }) => all + parts, sum.parts),
      after: sum.after + costAt(pack, own, after),
      now: costs(sum.now, now),
      base: costs(sum.base, base),
    };
  }
  return sum;
};

const asActive = (list: ProviderTariff, day: string): ProviderTariff => ({
  ...list,
  status: "active",
  effectiveFrom: day,
  activatedAt: list.activatedAt ?? new Date(8.64e15),
});

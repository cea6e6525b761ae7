import { localDay, type MarketPack } from "@whiteline/markets";
import type { Finding } from "./domain/finding.js";
import { largeChange } from "./domain/four-eyes.js";
import { groupOf } from "./domain/price-group.js";
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

const DAYS_BACK_MS = 30 * 86_400_000;

/** What a list changes and whom it touches, and why two people decide on it, if they do. */
export const weighTariff = async (
  it: ReachDependencies,
  pack: MarketPack,
  list: ProviderTariff,
  at: Date,
): Promise<{
  readonly replaced: PriceList | undefined;
  readonly reach: Reach;
  readonly cells: readonly TariffCell[];
  readonly large: readonly Finding[];
}> => {
  const { replaced, reach } = await tariffReach(it, pack, list, at);
  const after = { id: list.tariffId, group: null, tiers: list.tiers, source: "" };
  const cells = tariffDifference(pack, replaced, after);
  const { costBefore, costAfter, tenantIds } = reach;
  const tenants = tenantIds.length;
  const large = largeChange(pack, { tenants, cells, costBefore, costAfter });
  return { replaced, reach, cells, large };
};

/**
 * What a list would take the place of, and whom it touches. Customers whose groups put them under another list are not
 * touched; the costs take each price as of the first place in the month.
 */
const tariffReach = async (
  it: ReachDependencies,
  pack: MarketPack,
  list: ProviderTariff,
  at: Date,
): Promise<{ readonly replaced: PriceList | undefined; readonly reach: Reach }> => {
  const { providerId } = list;
  const others = (await it.tariffs.list(providerId, "active")).filter(
    ({ tariffId }) => tariffId !== list.tariffId,
  );
  const day = localDay(pack, at.toISOString());
  const asked = {
    tenantId: list.tenantId,
    providerId,
    family: list.families[0] ?? "",
    purpose: list.purposes[0] ?? "",
    group: list.group,
    platform: false,
  };
  const choice = tariffFor(pack, asked, { lists: others, day });
  const replaced = choice.kind === "tariff" ? choice.tariff : undefined;

  const tenantIds: string[] = [];
  for (const { tenantId } of await it.wallets.ofProvider(providerId)) {
    if (list.tenantId !== "" && tenantId !== list.tenantId) continue;
    // A customer's own list keeps the general one from it.
    const sender = { ...asked, tenantId, group: await groupHere(it, tenantId, list) };
    const now = tariffFor(pack, sender, { lists: others, day });
    const then = tariffFor(pack, sender, { lists: [...others, asActive(list, day)], day });
    if (then.kind === "tariff" && then.tariff.id === list.tariffId && now !== then) {
      tenantIds.push(tenantId);
    }
  }
  const from = new Date(at.getTime() - DAYS_BACK_MS);
  const sent = await it.once.chargedWithin(tenantIds, [{ from, to: at }]);
  const costAt = (prices: Pick<PriceList, "tiers"> | undefined): bigint =>
    sent.reduce((sum, { operator, alphabet, parts }) => {
      const steps = prices && priceSteps(pack, prices, { operator, alphabet });
      return steps === undefined ? sum : sum + priceOfRun(steps.slice(0, 1), 0n, parts);
    }, 0n);
  const open = await it.reservations.openOf(tenantIds);
  return {
    replaced,
    reach: {
      tenantIds,
      openReservations: open.count,
      held: open.held,
      parts: sent.reduce((sum, { parts }) => sum + parts, 0n),
      costBefore: costAt(replaced),
      costAfter: costAt(list),
    },
  };
};

const groupHere = async (
  { priceGroups }: ReachDependencies,
  tenantId: string,
  { purposes }: ProviderTariff,
): Promise<string> =>
  groupOf(await priceGroups.of(tenantId), { lineId: "", purpose: purposes[0] ?? "" });

const asActive = (list: ProviderTariff, day: string): ProviderTariff => ({
  ...list,
  status: "active",
  effectiveFrom: day,
  activatedAt: list.activatedAt ?? new Date(8.64e15),
});

import { markets, type MarketPack } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import type { ListVersion } from "./domain/list.js";
import type { NumberSet } from "./domain/number-set.js";
import type { Line } from "./proto.js";
import type { BlackListStore } from "./store/black-list.js";
import type { ListStore } from "./store/lists.js";
import type { Membership } from "./store/membership.js";

export type ReachStores = {
  readonly lists: ListStore;
  readonly membership: Membership;
  readonly blackList: BlackListStore;
};

export type Reach = {
  readonly pack: MarketPack;
  /** The list version that governs the line; undefined when none does. */
  readonly governing: ListVersion | undefined;
  readonly isCustomer: (msisdn: number) => boolean;
  readonly isBlacklisted: (msisdn: number) => boolean;
};

const none: Pick<NumberSet, "has"> = { has: () => false };

/**
 * Whom a line may reach at all, by the versions in force now. A governed line whose list is missing or was never
 * filled reaches nobody.
 * @throws DomainError MARKET_UNKNOWN
 */
export async function findReach(
  { lists, membership, blackList }: ReachStores,
  tenantId: string,
  line: Line,
): Promise<Reach> {
  const pack = packOf(line.market);
  const [governing, blocked] = await Promise.all([
    line.governedByList ? lists.governing(tenantId, line.lineId) : undefined,
    line.advertising ? blackList.current(line.market) : none,
  ]);
  const customers = governing === undefined ? none : await membership.of(governing.build);
  return {
    pack,
    governing,
    isCustomer: (msisdn) => customers.has(msisdn),
    isBlacklisted: (msisdn) => blocked.has(msisdn),
  };
}

/** @throws DomainError MARKET_UNKNOWN */
export function packOf(market: string | undefined): MarketPack {
  if (market !== undefined && markets.has(market)) return markets.get(market);
  throw new DomainError(
    "invalid",
    "MARKET_UNKNOWN",
    "The market is not one of this installation.",
    {
      remedy: `Use one of ${markets.codes.join(", ")}.`,
    },
  );
}

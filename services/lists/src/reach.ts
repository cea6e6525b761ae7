import {
  isBarredByBlockList,
  isStoppedByRefusal,
  kindsOfTraffic,
  markets,
  needsConsent,
  type MarketPack,
} from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { countWithinLimits, limitsNow, type LimitStores } from "./ask-limits.js";
import type { Finding, Hindrances, SendingRules } from "./domain/audience.js";
import type { ListVersion } from "./domain/list.js";
import type { NumberSet } from "./domain/number-set.js";
import type { Line } from "./proto.js";
import type { BlockListStore } from "./store/block-lists.js";
import type { ConsentStore } from "./store/consents.js";
import type { ListStore } from "./store/lists.js";
import type { Membership } from "./store/membership.js";
import type { OptOutStore } from "./store/opt-outs.js";

export type ReachStores = LimitStores & {
  readonly lists: ListStore;
  readonly membership: Membership;
  readonly blockLists: BlockListStore;
  readonly optOuts: OptOutStore;
  readonly consents: ConsentStore;
};

export type Reach = {
  readonly pack: MarketPack;
  readonly tenantId: string;
  readonly line: Line;
  readonly traffic: string;
  readonly rules: SendingRules;
  /** The list version that governs the line; undefined when none does. */
  readonly governing: ListVersion | undefined;
  readonly isCustomer: (msisdn: number) => boolean;
  readonly isBlacklisted: (msisdn: number) => boolean;
};

const none: Pick<NumberSet, "has"> = { has: () => false };
const nobody: ReadonlySet<number> = new Set();

/**
 * Whom a line may reach at all with this traffic, by the versions in force now. A governed line whose list is missing or
 * was never filled reaches nobody.
 * @throws DomainError MARKET_UNKNOWN, TRAFFIC_UNKNOWN
 */
export async function findReach(
  { lists, membership, blockLists }: ReachStores,
  tenantId: string,
  line: Line,
  asked: string,
): Promise<Reach> {
  const pack = packOf(line.market);
  const traffic = trafficOf(pack, line, asked);
  const rules = rulesOf(pack, line, traffic);
  const [governing, blocked] = await Promise.all([
    rules.governedByList ? lists.governing(tenantId, line.lineId) : undefined,
    rules.barredByBlockList ? blockLists.current(line.market) : none,
  ]);
  const customers = governing === undefined ? none : await membership.of(governing.build);
  return {
    ...{ pack, tenantId, line, traffic, rules, governing },
    isCustomer: (msisdn) => customers.has(msisdn),
    isBlacklisted: (msisdn) => blocked.has(msisdn),
  };
}

/** What decides whom a line may reach with this traffic. */
export function rulesOf(
  pack: MarketPack,
  { governedByList, advertising }: Line,
  traffic: string,
): SendingRules {
  return {
    needsConsent: needsConsent(pack, traffic),
    refusal: isStoppedByRefusal(pack, traffic) ? pack.reach.refusal.finding : undefined,
    governedByList,
    barredByBlockList: isBarredByBlockList(pack, { traffic, advertising }),
  };
}

/** Questions of one group of recipients, all at once: who refused, who agreed, who was written to enough. */
export async function askGroup(
  stores: ReachStores,
  reach: Reach,
  group: {
    readonly msisdns: readonly number[];
    readonly digests: readonly bigint[];
    /** Known already; undefined: asked of the database. */
    readonly refused?: Pick<NumberSet, "has"> | undefined;
    readonly limits?: Awaited<ReturnType<typeof limitsNow>>;
  },
): Promise<Hindrances> {
  const { rules, tenantId, line, pack, traffic, isCustomer, isBlacklisted } = reach;
  const { msisdns, digests } = group;
  const [refused, agreed, limitsOf] = await Promise.all([
    rules.refusal === undefined
      ? nobody
      : (group.refused ?? stores.optOuts.among(tenantId, line.lineId, msisdns)),
    rules.needsConsent ? stores.consents.among(tenantId, msisdns) : nobody,
    group.limits ?? limitsNow(stores, { tenantId, pack, traffic }),
  ]);
  const limits = limitsOf({ msisdns, digests });
  return {
    isCustomer,
    isBlacklisted,
    hasRefused: (msisdn) => refused.has(msisdn),
    hasConsent: (msisdn) => agreed.has(msisdn),
    limitOf: (msisdn) => limits.get(msisdn),
  };
}

/** Counts these as sent, once under this name, and answers whom a limit bars after all. */
export function countGroup(
  stores: ReachStores,
  { tenantId, pack, traffic }: Reach,
  group: { readonly msisdns: readonly number[]; readonly digests: readonly bigint[] },
  name: string,
): Promise<ReadonlyMap<number, Finding>> {
  return countWithinLimits(stores, { tenantId, pack, traffic, ...group }, name);
}

/** The traffic a caller names, or the strictest that fits the line. */
export function trafficOf(pack: MarketPack, { advertising }: Line, asked: string): string {
  const { service, advertising: ads } = pack.reach.unnamedTraffic;
  if (asked === "") return advertising ? ads : service;
  if (kindsOfTraffic(pack).has(asked)) return asked;
  throw new DomainError("precondition", "TRAFFIC_UNKNOWN", "The market knows no such traffic.", {
    remedy: `Use one of ${[...kindsOfTraffic(pack)].join(", ")}.`,
  });
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

import type {
  TariffCell as CellMessage,
  TariffDraft as DraftMessage,
  TariffReach as ReachMessage,
} from "@whiteline/contracts/pricing/v1/tariff_drafts";
import { markets, type MarketPack } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import type { ProviderTariff, standingOf } from "./domain/provider-tariff.js";
import type { TariffCell } from "./domain/tariff-difference.js";
import type { Reach } from "./tariff-reach.js";

/** Customers that one answer names. */
const MOST_NAMED = 100;
const MOST_TIERS = 20;
const MOST_PRICES = 500;

/**
 * A list as finance wrote it, with what the desk knows. Its prices are of the market's currency; others are refused.
 * @throws DomainError invalid TARIFF_ID_INVALID, CURRENCY_MISMATCH, TARIFF_EMPTY.
 */
export const toProviderTariff = (
  draft: DraftMessage | undefined,
  made: {
    readonly pack: MarketPack;
    readonly providerId: string;
    readonly by: string;
    readonly at: Date;
  },
): ProviderTariff => {
  if (draft === undefined || !/^[\w.-]{1,64}$/.test(draft.tariffId)) {
    throw new DomainError("invalid", "TARIFF_ID_INVALID", "A list has a short name.", {
      remedy: "Use letters, digits, dots, lines and hyphens, 64 at most.",
    });
  }
  const { code } = made.pack.currency;
  const prices = draft.tiers.flatMap((tier) => tier.prices);
  if (draft.tiers.length > MOST_TIERS || prices.length > MOST_PRICES) {
    throw new DomainError("precondition", "TARIFF_FAULTY", "The list is too long.", {
      remedy: `A list has at most ${MOST_TIERS} tiers and ${MOST_PRICES} prices.`,
    });
  }
  const foreign = prices.find(({ perPart }) => perPart?.currency !== code);
  if (foreign !== undefined) {
    throw new DomainError("precondition", "CURRENCY_MISMATCH", `Prices are in ${code}.`, {
      remedy: `Give every price in ${code}.`,
    });
  }
  return {
    tariffId: draft.tariffId,
    providerId: made.providerId,
    market: made.pack.code,
    tenantId: draft.tenantId,
    group: draft.group,
    families: [...draft.families],
    purposes: [...draft.purposes],
    description: draft.description,
    taxIncludedPercent: draft.taxIncludedPercent,
    tiers: draft.tiers.map(({ fromPart, toPart, prices: cells }) => ({
      fromPart: Number(fromPart),
      toPart: toPart === 0n ? null : Number(toPart),
      prices: cells.map(({ operator, script, perPart }) => ({
        operator: operator === "" ? null : operator,
        script: script === "" ? null : script,
        perPart: perPart?.minor ?? 0n,
      })),
    })),
    note: draft.note,
    status: "draft",
    effectiveFrom: "",
    savedBy: made.by,
    savedAt: made.at,
    activatedBy: "",
    activatedAt: undefined,
    pending: null,
    recalled: "",
    version: 0,
  };
};

/** @param standing where it stands among the lists of its provider today. */
export const fromTariffDraft = (
  list: ProviderTariff,
  standing: ReturnType<typeof standingOf>,
): DraftMessage => ({
  tariffId: list.tariffId,
  providerId: list.providerId,
  market: list.market,
  tenantId: list.tenantId,
  group: list.group,
  families: [...list.families],
  purposes: [...list.purposes],
  description: list.description,
  taxIncludedPercent: list.taxIncludedPercent,
  tiers: list.tiers.map(({ fromPart, toPart, prices }) => ({
    fromPart: BigInt(fromPart),
    toPart: BigInt(toPart ?? 0),
    prices: prices.map(({ operator, script, perPart }) => ({
      operator: operator ?? "",
      script: script ?? "",
      perPart: { currency: currencyOf(list), minor: perPart },
    })),
  })),
  note: list.note,
  status: standing,
  effectiveFrom: list.effectiveFrom,
  savedBy: list.savedBy,
  savedAt: list.savedAt,
  activatedBy: list.activatedBy,
  version: BigInt(list.version),
  pending: list.pending ?? undefined,
  recalled: list.recalled,
});

const currencyOf = ({ market }: ProviderTariff): string => markets.get(market).currency.code;

export const fromCell = (
  { operator, script, fromPart, before, after }: TariffCell,
  currency: string,
): CellMessage => ({
  operator,
  script,
  fromPart,
  before: before === undefined ? undefined : { currency, minor: before },
  after: after === undefined ? undefined : { currency, minor: after },
});

export const fromReach = (reach: Reach, currency: string): ReachMessage => ({
  tenants: BigInt(reach.tenantIds.length),
  tenantIds: reach.tenantIds.slice(0, MOST_NAMED),
  openReservations: BigInt(reach.openReservations),
  held: { currency, minor: reach.held },
  parts: reach.parts,
  costBefore: { currency, minor: reach.costBefore },
  costAfter: { currency, minor: reach.costAfter },
  names: [],
});

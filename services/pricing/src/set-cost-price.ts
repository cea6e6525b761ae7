import type {
  CostPrice as CostPriceMessage,
  SetCostPriceRequest,
  SetCostPriceResponse,
} from "@whiteline/contracts/pricing/v1/reconciliation";
import { DomainError, type CallContextExt } from "@whiteline/service-kit";
import { moneyOf, type CostPrice } from "./domain/cost-price.js";
import { judgeCases, type JudgeDependencies } from "./judge-cases.js";
import { isDay, lastDayAhead } from "./is-day.js";
import { MOST_PER_PART } from "./most-per-part.js";
import { packOfProvider } from "./pack-of-provider.js";
import { toReference, toRequestId } from "./proto.js";
import type { CostPriceStore } from "./store/cost-prices.js";

export type SettingCostPrices = JudgeDependencies & { readonly costPrices: CostPriceStore };

/**
 * Records what an operator charges for a part from a day on. A day that is over is taken too: contracts are signed late.
 * Cases that it decides are judged anew before it answers.
 * @throws DomainError precondition OPERATOR_UNKNOWN, COST_PRICE_INVALID, CURRENCY_MISMATCH, REQUEST_ID_REUSED.
 */
export const setCostPrice =
  (
    it: SettingCostPrices,
    desk: (context: CallContextExt) => { readonly providerId: string; readonly actor: string },
  ) =>
  async (
    { requestId: named, price }: SetCostPriceRequest,
    context: CallContextExt,
  ): Promise<SetCostPriceResponse> => {
    const { providerId, actor } = desk(context);
    const requestId = toRequestId(named);
    const wanted = toCostPrice(price, { providerId, by: actor, at: it.now() });
    const recorded = await it.costPrices.add(requestId, wanted);
    const isSame =
      recorded.operator === wanted.operator &&
      recorded.script === wanted.script &&
      recorded.perPart === wanted.perPart &&
      recorded.effectiveFrom === wanted.effectiveFrom;
    if (!isSame) {
      throw new DomainError("precondition", "REQUEST_ID_REUSED", "It was used for another price.", {
        remedy: "Use a fresh request id for each price.",
      });
    }
    const { operator, effectiveFrom: from } = recorded;
    await judgeCases(it)({ providerId, operator, from }, recorded.recordedBy);
    return { price: fromCostPrice(recorded) };
  };

const toCostPrice = (
  price: CostPriceMessage | undefined,
  made: { readonly providerId: string; readonly by: string; readonly at: Date },
): CostPrice => {
  const { operator = "", script = "", perPart, effectiveFrom = "", reference = "" } = price ?? {};
  const pack = packOfProvider(made.providerId, made.at);
  if (!pack.operators.some(({ id }) => id === operator)) {
    throw new DomainError("precondition", "OPERATOR_UNKNOWN", "The market has no such operator.", {
      remedy: "Name an operator of the market.",
    });
  }
  const currency = moneyOf(pack);
  if (perPart?.currency !== currency) {
    throw new DomainError("precondition", "CURRENCY_MISMATCH", `Operators bill in ${currency}.`, {
      remedy: `Give the price in ${currency}.`,
    });
  }
  const isKnown = script === "" || pack.segmentation.scripts.some(({ id }) => id === script);
  const { minor } = perPart;
  const isNear = isDay(effectiveFrom) && effectiveFrom <= lastDayAhead(pack, made.at);
  if (!isKnown || !isNear || minor < 0n || minor > MOST_PER_PART) {
    throw new DomainError("precondition", "COST_PRICE_INVALID", "That is no cost price.", {
      remedy: `Name a script of the market or none, a day up to a year from now, and 0 to ${MOST_PER_PART} minor units.`,
    });
  }
  return {
    ...{ operator, script, currency, effectiveFrom },
    providerId: made.providerId,
    perPart: minor,
    reference: toReference(reference),
    recordedBy: made.by,
    recordedAt: made.at,
  };
};

export const fromCostPrice = ({ currency, perPart, ...price }: CostPrice): CostPriceMessage => ({
  operator: price.operator,
  script: price.script,
  perPart: { currency, minor: perPart },
  effectiveFrom: price.effectiveFrom,
  reference: price.reference,
  recordedBy: price.recordedBy,
  recordedAt: price.recordedAt,
});

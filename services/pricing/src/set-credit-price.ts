import type { DatedCreditPrice as CreditPriceMessage } from "@whiteline/contracts/pricing/v1/credit_prices";
import { localDay, type MarketPack } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { moneyOf } from "./domain/cost-price.js";
import { creditPriceOn, lastCreditPrice, type DatedCreditPrice } from "./domain/credit-price.js";
import { isDay, lastDayAhead } from "./is-day.js";
import { MOST_PER_PART } from "./most-per-part.js";
import { packOfProvider } from "./pack-of-provider.js";
import { toReference } from "./proto.js";
import type { CreditPriceStore } from "./store/credit-prices.js";
import type { Proposal, ProposalStore, Wanted } from "./store/proposals.js";
import { proposalUnknown } from "./two-people.js";
import type { WithDeed } from "./with-deed.js";

export type WantedCreditPrice = Extract<Wanted, { readonly kind: "credit_price" }>;

/** Of whom a price is wanted; the tenant is empty where it is everybody's. */
type About = { readonly providerId: string; readonly tenantId: string; readonly at: Date };

/**
 * What somebody wants a credit to cost.
 * @throws DomainError precondition CREDITS_NOT_USED, CURRENCY_MISMATCH, CREDIT_PRICE_INVALID
 */
export const toWantedCreditPrice = (
  price: CreditPriceMessage | undefined,
  { providerId, tenantId, at }: About,
): WantedCreditPrice => {
  const { perCredit, effectiveFrom = "", reference = "" } = price ?? {};
  const pack = packOfProvider(providerId, at);
  if (!pack.currency.isCredit) throw notUsed();
  const currency = moneyOf(pack);
  const minor = perCredit?.minor ?? null;
  if (perCredit !== undefined && perCredit.currency !== currency) {
    throw new DomainError("precondition", "CURRENCY_MISMATCH", `Credits cost ${currency}.`, {
      remedy: `Give the price in ${currency}.`,
    });
  }
  if (minor === null ? tenantId === "" : minor <= 0n || minor > MOST_PER_PART) throw invalid();
  return {
    ...{ kind: "credit_price", perCredit: minor, currency, effectiveFrom },
    reference: toReference(reference).trim(),
  };
};

/**
 * Refuses a price that may not begin on its day: one that is over or more than a year away, and one on which another has begun.
 * @param known of the customer and of everybody.
 * @throws DomainError precondition CREDIT_PRICE_DAY_INVALID, CREDIT_PRICE_BEGUN, CREDIT_PRICE_NOT_OWN
 */
export const requireFreeDay = (
  { perCredit, effectiveFrom }: WantedCreditPrice,
  { providerId, tenantId, at }: About,
  known: readonly DatedCreditPrice[],
): void => {
  const pack = packOfProvider(providerId, at);
  const today = localDay(pack, at.toISOString());
  const isAhead = effectiveFrom >= today && effectiveFrom <= lastDayAhead(pack, at);
  if (!isDay(effectiveFrom) || !isAhead) {
    throw new DomainError(
      "precondition",
      "CREDIT_PRICE_DAY_INVALID",
      "A price begins today or on a day of the next year.",
      { remedy: "Name such a day: what was ordered keeps its price." },
    );
  }
  const last = lastCreditPrice(known, { providerId, tenantId, day: effectiveFrom });
  if (effectiveFrom === today && last?.effectiveFrom === today) {
    throw new DomainError("precondition", "CREDIT_PRICE_BEGUN", "Another price began today.", {
      remedy: "Name a day to come: of one day everybody pays the same.",
    });
  }
  if (perCredit === null && (last?.perCredit ?? null) === null) {
    throw new DomainError(
      "precondition",
      "CREDIT_PRICE_NOT_OWN",
      "The customer has no price of its own.",
      { remedy: "It pays what everybody pays." },
    );
  }
};

/** The same that is set and holds from that day. */
export const alreadySet = (
  { perCredit, effectiveFrom: day }: WantedCreditPrice,
  { providerId, tenantId }: Omit<About, "at">,
  known: readonly DatedCreditPrice[],
): DatedCreditPrice | undefined => {
  const last = lastCreditPrice(known, { providerId, tenantId, day });
  return last?.effectiveFrom === day && last.perCredit === perCredit ? last : undefined;
};

/** What would change, in words of the audit trail. */
export const changeOf = (
  pack: MarketPack,
  { perCredit, currency, effectiveFrom }: WantedCreditPrice,
  { providerId, tenantId }: Omit<About, "at">,
  known: readonly DatedCreditPrice[],
): Pick<Proposal, "before" | "after"> => {
  const was = creditPriceOn(pack, known, { providerId, tenantId, day: effectiveFrom });
  return {
    before: {
      per_credit: was?.perCredit.toString() ?? "",
      ...(was !== undefined && was.effectiveFrom !== "" && { effective_from: was.effectiveFrom }),
    },
    after: {
      per_credit: perCredit?.toString() ?? "",
      ...{ currency, effective_from: effectiveFrom },
    },
  };
};

export type PuttingCreditPrices = {
  readonly creditPrices: CreditPriceStore;
  readonly proposals: ProposalStore;
  readonly withDeed: WithDeed;
};

/**
 * Sets a price that two people want. It must still wait, and its day still be to come.
 * @throws DomainError not_found PROPOSAL_UNKNOWN; and those of `requireFreeDay`
 */
export const putCreditPrice = (
  { creditPrices, proposals, withDeed }: PuttingCreditPrices,
  { proposalId, subject, tenantId, providerId, wanted, ...proposal }: Proposal,
  { by: setBy, at: setAt }: { readonly by: string; readonly at: Date },
): Promise<DatedCreditPrice> =>
  withDeed(async (session) => {
    const waiting = await proposals.of(subject, session);
    if (waiting?.proposalId !== proposalId || wanted.kind !== "credit_price") {
      throw proposalUnknown();
    }
    const about = { providerId, tenantId };
    requireFreeDay(wanted, { ...about, at: setAt }, await creditPrices.of(about, session));
    const { kind: _, ...set } = wanted;
    const price = { ...about, ...set, proposedBy: proposal.by, setBy, setAt };
    await creditPrices.add(proposalId, price, session);
    await proposals.decide({ proposalId }, { decidedBy: setBy, decidedAt: setAt }, session);
    return {
      done: price,
      deed: {
        ...{ entryId: `credit-price:${proposalId}`, ...about, actor: setBy, at: setAt },
        action: "credit_price.set",
        subject: tenantId === "" ? `provider:${providerId}` : `tenant:${tenantId}`,
        before: proposal.before,
        after: { ...proposal.after, proposed_by: proposal.by },
      },
    };
  });

const notUsed = (): DomainError =>
  new DomainError("precondition", "CREDITS_NOT_USED", "Customers of this market pay with money.", {
    remedy: "Set prices of messages by price lists.",
  });

const invalid = (): DomainError =>
  new DomainError("precondition", "CREDIT_PRICE_INVALID", "That is no price of a credit.", {
    remedy: `Give 1 to ${MOST_PER_PART} minor units; none only for a customer that has a price of its own.`,
  });

import type {
  DrawMarginRequest,
  DrawMarginResponse,
  ResellersServiceImplementation,
  SetSurchargesRequest,
  Surcharge as SurchargeMessage,
} from "@whiteline/contracts/pricing/v1/resellers";
import { changedFields, type TrailFields } from "@whiteline/events";
import { markets } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  principalOf,
  requireStaff,
  requireTenant,
  type CallContextExt,
} from "@whiteline/service-kit";
import type { Finding } from "./domain/finding.js";
import type { Surcharge } from "./domain/surcharge.js";
import type { Holder } from "./domain/wallet.js";
import type { HolderBook } from "./holders.js";
import type { MoveMoney } from "./movement-queue.js";
import { MOST_PER_PART } from "./most-per-part.js";
import { fromFinding, fromMoney, toMoney, toRequestId } from "./proto.js";
import { isDay, lastDayAhead } from "./is-day.js";
import { notPositive, otherCurrency } from "./refuse-amount.js";
import type { LedgerStore } from "./store/ledger.js";
import type { ResellerStore } from "./store/resellers.js";
import type { TenantCards } from "./tenant-names.js";
import { looks, type TraceLook } from "./trace-look.js";
import type { WithDeed } from "./with-deed.js";

type Dependencies = {
  readonly holders: HolderBook;
  readonly resellers: ResellerStore;
  readonly ledger: LedgerStore;
  readonly moveMoney: MoveMoney;
  readonly cardsOf: TenantCards;
  readonly withDeed: WithDeed;
  readonly traceLook: TraceLook;
  readonly now: () => Date;
  readonly newId: () => string;
};

/** Customers of customers, what is put on top of their prices, and what it earned. */
export const resellersService = (
  it: Dependencies,
): ResellersServiceImplementation<CallContextExt> => ({
  async setReseller({ tenantId, resellerId }, context) {
    const actor = actorOf(requireStaff(context, "finance"));
    const customer = await it.holders.meet(context, tenantId);
    if (resellerId !== "") {
      const reseller = await it.holders.meet(context, resellerId);
      if (resellerId === customer.tenantId || reseller.platform || customer.platform) {
        throw resellerInvalid();
      }
    }
    const { providerId } = customer;
    const at = it.now();
    await it.withDeed(async (session) => {
      await it.resellers.takeTurn(providerId, session);
      const was = (await it.resellers.resellerOf(tenantId, session)) ?? "";
      if (was === resellerId) return { done: undefined };
      if (resellerId !== "") {
        const isWrong =
          (await it.resellers.resellerOf(resellerId, session)) !== undefined ||
          (await it.resellers.hasCustomers(tenantId, session));
        if (isWrong) throw resellerInvalid();
      }
      const made = { providerId, resellerId, by: actor, at, effectiveFrom: "" };
      await it.resellers.set(tenantId, made, session);
      const changed = changedFields({ reseller: was }, { reseller: resellerId });
      const what = { action: "reseller.set", subject: `tenant:${tenantId}`, ...changed };
      const about = { ...what, providerId, actor, at };
      const deed = { ...about, entryId: it.newId(), tenantId };
      // Whose customer it becomes, or was.
      const beside = { ...about, entryId: it.newId(), tenantId: resellerId || was };
      return { done: undefined, deed, beside };
    });
    return { tenantId, resellerId };
  },

  async listResold({ resellerId }, context) {
    const { tenantId, providerId, currency } = await it.holders.meet(context, resellerId);
    const subject = `tenant:${tenantId}`;
    await it.traceLook(context, { tenantId, providerId, what: looks.surcharges, subject });
    const customers = await it.resellers.customersOf(tenantId);
    const cards = await it.cardsOf(customers.map((customer) => customer.tenantId));
    const margins = await it.ledger.marginsBy(tenantId);
    return {
      customers: await Promise.all(
        customers.map(async (customer, i) => ({
          ...customer,
          name: cards[i]?.name ?? "",
          status: cards[i]?.status ?? "",
          earned: { currency, minor: margins.get(customer.tenantId) ?? 0n },
          surcharges: (await it.resellers.surchargesOf(tenantId, customer.tenantId)).map((each) =>
            fromSurcharge(each, currency),
          ),
        })),
      ),
      surcharges: (await it.resellers.surchargesOf(tenantId, "")).map((each) =>
        fromSurcharge(each, currency),
      ),
    };
  },

  async setSurcharges(request, context) {
    requireTenant(context);
    const holder = await it.holders.meet(context, "");
    const customerId = request.tenantId;
    const isOwn =
      customerId === ""
        ? await it.resellers.hasCustomers(holder.tenantId)
        : (await it.resellers.resellerOf(customerId)) === holder.tenantId;
    if (!isOwn) {
      const rule = customerId === "" ? "You resell to nobody." : "It is no customer of yours.";
      throw new DomainError("not_found", "NOT_RESOLD", rule, {
        remedy: "Ask your provider to put your customers under you.",
      });
    }
    const surcharges = toSurcharges(request, holder, it.now());
    const { tenantId, providerId } = holder;
    const before = surchargeFields(await it.resellers.surchargesOf(tenantId, customerId));
    await it.withDeed(async (session) => {
      await it.resellers.setSurcharges(tenantId, customerId, surcharges, session);
      const actor = actorOf(principalOf(context));
      const about = { entryId: it.newId(), tenantId, providerId, actor, at: it.now() };
      const subject = `tenant:${customerId === "" ? tenantId : customerId}`;
      const changed = changedFields(before, surchargeFields(surcharges));
      return { done: undefined, deed: { ...about, action: "surcharges.set", subject, ...changed } };
    });
    return { surcharges: surcharges.map((each) => fromSurcharge(each, holder.currency)) };
  },

  async getMargin({ resellerId }, context) {
    const { tenantId, providerId, currency } = await it.holders.meet(context, resellerId);
    const subject = `wallet:${tenantId}`;
    await it.traceLook(context, { tenantId, providerId, what: looks.margin, subject });
    const { earned, drawn } = await it.ledger.marginOf(tenantId);
    const money = (minor: bigint) => ({ currency, minor });
    return {
      resellerId: tenantId,
      earned: money(earned),
      drawn: money(drawn),
      margin: money(earned - drawn),
    };
  },

  drawMargin: drawMargin(it),
});

const resellerInvalid = (): DomainError =>
  new DomainError(
    "precondition",
    "RESELLER_INVALID",
    "A reseller is the provider's own customer, and its customers have none of their own.",
    { remedy: "Name another one." },
  );

/** What was earned becomes money of the reseller's own wallet, once per request id. */
const drawMargin =
  ({ holders, ledger, moveMoney }: Dependencies) =>
  async (request: DrawMarginRequest, context: CallContextExt): Promise<DrawMarginResponse> => {
    requireTenant(context);
    const requestId = toRequestId(request.requestId);
    const amount = toMoney(request.amount);
    const { tenantId, currency } = await holders.meet(context, "");
    if (amount.minor <= 0n) return refused(notPositive);
    if (amount.currency !== currency) return refused(otherCurrency(currency));
    const by = actorOf(principalOf(context));
    const verdict = await moveMoney(tenantId, { kind: "draw_margin", requestId, amount, by });
    switch (verdict.kind) {
      case "done": {
        const { earned, drawn } = await ledger.marginOf(tenantId);
        const left = fromMoney({ currency, minor: earned - drawn });
        return { outcome: { $case: "margin", value: left } };
      }
      case "margin_too_small":
        return refused({
          code: "MARGIN_TOO_SMALL",
          subject: "amount",
          rule: `${verdict.margin.minor} ${currency} can be drawn.`,
          source: "pricing · resellers",
          remedy: "Draw at most so much.",
        });
      default:
        throw new Error(`a draw ended as ${verdict.kind}`);
    }
  };

const refused = (finding: Finding): DrawMarginResponse => ({
  outcome: { $case: "refused", value: fromFinding(finding) },
});

/** What is put on top of the prices that each surcharge is about; "all" where it names none. */
const surchargeFields = (surcharges: readonly Surcharge[]): TrailFields =>
  Object.fromEntries(
    surcharges.map(({ perPart, ...about }) => {
      const named = Object.values(about).filter((word) => word !== "");
      return [named.length === 0 ? "all" : named.join(" "), `${perPart}`];
    }),
  );

const fromSurcharge = ({ perPart, ...said }: Surcharge, currency: string): SurchargeMessage => ({
  ...said,
  perPart: { currency, minor: perPart },
});

/** @throws DomainError invalid SURCHARGE_INVALID */
const toSurcharges = (
  { surcharges }: SetSurchargesRequest,
  { market, currency }: Holder,
  at: Date,
): readonly Surcharge[] => {
  const pack = markets.get(market, at.toISOString());
  const { operators, tariffs, segmentation } = pack;
  const lastDay = lastDayAhead(pack, at);
  const isKnown = (word: string, known: readonly (string | null)[]): boolean =>
    word === "" || known.includes(word);
  const seen = new Set<string>();
  return surcharges.map(({ perPart, ...said }) => {
    const { operator, group, script, effectiveFrom } = said;
    const name = JSON.stringify([operator, group, script, effectiveFrom]);
    const isWrong =
      seen.has(name) ||
      !isKnown(
        operator,
        operators.map(({ id }) => id),
      ) ||
      !isKnown(
        group,
        tariffs.map((each) => each.group),
      ) ||
      !isKnown(
        script,
        segmentation.scripts.map(({ id }) => id),
      ) ||
      !(effectiveFrom === "" || (isDay(effectiveFrom) && effectiveFrom <= lastDay)) ||
      perPart?.currency !== currency ||
      perPart.minor < 0n ||
      perPart.minor > MOST_PER_PART;
    if (isWrong) {
      throw new DomainError("precondition", "SURCHARGE_INVALID", "That is no surcharge.", {
        remedy: `Give each operator, group, script and day (up to a year from now) of the market once, in ${currency}, from 0 to ${MOST_PER_PART} minor units a part.`,
      });
    }
    seen.add(name);
    return { ...said, perPart: perPart.minor };
  });
};

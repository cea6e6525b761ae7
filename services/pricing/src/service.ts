import type {
  PricingServiceImplementation,
  QuoteResponse,
} from "@whiteline/contracts/pricing/v1/pricing";
import { markets } from "@whiteline/markets";
import { DomainError, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import { tenantUnknown, type HolderBook } from "./holders.js";
import { compareForecast } from "./compare-forecast.js";
import { examineText } from "./examine-text.js";
import type { Finding } from "./domain/finding.js";
import { findUnsendable } from "./domain/unsendable.js";
import { listTariffs } from "./list-tariffs.js";
import type { MoveMoney } from "./movement-queue.js";
import type { PriceQuestions } from "./price-questions.js";
import {
  fromEntry,
  fromFinding,
  fromPriceGroup,
  fromQuote,
  fromReport,
  fromCampaignMoney,
  fromReservation,
  fromWallet,
  toPage,
  toQuestion,
} from "./proto.js";
import { reserveFunds } from "./reserve-funds.js";
import { setPriceGroup } from "./set-price-group.js";
import { quoteDiscount } from "./quote-discount.js";
import type { BookProof } from "./store/prove-books.js";
import type { OnceStore } from "./store/once.js";
import type { CreditPriceStore } from "./store/credit-prices.js";
import type { LedgerStore } from "./store/ledger.js";
import type { ProviderTariffStore } from "./store/provider-tariffs.js";
import type { ProposalStore } from "./store/proposals.js";
import type { PriceGroupStore } from "./store/price-groups.js";
import type { ReservationStore } from "./store/reservations.js";
import type { ResellerStore } from "./store/resellers.js";
import type { TermsStore } from "./store/terms.js";
import type { WalletStore } from "./store/wallets.js";
import type { SamePerson } from "./same-person.js";
import { topUp } from "./top-up.js";
import { looks, type TraceLook } from "./trace-look.js";
import type { WithDeed } from "./with-deed.js";

type Dependencies = {
  readonly wallets: WalletStore;
  readonly ledger: LedgerStore;
  readonly reservations: ReservationStore;
  readonly prove: BookProof;
  readonly once: OnceStore;
  readonly terms: TermsStore;
  readonly holders: HolderBook;
  readonly moveMoney: MoveMoney;
  readonly price: PriceQuestions;
  readonly priceGroups: PriceGroupStore;
  readonly tariffs: ProviderTariffStore;
  readonly resellers: Pick<ResellerStore, "resaleOf">;
  readonly creditPrices: CreditPriceStore;
  readonly proposals: ProposalStore;
  readonly samePerson: SamePerson;
  readonly withDeed: WithDeed;
  readonly traceLook: TraceLook;
  readonly newId: () => string;
  readonly now: () => Date;
  readonly capMinor: bigint;
};

/** What pricing answers. */
export const pricingService = (it: Dependencies): PricingServiceImplementation<CallContextExt> => {
  const discountOf = quoteDiscount(it);
  return {
    async quote(request, context) {
      const question = toQuestion(request);
      const holder = await it.holders.meet(context, request.tenantId);
      const { priced } = await it.price(holder, question);
      const pack = markets.get(holder.market, it.now().toISOString());
      const refused = (finding: Finding): QuoteResponse => ({
        outcome: { $case: "refused", value: fromFinding(finding) },
      });
      if (priced.kind === "refused") return refused(priced.finding);
      const unsendable = findUnsendable(pack, question.counts);
      if (unsendable !== undefined) return refused(unsendable);
      const discount = await discountOf(holder, priced.quote);
      return { outcome: { $case: "quote", value: { ...fromQuote(priced.quote), discount } } };
    },

    reserve: reserveFunds(it),

    async getBalance(request, context) {
      const { tenantId, providerId } = await it.holders.meet(context, request.tenantId);
      const subject = `wallet:${tenantId}`;
      await it.traceLook(context, { tenantId, providerId, what: looks.balance, subject });
      const wallet = await it.wallets.byTenant(tenantId);
      if (wallet === undefined) throw tenantUnknown();
      return { balance: fromWallet(wallet) };
    },

    topUp: topUp(it),

    async getReservation(request, context) {
      const unknown = new DomainError(
        "not_found",
        "RESERVATION_UNKNOWN",
        "There is no such reservation.",
      );
      const found = await it.reservations.byId(request.reservationId);
      if (found === undefined) throw unknown;
      try {
        await it.holders.meet(context, found.tenantId);
      } catch (error) {
        throw error instanceof DomainError && error.reason === "TENANT_UNKNOWN" ? unknown : error;
      }
      const { tenantId, providerId, reservationId } = found;
      const subject = `reservation:${reservationId}`;
      await it.traceLook(context, { tenantId, providerId, what: looks.reservation, subject });
      const all = await it.reservations.ofCampaign(found.campaignId);
      return { reservation: fromReservation(found), campaign: fromCampaignMoney(all) };
    },

    async listEntries(request, context) {
      const holder = await it.holders.meet(context, request.tenantId);
      const { tenantId, providerId } = holder;
      const subject = `wallet:${tenantId}`;
      await it.traceLook(context, { tenantId, providerId, what: looks.entries, subject });
      const after = request.after === "" ? undefined : request.after;
      const entries = await it.ledger.page(holder, {
        after,
        limit: toPage(request.limit),
        newestFirst: request.newestFirst,
      });
      if (entries === undefined) {
        throw new DomainError("invalid", "ENTRY_UNKNOWN", "The page begins after no known entry.", {
          remedy: "Give the entry id that ended the last page, or none.",
        });
      }
      return { entries: entries.map(fromEntry) };
    },

    async verifyLedger(_request, context) {
      const { providerId } = requireStaff(context, "finance");
      if (providerId === undefined) {
        throw new DomainError("forbidden", "OTHER_PROVIDER", "Only staff of a provider may ask.");
      }
      return fromReport(await it.prove(providerId));
    },

    listTariffs: listTariffs(it),

    setPriceGroup: setPriceGroup(it),

    examineText: examineText(it),

    compareForecast: compareForecast(it),

    async listPriceGroups(request, context) {
      const { tenantId, providerId } = await it.holders.meet(context, request.tenantId);
      const subject = `tenant:${tenantId}`;
      await it.traceLook(context, { tenantId, providerId, what: looks.priceGroups, subject });
      return { groups: (await it.priceGroups.of(tenantId)).map(fromPriceGroup) };
    },
  };
};

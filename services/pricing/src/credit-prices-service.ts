import type {
  CreditPricesServiceImplementation,
  DatedCreditPrice as CreditPriceMessage,
  SetCreditPriceRequest,
  SetCreditPriceResponse,
} from "@whiteline/contracts/pricing/v1/credit_prices";
import { actorOf, DomainError, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import type { DatedCreditPrice } from "./domain/credit-price.js";
import type { HolderBook } from "./holders.js";
import { packOfProvider } from "./pack-of-provider.js";
import { fromProposal } from "./proto-proposals.js";
import {
  alreadySet,
  changeOf,
  putCreditPrice,
  requireFreeDay,
  toWantedCreditPrice,
  type PuttingCreditPrices,
} from "./set-credit-price.js";
import { creditPriceSubject } from "./store/proposals.js";
import { decideByTwo, proposalUnknown, type TwoPeople } from "./two-people.js";

type Dependencies = PuttingCreditPrices &
  TwoPeople & { readonly holders: HolderBook; readonly now: () => Date };

/** What a credit costs, as two people of finance decide. */
export const creditPricesService = (
  it: Dependencies,
): CreditPricesServiceImplementation<CallContextExt> => {
  /** Whoever of finance asks, and about whom: everybody, or a customer of its own provider. */
  const desk = async (context: CallContextExt, named: string) => {
    const staff = requireStaff(context, "finance");
    const { providerId } = staff;
    if (providerId === undefined) {
      throw new DomainError("forbidden", "OTHER_PROVIDER", "Only staff of a provider may ask.");
    }
    const { tenantId } = named === "" ? { tenantId: "" } : await it.holders.meet(context, named);
    return { by: actorOf(staff), providerId, tenantId, at: it.now() };
  };

  const setCreditPrice = async (
    { price }: SetCreditPriceRequest,
    context: CallContextExt,
  ): Promise<SetCreditPriceResponse> => {
    const { by, ...about } = await desk(context, price?.tenantId ?? "");
    const wanted = toWantedCreditPrice(price, about);
    const { providerId, tenantId, at } = about;
    const known = await it.creditPrices.of(about);
    const set = alreadySet(wanted, about, known);
    if (set !== undefined) return { outcome: { $case: "price", value: fromCreditPrice(set) } };
    requireFreeDay(wanted, about, known);
    const subject = creditPriceSubject(about, wanted.effectiveFrom);
    const change = changeOf(packOfProvider(providerId, at), wanted, about, known);
    const said = { subject, providerId, tenantId, by, at, wanted, ...change };
    const decided = await decideByTwo(it, said);
    if (decided.kind === "waits") {
      return { outcome: { $case: "waiting", value: fromProposal(decided.proposal) } };
    }
    const proposal = await it.proposals.byId(providerId, decided.proposalId ?? "");
    if (proposal === undefined) throw proposalUnknown();
    const made = await putCreditPrice(it, proposal, { by, at });
    return { outcome: { $case: "price", value: fromCreditPrice(made) } };
  };

  return {
    setCreditPrice,

    async listCreditPrices({ tenantId: named }, context) {
      const { providerId, tenantId } = await desk(context, named);
      const found = await it.creditPrices.list(providerId, tenantId);
      return { prices: found.map(fromCreditPrice) };
    },
  };
};

const fromCreditPrice = ({
  currency,
  perCredit,
  providerId: _,
  ...price
}: DatedCreditPrice): CreditPriceMessage => ({
  ...price,
  perCredit: perCredit === null ? undefined : { currency, minor: perCredit },
});

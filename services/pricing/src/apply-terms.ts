import { DomainError } from "@whiteline/service-kit";
import { markets } from "@whiteline/markets";
import type { BillingRule } from "./domain/billing-rule.js";
import type { Finding } from "./domain/finding.js";
import type { Wallet } from "./domain/wallet.js";
import { tenantUnknown } from "./holders.js";
import type { MoveMoney } from "./movement-queue.js";
import { priceOfCredit, type ReadingCreditPrices } from "./price-of-credit.js";
import { otherCurrency } from "./refuse-amount.js";
import type { WalletStore } from "./store/wallets.js";
import { proposalUnknown } from "./two-people.js";

export type ApplyingTerms = ReadingCreditPrices & {
  readonly wallets: Pick<WalletStore, "byTenant">;
  readonly moveMoney: MoveMoney;
};

export type TermsAnswer =
  | { readonly kind: "terms"; readonly wallet: Wallet }
  | { readonly kind: "refused"; readonly finding: Finding };

/**
 * Sets terms that were decided, once per request.
 * @throws DomainError precondition CREDIT_PRICE_UNKNOWN, not_found PROPOSAL_UNKNOWN where it was taken back meanwhile
 */
export const applyTerms = async (
  it: ApplyingTerms,
  tenantId: string,
  asked: {
    readonly requestId: string;
    readonly mode: "prepaid" | "postpaid";
    /** Minor units of the wallet. */
    readonly limit: bigint;
    readonly paysFor: string;
    /** Two people with a comma between. */
    readonly by: string;
    readonly proposalId?: string | undefined;
  },
): Promise<TermsAnswer> => {
  const { wallets, moveMoney } = it;
  const { requestId, mode, paysFor, by, proposalId } = asked;
  const wallet = await wallets.byTenant(tenantId);
  if (wallet === undefined) throw tenantUnknown();
  if (mode === "postpaid") await requirePriceOfCredits(it, wallet);
  const { currency } = wallet;
  const limit = { currency, minor: asked.limit };
  const rule = toBillingRule(paysFor);
  const movement = { kind: "set_terms", requestId, mode, limit, rule, by, proposalId } as const;
  const verdict = await moveMoney(tenantId, movement);
  switch (verdict.kind) {
    case "done":
      return { kind: "terms", wallet: verdict.wallet };
    case "currency_mismatch":
      return { kind: "refused", finding: otherCurrency(currency) };
    case "proposal_gone":
      throw proposalUnknown();
    case "reused":
      return { kind: "refused", finding: termsReused };
    case "still_owed": {
      const { minor } = verdict.owed;
      const owed = `${minor} ${currency} are owed; who pays before owes nothing.`;
      return { kind: "refused", finding: limitInUse(owed) };
    }
    case "limit_in_use": {
      const free = `Only ${verdict.free.minor} ${currency} of the limit are free.`;
      return { kind: "refused", finding: limitInUse(free) };
    }
    default:
      throw new Error(`terms ended as ${verdict.kind}`);
  }
};

/**
 * What is used is invoiced in money: where a wallet holds credits, at their price.
 * @throws DomainError precondition CREDIT_PRICE_UNKNOWN
 */
export const requirePriceOfCredits = async (
  it: ReadingCreditPrices,
  wallet: Wallet,
): Promise<void> => {
  const pack = markets.get(wallet.market, it.now().toISOString());
  if (!pack.currency.isCredit || (await priceOfCredit(it, wallet)) !== undefined) return;
  throw new DomainError(
    "precondition",
    "CREDIT_PRICE_UNKNOWN",
    "The provider has no price for a credit, so that nothing could be invoiced.",
    { remedy: "Set what a credit costs, or leave the customer prepaid." },
  );
};

const termsReused: Finding = {
  code: "REQUEST_ID_REUSED",
  subject: "request_id",
  rule: "The request id was used for other terms.",
  source: "pricing · terms",
  remedy: "Use a fresh request id for each change of terms.",
};

const limitInUse = (rule: string): Finding => ({
  code: "LIMIT_IN_USE",
  subject: "credit_limit",
  rule,
  source: "pricing · terms",
  remedy: "Wait for the payment, or leave a larger limit.",
});

/** @throws DomainError invalid PAYS_FOR_UNKNOWN */
export const toBillingRule = (word: string): BillingRule | undefined | "as_before" => {
  switch (word) {
    case "":
      return "as_before";
    case "market":
      return undefined;
    case "accepted_by_operator":
      return { chargeable: word, chunkFinal: "all_submits_answered" };
    case "delivered":
      return { chargeable: word, chunkFinal: "all_outcomes_final" };
    default:
      throw new DomainError("invalid", "PAYS_FOR_UNKNOWN", "Nothing is charged by that rule.", {
        remedy: "Name accepted_by_operator, delivered or market, or leave it out.",
      });
  }
};

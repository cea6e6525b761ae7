import type { SetTermsRequest, SetTermsResponse } from "@whiteline/contracts/pricing/v1/billing";
import { billingRule, markets } from "@whiteline/markets";
import { actorOf, DomainError, requireStaff, type CallContextExt } from "@whiteline/service-kit";
import {
  applyTerms,
  requirePriceOfCredits,
  toBillingRule,
  type ApplyingTerms,
} from "./apply-terms.js";
import { causes } from "./domain/ledger.js";
import { money } from "./domain/money.js";
import { termsOf } from "./domain/money-deed.js";
import type { Wallet } from "./domain/wallet.js";
import { fromFinding, toMoney, toRequestId } from "./proto.js";
import { fromTerms } from "./proto-billing.js";
import { fromProposal } from "./proto-proposals.js";
import { otherCurrency } from "./refuse-amount.js";
import type { OnceStore } from "./store/once.js";
import { termsSubject, type Wanted } from "./store/proposals.js";
import type { TermsStore } from "./store/terms.js";
import { decideByTwo, type Decided, type TwoPeople } from "./two-people.js";

type Terms = Omit<Extract<Wanted, { readonly kind: "terms" }>, "kind">;

export type SettingTerms = ApplyingTerms &
  TwoPeople & {
    readonly terms: Pick<TermsStore, "isSet" | "settledLimit">;
    readonly once: Pick<OnceStore, "movedWithin">;
    readonly now: () => Date;
  };

/** Finance gives a limit, or takes it back as far as it is not used. What two people decide waits for the second. */
export const setTerms =
  (it: SettingTerms, walletOf: (context: CallContextExt, named: string) => Promise<Wallet>) =>
  async (request: SetTermsRequest, context: CallContextExt): Promise<SetTermsResponse> => {
    const by = actorOf(requireStaff(context, "finance"));
    const requestId = toRequestId(request.requestId);
    const wallet = await walletOf(context, request.tenantId);
    const { tenantId, currency } = wallet;
    const { mode, paysFor } = request;
    if (mode !== "prepaid" && mode !== "postpaid") {
      throw new DomainError("invalid", "MODE_UNKNOWN", "There are prepaid and postpaid.");
    }
    const limit =
      mode === "prepaid" && request.creditLimit === undefined
        ? money(currency, 0n)
        : toMoney(request.creditLimit);
    if (
      limit.minor < 0n ||
      limit.minor > MOST_LIMIT ||
      (mode === "prepaid") !== (limit.minor === 0n)
    ) {
      throw new DomainError("precondition", "CREDIT_LIMIT_INVALID", "The limit does not fit.", {
        remedy: "Postpaid has a limit, prepaid has none.",
      });
    }
    if (mode === "postpaid") await requirePriceOfCredits(it, wallet);
    toBillingRule(paysFor);
    if (limit.currency !== currency) {
      return { outcome: { $case: "refused", value: fromFinding(otherCurrency(currency)) } };
    }
    const wanted: Terms = { mode, limit: limit.minor, paysFor };
    const decided = await decideTerms(it, wallet, { ...wanted, requestId, by });
    if (decided.kind === "waits") {
      return { outcome: { $case: "waiting", value: fromProposal(decided.proposal) } };
    }
    const answer = await applyTerms(it, tenantId, { ...wanted, requestId, ...decided });
    return {
      outcome:
        answer.kind === "terms"
          ? { $case: "terms", value: fromTerms(answer.wallet) }
          : { $case: "refused", value: fromFinding(answer.finding) },
    };
  };

const DAY_MS = 86_400_000;

/**
 * Who decides on terms. A limit that grows much, in one step or in several that one person took lately, is given by
 * two; it is lowered by one, and not raised again by one. So is another rule of who pays for undelivered parts, where a
 * month of the customer's may cost much more or less by it.
 */
const decideTerms = async (
  it: SettingTerms,
  wallet: Wallet,
  { requestId, by, ...wanted }: Terms & { readonly requestId: string; readonly by: string },
): Promise<Decided> => {
  const { tenantId, providerId, market, limit, currency } = wallet;
  const alone = { kind: "decided" as const, by };
  if (await it.terms.isSet(causes.terms(tenantId, requestId))) return alone;
  const at = it.now();
  const { fourEyes } = markets.get(market, at.toISOString());
  const lately = new Date(at.getTime() - fourEyes.days * DAY_MS);
  const settled = (await it.terms.settledLimit(tenantId, lately)) ?? limit.minor;
  const base = settled < limit.minor ? settled : limit.minor;
  const isRaised = wanted.limit > limit.minor;
  const isLarge = isRaised && wanted.limit - base >= fourEyes.cost;
  if (!isLarge && (await movedByRule(it, wallet, wanted.paysFor)) < fourEyes.cost) return alone;
  const before = termsOf(wallet);
  const { mode, paysFor } = wanted;
  const after = { mode, limit: wanted.limit.toString(), currency, pays_for: paysFor };
  return decideByTwo(it, {
    ...{ subject: termsSubject(tenantId), tenantId, providerId, by, at, before },
    wanted: { kind: "terms", ...wanted },
    after: { ...after, ...(paysFor === "" && { pays_for: before["pays_for"] ?? "" }) },
  });
};

const DAYS_BACK_MS = 30 * DAY_MS;

/**
 * The most by which another rule would have changed what a customer's messages of thirty days cost: by what was delivered,
 * perhaps nothing of what was charged; by what was accepted, perhaps all that was set free. Minor units.
 */
const movedByRule = async (
  { once, now }: SettingTerms,
  { tenantId, market, billing }: Wallet,
  word: string,
): Promise<bigint> => {
  const at = now();
  const ofMarket = billingRule(markets.get(market, at.toISOString())).chargeable;
  const before = billing?.chargeable ?? ofMarket;
  const rule = toBillingRule(word);
  const after = rule === "as_before" ? before : (rule?.chargeable ?? ofMarket);
  if (after === before) return 0n;
  const sent = await once.movedWithin(tenantId, new Date(at.getTime() - DAYS_BACK_MS), at);
  return after === "delivered" ? sent.charged : sent.released;
};

/** A hundred times the largest amount that a seed prints [004 · Policy 3]. */
const MOST_LIMIT = 3_000_000_000_000n;

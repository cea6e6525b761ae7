import type {
  BillingServiceImplementation,
  SetTermsRequest,
  SetTermsResponse,
} from "@whiteline/contracts/pricing/v1/billing";
import { localMonth, markets, monthBounds } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  principalOf,
  requireStaff,
  requireTenant,
  type CallContextExt,
} from "@whiteline/service-kit";
import type { BillingRule } from "./domain/billing-rule.js";
import type { Due } from "./domain/due.js";
import type { Finding } from "./domain/finding.js";
import { inMoney } from "./domain/in-money.js";
import { money } from "./domain/money.js";
import { causes } from "./domain/ledger.js";
import type { Wallet } from "./domain/wallet.js";
import { tenantUnknown, type HolderBook } from "./holders.js";
import { issueInvoice, requireOver, type IssueDependencies } from "./issue-invoices.js";
import { issueCreditNote, type NoteDependencies } from "./issue-credit-note.js";
import { fromFinding, fromMoney, toMoney, toPage, toRequestId } from "./proto.js";
import { fromDue, fromInvoice, fromTerms, toNotices } from "./proto-billing.js";
import { otherCurrency } from "./refuse-amount.js";
import {
  downloadStatement,
  makePaper,
  requireMonth,
  type PaperDependencies,
} from "./make-paper.js";
import { recallWaiver, waiveDue, type WaivingDependencies } from "./waive-due.js";
import { decideByTwo, type TwoPeople } from "./two-people.js";
import type { NoticeStore } from "./store/notices.js";

type Dependencies = IssueDependencies &
  NoteDependencies &
  PaperDependencies &
  WaivingDependencies &
  TwoPeople & {
    readonly holders: HolderBook;
    readonly notices: NoticeStore;
  };

/** Terms, fees, warnings, statements and invoices. */
export const billingService = (it: Dependencies): BillingServiceImplementation<CallContextExt> => {
  const walletOf = async (context: CallContextExt, named: string): Promise<Wallet> => {
    const { tenantId } = await it.holders.meet(context, named);
    const wallet = await it.wallets.byTenant(tenantId);
    if (wallet === undefined) throw tenantUnknown();
    return wallet;
  };

  return {
    async getTerms({ tenantId }, context) {
      return { terms: fromTerms(await walletOf(context, tenantId)) };
    },

    setTerms: setTerms(it, walletOf),

    async listDues({ tenantId, status }, context) {
      const wallet = await walletOf(context, tenantId);
      const dues = await it.dues.list(wallet.tenantId, toStatus(status));
      return { dues: dues.map(fromDue), owed: fromMoney(wallet.owed) };
    },

    waiveDue: waiveDue(it),
    recallWaiver: recallWaiver(it),

    async getNotices({ tenantId }, context) {
      return { notices: await noticesOf(it, await walletOf(context, tenantId)) };
    },

    async setNotices({ tenantId, notices }, context) {
      requireTenant(context);
      const wallet = await walletOf(context, tenantId);
      const { below, phones, language } = toNotices(notices, wallet, it.now());
      await it.notices.setWishes(wallet.tenantId, { phones, language });
      await it.moveMoney(wallet.tenantId, { kind: "set_low_balance", below });
      return { notices: await noticesOf(it, await walletOf(context, tenantId)) };
    },

    async getStatement({ tenantId, month }, context) {
      const wallet = await walletOf(context, tenantId);
      const { currency, market } = wallet;
      const pack = markets.get(market, it.now().toISOString());
      requireMonth(month);
      const { from, to } = monthBounds(pack, month);
      const opening = await it.statements.before(wallet.tenantId, from);
      const lines = await it.statements.sums(wallet.tenantId, from, to);
      const closing = lines.reduce((sum, { minor }) => sum + minor, opening);
      const money = (minor: bigint) => ({ currency, minor });
      return {
        tenantId: wallet.tenantId,
        month,
        opening: money(opening),
        lines: lines.map(({ kind, movements, minor }) => ({
          kind,
          movements,
          amount: money(minor),
        })),
        closing: money(closing),
        closed: month < localMonth(pack, it.now().toISOString()),
      };
    },

    async listInvoices(request, context) {
      const { month, after } = request;
      const { kind, providerId = "" } = principalOf(context);
      const isDesk = kind === "staff" && request.tenantId === "";
      if (isDesk) requireStaff(context, "finance");
      const owner = isDesk
        ? { tenantId: "", providerId }
        : await it.holders.meet(context, request.tenantId);
      const asked = { tenantId: owner.tenantId, providerId: owner.providerId };
      const found = await it.invoices.list({
        ...asked,
        month,
        after,
        limit: toPage(request.limit),
      });
      return { invoices: found.map(fromInvoice) };
    },

    async getInvoice({ number }, context) {
      const invoice = await it.invoices.byNumber(number);
      if (invoice === undefined) throw invoiceUnknown();
      await meetOwner(it.holders, context, invoice.tenantId);
      const notes = await it.invoices.notesOf(number);
      return { invoice: fromInvoice(invoice), creditNotes: notes.map(fromInvoice) };
    },

    getPaper: makePaper(it, {
      walletOf,
      meetOwner: (context, tenantId) => meetOwner(it.holders, context, tenantId),
    }),

    async *downloadStatement({ tenantId, month }, context) {
      yield* downloadStatement(it, await walletOf(context, tenantId), month);
    },

    async issueInvoices({ month }, context) {
      const actor = actorOf(requireStaff(context, "finance"));
      const { providerId = "" } = principalOf(context);
      const issue = issueInvoice(it);
      const refusedTenantIds: string[] = [];
      let issued = 0n;
      const wallets = await it.wallets.ofProvider(providerId);
      requireMonth(month);
      for (const wallet of wallets) {
        requireOver(wallet.market, month, it.now());
        const outcome = await issue(wallet, month, actor);
        if (outcome === "issued") issued += 1n;
        if (outcome === "refused") refusedTenantIds.push(wallet.tenantId);
      }
      return { issued, refusedTenantIds };
    },

    issueCreditNote: issueCreditNote(it, (context, tenantId) =>
      meetOwner(it.holders, context, tenantId),
    ),
  };
};

/** Finance gives a limit, or takes it back as far as it is not used. */
const setTerms =
  (it: Dependencies, walletOf: (context: CallContextExt, named: string) => Promise<Wallet>) =>
  async (request: SetTermsRequest, context: CallContextExt): Promise<SetTermsResponse> => {
    const by = actorOf(requireStaff(context, "finance"));
    const requestId = toRequestId(request.requestId);
    const wallet = await walletOf(context, request.tenantId);
    const { tenantId, currency } = wallet;
    const { mode } = request;
    if (mode !== "prepaid" && mode !== "postpaid") {
      throw new DomainError("invalid", "MODE_UNKNOWN", "There are prepaid and postpaid.");
    }
    const limit =
      mode === "prepaid" && request.creditLimit === undefined
        ? { currency, minor: 0n }
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
    if (mode === "postpaid") requirePriceOfCredits(wallet, it.now());
    const rule = toBillingRule(request.paysFor);
    const wanted = { mode, limit: limit.minor, rule: request.paysFor };
    const decidedBy = await decideTerms(it, wallet, { ...wanted, requestId, by });
    const asked = { kind: "set_terms", requestId, mode, limit, rule, by: decidedBy } as const;
    const verdict = await it.moveMoney(tenantId, asked);
    await it.proposals.remove(subjectOf(tenantId));
    switch (verdict.kind) {
      case "done":
        return { outcome: { $case: "terms", value: fromTerms(verdict.wallet) } };
      case "currency_mismatch":
        return { outcome: { $case: "refused", value: fromFinding(otherCurrency(currency)) } };
      case "reused":
        return { outcome: { $case: "refused", value: fromFinding(termsReused) } };
      case "still_owed":
        return limitInUse(
          `${verdict.owed.minor} ${currency} are owed; who pays before owes nothing.`,
        );
      case "limit_in_use":
        return limitInUse(`Only ${verdict.free.minor} ${currency} of the limit are free.`);
      default:
        throw new Error(`terms ended as ${verdict.kind}`);
    }
  };

const DAY_MS = 86_400_000;

const subjectOf = (tenantId: string): string => `terms:${tenantId}`;

/**
 * Who decides on terms. A limit that grows much, in one step or in several that one person took lately, is given by
 * two; it is lowered by one, and not raised again by one.
 * @throws DomainError precondition SECOND_PERSON_NEEDED
 */
const decideTerms = async (
  it: Dependencies,
  { tenantId, market, limit }: Wallet,
  {
    requestId,
    by,
    ...wanted
  }: {
    readonly requestId: string;
    readonly by: string;
    readonly mode: string;
    readonly limit: bigint;
    readonly rule: string;
  },
): Promise<string> => {
  if (await it.terms.isSet(causes.terms(tenantId, requestId))) return by;
  const at = it.now();
  const { fourEyes } = markets.get(market, at.toISOString());
  const lately = new Date(at.getTime() - fourEyes.days * DAY_MS);
  const settled = (await it.terms.settledLimit(tenantId, lately)) ?? limit.minor;
  const base = settled < limit.minor ? settled : limit.minor;
  const isRaised = wanted.limit > limit.minor;
  if (!isRaised || wanted.limit - base < fourEyes.cost) return by;
  const content = JSON.stringify({ ...wanted, limit: wanted.limit.toString() });
  return decideByTwo(it, { subject: subjectOf(tenantId), content, by, at });
};

const termsReused: Finding = {
  code: "REQUEST_ID_REUSED",
  subject: "request_id",
  rule: "The request id was used for other terms.",
  source: "pricing · terms",
  remedy: "Use a fresh request id for each change of terms.",
};

const limitInUse = (rule: string): SetTermsResponse => ({
  outcome: {
    $case: "refused",
    value: {
      code: "LIMIT_IN_USE",
      subject: "credit_limit",
      rule,
      source: "pricing · terms",
      remedy: "Wait for the payment, or leave a larger limit.",
    },
  },
});

/**
 * What is used is invoiced in money: where a wallet holds credits, at their price.
 * @throws DomainError precondition CREDIT_PRICE_UNKNOWN
 */
const requirePriceOfCredits = ({ market, providerId, currency }: Wallet, at: Date): void => {
  const pack = markets.get(market, at.toISOString());
  if (inMoney(pack, providerId, money(currency, 1n)) !== undefined) return;
  throw new DomainError(
    "precondition",
    "CREDIT_PRICE_UNKNOWN",
    "The provider has no price for a credit, so that nothing could be invoiced.",
    { remedy: "Leave the customer prepaid." },
  );
};

/** A hundred times the largest amount that a seed prints [004 · Policy 3]. */
const MOST_LIMIT = 3_000_000_000_000n;

const noticesOf = async ({ notices }: Dependencies, wallet: Wallet) => {
  const { phones, language } = await notices.wishesOf(wallet.tenantId);
  const { lowBalance: minor, currency } = wallet;
  return {
    lowBalance: minor === undefined ? undefined : { currency, minor },
    phones: [...phones],
    language,
  };
};

/** @throws DomainError invalid PAYS_FOR_UNKNOWN */
const toBillingRule = (word: string): BillingRule | undefined | "as_before" => {
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

const toStatus = (word: string): Due["status"] | undefined =>
  word === "owed" || word === "paid" || word === "waived" ? word : undefined;

const invoiceUnknown = (): DomainError =>
  new DomainError("not_found", "INVOICE_UNKNOWN", "There is no such invoice.");

/** A stranger's invoice is unknown to the caller. */
const meetOwner = async (
  holders: HolderBook,
  context: CallContextExt,
  tenantId: string,
): Promise<void> => {
  try {
    await holders.meet(context, tenantId);
  } catch (error) {
    throw error instanceof DomainError && error.reason === "TENANT_UNKNOWN"
      ? invoiceUnknown()
      : error;
  }
};

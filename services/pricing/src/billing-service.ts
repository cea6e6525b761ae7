import type { BillingServiceImplementation } from "@whiteline/contracts/pricing/v1/billing";
import { changedFields } from "@whiteline/events";
import { localMonth, markets, monthBounds } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  principalOf,
  requireStaff,
  requireTenant,
  type CallContextExt,
} from "@whiteline/service-kit";
import type { Due } from "./domain/due.js";
import type { Invoice } from "./domain/invoice.js";
import type { Wallet } from "./domain/wallet.js";
import { tenantUnknown, type HolderBook } from "./holders.js";
import { issueOrRefuse, requireOver, type RefusedMonth } from "./issue-invoices.js";
import { issueCreditNote, type NoteDependencies } from "./issue-credit-note.js";
import { reissueInvoice } from "./reissue-invoice.js";
import { fromMoney, toPage } from "./proto.js";
import { fromDue, fromInvoice, fromTerms, toNotices } from "./proto-billing.js";
import {
  downloadStatement,
  makePaper,
  requireBegun,
  requireMonth,
  type PaperDependencies,
} from "./make-paper.js";
import { looks, type Look, type TraceLook } from "./trace-look.js";
import type { FindPlatformSender } from "./platform-sender.js";
import { recallWaiver, waiveDue, type WaivingDependencies } from "./waive-due.js";
import { setTerms, type SettingTerms } from "./set-terms.js";
import type { NoticeStore, NoticeWishes } from "./store/notices.js";

type Dependencies = Parameters<typeof issueOrRefuse>[0] &
  NoteDependencies &
  PaperDependencies &
  WaivingDependencies &
  SettingTerms & {
    readonly holders: HolderBook;
    readonly notices: NoticeStore;
    readonly sender: FindPlatformSender;
    readonly traceLook: TraceLook;
  };

/** Terms, fees, warnings, statements and invoices. */
export const billingService = (it: Dependencies): BillingServiceImplementation<CallContextExt> => {
  const walletOf = async (context: CallContextExt, named: string): Promise<Wallet> => {
    const { tenantId } = await it.holders.meet(context, named);
    const wallet = await it.wallets.byTenant(tenantId);
    if (wallet === undefined) throw tenantUnknown();
    return wallet;
  };
  /** The wallet of which somebody reads something. */
  const walletSeenBy = async (
    context: CallContextExt,
    named: string,
    what: Look["what"],
  ): Promise<Wallet> => {
    const wallet = await walletOf(context, named);
    const { tenantId, providerId } = wallet;
    await it.traceLook(context, { tenantId, providerId, what, subject: `wallet:${tenantId}` });
    return wallet;
  };
  /** The wallet of which somebody reads a month; of one to come there is nothing to read. */
  const walletReadOf = async (
    context: CallContextExt,
    named: string,
    month: string,
  ): Promise<Wallet> => {
    const wallet = await walletOf(context, named);
    const { tenantId, providerId, market } = wallet;
    requireBegun(market, month, it.now());
    const seen = { subject: `wallet:${tenantId}`, seen: { month } };
    await it.traceLook(context, { tenantId, providerId, what: looks.statement, ...seen });
    return wallet;
  };
  const meetOwnerOf = (context: CallContextExt, tenantId: string): Promise<void> =>
    meetOwner(it.holders, context, tenantId);
  const meetReader = async (
    context: CallContextExt,
    { tenantId, providerId, number }: Pick<Invoice, "tenantId" | "providerId" | "number">,
  ): Promise<void> => {
    await meetOwnerOf(context, tenantId);
    const subject = `invoice:${number}`;
    await it.traceLook(context, { tenantId, providerId, what: looks.invoice, subject });
  };

  return {
    async getTerms({ tenantId }, context) {
      return { terms: fromTerms(await walletSeenBy(context, tenantId, looks.terms)) };
    },

    setTerms: setTerms(it, walletOf),

    async listDues({ tenantId, status }, context) {
      const wallet = await walletSeenBy(context, tenantId, looks.dues);
      const dues = await it.dues.list(wallet.tenantId, toStatus(status));
      return { dues: dues.map(fromDue), owed: fromMoney(wallet.owed) };
    },

    waiveDue: waiveDue(it),
    recallWaiver: recallWaiver(it),

    async getNotices({ tenantId }, context) {
      const wallet = await walletSeenBy(context, tenantId, looks.notices);
      const [notices, withoutSender] = await Promise.all([
        noticesOf(it, wallet),
        isWithoutSender(it, wallet),
      ]);
      return { notices, withoutSender };
    },

    async setNotices({ tenantId, notices }, context) {
      requireTenant(context);
      const wallet = await walletOf(context, tenantId);
      const { below, phones, language } = toNotices(notices, wallet, it.now());
      const by = actorOf(principalOf(context));
      await setWishes(it, wallet, { phones, language, by });
      await it.moveMoney(wallet.tenantId, { kind: "set_low_balance", below, by });
      return { notices: await noticesOf(it, await walletOf(context, tenantId)) };
    },

    async getStatement({ tenantId, month }, context) {
      requireMonth(month);
      const wallet = await walletReadOf(context, tenantId, month);
      const { currency, market } = wallet;
      const pack = markets.get(market, it.now().toISOString());
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
      const subject = isDesk ? `provider:${providerId}` : `tenant:${owner.tenantId}`;
      const seen = month === "" ? {} : { month };
      await it.traceLook(context, { ...asked, what: looks.invoice, subject, seen });
      const found = await it.invoices.list({
        ...asked,
        month,
        after,
        limit: toPage(request.limit),
      });
      return { invoices: found.map((invoice) => fromInvoice(invoice, invoice.lacks)) };
    },

    async getInvoice({ number }, context) {
      const invoice = await it.invoices.byNumber(number);
      if (invoice === undefined) throw invoiceUnknown();
      await meetReader(context, invoice);
      const notes = await it.invoices.notesOf(number);
      return { invoice: fromInvoice(invoice), creditNotes: notes.map((note) => fromInvoice(note)) };
    },

    getPaper: makePaper(it, { walletReadOf, meetReader }),

    async *downloadStatement({ tenantId, month }, context) {
      requireMonth(month);
      yield* downloadStatement(it, await walletReadOf(context, tenantId, month), month);
    },

    async issueInvoices({ month }, context) {
      const actor = actorOf(requireStaff(context, "finance"));
      const { providerId = "" } = principalOf(context);
      const issue = issueOrRefuse(it);
      const refused: RefusedMonth[] = [];
      let issued = 0n;
      const wallets = await it.wallets.ofProvider(providerId);
      requireMonth(month);
      for (const wallet of wallets) {
        requireOver(wallet.market, month, it.now());
        const outcome = await issue(wallet, month, actor);
        issued += BigInt(outcome.issued);
        const { tenantId } = wallet;
        if (outcome.refused !== undefined) refused.push({ tenantId, ...outcome.refused });
      }
      return { issued, refused, refusedTenantIds: refused.map(({ tenantId }) => tenantId) };
    },

    issueCreditNote: issueCreditNote(it, meetOwnerOf),
    reissueInvoice: reissueInvoice(it, meetOwnerOf),
  };
};

/** Keeps who is to be told; the audit trail tells how many they are, and no number. */
const setWishes = (
  { notices, withDeed, now, newId }: Dependencies,
  { tenantId, providerId }: Wallet,
  { by, ...wishes }: NoticeWishes & { readonly by: string },
): Promise<void> =>
  withDeed(async (session) => {
    const fieldsOf = ({ phones, language }: NoticeWishes) => ({
      phones: String(phones.length),
      language,
    });
    const before = await notices.wishesOf(tenantId, session);
    await notices.setWishes(tenantId, wishes, session);
    const about = { entryId: newId(), tenantId, providerId, actor: by, at: now() };
    const what = { action: "notices.set", subject: `wallet:${tenantId}` };
    const changed = changedFields(fieldsOf(before), fieldsOf(wishes));
    const isSame = JSON.stringify(before) === JSON.stringify(wishes);
    return { done: undefined, deed: isSame ? undefined : { ...about, ...what, ...changed } };
  });

/** Whether no SMS can leave; while lines-registry is away nothing is said. */
const isWithoutSender = async ({ sender }: Dependencies, wallet: Wallet): Promise<boolean> => {
  try {
    return (await sender(wallet)) === undefined;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
};

const noticesOf = async ({ notices }: Dependencies, wallet: Wallet) => {
  const { phones, language } = await notices.wishesOf(wallet.tenantId);
  const { lowBalance: minor, currency } = wallet;
  return {
    lowBalance: minor === undefined ? undefined : { currency, minor },
    phones: [...phones],
    language,
  };
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

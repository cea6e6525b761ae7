import type {
  DownloadStatementResponse,
  GetPaperRequest,
  GetPaperResponse,
} from "@whiteline/contracts/pricing/v1/billing";
import { localDay, localMonth, markets, monthBounds } from "@whiteline/markets";
import { DomainError, type CallContextExt } from "@whiteline/service-kit";
import type { Invoice } from "./domain/invoice.js";
import type { Wallet } from "./domain/wallet.js";
import type { NameParties } from "./name-parties.js";
import { packOfProvider } from "./pack-of-provider.js";
import { invoiceCsv, statementCsv } from "./print/csv.js";
import { invoicePage, statementPage } from "./print/pages.js";
import type { Printer } from "./print/printer.js";
import { languages, type Language } from "./proto-billing.js";
import type { InvoiceStore } from "./store/invoices.js";
import type { StatementStore } from "./store/statements.js";

export type PaperDependencies = {
  readonly invoices: InvoiceStore;
  readonly statements: StatementStore;
  readonly printer: () => Promise<Printer>;
  readonly nameParties: NameParties;
  readonly now: () => Date;
};

/**
 * Every movement of a month as CSV, between its opening and closing balance, piece by piece.
 * @throws DomainError invalid MONTH_INVALID
 */
export async function* downloadStatement(
  { statements, now }: Pick<PaperDependencies, "statements" | "now">,
  { tenantId, currency, market }: Wallet,
  month: string,
): AsyncGenerator<DownloadStatementResponse> {
  requireMonth(month);
  const { from, to } = monthBounds(markets.get(market, now().toISOString()), month);
  const opening = await statements.before(tenantId, from);
  const frame = { currency, opening, from, to };
  for await (const text of statementCsv(statements.rows(tenantId, { from, to }), frame)) {
    yield { data: Buffer.from(text, "utf8") };
  }
}

/** @throws DomainError invalid MONTH_INVALID */
export const requireMonth = (month: string): void => {
  if (/^\d{4}-(?:0[1-9]|1[0-2])$/.test(month)) return;
  throw new DomainError("invalid", "MONTH_INVALID", "That is no month.", {
    remedy: "Send one such as 2026-11.",
  });
};

/** @throws DomainError precondition MONTH_NOT_BEGUN */
export const requireBegun = (market: string, month: string, at: Date): void => {
  const now = at.toISOString();
  if (month <= localMonth(markets.get(market, now), now)) return;
  throw new DomainError("precondition", "MONTH_NOT_BEGUN", "The month has not begun.", {
    remedy: "Send this month or one that is over.",
  });
};

/** A statement, invoice or credit note as PDF in one of four languages, or as CSV. */
export const makePaper =
  (
    it: PaperDependencies,
    {
      walletReadOf,
      meetReader,
    }: {
      readonly walletReadOf: (
        context: CallContextExt,
        named: string,
        month: string,
      ) => Promise<Wallet>;
      readonly meetReader: (context: CallContextExt, invoice: Invoice) => Promise<void>;
    },
  ) =>
  async (request: GetPaperRequest, context: CallContextExt): Promise<GetPaperResponse> => {
    const language = languages.find((known) => known === request.language);
    const isCsv = request.format === "csv";
    if (language === undefined || (!isCsv && request.format !== "pdf")) throw paperUnknown();
    switch (request.paper) {
      case "statement": {
        const { month } = request;
        requireMonth(month);
        const wallet = await walletReadOf(context, request.tenantId, month);
        return statement(it, wallet, { month, isCsv, language });
      }
      case "invoice": {
        const invoice = await it.invoices.byNumber(request.number);
        if (invoice === undefined) {
          throw new DomainError("not_found", "INVOICE_UNKNOWN", "There is no such invoice.");
        }
        await meetReader(context, invoice);
        const pack = packOfProvider(invoice.providerId, it.now());
        if (isCsv) {
          const issuedOn = localDay(pack, invoice.issuedAt.toISOString());
          return csv(`${invoice.number}.csv`, invoiceCsv(invoice, issuedOn));
        }
        const { template, data } = invoicePage(invoice, language, pack.timezone);
        return pdf(`${invoice.number}.pdf`, (await it.printer()).pdf(template, data));
      }
      default:
        throw paperUnknown();
    }
  };

const statement = async (
  it: PaperDependencies,
  wallet: Wallet,
  asked: { readonly month: string; readonly isCsv: boolean; readonly language: Language },
): Promise<GetPaperResponse> => {
  const { month, isCsv, language } = asked;
  const { tenantId } = wallet;
  const pack = markets.get(wallet.market, it.now().toISOString());
  const { from, to } = monthBounds(pack, month);
  const name = `statement-${tenantId}-${month}`;
  if (isCsv) {
    const pieces: Uint8Array[] = [];
    for await (const { data } of downloadStatement(it, wallet, month)) pieces.push(data);
    return csv(`${name}.csv`, Buffer.concat(pieces).toString("utf8"));
  }
  const opening = await it.statements.before(tenantId, from);
  const lines = await it.statements.sums(tenantId, from, to);
  const closed = month < localMonth(pack, it.now().toISOString());
  // Of a statement ids are enough while accounts is away.
  const parties = await it.nameParties(wallet).catch(() => undefined);
  const { template, data } = statementPage(
    {
      ...{ wallet, parties, month, opening, lines, closed },
      ...{ at: it.now(), timezone: pack.timezone },
    },
    language,
  );
  return pdf(`${name}.pdf`, (await it.printer()).pdf(template, data));
};

const pdf = (fileName: string, content: Uint8Array): GetPaperResponse => ({
  content: Buffer.from(content),
  mediaType: "application/pdf",
  fileName,
});

const csv = (fileName: string, text: string): GetPaperResponse => ({
  content: Buffer.from(text, "utf8"),
  mediaType: "text/csv",
  fileName,
});

const paperUnknown = (): DomainError =>
  new DomainError("invalid", "PAPER_UNKNOWN", "There is no such paper.", {
    remedy: "Ask for a statement or invoice, as pdf or csv, in fa, tr, vi or en.",
  });

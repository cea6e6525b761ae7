import type { MarketPack } from "@whiteline/markets";
import type { Finding } from "./finding.js";
import { noteOf, type Invoice } from "./invoice.js";
import { lackingIn, type Parties } from "./party.js";

/** The reason of a note that takes an invoice back whole because another one takes its place; papers print it in words. */
export const REISSUED = "reissued";

/**
 * An invoice that lacked an address is taken back whole by a note and issued anew between the two as they are named now:
 * papers never change. No money moves, since the new one demands what the old one did.
 * @param pack of the day on which the invoice was issued: its tax is the tax of both.
 * @param notes of the invoice.
 */
export const reissueOf = (
  pack: MarketPack,
  invoice: Invoice,
  {
    notes,
    parties,
    ...issued
  }: Pick<Invoice, "issuedAt" | "issuedBy"> & {
    readonly notes: readonly Invoice[];
    readonly parties: Parties;
  },
):
  | { readonly finding: Finding }
  | { readonly note: Omit<Invoice, "number">; readonly paper: Omit<Invoice, "number"> } => {
  if (invoice.kind !== "invoice" || lackingIn(invoice.parties).length === 0) {
    const rule = "The paper names seller and buyer with their addresses, or is no invoice.";
    return { finding: finding("INVOICE_LACKS_NOTHING", rule, "It stays as it is.") };
  }
  if (notes.length > 0) {
    const rule = `${notes[0]?.number ?? ""} gave some of it back.`;
    const remedy = "Give the rest back by a credit note, and invoice it outside.";
    return { finding: finding("INVOICE_CORRECTED", rule, remedy) };
  }
  const lacks = lackingIn(parties);
  if (lacks.length > 0) {
    const rule = `Still missing: ${lacks.join(", ")}.`;
    const remedy = "Enter the address in the company file first.";
    return { finding: finding("ADDRESS_MISSING", rule, remedy) };
  }
  const { number: replaces, total: amount } = invoice;
  return {
    note: noteOf(pack, invoice, { amount, reason: REISSUED, ...issued }),
    paper: { ...invoice, ...issued, parties, replaces },
  };
};

const finding = (code: string, rule: string, remedy: string): Finding => ({
  ...{ code, subject: "number", rule, remedy },
  source: "pricing · invoices",
});

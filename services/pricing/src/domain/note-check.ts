import type { Invoice } from "./invoice.js";

/**
 * Whether a customer's credit notes correct invoices of its own, and give back no more than these come to.
 * @param papers every invoice and note of the tenant.
 * @returns each fault in words.
 */
export const noteFaults = (tenantId: string, papers: readonly Invoice[]): readonly string[] => {
  const isOf = (note: Invoice, { kind, number, total }: Invoice): boolean =>
    kind === "invoice" && number === note.corrects && total.currency === note.total.currency;
  const notes = papers.filter(({ kind }) => kind === "credit_note");
  const strays = notes.filter((note) => !papers.some((paper) => isOf(note, paper)));
  return [
    ...strays.map(
      ({ number, corrects }) =>
        `${number} corrects ${corrects}, which is no invoice of tenant ${tenantId} in its currency.`,
    ),
    ...papers.flatMap((invoice) => {
      const { number, total } = invoice;
      const given = notes.reduce(
        (sum, note) => (isOf(note, invoice) ? sum - note.total.minor : sum),
        0n,
      );
      return given > 0n && given > total.minor
        ? [`The credit notes of ${number} give ${given} back; it comes to ${total.minor}.`]
        : [];
    }),
  ];
};

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

/** Invoices in whose place another one stands, by their numbers. */
export const replacedIn = (papers: readonly Pick<Invoice, "replaces">[]): ReadonlySet<string> =>
  new Set(papers.flatMap(({ replaces }) => (replaces === "" ? [] : [replaces])));

/**
 * Whether an invoice that stands in another one's place says the same, and the other one was taken back whole.
 * @param papers every invoice and note of the tenant.
 * @returns each fault in words.
 */
export const reissueFaults = (papers: readonly Invoice[]): readonly string[] =>
  papers.flatMap((paper) => {
    if (paper.replaces === "") return [];
    const { number, replaces } = paper;
    const before = papers.find((each) => each.number === replaces && each.kind === "invoice");
    if (before === undefined) {
      return [`${number} replaces ${replaces}, which is no invoice of its customer.`];
    }
    const back = papers.reduce(
      (sum, { kind, corrects, total }) =>
        kind === "credit_note" && corrects === replaces ? sum - total.minor : sum,
      0n,
    );
    return [
      ...(saidBy(paper) === saidBy(before) ? [] : [`${number} says otherwise than ${replaces}.`]),
      ...(back === before.total.minor ? [] : [`${replaces} is replaced; ${back} of it came back.`]),
    ];
  });

const saidBy = ({ month, lines, net, tax, total, payable }: Invoice): string =>
  JSON.stringify([month, lines, net, tax, total, payable], (_, value: unknown) =>
    typeof value === "bigint" ? `${value}` : value,
  );

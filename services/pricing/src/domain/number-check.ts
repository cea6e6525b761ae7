import { invoiceNumber, type Invoice } from "./invoice.js";
import { replacedIn } from "./note-check.js";

export type InvoiceCounter = {
  readonly providerId: string;
  readonly kind: Invoice["kind"];
  readonly year: string;
  readonly count: number;
};

export type NumberedPaper = Pick<Invoice, "kind" | "number" | "tenantId" | "month" | "replaces">;

/**
 * Whether the papers of a provider have the numbers that were given out, each once and without gaps, and each month of a
 * customer one invoice, but for those that another one replaces.
 * @returns each fault in words.
 */
export const numberFaults = (
  counters: readonly InvoiceCounter[],
  papers: readonly NumberedPaper[],
): readonly string[] => {
  const known = new Set(papers.map(({ number }) => number));
  const given = counters.flatMap((counter) =>
    Array.from({ length: counter.count }, (_, i) => invoiceNumber(counter, i + 1)),
  );
  const expected = new Set(given);
  const replaced = replacedIn(papers);
  const months = new Map<string, string>();
  return [
    ...given.flatMap((number) =>
      known.has(number) ? [] : [`The number ${number} was given out and has no paper.`],
    ),
    ...papers.flatMap(({ kind, number, tenantId, month }) => {
      if (!expected.has(number)) return [`The paper ${number} has a number that no counter gave.`];
      if (kind !== "invoice" || replaced.has(number)) return [];
      const name = `${tenantId} ${month}`;
      const first = months.get(name);
      months.set(name, first ?? number);
      return first === undefined
        ? []
        : [`${first} and ${number} both invoice ${month} of tenant ${tenantId}.`];
    }),
  ];
};

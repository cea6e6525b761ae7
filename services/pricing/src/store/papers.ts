import type { ClientSession, Connection } from "mongoose";
import { z } from "zod";
import type { Invoice } from "../domain/invoice.js";
import type { InvoiceCounter, NumberedPaper } from "../domain/number-check.js";
import { atOneInstant } from "./at-one-instant.js";
import { fromDocument, type CounterDocument, type InvoiceDocument } from "./invoices.js";
import { openCollection } from "./open-collection.js";

/** How a counter is named: provider, kind and year. */
const counterName = z.tuple([z.string(), z.enum(["invoice", "credit_note"]), z.string()]);

/** Invoices and credit notes as whoever proves the books reads them. */
export const paperReader = (connection: Connection) => {
  const papers = openCollection<InvoiceDocument>(connection, "invoices");
  const counters = openCollection<CounterDocument>(connection, "invoiceCounters");
  return {
    ofTenant: async (tenantId: string, session: ClientSession): Promise<readonly Invoice[]> =>
      (
        await papers.find({ tenant: tenantId }, atOneInstant(session)).sort({ _id: 1 }).toArray()
      ).map(fromDocument),

    /** Who ever got a paper. */
    tenants: (): Promise<readonly string[]> => papers.distinct("tenant"),

    /** Every number that was given out, and every paper by its number; of a provider, or of all. */
    numbers: async (
      providerId: string | undefined,
      session: ClientSession,
    ): Promise<{
      readonly counters: readonly InvoiceCounter[];
      readonly papers: readonly NumberedPaper[];
    }> => {
      const given = await counters.find({}, atOneInstant(session)).toArray();
      const of = providerId === undefined ? {} : { provider: providerId };
      const projection = { kind: 1, tenant: 1, month: 1, replaces: 1 };
      const found = await papers.find(of, { ...atOneInstant(session), projection }).toArray();
      return {
        counters: given.flatMap(({ _id, count }) => {
          const [provider, kind, year] = counterName.parse(JSON.parse(_id));
          if (providerId !== undefined && provider !== providerId) return [];
          return [{ providerId: provider, kind, year, count: Number(count) }];
        }),
        papers: found.map(({ _id, kind, tenant, month, replaces = "" }) => ({
          ...{ number: _id, kind, tenantId: tenant, month, replaces },
        })),
      };
    },
  };
};

export type PaperReader = ReturnType<typeof paperReader>;

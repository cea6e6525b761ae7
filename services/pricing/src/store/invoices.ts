import {
  inTransaction,
  isDuplicateKey,
  openJson,
  sealJson,
  type Envelope,
  type SealedJson,
} from "@whiteline/service-kit";
import type { ClientSession, Connection } from "mongoose";
import { z } from "zod";
import { invoiceNumber, type Invoice, type InvoiceLine } from "../domain/invoice.js";
import { money } from "../domain/money.js";
import { lackingIn, partyNumbers, type Lack } from "../domain/party.js";
import { openCollection } from "./open-collection.js";

export type InvoiceDocument = {
  /** The number. */
  _id: string;
  kind: Invoice["kind"];
  tenant: string;
  provider: string;
  corrects: string;
  /** Absent: of none's. */
  replaces?: string;
  month: string;
  currency: string;
  lines: (Omit<InvoiceLine, "amount"> & { minor: bigint })[];
  net: bigint;
  tax: bigint | null;
  taxPercent: number | null;
  total: bigint;
  payable: bigint | null;
  reason: string;
  at: Date;
  by: string;
  /** The caller's name for a note; an invoice is named by its customer and month. */
  request: string;
  /** Names, addresses and numbers: of people, too. Absent on papers of before. */
  parties?: SealedJson;
  /** What of them was not known; absent: nothing. */
  lacks?: Lack[];
};

/** An invoice in a list: without its parties, with what of them it lacks. */
type ListedInvoice = Invoice & { readonly lacks: readonly Lack[] };
export type CounterDocument = { _id: string; count: number | bigint };

const partySchema = z.object({
  name: z.string(),
  address: z.string(),
  taxOffice: z.string(),
  numbers: z.array(z.object({ field: z.enum(partyNumbers), value: z.string() })),
});
const partiesSchema = z.object({ seller: partySchema, buyer: partySchema });

export const fromDocument = (d: InvoiceDocument): Invoice => {
  const of = (minor: bigint) => money(d.currency, minor);
  return {
    kind: d.kind,
    number: d._id,
    tenantId: d.tenant,
    providerId: d.provider,
    corrects: d.corrects,
    replaces: d.replaces ?? "",
    month: d.month,
    lines: d.lines.map(({ minor, ...line }) => ({
      ...line,
      amount: of(minor),
    })),
    net: of(d.net),
    tax: d.tax === null ? undefined : of(d.tax),
    taxPercent: d.taxPercent ?? undefined,
    total: of(d.total),
    payable: d.payable === null ? undefined : of(d.payable),
    reason: d.reason,
    issuedAt: d.at,
    issuedBy: d.by,
    parties: undefined,
  };
};

/** The caller's name for a paper, each once, and the year whose numbers it continues. */
type PaperName = {
  readonly providerId: string;
  readonly request: string;
  readonly year: string;
};

/** A month of a customer in which there was nothing to invoice. */
type NothingDocument = { _id: string; provider: string };

/** Written by each invoice of a tenant: of two at once one waits for the other. */
type TurnDocument = { _id: string; taken: number };

/**
 * Invoices and credit notes, each with a number that follows the one before it. Lists leave out who sells and buys.
 * @param envelope seals who they are.
 */
export const invoiceStore = (
  connection: Connection,
  {
    tell,
    envelope,
  }: {
    readonly tell: (session: ClientSession, invoice: Invoice) => Promise<void>;
    readonly envelope: Envelope;
  },
) => {
  const invoices = openCollection<InvoiceDocument>(connection, "invoices");
  const counters = openCollection<CounterDocument>(connection, "invoiceCounters");
  const turns = openCollection<TurnDocument>(connection, "invoiceTurns");
  const nothings = openCollection<NothingDocument>(connection, "monthsWithoutInvoice");

  const opened = async (found: InvoiceDocument | null): Promise<Invoice | undefined> => {
    if (found === null) return undefined;
    const { parties } = found;
    return {
      ...fromDocument(found),
      parties: parties && (await openJson(envelope, parties, partiesSchema)),
    };
  };

  const byRequest = async (
    providerId: string,
    request: string,
    session?: ClientSession,
  ): Promise<Invoice | undefined> => {
    const filter = { provider: providerId, request };
    return opened(await invoices.findOne(filter, { ...(session && { session }) }));
  };

  /** A paper under the next number of its provider, kind and year. */
  const write = async (
    session: ClientSession,
    { providerId, request, year }: PaperName,
    paper: Omit<Invoice, "number">,
  ): Promise<Invoice> => {
    const { kind, parties } = paper;
    const counter = await counters.findOneAndUpdate(
      { _id: JSON.stringify([providerId, kind, year]) },
      { $inc: { count: 1 } },
      { upsert: true, returnDocument: "after", session },
    );
    const number = invoiceNumber({ providerId, kind, year }, Number(counter?.count ?? 1));
    const invoice: Invoice = { ...paper, number };
    const named = parties && {
      parties: await sealJson(envelope, parties),
      lacks: [...lackingIn(parties)],
    };
    await invoices.insertOne({ ...toDocument(invoice, request), ...named }, { session });
    return invoice;
  };

  return {
    ensureIndexes: async (): Promise<void> => {
      await invoices.createIndexes([
        { key: { provider: 1, request: 1 }, unique: true },
        { key: { provider: 1, tenant: 1, month: 1 } },
        { key: { tenant: 1 } },
        { key: { corrects: 1 }, partialFilterExpression: { corrects: { $gt: "" } } },
        {
          key: { replaces: 1 },
          unique: true,
          partialFilterExpression: { replaces: { $exists: true } },
        },
      ]);
    },

    byNumber: async (number: string): Promise<Invoice | undefined> =>
      opened(await invoices.findOne({ _id: number })),

    /** Whether what is named so was issued, or there was nothing to issue. */
    isDone: async (providerId: string, request: string): Promise<boolean> => {
      const filter = { provider: providerId, request };
      const issued = await invoices.findOne(filter, { projection: { _id: 1 } });
      return issued !== null || (await nothings.findOne({ _id: request })) !== null;
    },

    /** Keeps for ever that there was nothing to issue under a name. */
    keepNothing: async ({
      providerId,
      request,
    }: {
      readonly providerId: string;
      readonly request: string;
    }): Promise<void> => {
      await nothings.replaceOne({ _id: request }, { provider: providerId }, { upsert: true });
    },

    notesOf: async (number: string, session?: ClientSession): Promise<readonly Invoice[]> =>
      (
        await invoices
          .find({ corrects: number }, { ...(session && { session }) })
          .sort({ _id: 1 })
          .toArray()
      ).map(fromDocument),

    /**
     * What a tenant's invoices of each month took off for credit that was invoiced before; money, not negative. Two invoices
     * of one tenant are issued one after the other, whatever counters they have: each sees what the other took.
     */
    takenOff: async (
      tenantId: string,
      providerId: string,
      session: ClientSession,
    ): Promise<readonly { readonly month: string; readonly minor: bigint }[]> => {
      await turns.updateOne({ _id: tenantId }, { $inc: { taken: 1 } }, { upsert: true, session });
      const which = { provider: providerId, tenant: tenantId, "lines.kind": "advance" as const };
      const found = await invoices.find(which, { session }).toArray();
      const replaced = new Set(found.map(({ replaces }) => replaces));
      return found.flatMap(({ _id, month, lines }) => {
        const off = replaced.has(_id) ? [] : lines.filter(({ kind }) => kind === "advance");
        return off.map(({ minor }) => ({ month, minor: -minor }));
      });
    },

    list: async (asked: {
      readonly providerId: string;
      readonly tenantId: string;
      readonly month: string;
      readonly after: string;
      readonly limit: number;
    }): Promise<readonly ListedInvoice[]> => {
      const found = await invoices
        .find({
          provider: asked.providerId,
          ...(asked.tenantId !== "" && { tenant: asked.tenantId }),
          ...(asked.month !== "" && { month: asked.month }),
          ...(asked.after !== "" && { _id: { $gt: asked.after } }),
        })
        .sort({ _id: 1 })
        .limit(asked.limit)
        .toArray();
      // A note lacks what its invoice does, until another invoice stands in that one's place.
      const invoiceOf = ({ _id, corrects }: InvoiceDocument): string => corrects || _id;
      const replacing = { replaces: { $in: found.map(invoiceOf), $exists: true } };
      const anew = await invoices.find(replacing, { projection: { replaces: 1 } }).toArray();
      const replaced = new Set(anew.map(({ replaces }) => replaces));
      return found.map((d) => ({
        ...fromDocument(d),
        lacks: replaced.has(invoiceOf(d)) ? [] : (d.lacks ?? []),
      }));
    },

    /** A further paper, in the transaction of another one. */
    issueWithin: async (
      session: ClientSession,
      name: PaperName,
      paper: Omit<Invoice, "number">,
    ): Promise<void> => tell(session, await write(session, name, paper)),

    /**
     * Issues a paper under the next number: number, paper, its movement of money and fact are one write, so that no
     * number is lost. One name is issued once.
     * @param decide reads in the transaction what the paper depends on; undefined: none is issued.
     */
    issue: async <Refused>(
      name: PaperName,
      decide: (
        session: ClientSession,
      ) => Promise<{ readonly paper: Omit<Invoice, "number"> } | { readonly refused: Refused }>,
      also: (session: ClientSession, invoice: Invoice) => Promise<void>,
    ): Promise<{ readonly invoice: Invoice } | { readonly refused: Refused }> => {
      const { providerId, request } = name;
      const once = () =>
        inTransaction(connection, async (session) => {
          const known = await byRequest(providerId, request, session);
          if (known !== undefined) return { invoice: known };
          const decided = await decide(session);
          if ("refused" in decided) return decided;
          const invoice = await write(session, name, decided.paper);
          await also(session, invoice);
          await tell(session, invoice);
          return { invoice };
        });
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await once();
        } catch (error) {
          if (!isDuplicateKey(error) || attempt === ATTEMPTS) throw error;
        }
      }
    },
  };
};

/** A race for a name or a counter's first number is lost once; then it is read. */
const ATTEMPTS = 5;

const toDocument = (invoice: Invoice, request: string): InvoiceDocument => ({
  _id: invoice.number,
  kind: invoice.kind,
  tenant: invoice.tenantId,
  provider: invoice.providerId,
  corrects: invoice.corrects,
  ...(invoice.replaces !== "" && { replaces: invoice.replaces }),
  month: invoice.month,
  currency: invoice.total.currency,
  lines: invoice.lines.map(({ amount, ...line }) => ({ ...line, minor: amount.minor })),
  net: invoice.net.minor,
  tax: invoice.tax?.minor ?? null,
  taxPercent: invoice.taxPercent ?? null,
  total: invoice.total.minor,
  payable: invoice.payable?.minor ?? null,
  reason: invoice.reason,
  at: invoice.issuedAt,
  by: invoice.issuedBy,
  request,
});

export type InvoiceStore = ReturnType<typeof invoiceStore>;

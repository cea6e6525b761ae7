import type { ClientSession, Connection } from "mongoose";
import type { TopUp } from "../domain/book.js";
import { entryIdOf, type Entry } from "../domain/ledger.js";
import { money } from "../domain/money.js";
import type { Wallet } from "../domain/wallet.js";
import { openCollection } from "./open-collection.js";

/** An entry is inserted once and never written again. */
type EntryDocument = {
  /** `cause:leg`: a second movement of the same cause fails here. */
  _id: string;
  provider: string;
  tenant: string;
  /** Version of the wallet that it led to, and its place within: the order of the ledger. */
  seq: number;
  n: number;
  cause: string;
  account: string;
  currency: string;
  minor: bigint;
  reference: string;
  at: Date;
};

export type DatedEntry = Entry & { readonly at: Date };

const fromDocument = (d: EntryDocument): DatedEntry => ({
  entryId: d._id,
  cause: d.cause,
  account: d.account,
  amount: money(d.currency, d.minor),
  reference: d.reference,
  at: d.at,
});

/** The immutable entries of double entry. */
export const ledgerStore = (connection: Connection) => {
  const entries = openCollection<EntryDocument>(connection, "ledger");
  return {
    ensureIndexes: async (): Promise<void> => {
      await entries.createIndexes([{ key: { provider: 1, tenant: 1, seq: 1, n: 1 } }]);
    },

    /** Adds the entries that led to a wallet's new version, in the caller's transaction. */
    add: async (
      wallet: Wallet,
      made: readonly Entry[],
      at: Date,
      session: ClientSession,
    ): Promise<void> => {
      if (made.length === 0) return;
      await entries.insertMany(
        made.map((entry, n) => ({
          _id: entry.entryId,
          provider: wallet.providerId,
          tenant: wallet.tenantId,
          seq: wallet.version,
          n,
          cause: entry.cause,
          account: entry.account,
          currency: entry.amount.currency,
          minor: entry.amount.minor,
          reference: entry.reference,
          at,
        })),
        { session },
      );
    },

    /** Those of these top-ups that were made, whoever's money it was. */
    topUps: async (
      causes: readonly string[],
      session: ClientSession,
    ): Promise<ReadonlyMap<string, TopUp>> => {
      if (causes.length === 0) return new Map();
      const ids = causes.map((cause) => entryIdOf(cause, "available"));
      const found = await entries.find({ _id: { $in: ids } }, { session }).toArray();
      return new Map(
        found.map(({ cause, tenant: tenantId, currency, minor, reference }) => [
          cause,
          { tenantId, amount: money(currency, minor), reference },
        ]),
      );
    },

    /**
     * A page of a tenant's movements in their order, both legs of each.
     * @param after an entry of the tenant; undefined for the first page.
     * @returns undefined when `after` is none of the tenant's.
     */
    page: async (
      { tenantId, providerId }: Pick<Wallet, "tenantId" | "providerId">,
      after: string | undefined,
      limit: number,
    ): Promise<readonly DatedEntry[] | undefined> => {
      const own = { provider: providerId, tenant: tenantId };
      const last = after === undefined ? undefined : await entries.findOne({ ...own, _id: after });
      if (last === null) return undefined;
      const rest =
        last === undefined
          ? {}
          : { $or: [{ seq: last.seq, n: { $gt: last.n } }, { seq: { $gt: last.seq } }] };
      const found = await entries
        .find({ ...own, ...rest })
        .sort({ seq: 1, n: 1 })
        .limit(limit)
        .toArray();
      return found.map(fromDocument);
    },

    /** Every entry of a provider, or of all, with those of a cause one after another. */
    each: async function* (
      providerId: string | undefined,
      session: ClientSession,
    ): AsyncIterable<Entry> {
      const filter = providerId === undefined ? {} : { provider: providerId };
      const cursor = entries
        .find(filter, { session, batchSize: 5_000 })
        .sort({ provider: 1, tenant: 1, seq: 1, n: 1 });
      for await (const d of cursor) yield fromDocument(d);
    },
  };
};

export type LedgerStore = ReturnType<typeof ledgerStore>;

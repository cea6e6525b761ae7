import type { ClientSession, Connection } from "mongoose";
import type { TopUp } from "../domain/book.js";
import { accountsOf, causes, entryIdOf, type Entry } from "../domain/ledger.js";
import { money } from "../domain/money.js";
import type { Wallet } from "../domain/wallet.js";
import { atOneInstant } from "./at-one-instant.js";
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
  /** Of a reseller's margin; and what its customer is not shown. */
  margin?: true;
  hidden?: true;
  at: Date;
};

/** `after`: an entry of the tenant; undefined for the first page. */
export type EntryPage = {
  readonly after: string | undefined;
  readonly limit: number;
  readonly newestFirst: boolean;
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
      await entries.createIndexes([
        { key: { provider: 1, tenant: 1, seq: 1, n: 1 } },
        { key: { tenant: 1, at: 1 } },
        { key: { account: 1 }, partialFilterExpression: { margin: true } },
      ]);
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
          ...(entry.account.endsWith(":margin") && { margin: true as const }),
          ...(entry.cause.startsWith(causes.margin("")) && { hidden: true as const }),
          at,
        })),
        { session },
      );
    },

    /** Those of these top-ups that were made, whoever's money it was. */
    topUps: async (
      wanted: readonly string[],
      session: ClientSession,
    ): Promise<ReadonlyMap<string, TopUp>> => {
      if (wanted.length === 0) return new Map();
      const ids = wanted.map((cause) => entryIdOf(cause, "available"));
      const found = await entries.find({ _id: { $in: ids } }, { session }).toArray();
      return new Map(
        found.map(({ cause, tenant: tenantId, currency, minor, reference }) => [
          cause,
          { tenantId, amount: money(currency, minor), reference },
        ]),
      );
    },

    /** Those of these causes that moved money into or out of what was available. */
    madeOf: async (
      wanted: readonly string[],
      session: ClientSession,
    ): Promise<ReadonlySet<string>> => {
      if (wanted.length === 0) return new Set();
      const ids = wanted.map((cause) => entryIdOf(cause, "available"));
      const found = await entries
        .find({ _id: { $in: ids } }, { session, projection: { cause: 1 } })
        .toArray();
      return new Set(found.map(({ cause }) => cause));
    },

    /**
     * What a reseller earned and drew; minor units.
     * @param read the transaction in which it is read, or the instant.
     */
    marginOf: async (
      resellerId: string,
      read: { readonly session?: ClientSession } = {},
    ): Promise<{ readonly earned: bigint; readonly drawn: bigint }> => {
      const account = accountsOf(resellerId, "").margin;
      const found = await entries
        .aggregate<{ _id: boolean; minor: bigint | number }>(
          [
            { $match: { margin: true, account } },
            { $group: { _id: { $gt: ["$minor", 0] }, minor: { $sum: "$minor" } } },
          ],
          { useBigInt64: true, ...read },
        )
        .toArray();
      const sum = (isIn: boolean): bigint =>
        BigInt(found.find(({ _id }) => _id === isIn)?.minor ?? 0n);
      return { earned: sum(true), drawn: -sum(false) };
    },

    /** What a reseller earned on each of its customers, drawn or not; minor units. */
    marginsBy: async (resellerId: string): Promise<ReadonlyMap<string, bigint>> => {
      const account = accountsOf(resellerId, "").margin;
      const found = await entries
        .aggregate<{ _id: string; minor: bigint | number }>(
          [
            { $match: { margin: true, account, minor: { $gt: 0n } } },
            { $group: { _id: "$tenant", minor: { $sum: "$minor" } } },
          ],
          { useBigInt64: true },
        )
        .toArray();
      return new Map(found.map(({ _id, minor }) => [_id, BigInt(minor)]));
    },

    /**
     * A page of a tenant's movements in their order, or from the newest back, both legs of each.
     * @returns undefined when `after` is none of the tenant's.
     */
    page: async (
      { tenantId, providerId }: Pick<Wallet, "tenantId" | "providerId">,
      { after, limit, newestFirst }: EntryPage,
    ): Promise<readonly DatedEntry[] | undefined> => {
      const own = { provider: providerId, tenant: tenantId };
      const last = after === undefined ? undefined : await entries.findOne({ ...own, _id: after });
      if (last === null) return undefined;
      const beyond = newestFirst ? "$lt" : "$gt";
      const rest =
        last === undefined
          ? {}
          : { $or: [{ seq: last.seq, n: { [beyond]: last.n } }, { seq: { [beyond]: last.seq } }] };
      const step = newestFirst ? -1 : 1;
      const found = await entries
        .find({ ...own, hidden: { $ne: true }, ...rest })
        .sort({ seq: step, n: step })
        .limit(limit)
        .toArray();
      return found.map(fromDocument);
    },

    /** Every entry of a tenant's movements in the order of time. */
    ofTenant: async function* (
      tenantId: string,
      session: ClientSession,
    ): AsyncGenerator<DatedEntry> {
      const cursor = entries
        .find({ tenant: tenantId }, { ...atOneInstant(session), batchSize: 5_000 })
        .sort({ at: 1 });
      for await (const d of cursor) yield fromDocument(d);
    },

    /** Whose movements have entries: of a provider, or of all. */
    tenants: (providerId: string | undefined): Promise<readonly string[]> =>
      entries.distinct("tenant", providerId === undefined ? {} : { provider: providerId }),
  };
};

export type LedgerStore = ReturnType<typeof ledgerStore>;

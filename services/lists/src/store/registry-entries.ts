import type { ClientSession, Connection } from "mongoose";
import type { ConsentState, RecipientKind } from "../domain/consent.js";

/** What the registry has still to be told of one recipient; a younger word takes the place of an older one. */
export type RegistryEntry = {
  readonly tenantId: string;
  readonly market: string;
  readonly kind: RecipientKind;
  readonly msisdn: number;
  readonly state: ConsentState;
  readonly saidAt: Date;
  readonly source: string;
};
type EntryDoc = RegistryEntry & { readonly _id: string; readonly at: Date };

/** How far a tenant is in step with the registry. */
export type RegistryAccount = {
  readonly tenantId: string;
  readonly market: string;
  readonly brand: string;
  /** The registry's own mark, up to which its changes were heard. */
  readonly cursor: string;
  readonly fetchedUntil: Date | null;
  /** Why it is out of step; empty: in step. */
  readonly trouble: string;
};
type AccountDoc = Omit<RegistryAccount, "tenantId"> & { readonly _id: string };
/** A batch that the registry took and has not judged yet. */
export type RegistryRequest = {
  readonly tenantId: string;
  readonly kind: RecipientKind;
  readonly registryRequestId: string;
  readonly entries: readonly RegistryEntry[];
};
type RequestDoc = Omit<RegistryRequest, "registryRequestId"> & { readonly _id: string };

export type RegistryEntryStore = ReturnType<typeof registryEntryStore>;

/** The outbox to a national registry of consents. */
export function registryEntryStore(connection: Connection) {
  const entries = connection.collection<EntryDoc>("registryEntries");
  const accounts = connection.collection<AccountDoc>("registryAccounts");
  const requests = connection.collection<RequestDoc>("registryRequests");

  return {
    async ensureIndexes(): Promise<void> {
      await entries.createIndex({ tenantId: 1, kind: 1, at: 1 }, {}, {});
      // Under somebody else's brand the registry would tell that company's recipients.
      await accounts.createIndex({ market: 1, brand: 1 }, { unique: true }, {});
    },

    /** Of two words about one recipient the younger one waits, whichever came first; of two at once the withdrawal. */
    async add(session: ClientSession, words: readonly RegistryEntry[], at: Date): Promise<void> {
      if (words.length === 0) return;
      await entries.bulkWrite(
        words.map((word) => {
          const staysWhen = word.state === "given" ? "$gte" : "$gt";
          const stays = { [staysWhen]: ["$saidAt", word.saidAt] };
          const fresh = { $literal: { _id: idOf(word), ...word, at } };
          const update = [{ $replaceWith: { $cond: [stays, "$$ROOT", fresh] } }];
          return { updateOne: { filter: { _id: idOf(word) }, update, upsert: true } };
        }),
        { session },
      );
    },

    async waiting(tenantId: string): Promise<number> {
      return entries.countDocuments({ tenantId });
    },

    /** How many wait of each of these tenants, and since when the oldest does. */
    async waitingOf(
      tenantIds: readonly string[],
    ): Promise<ReadonlyMap<string, { readonly count: number; readonly oldest: Date }>> {
      const found = await entries
        .aggregate<{ _id: string; count: number; oldest: Date }>([
          { $match: { tenantId: { $in: [...tenantIds] } } },
          { $group: { _id: "$tenantId", count: { $sum: 1 }, oldest: { $min: "$at" } } },
        ])
        .toArray();
      return new Map(found.map(({ _id, ...waiting }) => [_id, waiting]));
    },

    /** The oldest entries of a tenant and kind, one batch. */
    async batch(
      tenantId: string,
      kind: RecipientKind,
      most: number,
    ): Promise<readonly RegistryEntry[]> {
      const found = await entries
        .find({ tenantId, kind }, { sort: { at: 1 }, limit: most })
        .toArray();
      return found.map(({ _id, at: _at, ...entry }) => entry);
    },

    /** The registry has them; what was said later stays. */
    async done(told: readonly RegistryEntry[]): Promise<void> {
      if (told.length === 0) return;
      await entries.bulkWrite(
        told.map((entry) => ({
          deleteOne: { filter: { _id: idOf(entry), saidAt: entry.saidAt, state: entry.state } },
        })),
        { ordered: false },
      );
    },

    /** A batch is under way at the registry; kept before anything of it is forgotten here. */
    async keepRequest({ registryRequestId, ...request }: RegistryRequest): Promise<void> {
      await requests.updateOne(
        { _id: registryRequestId },
        { $setOnInsert: request },
        { upsert: true },
      );
    },
    async requests(tenantId: string): Promise<readonly RegistryRequest[]> {
      const found = await requests.find({ tenantId }).toArray();
      return found.map(({ _id, ...request }) => ({ registryRequestId: _id, ...request }));
    },
    async endRequest(registryRequestId: string): Promise<void> {
      await requests.deleteOne({ _id: registryRequestId });
    },

    async account(tenantId: string): Promise<RegistryAccount | undefined> {
      const found = await accounts.findOne({ _id: tenantId });
      return found === null ? undefined : toAccount(found);
    },
    async accounts(): Promise<readonly RegistryAccount[]> {
      return (await accounts.find({}).toArray()).map(toAccount);
    },
    /**
     * @returns the brand before; empty: none
     * @throws duplicate key when the brand is another tenant's
     */
    async setBrand(
      session: ClientSession,
      tenantId: string,
      market: string,
      brand: string,
    ): Promise<string> {
      const { brand: was = "" } = (await accounts.findOne({ _id: tenantId }, { session })) ?? {};
      if (was === brand) return was;
      const unheard = { cursor: "", fetchedUntil: null, trouble: "" };
      await accounts.updateOne(
        { _id: tenantId },
        { $set: { market, brand, ...unheard } },
        { upsert: true, session },
      );
      return was;
    },
    async heard(tenantId: string, cursor: string, fetchedUntil: Date): Promise<void> {
      await accounts.updateOne({ _id: tenantId }, { $set: { cursor, fetchedUntil, trouble: "" } });
    },
    async inTrouble(tenantId: string, trouble: string): Promise<void> {
      await accounts.updateOne({ _id: tenantId }, { $set: { trouble } });
    },
  };
}

function idOf({ tenantId, kind, msisdn }: RegistryEntry): string {
  return `${tenantId}:${kind}:${msisdn}`;
}

function toAccount({ _id, ...account }: AccountDoc): RegistryAccount {
  return { tenantId: _id, ...account };
}

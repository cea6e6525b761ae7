import type { ClientSession, Connection } from "mongoose";
import type { ModeChange } from "../domain/stretches.js";
import type { NamedTerms } from "../domain/terms-check.js";
import type { TermsSet } from "../domain/terms-set.js";
import { atOneInstant } from "./at-one-instant.js";
import { openCollection } from "./open-collection.js";

type TermsDocument = {
  /** The cause: tenant and request. */
  _id: string;
  tenant: string;
  mode: TermsSet["mode"];
  /** The mode of until then. */
  was: TermsSet["mode"];
  limit: bigint;
  rule: string;
  by: string;
  at: Date;
  /** Absent in terms of before it was kept. */
  version?: number | undefined;
};

/** Every setting of terms by the request that made it, for ever: how somebody pays is asked of any month. */
export const termsStore = (connection: Connection) => {
  const terms = openCollection<TermsDocument>(connection, "terms");
  return {
    ensureIndexes: async (): Promise<void> => {
      await terms.createIndexes([{ key: { tenant: 1, at: 1 } }]);
    },

    /** Those of these causes that were set. */
    of: async (
      causes: readonly string[],
      session: ClientSession,
    ): Promise<ReadonlyMap<string, TermsSet>> => {
      if (causes.length === 0) return new Map();
      const found = await terms.find({ _id: { $in: [...causes] } }, { session }).toArray();
      return new Map(
        found.map(({ _id, mode, was, limit, rule, by, at }) => [
          _id,
          { mode, was, limit, rule, by, at },
        ]),
      );
    },

    add: async (
      tenantId: string,
      set: ReadonlyMap<string, TermsSet>,
      session: ClientSession,
    ): Promise<void> => {
      if (set.size === 0) return;
      await terms.insertMany(
        [...set].map(([_id, each]) => ({ _id, tenant: tenantId, ...each })),
        { session },
      );
    },

    isSet: async (cause: string): Promise<boolean> =>
      (await terms.findOne({ _id: cause }, { projection: { _id: 1 } })) !== null,

    /**
     * The limit that two people gave, or one of before an instant, or what it was lowered to since; minor units.
     * Undefined: none was ever set here.
     */
    settledLimit: async (tenantId: string, before: Date): Promise<bigint | undefined> => {
      const settled = { tenant: tenantId, $or: [{ by: /,/ }, { at: { $lte: before } }] };
      const [last] = await terms.find(settled).sort({ at: -1, _id: -1 }).limit(1).toArray();
      const since = { tenant: tenantId, ...(last && { at: { $gte: last.at } }) };
      const limits = (await terms.find(since).toArray()).map(({ limit }) => limit);
      if (limits.length === 0) return undefined;
      return limits.reduce((least, limit) => (limit < least ? limit : least), last?.limit ?? 0n);
    },

    /** When a tenant's way of paying changed, the oldest change first. */
    changesOf: async (tenantId: string): Promise<readonly ModeChange[]> => {
      const changed = { tenant: tenantId, $expr: { $ne: ["$mode", "$was"] } };
      const found = await terms.find(changed).sort({ at: 1, _id: 1 }).toArray();
      return found.map(({ at, mode }) => ({ at, mode }));
    },

    /** Everything that was ever set for a tenant, the oldest first. */
    ofTenant: async (tenantId: string, session: ClientSession): Promise<readonly NamedTerms[]> =>
      (
        await terms
          .find({ tenant: tenantId }, atOneInstant(session))
          .sort({ at: 1, _id: 1 })
          .toArray()
      ).map(({ _id: cause, tenant: _tenant, ...set }) => ({ cause, ...set })),
  };
};

export type TermsStore = ReturnType<typeof termsStore>;

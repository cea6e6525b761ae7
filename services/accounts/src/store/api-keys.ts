import { Schema, type ClientSession, type Connection } from "mongoose";
import type { ApiKey } from "../domain/api-key.js";

/** A key with the keyed hash of its secret (hex), by which a presented secret is compared. */
export type KeptKey = ApiKey & { readonly secretHash: string };

type Row = Omit<KeptKey, "keyId"> & { readonly _id: string; readonly lastUsedAt?: Date };

const schema = new Schema<Row>(
  {
    _id: String,
    prefix: String,
    secretHash: String,
    holder: new Schema(
      { kind: String, tenantId: String, role: String },
      { _id: false, strict: "throw" },
    ),
    providerId: String,
    auditTenantId: String,
    revokedAt: Date,
    lastUsedAt: Date,
  },
  { strict: "throw", versionKey: false },
);
schema.index({ prefix: 1 }, { unique: true });

export type ApiKeyStore = ReturnType<typeof apiKeyStore>;

/** API keys as they are kept: public prefix and hash, never the secret. */
export function apiKeyStore(connection: Connection) {
  const keys = connection.model<Row>("ApiKey", schema, "api_keys");

  return {
    ensureIndexes: () => keys.createIndexes(),

    async byPrefix(prefix: string): Promise<KeptKey | undefined> {
      const row = await keys.findOne({ prefix }).lean<Row>();
      return row === null ? undefined : fromRow(row);
    },

    async byId(keyId: string): Promise<KeptKey | undefined> {
      const row = await keys.findById(keyId).lean<Row>();
      return row === null ? undefined : fromRow(row);
    },

    async insert(session: ClientSession, added: readonly KeptKey[]): Promise<void> {
      await keys.insertMany(
        added.map(({ keyId, ...key }) => ({ _id: keyId, ...key })),
        { session },
      );
    },

    /** Revokes a key once. @returns false when it was revoked before. */
    async revoke(session: ClientSession, keyId: string, at: Date): Promise<boolean> {
      const { modifiedCount } = await keys.updateOne(
        { _id: keyId, revokedAt: null },
        { $set: { revokedAt: at } },
        { session },
      );
      return modifiedCount === 1;
    },

    /** Remembers when keys were last used; an older instant never replaces a newer one. */
    async touch(uses: ReadonlyMap<string, Date>): Promise<void> {
      if (uses.size === 0) return;
      await keys.bulkWrite(
        [...uses].map(([keyId, lastUsedAt]) => ({
          updateOne: { filter: { _id: keyId }, update: { $max: { lastUsedAt } } },
        })),
        { ordered: false },
      );
    },
  };
}

function fromRow(row: Row): KeptKey {
  const { _id: keyId, prefix, secretHash, holder, providerId, auditTenantId, revokedAt } = row;
  return { keyId, prefix, secretHash, holder, providerId, auditTenantId, revokedAt };
}

import { Schema, type ClientSession, type Connection } from "mongoose";
import { unlimited, type ApiKey } from "../domain/api-key.js";
import type { Home } from "../domain/person.js";

/** A key with the keyed hash of its secret (hex), by which a presented secret is compared. */
export type KeptKey = ApiKey & { readonly secretHash: string };

/** The request that a person issued it by; the platform's own keys have none. */
type IssueRequest = { readonly id: string; readonly fingerprint: string };

/** What keys from before there were limits do not have. */
type Limits = Pick<
  ApiKey,
  | "name"
  | "roles"
  | "scopes"
  | "expiresAt"
  | "allowedAddresses"
  | "issuedAt"
  | "lastUsedAt"
  | "madeBy"
>;

type Row = Omit<KeptKey, "keyId" | keyof Limits> &
  Partial<Limits> & { readonly _id: string; readonly request?: IssueRequest };

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
    name: String,
    roles: [String],
    scopes: [String],
    expiresAt: Date,
    allowedAddresses: [String],
    issuedAt: Date,
    madeBy: String,
    request: new Schema({ id: String, fingerprint: String }, { _id: false, strict: "throw" }),
  },
  { strict: "throw", versionKey: false },
);
// A key without scopes has no limit; mongoose would make an empty list of it.
schema.path("scopes").default(undefined);
schema.index({ prefix: 1 }, { unique: true });
schema.index(
  { auditTenantId: 1, "request.id": 1 },
  { unique: true, partialFilterExpression: { "request.id": { $exists: true } } },
);

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

    /** The key that an owner issued with this request id. */
    async byRequest(
      tenantId: string,
      requestId: string,
    ): Promise<{ readonly key: KeptKey; readonly fingerprint: string } | undefined> {
      const row = await keys
        .findOne({ auditTenantId: tenantId, "request.id": requestId })
        .lean<Row>();
      return row?.request && { key: fromRow(row), fingerprint: row.request.fingerprint };
    },

    /** The keys of one company, or of one desk. */
    async ofHome(home: Home): Promise<readonly KeptKey[]> {
      const rows = await keys
        .find(
          home.kind === "tenant"
            ? { "holder.kind": "tenant", "holder.tenantId": home.tenantId }
            : { "holder.kind": "staff", providerId: home.providerId },
        )
        .sort({ _id: 1 })
        .limit(500)
        .lean<Row[]>();
      return rows.map(fromRow);
    },

    /** @throws duplicate key when the request id was used by this tenant. */
    async insert(
      session: ClientSession,
      added: readonly KeptKey[],
      request?: IssueRequest,
    ): Promise<void> {
      await keys.insertMany(
        added.map(({ keyId, scopes, ...key }) => ({
          _id: keyId,
          ...key,
          ...(scopes === null ? {} : { scopes }),
          ...(request && { request }),
        })),
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
  return {
    keyId,
    prefix,
    secretHash,
    holder,
    providerId,
    auditTenantId,
    revokedAt,
    name: row.name ?? "",
    // Keys from before there were roles are the owner's; an empty list stands for absence there.
    roles: row.roles?.length ? row.roles : unlimited.roles,
    scopes: row.scopes ?? null,
    expiresAt: row.expiresAt ?? null,
    allowedAddresses: row.allowedAddresses ?? [],
    issuedAt: row.issuedAt ?? null,
    lastUsedAt: row.lastUsedAt ?? null,
    madeBy: row.madeBy ?? "",
  };
}

import { DomainError } from "@whiteline/service-kit";
import { Schema, type ClientSession, type Connection } from "mongoose";
import type { Tenant } from "../domain/tenant.js";

/** The registration that made a tenant; the platform tenant has none. */
type RegistrationRequest = {
  readonly id: string;
  /** Keyed hash of what was asked: the same id with other words is another request. */
  readonly fingerprint: string;
};

type Row = Omit<Tenant, "tenantId"> & {
  readonly _id: string;
  readonly request?: RegistrationRequest;
  readonly suspension?: { readonly reason: string; readonly at: Date } | null;
};

const schema = new Schema<Row>(
  {
    _id: String,
    providerId: String,
    market: String,
    kind: String,
    name: String,
    status: String,
    platform: Boolean,
    registeredAt: Date,
    version: Number,
    request: new Schema({ id: String, fingerprint: String }, { _id: false, strict: "throw" }),
    suspension: new Schema({ reason: String, at: Date }, { _id: false, strict: "throw" }),
  },
  { strict: "throw", versionKey: false },
);
schema.index({ providerId: 1, name: 1 });
schema.index(
  { providerId: 1, "request.id": 1 },
  { unique: true, partialFilterExpression: { "request.id": { $exists: true } } },
);

export type TenantStore = ReturnType<typeof tenantStore>;

/** The customers of the providers. */
export function tenantStore(connection: Connection) {
  const tenants = connection.model<Row>("Tenant", schema, "tenants");

  return {
    /** Companies by market and status, without platform tenants. */
    async count(): Promise<
      readonly { readonly market: string; readonly status: string; readonly tenants: number }[]
    > {
      return tenants.aggregate<{ market: string; status: string; tenants: number }>([
        { $match: { platform: false } },
        { $group: { _id: { market: "$market", status: "$status" }, tenants: { $sum: 1 } } },
        { $project: { _id: 0, market: "$_id.market", status: "$_id.status", tenants: 1 } },
      ]);
    },

    ensureIndexes: () => tenants.createIndexes(),

    async byId(tenantId: string): Promise<Tenant | undefined> {
      const row = await tenants.findById(tenantId).lean<Row>();
      return row === null ? undefined : fromRow(row);
    },

    /**
     * A page of a provider's customers by name, without the platform tenant.
     * @param asked.search part of a name, or a whole id; @param asked.tenantIds only these; none: everybody.
     */
    async ofProvider(
      providerId: string,
      asked: {
        readonly search: string;
        readonly tenantIds: readonly string[];
        readonly after: Pick<Tenant, "tenantId" | "name"> | undefined;
        readonly limit: number;
      },
    ): Promise<readonly Tenant[]> {
      const { search, tenantIds, after, limit } = asked;
      const named = { name: { $regex: patternOf(search), $options: "i" } };
      const rows = await tenants
        .find({
          $and: [
            { providerId, platform: false },
            search === "" ? {} : { $or: [{ _id: search }, named] },
            tenantIds.length === 0 ? {} : { _id: { $in: [...tenantIds] } },
            after === undefined
              ? {}
              : {
                  $or: [
                    { name: { $gt: after.name } },
                    { name: after.name, _id: { $gt: after.tenantId } },
                  ],
                },
          ],
        })
        .sort({ name: 1, _id: 1 })
        .limit(limit)
        .lean<Row[]>();
      return rows.map(fromRow);
    },

    /** The tenant that a registration with this request id made. */
    async byRequest(
      providerId: string,
      requestId: string,
    ): Promise<{ readonly tenant: Tenant; readonly fingerprint: string } | undefined> {
      const row = await tenants.findOne({ providerId, "request.id": requestId }).lean<Row>();
      return row?.request && { tenant: fromRow(row), fingerprint: row.request.fingerprint };
    },

    /** @throws duplicate key when the request id was used at this provider. */
    async insert(
      session: ClientSession,
      { tenantId, ...tenant }: Tenant,
      request?: RegistrationRequest,
    ): Promise<void> {
      await tenants.create([{ _id: tenantId, ...tenant, ...(request && { request }) }], {
        session,
      });
    },

    /**
     * Keeps a suspension, or its end, decided on the version before.
     * @throws DomainError conflict TENANT_CHANGED.
     */
    async keepStatus(
      session: ClientSession,
      { tenantId, status, version }: Tenant,
      suspension: { readonly reason: string; readonly at: Date } | null,
    ): Promise<void> {
      const { matchedCount } = await tenants.updateOne(
        { _id: tenantId, version: version - 1 },
        { $set: { status, version, suspension } },
        { session },
      );
      if (matchedCount === 0) {
        throw new DomainError("conflict", "TENANT_CHANGED", "The tenant changed meanwhile.", {
          remedy: "Read the tenant again and repeat the request.",
        });
      }
    },
  };
}

/** What was typed, letter by letter; Arabic and Persian forms of ye and kaf stand for each other. */
function patternOf(search: string): string {
  return search
    .replace(/[.*+?^${}()|[\]\\]/gu, "\\$&")
    .replace(/[يی]/gu, "[يی]")
    .replace(/[كک]/gu, "[كک]");
}

function fromRow(row: Row): Tenant {
  const {
    _id: tenantId,
    providerId,
    market,
    kind,
    name,
    status,
    platform,
    registeredAt,
    version,
  } = row;
  return { tenantId, providerId, market, kind, name, status, platform, registeredAt, version };
}

import { DomainError, isDuplicateKey } from "@whiteline/service-kit";
import { Schema, type ClientSession, type Connection } from "mongoose";

export type OptOut = {
  readonly tenantId: string;
  /** Empty: every line of the tenant. */
  readonly lineId: string;
  readonly msisdn: number;
  readonly channel: string;
  readonly requestId: string;
  readonly at: Date;
};

const schema = new Schema<OptOut>(
  {
    tenantId: String,
    lineId: String,
    msisdn: Number,
    channel: String,
    requestId: String,
    at: Date,
  },
  { strict: "throw", versionKey: false, collection: "optOuts" },
);
schema.index({ tenantId: 1, msisdn: 1, lineId: 1 }, { unique: true });
schema.index({ tenantId: 1, requestId: 1 }, { unique: true });

export type OptOutStore = ReturnType<typeof optOutStore>;

/** Who asked a tenant not to be written to. Nothing here is ever removed. */
export function optOutStore(connection: Connection) {
  const optOuts = connection.model("OptOut", schema);

  return {
    async ensureIndexes(): Promise<void> {
      await optOuts.createIndexes();
    },

    async add(session: ClientSession, optOut: OptOut): Promise<void> {
      await optOuts.create([optOut], { session });
    },

    /**
     * The earlier record behind a duplicate key: the same person said it before, or the request came twice.
     * @throws DomainError REQUEST_ID_REUSED when the request id belongs to another refusal; any other error as it is
     */
    async earlier(
      error: unknown,
      { tenantId, lineId, msisdn, requestId }: OptOut,
    ): Promise<OptOut> {
      if (!isDuplicateKey(error)) throw error;
      const same = await optOuts.findOne({ tenantId, msisdn, lineId }).lean();
      const ofRequest = await optOuts.findOne({ tenantId, requestId }).lean();
      if (ofRequest !== null && (ofRequest.msisdn !== msisdn || ofRequest.lineId !== lineId)) {
        throw new DomainError(
          "already_exists",
          "REQUEST_ID_REUSED",
          "This request id recorded another refusal.",
          {
            remedy: "Use a fresh request id for each refusal.",
          },
        );
      }
      if (same === null) throw error;
      return same;
    },

    /** Which of the numbers refused this line or every line of the tenant: one indexed query, true at once. */
    async among(
      tenantId: string,
      lineId: string,
      msisdns: readonly number[],
    ): Promise<ReadonlySet<number>> {
      if (msisdns.length === 0) return new Set();
      const cursor = optOuts.collection.find(
        { tenantId, msisdn: { $in: [...msisdns] }, lineId: { $in: ["", lineId] } },
        { projection: { _id: 0, msisdn: 1 } },
      );
      const refused = new Set<number>();
      for await (const { msisdn } of cursor) refused.add(Number(msisdn));
      return refused;
    },
  };
}

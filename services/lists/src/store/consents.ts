import { mongo, type ClientSession, type Connection } from "mongoose";
import { wordAt, type Consent, type ConsentState, type RecipientKind } from "../domain/consent.js";

type Doc = Omit<Consent, "consentId"> & {
  readonly _id: mongo.ObjectId;
  readonly changedAt: Date;
};
type RequestDoc = { readonly _id: string; readonly consentId: string; readonly at: Date };

export type ConsentStore = ReturnType<typeof consentStore>;

/** Who agreed to be advertised to, per tenant, number and kind of recipient, with every word's proof. */
export function consentStore(connection: Connection) {
  const consents = connection.collection<Doc>("consents");
  const requests = connection.collection<RequestDoc>("consentRequests");

  return {
    async ensureIndexes(): Promise<void> {
      await consents.createIndexes([
        { key: { tenantId: 1, msisdn: 1, kind: 1 }, unique: true },
        { key: { tenantId: 1, changedAt: -1, _id: -1 } },
        { key: { tenantId: 1, registry: 1 } },
      ]);
      await requests.createIndex({ at: 1 }, { expireAfterSeconds: 7 * 86_400 }, {});
    },

    /** What is known of these numbers. */
    async ofNumbers(
      tenantId: string,
      msisdns: readonly number[],
      session?: ClientSession,
    ): Promise<readonly Consent[]> {
      const options = session === undefined ? {} : { session };
      const found = await consents
        .find({ tenantId, msisdn: { $in: [...msisdns] } }, options)
        .toArray();
      return found.map(toConsent);
    },

    /** Keeps words; each carries the version before as its condition, so that of two writers one begins again. */
    async put(session: ClientSession, words: readonly Consent[], at: Date): Promise<void> {
      if (words.length === 0) return;
      const writes = words.map(({ consentId, ...word }) => {
        const _id = new mongo.ObjectId(consentId);
        return word.version === 1
          ? { insertOne: { document: { _id, ...word, changedAt: at } } }
          : {
              updateOne: {
                filter: { _id, version: word.version - 1 },
                update: { $set: { ...word, changedAt: at } },
              },
            };
      });
      const { insertedCount, matchedCount } = await consents.bulkWrite(writes, { session });
      if (insertedCount + matchedCount !== words.length)
        throw new Error("a consent changed meanwhile");
    },

    newConsentId: (): string => new mongo.ObjectId().toHexString(),

    /** The consent that a request recorded before. */
    async requested(tenantId: string, requestId: string): Promise<string | undefined> {
      return (await requests.findOne({ _id: `${tenantId}:${requestId}` }))?.consentId;
    },
    async keepRequest(
      session: ClientSession,
      { tenantId, requestId, consentId }: Record<"tenantId" | "requestId" | "consentId", string>,
      at: Date,
    ): Promise<void> {
      await requests.insertOne({ _id: `${tenantId}:${requestId}`, consentId, at }, { session });
    },

    /**
     * Who of these agreed and did not withdraw. One kind's withdrawal is enough to leave a number out: nobody tells us
     * in which of its roles a person reads a message.
     */
    async among(tenantId: string, msisdns: readonly number[]): Promise<ReadonlySet<number>> {
      if (msisdns.length === 0) return new Set();
      const given = new Set<number>();
      const withdrawn = new Set<number>();
      const cursor = consents.find(
        { tenantId, msisdn: { $in: [...msisdns] } },
        { projection: { _id: 0, msisdn: 1, "current.state": 1 } },
      );
      for await (const { msisdn, current } of cursor)
        (current.state === "given" ? given : withdrawn).add(msisdn);
      for (const msisdn of withdrawn) given.delete(msisdn);
      return given;
    },

    /** As `among`, at a moment that is past. */
    async amongAt(
      tenantId: string,
      msisdns: readonly number[],
      at: Date,
    ): Promise<ReadonlySet<number>> {
      const given = new Set<number>();
      const withdrawn = new Set<number>();
      for await (const doc of consents.find({ tenantId, msisdn: { $in: [...msisdns] } })) {
        const word = wordAt(doc, at);
        if (word !== undefined) (word.state === "given" ? given : withdrawn).add(doc.msisdn);
      }
      for (const msisdn of withdrawn) given.delete(msisdn);
      return given;
    },

    /** Newest first. */
    async page(
      tenantId: string,
      asked: {
        readonly state: ConsentState | undefined;
        readonly registry: Consent["registry"] | undefined;
        readonly after: { readonly at: Date; readonly id: string } | undefined;
        readonly limit: number;
      },
    ): Promise<readonly (Consent & { readonly changedAt: Date })[]> {
      const { state, registry, after, limit } = asked;
      const older = after && {
        $or: [
          { changedAt: { $lt: after.at } },
          { changedAt: after.at, _id: { $lt: new mongo.ObjectId(after.id) } },
        ],
      };
      const found = await consents
        .find({
          tenantId,
          ...(state && { "current.state": state }),
          ...(registry && { registry }),
          ...older,
        })
        .sort({ changedAt: -1, _id: -1 })
        .limit(limit)
        .toArray();
      return found.map((doc) => ({ ...toConsent(doc), changedAt: doc.changedAt }));
    },

    async counts(tenantId: string): Promise<Readonly<Record<ConsentState, number>>> {
      const count = (state: ConsentState) =>
        consents.countDocuments({ tenantId, "current.state": state });
      const [given, withdrawn] = await Promise.all([count("given"), count("withdrawn")]);
      return { given, withdrawn };
    },
    /** Consents of these tenants whose entries the registry refuses. */
    async refusedByRegistry(...tenantIds: readonly string[]): Promise<number> {
      return consents.countDocuments({ tenantId: { $in: [...tenantIds] }, registry: "refused" });
    },

    /** What the registry said of entries. */
    async markRegistry(
      tenantId: string,
      kind: RecipientKind,
      answers: readonly { readonly msisdn: number; readonly error: string }[],
    ): Promise<void> {
      if (answers.length === 0) return;
      await consents.bulkWrite(
        answers.map(({ msisdn, error }) => ({
          updateOne: {
            filter: { tenantId, msisdn, kind },
            update: {
              $set: { registry: error === "" ? "uploaded" : "refused", registryError: error },
            },
          },
        })),
        { ordered: false },
      );
    },
  };
}

function toConsent({ _id, changedAt: _changedAt, ...consent }: Doc): Consent {
  return { consentId: _id.toHexString(), ...consent };
}

import { mongo, type ClientSession, type Connection } from "mongoose";
import {
  heldAt,
  type EarlierRefusal,
  type NewRefusal,
  type Refusal,
  type RefusalLift,
} from "../domain/refusal.js";
import { createNumberSet, type NumberSet } from "../domain/number-set.js";

/** Fields that came later are absent in older documents. */
type CameLater = "heardAt" | "reference" | "stops" | "version" | "earlierRequestIds" | "earlier";
type Doc = Omit<Refusal, "refusalId" | CameLater> &
  Partial<Pick<Refusal, CameLater>> & {
    readonly _id: mongo.ObjectId;
    /** Present while no dispatcher has told that it obeys; what the alarm looks at. */
    readonly unenforced?: true;
    readonly tookMs?: number;
  };
type Key = Pick<Refusal, "tenantId" | "lineId" | "msisdn">;

export type RefusalPage = {
  readonly lineId: string;
  readonly channel: string;
  readonly withLifted: boolean;
  /** Of the page before. */
  readonly after: { readonly at: Date; readonly refusalId: string } | undefined;
  readonly limit: number;
};

/** Dispatchers that run tell within this time of a refusal; one that tells later has been started anew. */
const SEVERAL_TELL_MS = 300_000;

export type OptOutStore = ReturnType<typeof optOutStore>;

/** Who asked a tenant not to be written to: one document per subscriber and line, which is never removed. */
export function optOutStore(connection: Connection) {
  const optOuts = connection.collection<Doc>("optOuts");
  const holding = { lift: null };

  return {
    async ensureIndexes(): Promise<void> {
      await optOuts.createIndexes([
        { key: { tenantId: 1, msisdn: 1, lineId: 1 }, unique: true },
        { key: { tenantId: 1, requestId: 1 }, unique: true },
        { key: { tenantId: 1, at: -1, _id: -1 } },
        { key: { unenforced: 1, at: 1 }, partialFilterExpression: { unenforced: true } },
      ]);
    },

    async find(key: Key, session?: ClientSession): Promise<Refusal | undefined> {
      const { tenantId, lineId, msisdn } = key;
      return toRefusal(await optOuts.findOne({ tenantId, lineId, msisdn }, withSession(session)));
    },

    /** What these numbers refused of every line, by number. */
    async ofEveryLine(
      session: ClientSession,
      tenantId: string,
      msisdns: readonly number[],
    ): Promise<ReadonlyMap<number, Refusal>> {
      const asked = { tenantId, msisdn: { $in: [...msisdns] }, lineId: "" };
      const found = (await optOuts.find(asked, { session }).toArray()).flatMap(asList);
      return new Map(found.map((refusal) => [refusal.msisdn, refusal]));
    },

    async byRequest(tenantId: string, requestId: string): Promise<Refusal | undefined> {
      return toRefusal(await optOuts.findOne({ tenantId, requestId }));
    },

    async get(tenantId: string, refusalId: string): Promise<Refusal | undefined> {
      const _id = toId(refusalId);
      return _id === undefined ? undefined : toRefusal(await optOuts.findOne({ _id, tenantId }));
    },

    async add(session: ClientSession, word: NewRefusal): Promise<Refusal> {
      const _id = new mongo.ObjectId();
      const unsaid = { enforcedAt: null, lift: null, earlierRequestIds: [], earlier: [] };
      const fresh = { ...word, version: 1, ...unsaid };
      await optOuts.insertOne({ _id, ...fresh, unenforced: true }, { session });
      return { refusalId: _id.toHexString(), ...fresh };
    },

    /** The same subscriber says it anew after a lift. */
    async renew(session: ClientSession, known: Refusal, word: NewRefusal): Promise<Refusal> {
      const { channel, requestId, heardAt, at, reference, stops } = word;
      const fresh = {
        ...{ channel, requestId, heardAt, at, reference, stops },
        version: known.version + 1,
        enforcedAt: null,
        lift: null,
        earlierRequestIds: [...known.earlierRequestIds, known.requestId],
        earlier: [...known.earlier, ...liftedWord(known)],
      };
      await this.change(session, known, { $set: { ...fresh, unenforced: true } });
      return { ...known, ...fresh };
    },

    /**
     * The same subscriber says it by another road while it holds. It counts from when it did and is obeyed already; what
     * is told of it is the younger word.
     */
    async widen(session: ClientSession, known: Refusal, word: NewRefusal): Promise<Refusal> {
      const { channel, requestId, reference, stops } = word;
      const younger = {
        ...{ channel, requestId, reference, stops },
        heardAt: word.heardAt > known.heardAt ? word.heardAt : known.heardAt,
        earlierRequestIds: [...known.earlierRequestIds, known.requestId],
      };
      await this.change(session, known, { $set: younger });
      return { ...known, ...younger };
    },

    async lift(session: ClientSession, known: Refusal, lift: RefusalLift): Promise<Refusal> {
      const version = known.version + 1;
      await this.change(session, known, { $set: { lift, version }, $unset: { unenforced: "" } });
      return { ...known, lift, version };
    },

    /** @throws Error when the refusal changed meanwhile: the transaction begins again. */
    async change(
      session: ClientSession,
      { refusalId, version }: Refusal,
      update: mongo.UpdateFilter<Doc>,
    ): Promise<void> {
      const { matchedCount } = await optOuts.updateOne(
        { _id: new mongo.ObjectId(refusalId), ...ofVersion(version) },
        update,
        { session },
      );
      if (matchedCount === 0) throw new Error("the refusal changed meanwhile");
    },

    /**
     * A dispatcher obeys since `at`. Of several the latest counts; what a restart tells again later does not.
     * @returns milliseconds since the subscriber's word; undefined when that word does not hold any more
     */
    async enforced(refusalId: string, version: number, at: Date): Promise<number | undefined> {
      const _id = toId(refusalId);
      if (_id === undefined) return undefined;
      const changed = await optOuts.findOneAndUpdate(
        {
          ...{ _id, version, ...holding },
          $or: [{ enforcedAt: null }, { at: { $gt: new Date(at.getTime() - SEVERAL_TELL_MS) } }],
        },
        [
          { $set: { enforcedAt: { $max: ["$enforcedAt", at] } } },
          { $set: { tookMs: { $max: [0, { $subtract: ["$enforcedAt", "$heardAt"] }] } } },
          { $unset: "unenforced" },
        ],
        { returnDocument: "after" },
      );
      return changed?.tookMs;
    },

    /** Which of the numbers refused this line or every line of the tenant: one indexed query, true at once. */
    async among(
      tenantId: string,
      lineId: string,
      msisdns: readonly number[],
    ): Promise<ReadonlySet<number>> {
      if (msisdns.length === 0) return new Set();
      const cursor = optOuts.find(
        { tenantId, msisdn: { $in: [...msisdns] }, lineId: { $in: ["", lineId] }, ...holding },
        { projection: { _id: 0, msisdn: 1 } },
      );
      const refused = new Set<number>();
      for await (const { msisdn } of cursor) refused.add(msisdn);
      return refused;
    },

    /** As `among`, at a moment that is past. */
    async amongAt(
      tenantId: string,
      lineId: string,
      msisdns: readonly number[],
      at: Date,
    ): Promise<ReadonlySet<number>> {
      const ofLine = { lineId: { $in: ["", lineId] } };
      const cursor = optOuts.find({ tenantId, msisdn: { $in: [...msisdns] }, ...ofLine });
      const refused = new Set<number>();
      for await (const doc of cursor)
        if (asList(doc).some((each) => heldAt(each, at))) refused.add(doc.msisdn);
      return refused;
    },

    /** Everybody who refused this line or every line, while they are no more than `most`; undefined when more. */
    async all(tenantId: string, lineId: string, most: number): Promise<NumberSet | undefined> {
      const holds = { tenantId, lineId: { $in: ["", lineId] }, ...holding };
      const refused = createNumberSet();
      const cursor = optOuts.find(holds, {
        projection: { _id: 0, msisdn: 1 },
        limit: most + 1,
        batchSize: 10_000,
      });
      let seen = 0;
      for await (const { msisdn } of cursor) {
        refused.add(msisdn);
        seen += 1;
      }
      return seen > most ? undefined : refused;
    },

    /** Who of `among` refuses any line of the tenant, by a word kept since then. */
    async who(tenantId: string, since: Date | undefined, among: NumberSet): Promise<NumberSet> {
      const kept = since === undefined ? {} : { at: { $gte: since } };
      const refused = createNumberSet();
      const cursor = optOuts.find(
        { tenantId, ...kept, ...holding },
        { projection: { _id: 0, msisdn: 1 }, batchSize: 10_000 },
      );
      for await (const { msisdn } of cursor) if (among.has(msisdn)) refused.add(msisdn);
      return refused;
    },

    async ofNumber(tenantId: string, msisdn: number): Promise<readonly Refusal[]> {
      return (await optOuts.find({ tenantId, msisdn }).toArray()).flatMap(asList);
    },

    /** Newest first. */
    async page(tenantId: string, asked: RefusalPage): Promise<readonly Refusal[]> {
      const { lineId, channel, withLifted, after, limit } = asked;
      const older = after && {
        $or: [
          { at: { $lt: after.at } },
          { at: after.at, _id: { $lt: new mongo.ObjectId(after.refusalId) } },
        ],
      };
      const found = await optOuts
        .find({
          tenantId,
          ...(lineId === "" ? {} : { lineId }),
          ...(channel === "" ? {} : { channel }),
          ...(withLifted ? {} : holding),
          ...older,
        })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .toArray();
      return found.flatMap(asList);
    },

    /** The stopwatch's readings since then, slowest last. */
    async readings(
      tenantId: string,
      since: Date,
    ): Promise<{ readonly refusals: number; readonly tookMs: readonly number[] }> {
      const refusals = await optOuts.countDocuments({ tenantId, at: { $gte: since } });
      const measured = await optOuts
        .find(
          { tenantId, at: { $gte: since }, tookMs: { $exists: true } },
          { projection: { _id: 0, tookMs: 1 } },
        )
        .toArray();
      return {
        refusals,
        tookMs: measured.map(({ tookMs = 0 }) => tookMs).toSorted((a, b) => a - b),
      };
    },

    /** Refusals kept before `before` that no dispatcher has told to obey; of one tenant or of all. */
    async overdue(before: Date, tenantId?: string): Promise<number> {
      const ofTenant = tenantId === undefined ? {} : { tenantId };
      return optOuts.countDocuments({ unenforced: true, at: { $lt: before }, ...ofTenant });
    },
  };
}

/** What stays known of a word when its subscriber refuses again. */
function liftedWord({ channel, heardAt, at, reference, lift }: Refusal): readonly EarlierRefusal[] {
  return lift === null ? [] : [{ channel, heardAt, at, reference, lift }];
}

const withSession = (session: ClientSession | undefined) =>
  session === undefined ? {} : { session };

/** What was kept before there were versions has the first. */
function ofVersion(version: number): mongo.Filter<Doc> {
  return version === 1 ? { $or: [{ version }, { version: { $exists: false } }] } : { version };
}

/** Undefined for what is no id of ours. */
function toId(refusalId: string): mongo.ObjectId | undefined {
  return /^[0-9a-f]{24}$/u.test(refusalId) ? new mongo.ObjectId(refusalId) : undefined;
}

function asList(doc: Doc): Refusal[] {
  const refusal = toRefusal(doc);
  return refusal === undefined ? [] : [refusal];
}

function toRefusal(doc: Doc | null): Refusal | undefined {
  if (doc === null) return undefined;
  return {
    refusalId: doc._id.toHexString(),
    tenantId: doc.tenantId,
    lineId: doc.lineId,
    msisdn: doc.msisdn,
    channel: doc.channel,
    requestId: doc.requestId,
    heardAt: doc.heardAt ?? doc.at,
    at: doc.at,
    reference: doc.reference ?? "",
    stops: doc.stops ?? [],
    version: doc.version ?? 1,
    enforcedAt: doc.enforcedAt ?? null,
    lift: doc.lift ?? null,
    earlierRequestIds: doc.earlierRequestIds ?? [],
    earlier: doc.earlier ?? [],
  };
}

import { inTransaction, isDuplicateKey } from "@whiteline/service-kit";
import { mongo, type ClientSession, type Connection } from "mongoose";
import { createRecentSends, type RecentSends } from "../domain/recent-sends.js";

type Head = { readonly _id: string; readonly seq: number };
type Doc = {
  readonly _id: string;
  readonly tenantId: string;
  readonly seq: number;
  readonly traffic: string;
  readonly at: Date;
  /** Keys of recipients, and of recipients with their texts; eight bytes each. */
  readonly keys: mongo.Binary;
  readonly texts: mongo.Binary;
};
type Known = {
  seq: number;
  /** By kind of traffic. */
  readonly recipients: Map<string, RecentSends>;
  readonly texts: Map<string, RecentSends>;
};
/** Who was sent what: keyed hashes. */
export type SentKeys = { readonly keys: readonly number[]; readonly texts: readonly number[] };
export type RecentOf = { readonly recipients: RecentSends; readonly texts: RecentSends };
export type SentStore = ReturnType<typeof sentStore>;

const HOUR_MS = 3_600_000;
/** The longest period that a limit may have, and a day. */
const KEPT_HOURS = 32 * 24;
const TENANTS_HELD = 200;

/**
 * What was sent lately, one document per chunk (guard rule 1), counted once under the chunk's name. Every process holds
 * what it was asked about in memory and reads on by a sequence per tenant, which is written first, so that the order of
 * sequence is the order of commits and no count is passed over.
 */
export function sentStore(connection: Connection) {
  const heads = connection.collection<Head>("sentHeads");
  const sent = connection.collection<Doc>("sent");
  const known = new Map<string, Known>();
  const turns = new Map<string, Promise<unknown>>();

  const learn = (
    mine: Known,
    { traffic, at, keys, texts }: Omit<Doc, "_id" | "tenantId">,
  ): void => {
    const hour = hourOf(at);
    of(mine.recipients, traffic).add(hour, unpack(keys));
    of(mine.texts, traffic).add(hour, unpack(texts));
  };
  const readOn = async (tenantId: string, now: Date, session?: ClientSession): Promise<Known> => {
    const mine: Known = known.get(tenantId) ?? { seq: 0, recipients: new Map(), texts: new Map() };
    known.delete(tenantId);
    known.set(tenantId, mine);
    for (const oldest of known.keys()) if (known.size > TENANTS_HELD) known.delete(oldest);
    const later = { tenantId, seq: { $gt: mine.seq } };
    const options = { sort: { seq: 1 as const }, ...(session && { session }) };
    for await (const doc of sent.find(later, options)) {
      learn(mine, doc);
      mine.seq = doc.seq;
    }
    const oldest = hourOf(now) - KEPT_HOURS;
    for (const recent of [...mine.recipients.values(), ...mine.texts.values()])
      recent.forget(oldest);
    return mine;
  };
  /** One at a time per tenant, so that our own chunks do not make each other begin again. */
  const inTurn = <T>(tenantId: string, work: () => Promise<T>): Promise<T> => {
    const before = turns.get(tenantId) ?? Promise.resolve();
    const mine = before.then(work, work);
    turns.set(tenantId, mine);
    void mine.then(forget, forget);
    function forget(): void {
      if (turns.get(tenantId) === mine) turns.delete(tenantId);
    }
    return mine;
  };

  return {
    async ensureIndexes(): Promise<void> {
      await sent.createIndex({ tenantId: 1, seq: 1 }, {}, {});
      await sent.createIndex({ at: 1 }, { expireAfterSeconds: KEPT_HOURS * 3_600 }, {});
    },

    /** What was sent lately, as of now. */
    recent(tenantId: string, traffic: string, now: Date): Promise<RecentOf> {
      return inTurn(tenantId, async () => viewOf(await readOn(tenantId, now), traffic));
    },

    /**
     * Counts what `choose` says may be sent, once under this name: asked again it answers what was counted then.
     * @param choose sees what was sent before, and nothing can be counted meanwhile
     */
    count(
      {
        tenantId,
        name,
        traffic,
        at,
      }: Record<"tenantId" | "name" | "traffic", string> & {
        readonly at: Date;
      },
      choose: (recent: RecentOf) => SentKeys,
    ): Promise<SentKeys> {
      const _id = `${tenantId}:${name}`;
      return inTurn(tenantId, async () => {
        const before = await sent.findOne({ _id });
        if (before !== null) return { keys: unpack(before.keys), texts: unpack(before.texts) };
        try {
          return await inTransaction(connection, async (session) => {
            const head = await heads.findOneAndUpdate(
              { _id: tenantId },
              { $inc: { seq: 1 } },
              { upsert: true, returnDocument: "after", session },
            );
            const chosen = choose(viewOf(await readOn(tenantId, at, session), traffic));
            const keys = pack(chosen.keys);
            const texts = pack(chosen.texts);
            const seq = head?.seq ?? 1;
            await sent.insertOne({ _id, tenantId, seq, traffic, at, keys, texts }, { session });
            return chosen;
          });
        } catch (error) {
          if (!isDuplicateKey(error)) throw error;
          const same = await sent.findOne({ _id });
          if (same === null) throw error;
          return { keys: unpack(same.keys), texts: unpack(same.texts) };
        }
      });
    },
  };
}

/** The hour of an instant, since 1970. */
export function hourOf(at: Date): number {
  return Math.floor(at.getTime() / HOUR_MS);
}

function viewOf(mine: Known, traffic: string): RecentOf {
  return { recipients: of(mine.recipients, traffic), texts: of(mine.texts, traffic) };
}

function of(kinds: Map<string, RecentSends>, traffic: string): RecentSends {
  const recent = kinds.get(traffic) ?? createRecentSends();
  kinds.set(traffic, recent);
  return recent;
}

function pack(keys: readonly number[]): mongo.Binary {
  return new mongo.Binary(new Uint8Array(Float64Array.from(keys).buffer));
}

function unpack(packed: mongo.Binary): number[] {
  // A copy, because numbers of eight bytes begin at multiples of eight.
  const bytes = Uint8Array.from(packed.buffer.subarray(0, packed.length()));
  return Array.from(new Float64Array(bytes.buffer));
}

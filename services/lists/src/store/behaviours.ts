import { mongo, type Connection } from "mongoose";
import type { MessageOutcome, TaughtOperator } from "../domain/behaviour.js";
import { createNumberSet, type NumberSet } from "../domain/number-set.js";

/** A finished campaign that is being learned, for the first time or again. */
export type LearnedCampaign = {
  readonly campaignId: string;
  readonly tenantId: string;
  readonly finishedAt: Date;
  /** How often somebody began to learn it since it was learned last. */
  readonly attempts: number;
  /** Under which what is learned is written. */
  readonly build: string;
  readonly isFirst: boolean;
};
type CampaignDoc = Pick<LearnedCampaign, "tenantId" | "finishedAt" | "attempts"> & {
  readonly _id: string;
  readonly learnedAt: Date | null;
  /** Not taken up before; null: there is nothing new to learn. */
  readonly dueAt: Date | null;
  /** Something was told of it since it was taken up last. */
  readonly stirred: boolean;
  /** Whose pages are asked; null before it is learned. */
  readonly build: string | null;
  /** Build of who took it up last. */
  readonly claimed: string | null;
};
type PageDoc = {
  readonly _id: string;
  readonly tenantId: string;
  readonly campaignId: string;
  readonly build: string;
  readonly outcome: MessageOutcome;
  readonly operator: string;
  readonly page: number;
  /** The least and the greatest of its numbers, within the page. */
  readonly first: number;
  readonly last: number;
  readonly at: Date;
  readonly packed: mongo.Binary;
  /** Since when another build is asked; whoever reads it goes on for a while. */
  readonly retiredAt?: Date;
};

/** Recipients of one operator with one outcome. */
export type OutcomeGroup = {
  readonly outcome: MessageOutcome;
  readonly operator: string;
  readonly numbers: NumberSet;
};
export type OutcomeQuestion = {
  readonly outcomes: readonly MessageOutcome[];
  /** Undefined: ever. */
  readonly since: Date | undefined;
  /** Empty: any. */
  readonly campaignId: string;
  readonly atLeast: number;
};
/** Numbers per page: few documents for a small campaign, and one byte each of a page can be counted in memory. */
const PAGE = 2 ** 24;
/** Four bytes each: a document of 1 MB at most. */
const MOST_NUMBERS = 250_000;
const MOST_BELIEFS = 100;
/** Segments ask no further back; who was written to when is personal. */
const KEPT_DAYS = 400;
const LONGEST_AGAIN_MS = 86_400_000;
/** Longer than any question reads. */
const RETIRED_SECONDS = 600;

export type BehaviourStore = ReturnType<typeof behaviourStore>;

/**
 * Who of a tenant's recipients was reached by which finished campaign: sorted numbers in pages, a document for each
 * campaign, outcome and operator. What is learned is a build that nobody asks until it is whole and takes the place of
 * the one before in one write; who was reading that one reads it to the end. Every question is asked for one tenant.
 * @param againMs how soon what receipts told after it was learned is learned at the earliest
 */
export function behaviourStore(connection: Connection, againMs: number) {
  const campaigns = connection.collection<CampaignDoc>("learnedCampaigns");
  const pages = connection.collection<PageDoc>("outcomePages");

  /** Late receipts grow rarer: half the campaign's age later, so that each is learned and a million not a hundred times. */
  const dueAgain = (now: Date) => {
    const age = { $subtract: [now, "$finishedAt"] };
    const wait = { $min: [LONGEST_AGAIN_MS, { $max: [againMs, { $divide: [age, 2] }] }] };
    return { $add: [now, { $toLong: wait }] };
  };

  const learnedBuilds = async (
    tenantId: string,
    { since, campaignId }: OutcomeQuestion,
  ): Promise<string[]> => {
    const docs = await campaigns
      .find({
        ...{ tenantId, learnedAt: { $ne: null } },
        ...(since !== undefined && { finishedAt: { $gte: since } }),
        ...(campaignId !== "" && { _id: campaignId }),
      })
      .project<{ build: string }>({ build: 1 })
      .toArray();
    return docs.map(({ build }) => build);
  };

  /** What `builds` say; a byte per number of one page is in memory, whatever was sent. */
  const whoOf = async (
    tenantId: string,
    builds: readonly string[],
    { outcomes, atLeast }: OutcomeQuestion,
    among: NumberSet,
  ): Promise<NumberSet> => {
    const found = createNumberSet();
    if (builds.length === 0) return found;
    const those = { tenantId, build: { $in: [...builds] }, outcome: { $in: [...outcomes] } };
    const keep = (number: number): void => {
      if (among.has(number)) found.add(number);
    };
    if (atLeast <= 1) {
      for await (const { page, packed } of pages.find(those))
        for (const low of unpack(packed)) keep(page * PAGE + low);
      return found;
    }
    const counts = new Uint8Array(PAGE);
    let counted = -1;
    for await (const { page, packed } of pages.find(those, { sort: { page: 1 } })) {
      if (page !== counted) counts.fill(0);
      counted = page;
      for (const low of unpack(packed)) {
        const count = Math.min(255, (counts[low] ?? 0) + 1);
        counts[low] = count;
        if (count === atLeast) keep(page * PAGE + low);
      }
    }
    return found;
  };

  return {
    async ensureIndexes(): Promise<void> {
      const expireAfterSeconds = KEPT_DAYS * 86_400;
      await Promise.all([
        campaigns.createIndexes([
          { key: { tenantId: 1, finishedAt: 1 } },
          { key: { dueAt: 1 }, partialFilterExpression: { dueAt: { $type: "date" } }, name: "due" },
          { key: { finishedAt: 1 }, expireAfterSeconds },
        ]),
        pages.createIndexes([
          { key: { tenantId: 1, page: 1, at: -1 } },
          { key: { campaignId: 1 } },
          { key: { build: 1 } },
          { key: { at: 1 }, expireAfterSeconds },
          { key: { retiredAt: 1 }, expireAfterSeconds: RETIRED_SECONDS, sparse: true },
        ]),
      ]);
      // Learned before there were builds: its campaign's id names it.
      await pages.updateMany({ build: { $exists: false } }, [{ $set: { build: "$campaignId" } }]);
      const old = { learnedAt: { $ne: null }, build: { $exists: false } };
      await campaigns.updateMany(old, [{ $set: { build: "$_id", dueAt: null } }]);
    },

    /** A campaign has ended. Heard twice it changes nothing. */
    async hear(campaignId: string, tenantId: string, finishedAt: Date): Promise<void> {
      const untouched = { learnedAt: null, stirred: false, build: null, claimed: null };
      const fresh = { tenantId, finishedAt, dueAt: finishedAt, attempts: 0, ...untouched };
      await campaigns.updateOne({ _id: campaignId }, { $setOnInsert: fresh }, { upsert: true });
    },

    /** Something was told of these campaigns: those that have ended are learned again after a while. */
    async stir(tenantId: string, campaignIds: readonly string[], now: Date): Promise<void> {
      if (campaignIds.length === 0) return;
      await campaigns.updateMany({ _id: { $in: [...campaignIds] }, tenantId }, [
        { $set: { stirred: true, dueAt: { $ifNull: ["$dueAt", dueAgain(now)] } } },
      ]);
    },

    /** The campaign that waits longest; nobody else takes it before `until`. What dead attempts wrote of it is removed. */
    async claim(now: Date, until: Date, build: string): Promise<LearnedCampaign | undefined> {
      const doc = await campaigns.findOneAndUpdate(
        { dueAt: { $lte: now } },
        { $set: { dueAt: until, stirred: false, claimed: build }, $inc: { attempts: 1 } },
        { sort: { dueAt: 1 }, returnDocument: "after" },
      );
      if (doc === null) return undefined;
      const { _id: campaignId, tenantId, finishedAt, attempts, learnedAt } = doc;
      const dead = { build: { $ne: doc.build ?? "" }, retiredAt: { $exists: false } };
      await pages.deleteMany({ campaignId, ...dead });
      return { campaignId, tenantId, finishedAt, attempts, build, isFirst: learnedAt === null };
    },

    /** It could not be learned now. */
    async postpone({ campaignId, build }: LearnedCampaign, dueAt: Date): Promise<void> {
      await campaigns.updateOne({ _id: campaignId, claimed: build }, { $set: { dueAt } });
    },

    unlearned: (): Promise<number> => campaigns.countDocuments({ learnedAt: null }),

    /**
     * Keeps what became of a campaign's messages in the place of what was known; from then on it is asked. Nothing takes
     * the place of nothing that was known: where recipients or outcomes were erased since, what was learned stands.
     */
    async learn(
      { campaignId, tenantId, finishedAt: at, build, isFirst }: LearnedCampaign,
      groups: readonly OutcomeGroup[],
      learnedAt: Date,
    ): Promise<void> {
      for (const { outcome, operator, numbers } of groups) {
        let part = 0;
        for (const { page, lows } of pagesOf(numbers)) {
          const _id = `${build}:${outcome}:${operator}:${part}`;
          const [first = 0, last = 0] = [lows[0], lows.at(-1)];
          const of = { tenantId, campaignId, build, outcome, operator };
          await pages.insertOne({ _id, ...of, page, first, last, at, packed: pack(lows) });
          part += 1;
        }
      }
      const knowsMore = isFirst || groups.length > 0;
      // Who slept while another took it up changes nothing.
      const before = await campaigns.findOneAndUpdate(
        { _id: campaignId, claimed: build },
        [
          {
            $set: {
              ...{ learnedAt, attempts: 0, ...(knowsMore && { build }) },
              dueAt: { $cond: ["$stirred", dueAgain(learnedAt), null] },
            },
          },
        ],
        { returnDocument: "before" },
      );
      if (before === null) await pages.deleteMany({ campaignId, build });
      else if (knowsMore && before.build !== null)
        await pages.updateMany(
          { campaignId, build: before.build },
          { $set: { retiredAt: learnedAt } },
        );
    },

    /** Who of `among` had one of these outcomes in at least so many campaigns. */
    async who(tenantId: string, question: OutcomeQuestion, among: NumberSet): Promise<NumberSet> {
      return whoOf(tenantId, await learnedBuilds(tenantId, question), question, among);
    },

    /** What receipts of this tenant's campaigns said of a number, the newest first. */
    async taught(tenantId: string, msisdn: number): Promise<readonly TaughtOperator[]> {
      const low = msisdn % PAGE;
      const page = Math.floor(msisdn / PAGE);
      const within = { first: { $lte: low }, last: { $gte: low } };
      const mayHold = { tenantId, page, ...within, retiredAt: { $exists: false } };
      const told: PageDoc[] = [];
      for await (const doc of pages.find(mayHold, { sort: { at: -1 }, limit: MOST_BELIEFS }))
        if (unpack(doc.packed).includes(low)) told.push(doc);
      const named = { _id: { $in: told.map(({ campaignId }) => campaignId) }, tenantId };
      const learned = await campaigns.find(named).toArray();
      const inForce = new Set(learned.map(({ build }) => build));
      return told.flatMap(({ operator, outcome, campaignId: detail, at, build }) =>
        inForce.has(build) ? { operator, outcome, detail, at } : [],
      );
    },
  };
}

function* pagesOf(
  numbers: NumberSet,
): Generator<{ readonly page: number; readonly lows: number[] }> {
  let page = -1;
  let lows: number[] = [];
  for (const number of numbers.values()) {
    const its = Math.floor(number / PAGE);
    if (lows.length > 0 && (its !== page || lows.length === MOST_NUMBERS)) {
      yield { page, lows };
      lows = [];
    }
    page = its;
    lows.push(number % PAGE);
  }
  if (lows.length > 0) yield { page, lows };
}

function pack(lows: readonly number[]): mongo.Binary {
  return new mongo.Binary(new Uint8Array(Uint32Array.from(lows).buffer));
}

function unpack(packed: mongo.Binary): Uint32Array {
  // A copy, because numbers of four bytes begin at multiples of four.
  return new Uint32Array(Uint8Array.from(packed.buffer.subarray(0, packed.length())).buffer);
}

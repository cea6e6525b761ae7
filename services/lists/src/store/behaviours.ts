import { mongo, type Connection } from "mongoose";
import type { MessageOutcome } from "../domain/behaviour.js";
import { createNumberSet, type NumberSet } from "../domain/number-set.js";

/** A finished campaign whose outcomes are to be learned, or were. */
export type LearnedCampaign = {
  readonly campaignId: string;
  readonly tenantId: string;
  readonly finishedAt: Date;
  /** How often somebody began to learn it. */
  readonly attempts: number;
};
type CampaignDoc = Omit<LearnedCampaign, "campaignId"> & {
  readonly _id: string;
  readonly learnedAt: Date | null;
  /** Not taken up before. */
  readonly dueAt: Date;
};
type PageDoc = {
  readonly _id: string;
  readonly tenantId: string;
  readonly campaignId: string;
  readonly outcome: MessageOutcome;
  readonly operator: string;
  readonly page: number;
  /** The least and the greatest of its numbers, within the page. */
  readonly first: number;
  readonly last: number;
  readonly at: Date;
  readonly packed: mongo.Binary;
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
/** What a campaign's end said of the operator of a number. */
export type TaughtOperator = {
  readonly operator: string;
  readonly outcome: MessageOutcome;
  readonly campaignId: string;
  readonly at: Date;
};

/** Numbers per page: few documents for a small campaign, and one byte each of a page can be counted in memory. */
const PAGE = 2 ** 24;
/** Four bytes each: a document of 1 MB at most. */
const MOST_NUMBERS = 250_000;
const MOST_BELIEFS = 100;
/** Segments ask no further back; who was written to when is personal. */
const KEPT_DAYS = 400;

export type BehaviourStore = ReturnType<typeof behaviourStore>;

/**
 * Who of a tenant's recipients was reached by which finished campaign: sorted numbers in pages, a document for each
 * campaign, outcome and operator. What a learner left that died is written again under the same names, and is asked by
 * nobody before its campaign is learned. Every question is asked for one tenant.
 */
export function behaviourStore(connection: Connection) {
  const campaigns = connection.collection<CampaignDoc>("learnedCampaigns");
  const pages = connection.collection<PageDoc>("outcomePages");

  const learnedIds = async (tenantId: string, since: Date | undefined): Promise<string[]> => {
    const learned = { tenantId, learnedAt: { $ne: null } };
    const docs = await campaigns
      .find(since === undefined ? learned : { ...learned, finishedAt: { $gte: since } })
      .project<{ _id: string }>({ _id: 1 })
      .toArray();
    return docs.map(({ _id }) => _id);
  };

  return {
    async ensureIndexes(): Promise<void> {
      const expireAfterSeconds = KEPT_DAYS * 86_400;
      await Promise.all([
        campaigns.createIndexes([
          { key: { tenantId: 1, finishedAt: 1 } },
          { key: { dueAt: 1 }, partialFilterExpression: { learnedAt: null }, name: "unlearned" },
          { key: { finishedAt: 1 }, expireAfterSeconds },
        ]),
        pages.createIndexes([
          { key: { tenantId: 1, page: 1, at: -1 } },
          { key: { campaignId: 1 } },
          { key: { at: 1 }, expireAfterSeconds },
        ]),
      ]);
    },

    /** A campaign has ended. Heard twice it changes nothing. */
    async hear(campaignId: string, tenantId: string, finishedAt: Date): Promise<void> {
      const fresh = { tenantId, finishedAt, learnedAt: null, dueAt: finishedAt, attempts: 0 };
      await campaigns.updateOne({ _id: campaignId }, { $setOnInsert: fresh }, { upsert: true });
    },

    /** The campaign that waits longest; nobody else takes it before `until`. */
    async claim(now: Date, until: Date): Promise<LearnedCampaign | undefined> {
      const doc = await campaigns.findOneAndUpdate(
        { learnedAt: null, dueAt: { $lte: now } },
        { $set: { dueAt: until }, $inc: { attempts: 1 } },
        { sort: { dueAt: 1 }, returnDocument: "after" },
      );
      if (doc === null) return undefined;
      const { _id: campaignId, tenantId, finishedAt, attempts } = doc;
      return { campaignId, tenantId, finishedAt, attempts };
    },

    /** It could not be learned now. */
    async postpone(campaignId: string, dueAt: Date): Promise<void> {
      await campaigns.updateOne({ _id: campaignId, learnedAt: null }, { $set: { dueAt } });
    },

    unlearned: (): Promise<number> => campaigns.countDocuments({ learnedAt: null }),

    /** Keeps what became of a campaign's messages; from then on it is asked. */
    async learn(
      { campaignId, tenantId, finishedAt: at }: LearnedCampaign,
      groups: readonly OutcomeGroup[],
      learnedAt: Date,
    ): Promise<void> {
      for (const { outcome, operator, numbers } of groups) {
        let part = 0;
        for (const { page, lows } of pagesOf(numbers)) {
          const _id = `${campaignId}:${outcome}:${operator}:${part}`;
          const [first = 0, last = 0] = [lows[0], lows.at(-1)];
          const packed = pack(lows);
          const fields = { tenantId, campaignId, outcome, operator, page, first, last, at, packed };
          await pages.replaceOne({ _id }, fields, { upsert: true });
          part += 1;
        }
      }
      await campaigns.updateOne({ _id: campaignId }, { $set: { learnedAt } });
    },

    /** Who of `among` had one of these outcomes in at least so many campaigns. */
    async who(tenantId: string, question: OutcomeQuestion, among: NumberSet): Promise<NumberSet> {
      const { outcomes, since, campaignId, atLeast } = question;
      const found = createNumberSet();
      const learned = await learnedIds(tenantId, since);
      const asked = campaignId === "" ? learned : learned.filter((id) => id === campaignId);
      if (asked.length === 0) return found;
      const those = { tenantId, campaignId: { $in: asked }, outcome: { $in: [...outcomes] } };
      const keep = (number: number): void => {
        if (among.has(number)) found.add(number);
      };
      if (atLeast <= 1) {
        for await (const { page, packed } of pages.find(those))
          for (const low of unpack(packed)) keep(page * PAGE + low);
        return found;
      }
      // Page after page, so that one page's counts are in memory, whatever was sent.
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
    },

    /** What receipts of this tenant's campaigns said of a number, the newest first. */
    async taught(tenantId: string, msisdn: number): Promise<readonly TaughtOperator[]> {
      const low = msisdn % PAGE;
      const page = Math.floor(msisdn / PAGE);
      const mayHold = { tenantId, page, first: { $lte: low }, last: { $gte: low } };
      const taught: TaughtOperator[] = [];
      for await (const doc of pages.find(mayHold, { sort: { at: -1 }, limit: MOST_BELIEFS })) {
        if (!unpack(doc.packed).includes(low)) continue;
        const { operator, outcome, campaignId, at } = doc;
        taught.push({ operator, outcome, campaignId, at });
      }
      const named = { _id: { $in: taught.map(({ campaignId }) => campaignId) } };
      const learned = await campaigns.find({ ...named, learnedAt: { $ne: null } }).toArray();
      const known = new Set(learned.map(({ _id }) => _id));
      return taught.filter(({ campaignId }) => known.has(campaignId));
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

import mongoose, { type ClientSession, type Connection } from "mongoose";
import type { DoubtBook } from "../carrying.js";
import type { DoubtState } from "../domain/doubt-case.js";
import type { DoubtPolicy } from "../domain/doubt-policy.js";

const { Binary } = mongoose.mongo;

type DoubtDocument = {
  /** `<chunk>:<n>`, as its entry of the journal. */
  _id: string;
  chunk: string;
  n: number;
  tenant: string;
  /** Whose customer it is; absent or empty: not known, so no provider's. */
  provider?: string;
  campaign: string;
  account: string;
  bind: string;
  operator: string;
  traffic: string;
  lane: string;
  parts: number[];
  cause: string;
  policy: DoubtPolicy["kind"];
  state: DoubtState;
  at: Date;
  expiresAt: Date;
  settledBy: string | null;
  settledAt: Date | null;
  requestId: string | null;
  /** When a decision is carried out, or tried again. */
  dueAt: Date | null;
  forgetAt: Date;
};

/** Work kept while parts of it are held, for it is on no queue meanwhile. Holds numbers and texts. */
type HeldDocument = {
  _id: string;
  tokens: string[];
  work: InstanceType<typeof Binary>;
  forgetAt: Date;
};

/** A case as operations see it. */
export type ListedDoubt = Omit<DoubtDocument, "_id" | "forgetAt" | "dueAt" | "requestId">;

/** Whose customers' cases are asked for: those of a provider, or everybody's. */
export type Viewer = { readonly providerId: string } | "everybody";

const seenBy = (of: Viewer): { readonly provider?: string } =>
  of === "everybody" ? {} : { provider: of.providerId };

/** Work of which something was decided. */
export type DueWork = {
  readonly chunkId: string;
  readonly tokens: readonly string[];
  readonly work: Uint8Array;
};

/** Parts that were never answered and wait. */
export type Waiting = {
  readonly held: number;
  readonly waitsForAccount: number;
  readonly until: Date | undefined;
};

const DAY_MS = 86_400_000;
/** Cases are evidence for complaints and invoices of operators. */
const KEEP_DAYS = 90;
/** Decisions that did not come through are carried out again. */
const AGAIN_MS = 30_000;

const decided: Partial<Record<DoubtState, "release" | "drop">> = {
  releasing: "release",
  released: "release",
  dropping: "drop",
  dropped: "drop",
};
const settledStates: readonly DoubtState[] = ["releasing", "released", "dropping", "dropped"];
const openStates: readonly DoubtState[] = ["held", "releasing", "dropping"];

/** Submits that were never answered, case by case, and the work that is held for a decision. */
export const doubtStore = (connection: Connection, now: () => Date) => {
  const doubts = connection.collection<DoubtDocument>("doubts");
  const held = connection.collection<HeldDocument>("held_work");
  const book: DoubtBook = {
    record: async (chunk, policy, cases) => {
      const at = now();
      await doubts.bulkWrite(
        cases.map(({ n, parts, account, bindId, cause, state }) => {
          const _id = `${chunk.chunkId}:${n}`;
          const fixed = {
            chunk: chunk.chunkId,
            n,
            tenant: chunk.tenantId,
            provider: chunk.providerId,
            campaign: chunk.campaignId,
            account,
            bind: bindId,
            operator: chunk.operator,
            traffic: chunk.traffic,
            lane: chunk.lane,
            parts: [...parts],
            cause,
            at,
            expiresAt: chunk.expiresAt,
            settledBy: null,
            settledAt: null,
            requestId: null,
            dueAt: state === "held" ? chunk.expiresAt : null,
            forgetAt: new Date(at.getTime() + KEEP_DAYS * DAY_MS),
          };
          const isSettled = { $in: [{ $ifNull: ["$state", ""] }, settledStates] };
          return {
            updateOne: {
              filter: { _id },
              // What was decided stays; what waited for its account may have gone since.
              update: [
                {
                  $set: {
                    ...Object.fromEntries(
                      Object.entries(fixed).map(([key, value]) => [
                        key,
                        { $ifNull: [`$${key}`, { $literal: value }] },
                      ]),
                    ),
                    policy: policy.kind,
                    state: { $cond: [isSettled, "$state", state] },
                  },
                },
              ],
              upsert: true,
            },
          };
        }),
      );
    },

    decisions: async (chunkId) => {
      const found = await doubts
        .find({ chunk: chunkId, state: { $in: [...settledStates] } })
        .project<Pick<DoubtDocument, "n" | "state">>({ n: 1, state: 1 })
        .toArray();
      return new Map(
        found.flatMap(({ n, state }) => {
          const decision = decided[state];
          return decision === undefined ? [] : [[n, decision] as const];
        }),
      );
    },

    close: async (chunkId, entries) => {
      const of = (state: DoubtState) => ({ chunk: chunkId, n: { $in: [...entries] }, state });
      const end = (from: DoubtState, state: DoubtState) => ({
        updateMany: { filter: of(from), update: { $set: { state, dueAt: null } } },
      });
      await doubts.bulkWrite([end("releasing", "released"), end("dropping", "dropped")]);
      const open = { chunk: chunkId, state: { $in: [...openStates] } };
      if ((await doubts.findOne(open, { projection: { _id: 1 } })) === null)
        await held.deleteOne({ _id: chunkId });
    },
  };

  return {
    ...book,

    ensureIndexes: async (): Promise<void> => {
      await doubts.createIndexes([
        { key: { chunk: 1 } },
        { key: { campaign: 1, state: 1 } },
        { key: { at: -1, _id: -1 } },
        { key: { tenant: 1, at: -1, _id: -1 } },
        { key: { provider: 1, at: -1, _id: -1 } },
        { key: { dueAt: 1 }, partialFilterExpression: { dueAt: { $type: "date" } }, name: "due" },
        { key: { state: 1, at: -1 }, partialFilterExpression: { state: "held" }, name: "held" },
        { key: { forgetAt: 1 }, expireAfterSeconds: 0 },
      ]);
      await held.createIndexes([{ key: { forgetAt: 1 }, expireAfterSeconds: 0 }]);
    },

    /** Keeps the work of a chunk of which something is held, until it is settled or forgotten. */
    keepWork: async (
      chunkId: string,
      tokens: readonly string[],
      work: Uint8Array,
      expiresAt: Date,
    ): Promise<void> => {
      const forgetAt = new Date(Math.max(expiresAt.getTime(), now().getTime()) + DAY_MS);
      await held.updateOne(
        { _id: chunkId },
        { $set: { tokens: [...tokens], work: new Binary(work), forgetAt } },
        { upsert: true },
      );
    },

    /** Newest first. `after`: the last case of the page before. */
    list: async (
      filter: { readonly held: boolean; readonly tenantId: string; readonly of: Viewer },
      limit: number,
      after?: { readonly at: Date; readonly id: string },
    ): Promise<readonly ListedDoubt[]> => {
      const earlier =
        after === undefined
          ? {}
          : { $or: [{ at: { $lt: after.at } }, { at: after.at, _id: { $lt: after.id } }] };
      return doubts
        .find({
          ...(filter.held ? { state: "held" as const } : {}),
          ...(filter.tenantId === "" ? {} : { tenant: filter.tenantId }),
          ...seenBy(filter.of),
          ...earlier,
        })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .toArray();
    },

    /** Parts of a campaign or chunk that wait, by what for, and until when at most. */
    waiting: async (
      of: { readonly campaign: string } | { readonly chunk: string },
    ): Promise<Waiting> => {
      const isAwaited = { state: { $in: [...openStates, "waits_for_account" as const] } };
      const sums = await doubts
        .aggregate<{ _id: DoubtState; parts: number; until: Date }>([
          { $match: { ...of, ...isAwaited, expiresAt: { $gt: now() } } },
          {
            $group: {
              _id: "$state",
              parts: { $sum: { $size: "$parts" } },
              until: { $max: "$expiresAt" },
            },
          },
        ])
        .toArray();
      const sum = (ofAccount: boolean): number =>
        sums
          .filter(({ _id }) => (_id === "waits_for_account") === ofAccount)
          .reduce((parts, each) => parts + each.parts, 0);
      const until = sums.map((each) => each.until).toSorted((a, b) => b.getTime() - a.getTime())[0];
      return { held: sum(false), waitsForAccount: sum(true), until };
    },

    /** Of a provider's customers, or of everybody. */
    countHeld: (of: Viewer): Promise<number> =>
      doubts.countDocuments({ state: "held", ...seenBy(of) }),

    /**
     * Undefined when there is no such case of theirs; `isOurs` also when this very decision was there before, and then it is
     * not new.
     */
    settle: async (
      session: ClientSession,
      of: Viewer,
      id: string,
      decision: "release" | "drop",
      by: string,
      requestId: string,
    ): Promise<
      { readonly doubt: ListedDoubt; readonly isOurs: boolean; readonly isNew: boolean } | undefined
    > => {
      const state: DoubtState = decision === "release" ? "releasing" : "dropping";
      const at = now();
      const settled = await doubts.findOneAndUpdate(
        { _id: id, state: "held", ...seenBy(of) },
        { $set: { state, settledBy: by, settledAt: at, requestId, dueAt: at } },
        { returnDocument: "after", session },
      );
      if (settled !== null) return { doubt: settled, isOurs: true, isNew: true };
      const found = await doubts.findOne({ _id: id, ...seenBy(of) }, { session });
      if (found === null) return undefined;
      const isOurs = found.requestId === requestId && decided[found.state] === decision;
      return { doubt: found, isOurs, isNew: false };
    },

    /** Ends what is held beyond its validity: it may not be sent any more. */
    dropExpired: async (): Promise<number> => {
      const at = now();
      const { modifiedCount } = await doubts.updateMany(
        { state: "held", dueAt: { $lte: at } },
        { $set: { state: "dropping", settledBy: "validity", settledAt: at, dueAt: at } },
      );
      return modifiedCount;
    },

    /** Work whose cases were decided; each is told again later unless it is closed meanwhile. */
    due: async (limit: number): Promise<readonly DueWork[]> => {
      const at = now();
      const found = await doubts
        .find({ state: { $in: ["releasing", "dropping"] }, dueAt: { $lte: at } })
        .limit(limit)
        .toArray();
      if (found.length === 0) return [];
      const ids = found.map(({ _id }) => _id);
      await doubts.updateMany(
        { _id: { $in: ids } },
        { $set: { dueAt: new Date(at.getTime() + AGAIN_MS) } },
      );
      const chunks = [...new Set(found.map(({ chunk }) => chunk))];
      const works = await held.find({ _id: { $in: chunks } }).toArray();
      return works.map(({ _id, tokens, work }) => ({
        chunkId: _id,
        tokens,
        work: new Uint8Array(work.buffer.subarray(0, work.position)),
      }));
    },
  };
};

export type DoubtStore = ReturnType<typeof doubtStore>;

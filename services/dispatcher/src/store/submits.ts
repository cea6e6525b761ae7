import { forgetAfter, inRounds } from "@whiteline/service-kit";
import mongoose, { type Connection } from "mongoose";
import { accountOf } from "../domain/bind-plan.js";
import type { JournalEntry, PartResult } from "../domain/chunk-progress.js";
import { readCode } from "../domain/submit-code.js";

const { Binary, MongoBulkWriteError } = mongoose.mongo;
type Bytes = InstanceType<typeof Binary>;

/** One sub-batch; no index on operator ids here, dlr has it (delivery.md §0). */
type SubmitDocument = {
  /** `<chunk>:<n>`: two holders of one chunk cannot write the same entry. */
  _id: string;
  chunk: string;
  n: number;
  bind: string;
  epoch: number;
  st: JournalEntry["state"];
  parts: number[];
  codes: Bytes;
  ids: string[];
  statuses: number[];
  reason: string;
  at: Date;
};

export type NewEntry = {
  readonly chunkId: string;
  readonly n: number;
  readonly bindId: string;
  readonly epoch: number;
  readonly parts: readonly number[];
  readonly at: Date;
};

const bytes = (binary: Bytes): Uint8Array =>
  new Uint8Array(binary.buffer.subarray(0, binary.position));

const packed = (
  results: readonly PartResult[],
): Pick<SubmitDocument, "parts" | "codes" | "ids" | "statuses"> => ({
  parts: results.map(({ part }) => part),
  codes: new Binary(Uint8Array.from(results, ({ code }) => code)),
  ids: results.map(({ operatorId }) => operatorId),
  statuses: results.map(({ status }) => status),
});

const toDocument = ({ chunkId, n, bindId, epoch, at }: NewEntry) => ({
  _id: `${chunkId}:${n}`,
  chunk: chunkId,
  n,
  bind: bindId,
  epoch,
  at,
});

const fromDocument = (d: SubmitDocument): JournalEntry => {
  const codes = bytes(d.codes);
  return {
    n: d.n,
    bindId: d.bind,
    account: accountOf(d.bind),
    epoch: d.epoch,
    at: d.at,
    state: d.st,
    parts: d.parts,
    reason: d.reason,
    results: d.ids.map((operatorId, i) => ({
      part: d.parts[i] ?? 0,
      code: readCode(codes[i]),
      operatorId,
      status: d.statuses[i] ?? 0,
    })),
  };
};

const DUPLICATE_KEY = 11_000;

/** What became of an insert: written, met an entry that stood there already, or failed alone. */
type Inserted = "written" | "taken" | Error;

/** By place. @throws the error when it is not about single entries. */
const insertsIn = (error: unknown): ReadonlyMap<number, Inserted> => {
  if (!(error instanceof MongoBulkWriteError) || error.result.getWriteErrorCount() === 0)
    throw error;
  return new Map(
    error.result
      .getWriteErrors()
      .map((each) => [
        each.index,
        each.code === DUPLICATE_KEY ? "taken" : new Error(`the journal refused ${each.code}`),
      ]),
  );
};

type Completion = {
  readonly id: string;
  readonly epoch: number;
  readonly answers: { readonly results: readonly PartResult[]; readonly reason: string };
};

/** Nothing waits for others to come: only what comes while a write is under way goes together. */
const GATHER_MS = 0;

/**
 * The journal of submits: intents before the first byte, results after the answers. What the chunks in hand ask of it
 * while it writes for others is one command: small chunks would pay three each.
 */
export const submitStore = (connection: Connection) => {
  const submits = connection.collection<SubmitDocument>("submits");

  const read = inRounds(async (chunkIds: readonly string[]) => {
    const found = await submits
      .find({ chunk: { $in: [...new Set(chunkIds)] } })
      .sort({ chunk: 1, n: 1 })
      .toArray();
    const journals = new Map<string, JournalEntry[]>();
    for (const d of found) {
      const journal = journals.get(d.chunk);
      if (journal === undefined) journals.set(d.chunk, [fromDocument(d)]);
      else journal.push(fromDocument(d));
    }
    return (chunkId: string): readonly JournalEntry[] => journals.get(chunkId) ?? [];
  }, GATHER_MS);

  const insertAll = inRounds(async (documents: readonly SubmitDocument[]) => {
    const failed = await submits.insertMany([...documents], { ordered: false }).then(
      () => new Map<number, Inserted>(),
      // One that failed says nothing of the others: they are written.
      insertsIn,
    );
    const became = new Map([...failed].map(([index, what]) => [documents[index], what]));
    return (document: SubmitDocument): Inserted => became.get(document) ?? "written";
  }, GATHER_MS);

  /** `false`: another holder wrote this entry first. */
  const insert = async (document: SubmitDocument): Promise<boolean> => {
    const became = await insertAll(document);
    if (became instanceof Error) throw became;
    return became === "written";
  };

  /** `false`: a successor has taken it for in doubt. */
  const completeAll = inRounds(async (all: readonly Completion[]) => {
    const { matchedCount } = await submits.bulkWrite(
      all.map(({ id, epoch, answers: { results, reason } }) => ({
        updateOne: {
          filter: { _id: id, epoch, st: "intent" },
          update: { $set: { st: "done", ...packed(results), reason } },
        },
      })),
      { ordered: false },
    );
    if (matchedCount === all.length) return () => true;
    // Some were not: which, is not answered. Only the holder of an epoch completes what it began.
    const done = await submits
      .find({ _id: { $in: all.map(({ id }) => id) }, st: "done" }, { projection: { epoch: 1 } })
      .toArray();
    const epochs = new Map(done.map(({ _id, epoch }) => [_id, epoch]));
    return ({ id, epoch }: Completion): boolean => epochs.get(id) === epoch;
  }, GATHER_MS);

  return {
    /** A chunk is over a few days after its last intent, at the latest. */
    ensureIndexes: async (keepDays: number): Promise<void> => {
      await submits.createIndexes([{ key: { chunk: 1, n: 1 } }]);
      await forgetAfter(connection, "submits", { name: "kept", since: "at", days: keepDays });
    },

    ofChunk: (chunkId: string): Promise<readonly JournalEntry[]> => read(chunkId),

    /**
     * Marks open intents whose holder is gone as in doubt. From then on a holder that wakes up cannot complete them
     * any more: its update asks for an intent. Intents under a lease of others that runs are somebody's who is at work.
     *
     * @param elsewhere asked after the intents were seen: each was written under a lease that ran then, so one that
     *   runs no more is lost. An older answer could miss who has just come.
     * @returns whether any of those were found: then another dispatcher carries the chunk.
     */
    doubtOpen: async (
      chunkId: string,
      own: { readonly bindId: string; readonly epoch: number },
      elsewhere: () => Promise<readonly { readonly bindId: string; readonly epoch: number }[]>,
    ): Promise<boolean> => {
      const open = await submits
        .find({ chunk: chunkId, st: "intent" }, { projection: { bind: 1, epoch: 1 } })
        .toArray();
      if (open.length === 0) return false;
      const running = await elsewhere();
      const isAtWork = ({ bind, epoch }: Pick<SubmitDocument, "bind" | "epoch">): boolean =>
        // Epochs of another bind say nothing about this one; a later one of this bind is our successor's.
        (bind === own.bindId && epoch > own.epoch) ||
        running.some((lease) => lease.bindId === bind && lease.epoch === epoch);
      const lost = open.filter((intent) => !isAtWork(intent)).map(({ _id }) => _id);
      await submits.updateMany({ _id: { $in: lost }, st: "intent" }, { $set: { st: "doubt" } });
      return lost.length < open.length;
    },

    /** Durable before the first byte is sent. `false`: another holder wrote this entry first. */
    addIntent: (entry: NewEntry): Promise<boolean> =>
      insert({
        ...toDocument(entry),
        st: "intent",
        parts: [...entry.parts],
        codes: new Binary(new Uint8Array()),
        ids: [],
        statuses: [],
        reason: "",
      }),

    /** What needed no submit: withheld, expired, failed inside. Written once, done. */
    addDone: (entry: NewEntry, results: readonly PartResult[], reason: string): Promise<boolean> =>
      insert({ ...toDocument(entry), st: "done", ...packed(results), reason }),

    /**
     * Completes an intent of this epoch; `reason`: why answers are missing, if any are. `false`: a
     * successor has taken it for in doubt.
     */
    complete: (
      chunkId: string,
      n: number,
      epoch: number,
      answers: Completion["answers"],
    ): Promise<boolean> => completeAll({ id: `${chunkId}:${n}`, epoch, answers }),
  };
};

export type SubmitStore = ReturnType<typeof submitStore>;

import { isDuplicateKey } from "@whiteline/service-kit";
import mongoose, { type Connection } from "mongoose";
import { accountOf } from "../domain/bind-plan.js";
import type { JournalEntry, PartResult } from "../domain/chunk-progress.js";
import { readCode } from "../domain/submit-code.js";

const { Binary } = mongoose.mongo;
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

/** The journal of submits: intents before the first byte, results after the answers. */
export const submitStore = (connection: Connection) => {
  const submits = connection.collection<SubmitDocument>("submits");
  return {
    ensureIndexes: async (): Promise<void> => {
      await submits.createIndexes([{ key: { chunk: 1, n: 1 } }]);
    },

    ofChunk: async (chunkId: string): Promise<readonly JournalEntry[]> =>
      (await submits.find({ chunk: chunkId }).sort({ n: 1 }).toArray()).map(fromDocument),

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
    addIntent: async ({ chunkId, n, bindId, epoch, parts, at }: NewEntry): Promise<boolean> => {
      const none = { codes: new Binary(new Uint8Array()), ids: [], statuses: [] };
      try {
        await submits.insertOne({
          _id: `${chunkId}:${n}`,
          chunk: chunkId,
          n,
          bind: bindId,
          epoch,
          st: "intent",
          parts: [...parts],
          ...none,
          reason: "",
          at,
        });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    /** What needed no submit: withheld, expired, failed inside. Written once, done. */
    addDone: async (
      entry: NewEntry,
      results: readonly PartResult[],
      reason: string,
    ): Promise<boolean> => {
      try {
        await submits.insertOne({
          _id: `${entry.chunkId}:${entry.n}`,
          chunk: entry.chunkId,
          n: entry.n,
          bind: entry.bindId,
          epoch: entry.epoch,
          st: "done",
          ...packed(results),
          reason,
          at: entry.at,
        });
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    /**
     * Completes an intent of this epoch; `reason`: why answers are missing, if any are. `false`: a
     * successor has taken it for in doubt.
     */
    complete: async (
      chunkId: string,
      n: number,
      epoch: number,
      answers: { readonly results: readonly PartResult[]; readonly reason: string },
    ): Promise<boolean> => {
      const { results, reason } = answers;
      const { matchedCount } = await submits.updateOne(
        { _id: `${chunkId}:${n}`, epoch, st: "intent" },
        { $set: { st: "done", ...packed(results), reason } },
      );
      return matchedCount === 1;
    },
  };
};

export type SubmitStore = ReturnType<typeof submitStore>;

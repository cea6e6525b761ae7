import type { EnvelopeHeader } from "@whiteline/service-kit";
import type { ClientSession } from "mongoose";
import type { FileRefusalCode } from "../domain/file-refusal.js";
import type {
  Checkpoint,
  ColumnChoice,
  Difference,
  ImportCounts,
  ImportOperation,
  Reading,
  Variable,
} from "../domain/import.js";
import {
  fromCheckpoint,
  refusalOf,
  toCheckpoint,
  type ImportDoc,
  type ImportModel,
} from "./import-schema.js";

/** An import that this process reads. Every write of it names owner and attempt, so a late owner writes nothing. */
export type ImportJob = {
  readonly importId: string;
  readonly tenantId: string;
  readonly listId: string | null;
  readonly operation: ImportOperation;
  readonly market: string;
  readonly fileName: string;
  readonly madeBy: string;
  readonly askedColumn: string;
  readonly columns: readonly ColumnChoice[];
  readonly fileId: string;
  readonly fileHeader: EnvelopeHeader;
  readonly owner: string;
  readonly attempt: number;
  readonly receivedAt: Date;
  /** Until where an attempt before came; null: read from the start. */
  readonly checkpoint: Checkpoint | null;
  /** Why a reader before began to remove what was read, and died over it. */
  readonly refusal: FileRefusalCode | null;
};

export type ImportOutcome = Reading & {
  readonly variables: readonly Variable[];
  readonly numberColumn: string;
  readonly counts: ImportCounts;
  /** Of a sample; "" of a list. */
  readonly contentsDigest: string;
};

/** How imports are taken, read under a lease, and ended. */
export function importReading(imports: ImportModel) {
  const heldBy = ({ importId, owner, attempt }: ImportJob) =>
    ({ _id: importId, state: "reading", owner, attempt }) as const;

  /** Imports of one list are read one at a time, in the order they were received. */
  const mustWait = async ({ _id, listId, receivedAt }: ImportDoc, now: Date): Promise<boolean> => {
    if (listId === null) return false;
    const before = [{ receivedAt: { $lt: receivedAt } }, { receivedAt, _id: { $lt: _id } }];
    const other = await imports.exists({
      listId,
      _id: { $ne: _id },
      $or: [
        { state: { $in: ["received", "reading"] }, $or: before },
        { state: "reading", leaseUntil: { $gt: now } },
      ],
    });
    return other !== null;
  };

  return {
    /** Takes the oldest import that waits, or whose reader has not been heard of until its lease ended. */
    async claim(lease: {
      readonly owner: string;
      readonly now: Date;
      readonly until: Date;
      readonly largest: number;
    }): Promise<ImportJob | undefined> {
      const waiting = imports
        .find({
          bytes: { $lte: lease.largest },
          $or: [{ state: "received" }, { state: "reading", leaseUntil: { $lte: lease.now } }],
        })
        .sort({ receivedAt: 1, _id: 1 })
        .lean()
        .cursor();
      const looked = new Set<string>();
      for await (const doc of waiting) {
        // Behind the first import of a list the others wait; they must not make other lists wait.
        if (doc.fileHeader === null || (doc.listId !== null && looked.has(doc.listId))) continue;
        if (doc.listId !== null) looked.add(doc.listId);
        if (await mustWait(doc, lease.now)) continue;
        const { _id, state, attempt, leaseUntil } = doc;
        const taken = await imports.updateOne(
          { _id, state, attempt, leaseUntil },
          {
            $set: { state: "reading", owner: lease.owner, leaseUntil: lease.until },
            $inc: { attempt: 1, resumed: doc.checkpoint === null ? 0 : 1 },
          },
        );
        if (taken.modifiedCount === 0) continue;
        return toJob(doc, doc.fileHeader, lease.owner);
      }
      return undefined;
    },

    /** Shows how far the reader is and keeps its lease. False: another one has taken over. */
    async progress(
      job: ImportJob,
      { counts, progressBps, until }: { counts: ImportCounts; progressBps: number; until: Date },
    ): Promise<boolean> {
      const written = await imports.updateOne(heldBy(job), {
        $set: { ...counts, progressBps, leaseUntil: until },
      });
      return written.matchedCount === 1;
    },

    /** What lies before the checkpoint is durable from now on. False: another reader has taken over. */
    async reach(job: ImportJob, reached: Checkpoint): Promise<boolean> {
      const written = await imports.updateOne(heldBy(job), {
        $set: { checkpoint: fromCheckpoint(reached) },
      });
      return written.matchedCount === 1;
    },

    /** Within the transaction that puts the version in force. False: another reader has taken over. */
    async finish(
      session: ClientSession,
      job: ImportJob,
      { counts, variables, ...outcome }: ImportOutcome & Difference,
      made: { readonly listVersion: number; readonly at: Date },
    ): Promise<boolean> {
      const written = await imports.updateOne(
        heldBy(job),
        {
          $set: {
            ...counts,
            ...outcome,
            variables: [...variables],
            state: "finished",
            listVersion: made.listVersion,
            finishedAt: made.at,
            progressBps: 10_000,
            leaseUntil: null,
            checkpoint: null,
          },
        },
        { session },
      );
      return written.matchedCount === 1;
    },

    /**
     * The file cannot be read: from here on what was read of it may go, whoever removes it. False: another reader has
     * taken over.
     */
    async fall(job: ImportJob, refusal: FileRefusalCode): Promise<boolean> {
      const written = await imports.updateOne(heldBy(job), { $set: { refusal } });
      return written.matchedCount === 1;
    },

    /** Nothing of it is left but the code; told when what was read has been removed. False: another reader has taken over. */
    async refuse(
      session: ClientSession,
      job: ImportJob,
      refusal: FileRefusalCode,
      at: Date,
    ): Promise<boolean> {
      const nothing = {
        rowsRead: 0,
        kept: 0,
        dropped: [],
        operators: [],
        progressBps: 10_000,
        leaseUntil: null,
        checkpoint: null,
      };
      const written = await imports.updateOne(
        heldBy(job),
        { $set: { ...nothing, state: "refused", refusal, finishedAt: at } },
        { session },
      );
      return written.matchedCount === 1;
    },

    /** How many imports are received or being read. */
    waiting: (): Promise<number> =>
      imports.countDocuments({ state: { $in: ["received", "reading"] } }),

    /** Gives an import back; the next reader goes on from its checkpoint. */
    async release(job: ImportJob): Promise<void> {
      await imports.updateOne(heldBy(job), { $set: { state: "received", leaseUntil: null } });
    },
  };
}

function toJob(doc: ImportDoc, fileHeader: EnvelopeHeader, owner: string): ImportJob {
  return {
    importId: doc._id,
    tenantId: doc.tenantId,
    listId: doc.listId,
    operation: doc.operation,
    market: doc.market,
    fileName: doc.fileName,
    madeBy: doc.madeBy,
    askedColumn: doc.askedColumn,
    columns: doc.columns,
    fileId: doc.fileId,
    fileHeader,
    owner,
    attempt: doc.attempt + 1,
    receivedAt: doc.receivedAt,
    checkpoint: doc.checkpoint === null ? null : toCheckpoint(doc.checkpoint),
    refusal: refusalOf(doc),
  };
}

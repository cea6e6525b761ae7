import { DomainError, isDuplicateKey, type EnvelopeHeader } from "@whiteline/service-kit";
import type { ClientSession, Connection } from "mongoose";
import type { FileRefusalCode } from "../domain/file-refusal.js";
import type { Import, ImportCounts, ImportPurpose } from "../domain/import.js";
import { importSchema, toImport, type ImportDoc } from "./import-schema.js";

export type NewImport = {
  readonly importId: string;
  readonly tenantId: string;
  readonly requestId: string;
  readonly listId: string | null;
  readonly purpose: ImportPurpose;
  readonly market: string;
  readonly fileName: string;
  readonly askedColumn: string;
  /** Where the bytes will be. */
  readonly fileId: string;
  readonly receivedAt: Date;
};

/** An import that this process reads. Every write of it names owner and attempt, so a late owner writes nothing. */
export type ImportJob = {
  readonly importId: string;
  readonly tenantId: string;
  readonly listId: string | null;
  readonly market: string;
  readonly askedColumn: string;
  readonly fileId: string;
  readonly fileHeader: EnvelopeHeader;
  readonly owner: string;
  readonly attempt: number;
  readonly rejectsId: string;
  /** What the attempt before left, to be removed. */
  readonly staleRejectsId: string | null;
};

export type ImportOutcome = {
  readonly fileType: string;
  readonly variables: readonly string[];
  readonly numberColumn: string;
  readonly counts: ImportCounts;
  readonly rejectsHeader: EnvelopeHeader;
  readonly contentsDigest: string;
};

export type ImportStore = ReturnType<typeof importStore>;

/** Imports and who reads them. */
export function importStore(connection: Connection) {
  const imports = connection.model("Import", importSchema);

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
    async ensureIndexes(): Promise<void> {
      await imports.createIndexes();
    },

    /**
     * Opens an import, or finds the one that the same request opened before: a finished upload is answered as it is, a
     * broken one is taken over (then `staleFileId` names what it left).
     * @throws DomainError REQUEST_ID_REUSED when the request id belongs to another list or purpose
     */
    async open(
      given: NewImport,
    ): Promise<
      | { readonly kind: "known"; readonly import: Import }
      | { readonly kind: "opened"; readonly importId: string; readonly staleFileId: string | null }
    > {
      const { importId, tenantId, requestId, ...rest } = given;
      try {
        await imports.create({ _id: importId, tenantId, requestId, ...rest, ...blank });
        return { kind: "opened", importId, staleFileId: null };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const takenOver = await imports
        .findOneAndUpdate(
          { tenantId, requestId, state: "uploading" },
          { $set: rest },
          { returnDocument: "before" },
        )
        .lean();
      if (takenOver !== null)
        return { kind: "opened", importId: takenOver._id, staleFileId: takenOver.fileId };
      const doc = await imports.findOne({ tenantId, requestId }).lean();
      const known = doc === null ? undefined : toImport(doc);
      if (known === undefined) throw conflict();
      if (known.listId === given.listId && known.purpose === given.purpose)
        return { kind: "known", import: known };
      throw new DomainError(
        "already_exists",
        "REQUEST_ID_REUSED",
        "This request id belongs to another import.",
        {
          remedy: "Use a fresh request id for each file.",
        },
      );
    },

    /**
     * The file is durable: from here on the import will be read, whatever crashes.
     * @throws DomainError UPLOAD_SUPERSEDED when the same request was sent again meanwhile
     */
    async receive(
      importId: string,
      {
        fileId,
        fileHeader,
        bytes,
        at,
      }: { fileId: string; fileHeader: EnvelopeHeader; bytes: number; at: Date },
    ): Promise<Import> {
      const doc = await imports
        .findOneAndUpdate(
          { _id: importId, state: "uploading", fileId },
          { $set: { state: "received", fileHeader, bytes, receivedAt: at } },
          { returnDocument: "after" },
        )
        .lean();
      const received = doc === null ? undefined : toImport(doc);
      if (received === undefined) throw conflict();
      return received;
    },

    /** Forgets an upload that broke off. */
    async forget(importId: string, fileId: string): Promise<void> {
      await imports.deleteOne({ _id: importId, state: "uploading", fileId });
    },

    /** Forgets uploads begun before `before` whose end was never seen, and names their files. */
    async forgetStale(before: Date): Promise<readonly string[]> {
      const stale = await imports
        .find({ state: "uploading", receivedAt: { $lt: before } }, { fileId: 1 })
        .lean();
      for (const { _id, fileId } of stale) await this.forget(_id, fileId);
      return stale.map(({ fileId }) => fileId);
    },

    async get(tenantId: string, importId: string): Promise<Import | undefined> {
      const doc = await imports.findOne({ tenantId, _id: importId }).lean();
      return doc === null ? undefined : toImport(doc);
    },

    async rejects(tenantId: string, importId: string) {
      const doc = await imports.findOne({ tenantId, _id: importId, state: "finished" }).lean();
      if (doc?.rejectsId == null || doc.rejectsHeader === null) return undefined;
      return { fileId: doc.rejectsId, header: doc.rejectsHeader };
    },

    /** The sealed file of an application's sample; undefined while it is not there whole. */
    async sampleFile(tenantId: string, importId: string) {
      const doc = await imports
        .findOne({ tenantId, _id: importId, purpose: "application_sample" })
        .lean();
      if (doc === null || doc.state === "uploading" || doc.fileHeader === null) return undefined;
      return { fileId: doc.fileId, header: doc.fileHeader };
    },

    /** Takes the oldest import that waits, or whose reader has not been heard of until its lease ended. */
    async claim(lease: {
      readonly owner: string;
      readonly now: Date;
      readonly until: Date;
      readonly rejectsId: string;
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
            $set: {
              state: "reading",
              owner: lease.owner,
              leaseUntil: lease.until,
              rejectsId: lease.rejectsId,
              progressBps: 0,
            },
            $inc: { attempt: 1 },
          },
        );
        if (taken.modifiedCount === 0) continue;
        return {
          importId: _id,
          tenantId: doc.tenantId,
          listId: doc.listId,
          market: doc.market,
          askedColumn: doc.askedColumn,
          fileId: doc.fileId,
          fileHeader: doc.fileHeader,
          owner: lease.owner,
          attempt: attempt + 1,
          rejectsId: lease.rejectsId,
          staleRejectsId: doc.rejectsId,
        };
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

    /** Within the transaction that puts the version in force. False: another reader has taken over. */
    async finish(
      session: ClientSession,
      job: ImportJob,
      { counts, ...outcome }: ImportOutcome,
      made: { readonly listVersion: number; readonly at: Date },
    ): Promise<boolean> {
      const written = await imports.updateOne(
        heldBy(job),
        {
          $set: {
            ...counts,
            ...outcome,
            state: "finished",
            listVersion: made.listVersion,
            finishedAt: made.at,
            progressBps: 10_000,
            leaseUntil: null,
          },
        },
        { session },
      );
      return written.matchedCount === 1;
    },

    /** The file cannot be read; nothing of it is kept but the code. */
    async refuse(job: ImportJob, refusal: FileRefusalCode, at: Date): Promise<void> {
      const nothing = {
        rowsRead: 0,
        kept: 0,
        dropped: [],
        operators: [],
        progressBps: 10_000,
        leaseUntil: null,
      };
      await imports.updateOne(heldBy(job), {
        $set: { ...nothing, state: "refused", refusal, finishedAt: at },
      });
    },

    /** Gives an import back, to be read from its start by the next reader. */
    async release(job: ImportJob): Promise<void> {
      await imports.updateOne(heldBy(job), {
        $set: { state: "received", leaseUntil: null, progressBps: 0 },
      });
    },
  };
}

/** An import of which nothing is known yet. */
const blank: Omit<ImportDoc, keyof NewImport | "_id"> = {
  state: "uploading",
  fileType: "",
  rowsRead: 0,
  kept: 0,
  dropped: [],
  operators: [],
  variables: [],
  numberColumn: "",
  refusal: null,
  listVersion: 0,
  contentsDigest: "",
  progressBps: 0,
  finishedAt: null,
  fileHeader: null,
  bytes: 0,
  rejectsId: null,
  rejectsHeader: null,
  owner: null,
  leaseUntil: null,
  attempt: 0,
};

function conflict(): DomainError {
  return new DomainError(
    "conflict",
    "UPLOAD_SUPERSEDED",
    "The same request was sent again while this file arrived.",
    {
      remedy: "Ask for the import that the later upload made.",
    },
  );
}

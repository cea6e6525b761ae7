import { createHash } from "node:crypto";
import { DomainError, isDuplicateKey, type EnvelopeHeader } from "@whiteline/service-kit";
import type { ClientSession, Connection } from "mongoose";
import type { ColumnChoice, Import, ImportOperation, ImportPurpose } from "../domain/import.js";
import { importReading } from "./import-reading.js";
import { blankImport, importModel, toImport } from "./import-schema.js";

export type NewImport = {
  readonly importId: string;
  readonly tenantId: string;
  readonly requestId: string;
  readonly listId: string | null;
  readonly purpose: ImportPurpose;
  readonly operation: ImportOperation;
  readonly market: string;
  readonly fileName: string;
  readonly askedColumn: string;
  readonly columns: readonly ColumnChoice[];
  readonly hold: boolean;
  readonly madeBy: string;
  /** Where the bytes will be. */
  readonly fileId: string;
  readonly receivedAt: Date;
};

export type ImportStore = ReturnType<typeof importStore>;

/** Imports and who reads them. */
export function importStore(connection: Connection) {
  const imports = importModel(connection);

  const required = async (tenantId: string, importId: string): Promise<Import> => {
    const doc = await imports.findOne({ tenantId, _id: importId }).lean();
    const found = doc === null ? undefined : toImport(doc);
    if (found !== undefined) return found;
    throw new DomainError("not_found", "IMPORT_UNKNOWN", "The import is not one of this tenant.");
  };

  return {
    ...importReading(imports),

    async ensureIndexes(): Promise<void> {
      await imports.createIndexes();
    },

    /**
     * Opens an import, or finds the one that the same request opened before: a finished upload is answered as it is, a
     * broken one is taken over (then `staleFileId` names what it left).
     * @throws DomainError REQUEST_ID_REUSED when the request id belongs to another list, purpose, operation or mapping
     */
    async open(
      given: NewImport,
    ): Promise<
      | { readonly kind: "known"; readonly import: Import; readonly fileDigest: string | undefined }
      | { readonly kind: "opened"; readonly importId: string; readonly staleFileId: string | null }
    > {
      const { importId, tenantId, requestId, columns, ...rest } = given;
      const askedDigest = digestOf(given);
      const fresh = { ...rest, columns: [...columns], askedDigest };
      try {
        await imports.create({ _id: importId, tenantId, requestId, ...blankImport, ...fresh });
        return { kind: "opened", importId, staleFileId: null };
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const takenOver = await imports
        .findOneAndUpdate(
          { tenantId, requestId, state: "uploading" },
          { $set: fresh },
          { returnDocument: "before" },
        )
        .lean();
      if (takenOver !== null)
        return { kind: "opened", importId: takenOver._id, staleFileId: takenOver.fileId };
      const doc = await imports.findOne({ tenantId, requestId }).lean();
      const known = doc === null ? undefined : toImport(doc);
      if (known === undefined) throw conflict();
      const same = known.listId === given.listId && known.purpose === given.purpose;
      if (!same || (doc?.askedDigest ?? askedDigest) !== askedDigest) throw requestIdReused();
      return { kind: "known", import: known, fileDigest: doc?.fileDigest };
    },

    /**
     * The file is durable: from here on the import will be read, whatever crashes, unless its user asked to look first.
     * @throws DomainError UPLOAD_SUPERSEDED when the same request was sent again meanwhile
     */
    async receive(
      session: ClientSession,
      importId: string,
      {
        fileId,
        fileHeader,
        bytes,
        fileDigest,
        at,
      }: {
        fileId: string;
        fileHeader: EnvelopeHeader;
        bytes: number;
        fileDigest: string;
        at: Date;
      },
    ): Promise<Import> {
      const doc = await imports
        .findOneAndUpdate(
          { _id: importId, state: "uploading", fileId },
          [
            {
              $set: {
                state: { $cond: ["$hold", "held", "received"] },
                fileHeader: { $literal: fileHeader },
                bytes,
                fileDigest,
                receivedAt: at,
              },
            },
          ],
          { returnDocument: "after", updatePipeline: true, session },
        )
        .lean();
      const received = doc === null ? undefined : toImport(doc);
      if (received === undefined) throw conflict();
      return received;
    },

    /**
     * Lets a held import be read, as its user says. One that was started already in the same way is answered as it is,
     * and is not new.
     * @throws DomainError IMPORT_UNKNOWN, IMPORT_NOT_HELD
     */
    async start(
      session: ClientSession,
      tenantId: string,
      importId: string,
      word: {
        readonly askedColumn: string;
        readonly columns: readonly ColumnChoice[];
        readonly operation: ImportOperation | null;
      },
    ): Promise<{ readonly import: Import; readonly isNew: boolean }> {
      const { askedColumn, operation } = word;
      const columns = [...word.columns];
      const doc = await imports
        .findOneAndUpdate(
          { tenantId, _id: importId, state: "held" },
          {
            $set: { state: "received", askedColumn, columns, ...(operation && { operation }) },
          },
          { returnDocument: "after", session },
        )
        .lean();
      const started = doc === null ? undefined : toImport(doc);
      if (started !== undefined) return { import: started, isNew: true };
      const found = await required(tenantId, importId);
      const asked = (await imports.findOne({ tenantId, _id: importId }).lean()) ?? word;
      const sameOperation = operation === null || operation === found.operation;
      const same = sameOperation && mappingOf(asked) === mappingOf(word);
      if (found.state !== "cancelled" && same) return { import: found, isNew: false };
      const is = found.state === "cancelled" ? "was given up" : "was started in another way";
      throw new DomainError("precondition", "IMPORT_NOT_HELD", `The import ${is}.`, {
        remedy: "Upload the file again.",
      });
    },

    /**
     * Gives up an import that nobody reads yet, and names its file; one that was given up before is not new.
     * @throws DomainError IMPORT_UNKNOWN, IMPORT_NOT_HELD when it is read already, or has ended
     */
    async cancel(
      session: ClientSession,
      tenantId: string,
      importId: string,
      at: Date,
    ): Promise<{ readonly import: Import; readonly fileId: string; readonly isNew: boolean }> {
      const doc = await imports
        .findOneAndUpdate(
          { tenantId, _id: importId, state: { $in: ["held", "received"] }, checkpoint: null },
          { $set: { state: "cancelled", finishedAt: at } },
          { returnDocument: "after", session },
        )
        .lean();
      const given = doc ?? (await imports.findOne({ tenantId, _id: importId }).lean());
      const found = given === null ? undefined : toImport(given);
      if (given !== null && found?.state === "cancelled")
        return { import: found, fileId: given.fileId, isNew: doc !== null };
      const { state } = await required(tenantId, importId);
      throw new DomainError("precondition", "IMPORT_NOT_HELD", `The import is ${state}.`, {
        remedy: "Roll the list back to the version before when it has finished.",
      });
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

    /** Gives up imports that have been held since before `before`, and names their files. */
    async giveUpHeld(before: Date, at: Date): Promise<readonly string[]> {
      const held = await imports
        .find({ state: "held", receivedAt: { $lt: before } }, { fileId: 1, tenantId: 1 })
        .lean();
      for (const { _id } of held) {
        await imports.updateOne(
          { _id, state: "held" },
          { $set: { state: "cancelled", finishedAt: at } },
        );
      }
      return held.map(({ fileId }) => fileId);
    },

    /** Which of these are still to be read, or are being read. */
    async unended(importIds: readonly string[]): Promise<ReadonlySet<string>> {
      const open = await imports
        .find(
          {
            _id: { $in: [...importIds] },
            state: { $in: ["uploading", "held", "received", "reading"] },
          },
          { _id: 1 },
        )
        .lean();
      return new Set(open.map(({ _id }) => _id));
    },

    async get(tenantId: string, importId: string): Promise<Import | undefined> {
      const doc = await imports.findOne({ tenantId, _id: importId }).lean();
      return doc === null ? undefined : toImport(doc);
    },

    /** The newest first; of one list, or of all. */
    async all(tenantId: string, listId: string | null, limit: number): Promise<readonly Import[]> {
      const docs = await imports
        .find({ tenantId, state: { $ne: "uploading" }, ...(listId !== null && { listId }) })
        .sort({ receivedAt: -1, _id: -1 })
        .limit(limit)
        .lean();
      return docs.flatMap((doc) => toImport(doc) ?? []);
    },

    /** The attempt whose rejected rows stand; undefined while the import has not finished. */
    async finishedAttempt(tenantId: string, importId: string): Promise<number | undefined> {
      const doc = await imports.findOne({ tenantId, _id: importId, state: "finished" }).lean();
      return doc?.attempt;
    },

    /** The sealed file of an application's sample; undefined while it is not there whole. */
    async sampleFile(tenantId: string, importId: string) {
      const doc = await imports
        .findOne({ tenantId, _id: importId, purpose: "application_sample" })
        .lean();
      if (doc === null || doc.state === "uploading" || doc.fileHeader === null) return undefined;
      return { fileId: doc.fileId, header: doc.fileHeader };
    },

    /**
     * The sealed file of a held import.
     * @throws DomainError IMPORT_UNKNOWN, IMPORT_NOT_HELD
     */
    async heldFile(tenantId: string, importId: string) {
      const doc = await imports.findOne({ tenantId, _id: importId, state: "held" }).lean();
      if (doc !== null && doc.fileHeader !== null)
        return { market: doc.market, fileId: doc.fileId, header: doc.fileHeader };
      const { state } = await required(tenantId, importId);
      throw new DomainError("precondition", "IMPORT_NOT_HELD", `The import is ${state}.`, {
        remedy: "Upload the file with hold to look at its columns first.",
      });
    },
  };
}

type Mapping = Pick<NewImport, "askedColumn" | "columns">;

/** The user's word on columns, as text to be compared. */
function mappingOf({ askedColumn, columns }: Mapping): string {
  const choices = columns.map(({ column, name, ignored, kind }) => [column, name, ignored, kind]);
  return JSON.stringify([askedColumn, choices]);
}

function digestOf(given: NewImport): string {
  const asked = [given.operation, given.hold, mappingOf(given)];
  return createHash("sha256").update(JSON.stringify(asked)).digest("hex");
}

/** A request id that named one file, or one way to read it, and now comes with another. */
export function requestIdReused(): DomainError {
  return new DomainError(
    "already_exists",
    "REQUEST_ID_REUSED",
    "This request id belongs to another import.",
    { remedy: "Use a fresh request id for each file and each way to read it." },
  );
}

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

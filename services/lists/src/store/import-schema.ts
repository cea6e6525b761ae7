import type { EnvelopeHeader } from "@whiteline/service-kit";
import { Schema } from "mongoose";
import type { Import, ImportState } from "../domain/import.js";
import { isFileRefusalCode, type FileRefusalCode } from "../domain/file-refusal.js";

/** An import as stored. `uploading` is seen by nobody: its file is not durable yet. */
export type ImportDoc = Omit<
  Import,
  "importId" | "state" | "dropped" | "operators" | "variables" | "refusal" | "contentsDigest"
> & {
  /** Absent in imports from before it was kept. */
  readonly contentsDigest?: string;
  readonly _id: string;
  readonly requestId: string;
  readonly state: ImportState | "uploading";
  readonly askedColumn: string;
  readonly dropped: { readonly code: string; readonly rows: number }[];
  readonly operators: {
    readonly operator: string;
    readonly kept: number;
    readonly duplicates: number;
  }[];
  readonly variables: string[];
  readonly refusal: string | null;
  readonly fileId: string;
  readonly fileHeader: EnvelopeHeader | null;
  readonly bytes: number;
  /** Rejected rows: the file of the attempt that runs or has finished. */
  readonly rejectsId: string | null;
  readonly rejectsHeader: EnvelopeHeader | null;
  /** Who reads it and until when nobody else may. */
  readonly owner: string | null;
  readonly leaseUntil: Date | null;
  readonly attempt: number;
};

const header = new Schema<EnvelopeHeader>(
  { v: Number, keyId: String, wrapped: String, noncePrefix: String },
  { _id: false, strict: "throw" },
);
const drop = new Schema({ code: String, rows: Number }, { _id: false, strict: "throw" });
const operatorCount = new Schema(
  { operator: String, kept: Number, duplicates: Number },
  { _id: false, strict: "throw" },
);

export const importSchema = new Schema<ImportDoc>(
  {
    _id: String,
    tenantId: String,
    requestId: String,
    listId: String,
    purpose: String,
    state: String,
    market: String,
    fileName: String,
    askedColumn: String,
    fileType: String,
    rowsRead: Number,
    kept: Number,
    dropped: [drop],
    operators: [operatorCount],
    variables: [String],
    numberColumn: String,
    refusal: String,
    listVersion: Number,
    contentsDigest: String,
    progressBps: Number,
    receivedAt: Date,
    finishedAt: Date,
    fileId: String,
    fileHeader: header,
    bytes: Number,
    rejectsId: String,
    rejectsHeader: header,
    owner: String,
    leaseUntil: Date,
    attempt: Number,
  },
  { strict: "throw", versionKey: false, collection: "imports" },
);
importSchema.index({ tenantId: 1, requestId: 1 }, { unique: true });
importSchema.index({ state: 1, receivedAt: 1 });
importSchema.index({ listId: 1, state: 1 });

/** Undefined while the file is still on its way. */
export function toImport(doc: ImportDoc): Import | undefined {
  if (doc.state === "uploading") return undefined;
  return {
    importId: doc._id,
    tenantId: doc.tenantId,
    listId: doc.listId,
    purpose: doc.purpose,
    state: doc.state,
    market: doc.market,
    fileName: doc.fileName,
    fileType: doc.fileType,
    rowsRead: doc.rowsRead,
    kept: doc.kept,
    dropped: doc.dropped,
    operators: doc.operators,
    variables: doc.variables,
    numberColumn: doc.numberColumn,
    refusal: doc.refusal === null ? null : toRefusalCode(doc.refusal),
    listVersion: doc.listVersion,
    contentsDigest: doc.contentsDigest ?? "",
    progressBps: doc.progressBps,
    receivedAt: doc.receivedAt,
    finishedAt: doc.finishedAt,
  };
}

/** A code that an older or newer version wrote reads as the general one. */
function toRefusalCode(stored: string): FileRefusalCode {
  return isFileRefusalCode(stored) ? stored : "IMPORT_FAILED";
}

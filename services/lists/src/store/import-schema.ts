import type { EnvelopeHeader } from "@whiteline/service-kit";
import { Schema, type Connection } from "mongoose";
import type { Checkpoint, ColumnChoice, Import, ImportState, Variable } from "../domain/import.js";
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
  readonly columns: ColumnChoice[];
  /** Waits for its user once it is here. */
  readonly hold: boolean;
  readonly dropped: { readonly code: string; readonly rows: number }[];
  readonly operators: OperatorCount[];
  readonly variables: Variable[];
  readonly refusal: string | null;
  readonly fileId: string;
  readonly fileHeader: EnvelopeHeader | null;
  readonly bytes: number;
  /**
   * SHA-256 of how the uploader wanted the file read, in hexadecimal; its last word may be another. Absent in imports
   * from before it was kept.
   */
  readonly askedDigest?: string;
  /** SHA-256 of the bytes, in hexadecimal; absent in imports from before it was kept. */
  readonly fileDigest?: string;
  /** Who reads it and until when nobody else may. */
  readonly owner: string | null;
  readonly leaseUntil: Date | null;
  readonly attempt: number;
  readonly checkpoint: StoredCheckpoint | null;
};
type OperatorCount = {
  readonly operator: string;
  readonly kept: number;
  readonly duplicates: number;
};
type StoredCheckpoint = Omit<Checkpoint, "operators" | "counts"> & {
  readonly operators: string[];
  readonly rowsRead: number;
  readonly kept: number;
  readonly dropped: { readonly code: string; readonly rows: number }[];
  readonly byOperator: OperatorCount[];
};

const strict = { _id: false, strict: "throw" } as const;
const header = new Schema<EnvelopeHeader>(
  { v: Number, keyId: String, wrapped: String, noncePrefix: String },
  strict,
);
const drop = new Schema({ code: String, rows: Number }, strict);
const operatorCount = new Schema({ operator: String, kept: Number, duplicates: Number }, strict);
export const variableSchema = new Schema<Variable>({ name: String, kind: String }, strict);
const choice = new Schema<ColumnChoice>(
  { column: String, name: String, ignored: Boolean, kind: String },
  strict,
);
const checkpoint = new Schema<StoredCheckpoint>(
  {
    attempt: Number,
    rows: Number,
    buckets: Number,
    rejects: Number,
    operators: [String],
    rowsRead: Number,
    kept: Number,
    dropped: [drop],
    byOperator: [operatorCount],
  },
  strict,
);

const importSchema = new Schema<ImportDoc>(
  {
    _id: String,
    tenantId: String,
    requestId: String,
    listId: String,
    purpose: String,
    operation: String,
    state: String,
    market: String,
    fileName: String,
    askedColumn: String,
    columns: [choice],
    hold: Boolean,
    fileType: String,
    encoding: String,
    delimiter: String,
    rowsRead: Number,
    kept: Number,
    dropped: [drop],
    operators: [operatorCount],
    variables: [variableSchema],
    numberColumn: String,
    refusal: String,
    listVersion: Number,
    contentsDigest: String,
    added: Number,
    removed: Number,
    updated: Number,
    madeBy: String,
    progressBps: Number,
    receivedAt: Date,
    finishedAt: Date,
    fileId: String,
    fileHeader: header,
    bytes: Number,
    askedDigest: String,
    fileDigest: String,
    owner: String,
    leaseUntil: Date,
    attempt: Number,
    checkpoint,
    resumed: Number,
  },
  { strict: "throw", versionKey: false, collection: "imports" },
);
importSchema.index({ tenantId: 1, requestId: 1 }, { unique: true });
importSchema.index({ tenantId: 1, receivedAt: -1 });
importSchema.index({ state: 1, receivedAt: 1 });
importSchema.index({ listId: 1, state: 1 });

export type ImportModel = ReturnType<typeof importModel>;

export function importModel(connection: Connection) {
  return connection.model("Import", importSchema);
}

/** Undefined while the file is still on its way. */
export function toImport(doc: ImportDoc): Import | undefined {
  if (doc.state === "uploading") return undefined;
  return {
    importId: doc._id,
    tenantId: doc.tenantId,
    listId: doc.listId,
    purpose: doc.purpose,
    operation: doc.operation,
    state: doc.state,
    market: doc.market,
    fileName: doc.fileName,
    fileType: doc.fileType,
    encoding: doc.encoding,
    delimiter: doc.delimiter,
    rowsRead: doc.rowsRead,
    kept: doc.kept,
    dropped: doc.dropped,
    operators: doc.operators,
    variables: doc.variables,
    numberColumn: doc.numberColumn,
    // One that falls is told when it has fallen.
    refusal: doc.state === "refused" ? refusalOf(doc) : null,
    listVersion: doc.listVersion,
    contentsDigest: doc.contentsDigest ?? "",
    added: doc.added,
    removed: doc.removed,
    updated: doc.updated,
    madeBy: doc.madeBy,
    progressBps: doc.progressBps,
    receivedAt: doc.receivedAt,
    finishedAt: doc.finishedAt,
    resumed: doc.resumed,
  };
}

export function toCheckpoint(stored: StoredCheckpoint): Checkpoint {
  const { rowsRead, kept, dropped, byOperator, ...rest } = stored;
  return { ...rest, counts: { rowsRead, kept, dropped, operators: byOperator } };
}

export function fromCheckpoint({ counts, operators, ...rest }: Checkpoint): StoredCheckpoint {
  return {
    ...rest,
    operators: [...operators],
    rowsRead: counts.rowsRead,
    kept: counts.kept,
    dropped: [...counts.dropped],
    byOperator: [...counts.operators],
  };
}

type Given =
  | "_id"
  | "tenantId"
  | "requestId"
  | "listId"
  | "purpose"
  | "operation"
  | "market"
  | "fileName"
  | "askedColumn"
  | "columns"
  | "hold"
  | "madeBy"
  | "fileId"
  | "receivedAt";

/** An import of which nothing is known yet but what its uploader says. */
export const blankImport: Omit<ImportDoc, Given> = {
  state: "uploading",
  fileType: "",
  encoding: "",
  delimiter: "",
  rowsRead: 0,
  kept: 0,
  dropped: [],
  operators: [],
  variables: [],
  numberColumn: "",
  refusal: null,
  listVersion: 0,
  added: 0,
  removed: 0,
  updated: 0,
  progressBps: 0,
  finishedAt: null,
  fileHeader: null,
  bytes: 0,
  owner: null,
  leaseUntil: null,
  attempt: 0,
  checkpoint: null,
  resumed: 0,
};

/** A code that an older or newer version wrote reads as the general one. */
export function refusalOf({ refusal }: Pick<ImportDoc, "refusal">): FileRefusalCode | null {
  return refusal === null || isFileRefusalCode(refusal) ? refusal : "IMPORT_FAILED";
}

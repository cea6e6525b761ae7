import { Schema, type ClientSession, type Connection } from "mongoose";
import type { ListVersion, VersionOrigin } from "../domain/list.js";
import { variableSchema } from "./import-schema.js";

export type VersionRecord = ListVersion & VersionOrigin & { readonly at: Date };
type VersionDoc = VersionRecord & {
  readonly _id: string;
  readonly tenantId: string;
  /** Of a roll back. */
  readonly requestId?: string;
};

const versionSchema = new Schema<VersionDoc>(
  {
    _id: String,
    tenantId: String,
    listId: String,
    version: Number,
    build: String,
    members: Number,
    operators: [String],
    variables: [variableSchema],
    operation: String,
    importId: String,
    fileName: String,
    madeBy: String,
    added: Number,
    removed: Number,
    updated: Number,
    equalsVersion: Number,
    requestId: String,
    at: Date,
  },
  { strict: "throw", versionKey: false, collection: "listVersions" },
);
versionSchema.index({ tenantId: 1, listId: 1, version: -1 });
versionSchema.index(
  { tenantId: 1, requestId: 1 },
  { unique: true, partialFilterExpression: { requestId: { $exists: true } } },
);

versionSchema.index({ build: 1 });

const MOST_REMEMBERED = 1_000;
/** Of a list, the newest. */
const MOST_TOLD = 500;

/** Finished versions of lists. They never change. */
export function versionStore(connection: Connection) {
  const versions = connection.model("ListVersion", versionSchema);
  /** Those asked before are remembered: the hot path asks for the list alone. */
  const remembered = new Map<string, VersionDoc>();

  return {
    ensureIndexes: async (): Promise<void> => {
      await versions.createIndexes();
    },

    find: async (
      tenantId: string,
      listId: string,
      version: number,
    ): Promise<ListVersion | undefined> => {
      if (version === 0) return undefined;
      const id = versionId(listId, version);
      const doc = remembered.get(id) ?? (await versions.findById(id).lean());
      if (doc?.tenantId !== tenantId) return undefined;
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      remembered.set(id, doc);
      return toRecord(doc);
    },

    history: async (
      tenantId: string,
      listId: string,
      only?: number,
    ): Promise<readonly VersionRecord[]> => {
      const docs = await versions
        .find({ tenantId, listId, ...(only === undefined ? {} : { version: only }) })
        .sort({ version: -1 })
        .limit(MOST_TOLD)
        .lean();
      return docs.map(toRecord);
    },

    /** The version that was in force then; undefined when none was. */
    at: async (tenantId: string, listId: string, at: Date): Promise<VersionRecord | undefined> => {
      const doc = await versions
        .findOne({ tenantId, listId, at: { $lte: at } })
        .sort({ version: -1 })
        .lean();
      return doc === null ? undefined : toRecord(doc);
    },

    named: async (builds: readonly string[]): Promise<ReadonlySet<string>> =>
      new Set(await versions.distinct("build", { build: { $in: [...builds] } })),

    madeBy: async (tenantId: string, requestId: string): Promise<VersionRecord | undefined> => {
      const doc = await versions.findOne({ tenantId, requestId }).lean();
      return doc === null ? undefined : toRecord(doc);
    },

    insert: async (
      session: ClientSession,
      tenantId: string,
      made: ListVersion & VersionOrigin & { readonly requestId?: string },
      at: Date,
    ): Promise<void> => {
      const { listId, version, operators, variables } = made;
      const doc = {
        ...made,
        _id: versionId(listId, version),
        tenantId,
        operators: [...operators],
        variables: [...variables],
        at,
      };
      await versions.insertMany([doc], { session });
    },
  };
}

function versionId(listId: string, version: number): string {
  return `${listId}:${version}`;
}

function toRecord(doc: VersionDoc): VersionRecord {
  return {
    listId: doc.listId,
    version: doc.version,
    build: doc.build,
    members: doc.members,
    operators: doc.operators,
    variables: doc.variables,
    operation: doc.operation,
    importId: doc.importId,
    fileName: doc.fileName,
    madeBy: doc.madeBy,
    added: doc.added,
    removed: doc.removed,
    updated: doc.updated,
    equalsVersion: doc.equalsVersion,
    at: doc.at,
  };
}

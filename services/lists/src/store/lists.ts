import { DomainError, isDuplicateKey } from "@whiteline/service-kit";
import { Schema, type ClientSession, type Connection } from "mongoose";
import type { CustomerList, ListVersion } from "../domain/list.js";

type ListDoc = Omit<CustomerList, "listId"> & {
  readonly _id: string;
  readonly requestId: string;
  readonly createdAt: Date;
};

const listSchema = new Schema<ListDoc>(
  {
    _id: String,
    tenantId: String,
    requestId: String,
    name: String,
    market: String,
    governsLineIds: [String],
    version: Number,
    members: Number,
    createdAt: Date,
  },
  { strict: "throw", versionKey: false, collection: "lists" },
);
listSchema.index({ tenantId: 1, requestId: 1 }, { unique: true });
/** A line has one governing list: several different ones are forbidden [002 · General 5]. */
listSchema.index(
  { tenantId: 1, governsLineIds: 1 },
  { unique: true, partialFilterExpression: { "governsLineIds.0": { $exists: true } } },
);

type VersionDoc = ListVersion & {
  readonly _id: string;
  readonly tenantId: string;
  readonly at: Date;
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
    variableNames: [String],
    at: Date,
  },
  { strict: "throw", versionKey: false, collection: "listVersions" },
);

const MOST_REMEMBERED = 1_000;

export type ListStore = ReturnType<typeof listStore>;

/** Lists and their finished versions. Every question is asked for one tenant. */
export function listStore(connection: Connection) {
  const lists = connection.model("CustomerList", listSchema);
  const versions = connection.model("ListVersion", versionSchema);

  /** Versions never change, so those asked before are remembered: the hot path asks for the list alone. */
  const remembered = new Map<string, VersionDoc>();

  const findVersion = async (
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
    return toVersion(doc);
  };

  return {
    async ensureIndexes(): Promise<void> {
      await Promise.all([lists.createIndexes(), versions.createIndexes()]);
    },

    /**
     * Keeps a new list; a request id that was used before answers with the list it made.
     * @throws DomainError REQUEST_ID_REUSED, LINE_ALREADY_GOVERNED
     */
    async create(list: CustomerList, requestId: string, at: Date): Promise<CustomerList> {
      const { listId, ...rest } = list;
      const { tenantId, name } = list;
      try {
        await lists.create({
          _id: listId,
          ...rest,
          governsLineIds: [...list.governsLineIds],
          requestId,
          createdAt: at,
        });
        return list;
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const earlier = await lists.findOne({ tenantId, requestId }).lean();
      if (earlier === null) {
        throw new DomainError(
          "already_exists",
          "LINE_ALREADY_GOVERNED",
          "Another list governs one of these lines.",
          {
            remedy: "Import a new file into the list that governs the line.",
          },
        );
      }
      const same =
        earlier.name === name && earlier.governsLineIds.join() === list.governsLineIds.join();
      if (same) return toList(earlier);
      throw new DomainError(
        "already_exists",
        "REQUEST_ID_REUSED",
        "This request id made another list.",
        {
          remedy: "Use a fresh request id for each list.",
        },
      );
    },

    async get(tenantId: string, listId: string): Promise<CustomerList | undefined> {
      const doc = await lists.findOne({ tenantId, _id: listId }).lean();
      return doc === null ? undefined : toList(doc);
    },

    async all(tenantId: string): Promise<readonly CustomerList[]> {
      const docs = await lists.find({ tenantId }).sort({ createdAt: 1, _id: 1 }).lean();
      return docs.map(toList);
    },

    /** A finished version; the one in force for 0. Undefined when there is none. */
    async version(
      tenantId: string,
      listId: string,
      version: number,
    ): Promise<ListVersion | undefined> {
      const wanted = version === 0 ? ((await this.get(tenantId, listId))?.version ?? 0) : version;
      return findVersion(tenantId, listId, wanted);
    },

    /** The version in force of the list that governs a line. */
    async governing(tenantId: string, lineId: string): Promise<ListVersion | undefined> {
      const list = await lists.findOne({ tenantId, governsLineIds: lineId }, { version: 1 }).lean();
      return list === null ? undefined : findVersion(tenantId, list._id, list.version);
    },

    /** Puts the next version in force. Undefined when the list is gone. */
    async advance(
      session: ClientSession,
      tenantId: string,
      made: Omit<ListVersion, "version">,
      at: Date,
    ): Promise<ListVersion | undefined> {
      const { listId, members } = made;
      const list = await lists
        .findOneAndUpdate(
          { tenantId, _id: listId },
          { $inc: { version: 1 }, $set: { members } },
          { returnDocument: "after", session },
        )
        .lean();
      if (list === null) return undefined;
      const version = { ...made, version: list.version };
      const doc = { _id: versionId(listId, list.version), tenantId, at, ...version };
      await versions.insertMany([doc], { session });
      return version;
    },
  };
}

function versionId(listId: string, version: number): string {
  return `${listId}:${version}`;
}

function toList({
  _id,
  tenantId,
  name,
  market,
  governsLineIds,
  version,
  members,
}: ListDoc): CustomerList {
  return { listId: _id, tenantId, name, market, governsLineIds, version, members };
}

function toVersion({
  listId,
  version,
  build,
  members,
  operators,
  variableNames,
}: VersionDoc): ListVersion {
  return { listId, version, build, members, operators, variableNames };
}

import { DomainError, isDuplicateKey } from "@whiteline/service-kit";
import { Schema, type ClientSession, type Connection } from "mongoose";
import type { CustomerList, ListVersion, VersionOrigin } from "../domain/list.js";
import { versionStore, type VersionRecord } from "./list-versions.js";

type ListDoc = Omit<CustomerList, "listId"> & {
  readonly _id: string;
  readonly requestId: string;
  readonly createdAt: Date;
  /** Lines that it governed before, the oldest first. */
  readonly formerly?: readonly {
    readonly governsLineIds: readonly string[];
    readonly until: Date;
  }[];
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
    formerly: [{ _id: false, governsLineIds: [String], until: Date }],
  },
  { strict: "throw", versionKey: false, collection: "lists" },
);
listSchema.index({ tenantId: 1, requestId: 1 }, { unique: true });
/** A line has one governing list: several different ones are forbidden [002 · General 5]. */
listSchema.index(
  { tenantId: 1, governsLineIds: 1 },
  { unique: true, partialFilterExpression: { "governsLineIds.0": { $exists: true } } },
);

export type ListStore = ReturnType<typeof listStore>;

/** Lists and their finished versions. Every question is asked for one tenant. */
export function listStore(connection: Connection) {
  const lists = connection.model("CustomerList", listSchema);
  const documents = connection.collection<ListDoc>("lists");
  const versions = versionStore(connection);

  const get = async (tenantId: string, listId: string): Promise<CustomerList | undefined> => {
    const doc = await lists.findOne({ tenantId, _id: listId }).lean();
    return doc === null ? undefined : toList(doc);
  };

  return {
    async ensureIndexes(): Promise<void> {
      await Promise.all([lists.createIndexes(), versions.ensureIndexes()]);
    },

    /** @throws duplicate key when the request id made a list before, or another list governs one of its lines. */
    async create(
      session: ClientSession,
      list: CustomerList,
      requestId: string,
      at: Date,
    ): Promise<void> {
      const { listId, ...rest } = list;
      const governsLineIds = [...list.governsLineIds];
      const doc = { _id: listId, ...rest, governsLineIds, requestId, createdAt: at };
      await lists.create([doc], { session });
    },

    /**
     * What an earlier request of the same id made, when a list could not be kept anew.
     * @throws DomainError REQUEST_ID_REUSED when it made another list, LINE_ALREADY_GOVERNED when it made none
     */
    async createdBy(list: CustomerList, requestId: string): Promise<CustomerList> {
      const { tenantId, name } = list;
      const earlier = await lists.findOne({ tenantId, requestId }).lean();
      if (earlier === null) throw alreadyGoverned();
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

    get,

    async all(tenantId: string): Promise<readonly CustomerList[]> {
      const docs = await lists.find({ tenantId }).sort({ createdAt: 1, _id: 1 }).lean();
      return docs.map(toList);
    },

    /**
     * Changes the name, or which lines the list governs, and keeps which it governed until now. Answers the list as it was
     * before; undefined when there is no such list.
     * @throws DomainError LINE_ALREADY_GOVERNED
     */
    async update(
      session: ClientSession,
      tenantId: string,
      listId: string,
      change: { readonly name: string | null; readonly governsLineIds: readonly string[] | null },
      at: Date,
    ): Promise<CustomerList | undefined> {
      const { name, governsLineIds } = change;
      const set = {
        ...(name === null ? {} : { name: { $literal: name } }),
        ...(governsLineIds === null ? {} : governing(governsLineIds, at)),
      };
      if (Object.keys(set).length === 0) return get(tenantId, listId);
      try {
        const doc = await documents.findOneAndUpdate({ tenantId, _id: listId }, [{ $set: set }], {
          returnDocument: "before",
          session,
        });
        return doc === null ? undefined : toList(doc);
      } catch (error) {
        if (isDuplicateKey(error)) throw alreadyGoverned();
        throw error;
      }
    },

    /** A finished version; the one in force for 0. Undefined when there is none. */
    async version(
      tenantId: string,
      listId: string,
      version: number,
    ): Promise<ListVersion | undefined> {
      const wanted = version === 0 ? ((await get(tenantId, listId))?.version ?? 0) : version;
      return versions.find(tenantId, listId, wanted);
    },

    /** Every version, or one, with how it came about; the newest first. */
    history: versions.history,
    /** Which of these builds versions name, whosever they are. */
    namedBuilds: versions.named,
    /** The roll back that a request made. */
    madeBy: versions.madeBy,

    /** The version in force of the list that governs a line. */
    async governing(tenantId: string, lineId: string): Promise<ListVersion | undefined> {
      const list = await lists.findOne({ tenantId, governsLineIds: lineId }, { version: 1 }).lean();
      return list === null ? undefined : versions.find(tenantId, list._id, list.version);
    },

    /** The version that was in force then of the list that governed a line then. */
    async governingAt(
      tenantId: string,
      lineId: string,
      at: Date,
    ): Promise<VersionRecord | undefined> {
      const ever = { $or: [{ governsLineIds: lineId }, { "formerly.governsLineIds": lineId }] };
      for (const list of await lists.find({ tenantId, createdAt: { $lte: at }, ...ever }).lean()) {
        const then = list.formerly?.find(({ until }) => until > at) ?? list;
        if (then.governsLineIds.includes(lineId)) return versions.at(tenantId, list._id, at);
      }
      return undefined;
    },

    /**
     * Puts the next version in force. Undefined when the list is gone, or has another version than `from` by now.
     */
    async advance(
      session: ClientSession,
      tenantId: string,
      made: Omit<ListVersion, "version"> & VersionOrigin & { readonly requestId?: string },
      { from, at }: { readonly from: number; readonly at: Date },
    ): Promise<CustomerList | undefined> {
      const { listId, members } = made;
      const list = await lists
        .findOneAndUpdate(
          { tenantId, _id: listId, version: from },
          { $inc: { version: 1 }, $set: { members } },
          { returnDocument: "after", session },
        )
        .lean();
      if (list === null) return undefined;
      await versions.insert(session, tenantId, { ...made, version: list.version }, at);
      return toList(list);
    },
  };
}

/** What an update with a pipeline sets, so that the lines of before are read by the very write that changes them. */
function governing(governsLineIds: readonly string[], until: Date) {
  const lines = { $literal: governsLineIds };
  const before = { $ifNull: ["$formerly", []] };
  const added = { $concatArrays: [before, [{ governsLineIds: "$governsLineIds", until }]] };
  const formerly = { $cond: [{ $eq: ["$governsLineIds", lines] }, before, added] };
  return { governsLineIds: lines, formerly };
}

function alreadyGoverned(): DomainError {
  return new DomainError(
    "already_exists",
    "LINE_ALREADY_GOVERNED",
    "Another list governs one of these lines.",
    {
      remedy: "Import a new file into the list that governs the line.",
    },
  );
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

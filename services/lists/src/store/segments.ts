import { DomainError } from "@whiteline/service-kit";
import type { ClientSession, Connection } from "mongoose";
import type { Condition, Segment } from "../domain/segment.js";

/** Names of variables stand in it as values, never as keys: they are the customer's and may hold dots or dollars. */
type SegmentDoc = Omit<Segment, "segmentId"> & {
  readonly _id: string;
  readonly requestId: string;
};

export type SegmentStore = ReturnType<typeof segmentStore>;

/** Named parts of lists. Every question is asked for one tenant. */
export function segmentStore(connection: Connection) {
  const segments = connection.collection<SegmentDoc>("segments");

  const get = async (tenantId: string, segmentId: string): Promise<Segment | undefined> => {
    const doc = await segments.findOne({ _id: segmentId, tenantId });
    return doc === null ? undefined : toSegment(doc);
  };

  return {
    async ensureIndexes(): Promise<void> {
      await segments.createIndexes([
        { key: { tenantId: 1, requestId: 1 }, unique: true },
        { key: { tenantId: 1, listId: 1, createdAt: 1 } },
      ]);
    },

    get,

    /** @throws duplicate key when the request id made a segment before */
    async create(session: ClientSession, segment: Segment, requestId: string): Promise<void> {
      const { segmentId, ...rest } = segment;
      await segments.insertOne({ _id: segmentId, ...rest, requestId }, { session });
    },

    /**
     * What an earlier request of the same id made.
     * @throws DomainError REQUEST_ID_REUSED when it made another segment
     */
    async createdBy(segment: Segment, requestId: string): Promise<Segment> {
      const first = await segments.findOne({ tenantId: segment.tenantId, requestId });
      const same =
        first?.name === segment.name &&
        first.listId === segment.listId &&
        JSON.stringify(first.condition) === JSON.stringify(segment.condition);
      if (first !== null && same) return toSegment(first);
      throw new DomainError(
        "already_exists",
        "REQUEST_ID_REUSED",
        "This request id made another segment.",
        { remedy: "Use a fresh request id for each segment." },
      );
    },

    async all(tenantId: string, listId: string): Promise<readonly Segment[]> {
      const docs = await segments
        .find(
          { tenantId, ...(listId === "" ? {} : { listId }) },
          { sort: { createdAt: 1, _id: 1 } },
        )
        .limit(1_000)
        .toArray();
      return docs.map(toSegment);
    },

    /** Undefined when the segment has another version by now, or is gone. */
    async update(
      session: ClientSession,
      { segmentId, tenantId, version }: Segment,
      change: { readonly name: string; readonly condition: Condition; readonly at: Date },
    ): Promise<Segment | undefined> {
      const { name, condition, at } = change;
      const doc = await segments.findOneAndUpdate(
        { _id: segmentId, tenantId, version },
        {
          $set: { name, condition, updatedAt: at },
          $inc: { version: 1 },
        },
        { returnDocument: "after", session },
      );
      return doc === null ? undefined : toSegment(doc);
    },

    /** @returns whether there was one */
    async remove(session: ClientSession, tenantId: string, segmentId: string): Promise<boolean> {
      const { deletedCount } = await segments.deleteOne({ _id: segmentId, tenantId }, { session });
      return deletedCount > 0;
    },
  };
}

function toSegment({ _id, requestId: _requestId, ...rest }: SegmentDoc): Segment {
  return { ...rest, segmentId: _id };
}

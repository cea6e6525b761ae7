import { isDuplicateKey } from "@whiteline/service-kit";
import type { Connection } from "mongoose";

type Doc = { readonly _id: string; readonly position: number };

export type FeedPositionStore = ReturnType<typeof feedPositionStore>;

/** How far each tenant's feed of outcomes was learned from. */
export function feedPositionStore(connection: Connection) {
  const positions = connection.collection<Doc>("feedPositions");

  return {
    /** Of these tenants; a tenant that was never read has none. */
    async of(tenantIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
      const docs = await positions.find({ _id: { $in: [...tenantIds] } }).toArray();
      return new Map(docs.map(({ _id, position }) => [_id, position]));
    },

    /** Moves on, once what lies before `to` is kept. @returns false when another process moved it meanwhile */
    async move(tenantId: string, from: number, to: number): Promise<boolean> {
      try {
        const moved = await positions.updateOne(
          { _id: tenantId, position: from },
          { $set: { position: to } },
          // Only who begins makes the document: a position that another process moved is not made anew.
          { upsert: from === 0 },
        );
        return moved.matchedCount + moved.upsertedCount === 1;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  };
}

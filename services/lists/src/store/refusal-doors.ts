import { randomInt } from "node:crypto";
import { isDuplicateKey } from "@whiteline/service-kit";
import type { Connection } from "mongoose";

type Doc = {
  readonly _id: number;
  readonly tenantId: string;
  readonly lineId: string;
  readonly market: string;
};
export type RefusalDoor = Omit<Doc, "_id"> & { readonly door: number };
export type RefusalDoorStore = ReturnType<typeof refusalDoorStore>;

const DOORS = 2 ** 32;

/** The short numbers under which refusal links name a line of a tenant. None is ever given twice or taken back. */
export function refusalDoorStore(connection: Connection) {
  const doors = connection.collection<Doc>("refusalDoors");

  const find = async (tenantId: string, lineId: string): Promise<number | undefined> =>
    (await doors.findOne({ tenantId, lineId }))?._id;

  return {
    async ensureIndexes(): Promise<void> {
      await doors.createIndex({ tenantId: 1, lineId: 1 }, { unique: true }, {});
    },

    async of(tenantId: string, lineId: string, market: string): Promise<number> {
      for (;;) {
        const known = await find(tenantId, lineId);
        if (known !== undefined) return known;
        const _id = randomInt(DOORS);
        try {
          await doors.insertOne({ _id, tenantId, lineId, market });
          return _id;
        } catch (error) {
          // The number is taken, or somebody made the line's door just now: look again.
          if (!isDuplicateKey(error)) throw error;
        }
      }
    },

    async open(door: number): Promise<RefusalDoor | undefined> {
      const found = await doors.findOne({ _id: door });
      if (found === null) return undefined;
      const { _id, ...line } = found;
      return { door: _id, ...line };
    },
  };
}

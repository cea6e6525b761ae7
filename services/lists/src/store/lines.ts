import type { Connection } from "mongoose";
import type { NumberedLine } from "../domain/line-number.js";

type LineDocument = Omit<NumberedLine, "lineId"> & { readonly _id: string };

export type LineStore = ReturnType<typeof lineStore>;

/** The projection of lines by number. Only refusals ask for it, so the database holds it and no memory. */
export function lineStore(connection: Connection) {
  const lines = connection.collection<LineDocument>("lines");

  return {
    async ensureIndexes(): Promise<void> {
      await lines.createIndex({ market: 1, digits: 1 }, {}, {});
    },

    /** Forgets every line, before the registry's own are taken anew. */
    async clear(): Promise<void> {
      await lines.deleteMany({});
    },

    /** A lower version changes nothing. */
    async put({ lineId, ...line }: NumberedLine): Promise<void> {
      // One statement, so that of two versions heard at once the newer one stays.
      await lines.updateOne(
        { _id: lineId },
        [
          {
            $replaceWith: {
              $cond: [
                { $gt: [{ $ifNull: ["$version", -1] }, line.version] },
                "$$ROOT",
                { $literal: { _id: lineId, ...line } },
              ],
            },
          },
        ],
        { upsert: true },
      );
    },

    async get(lineId: string): Promise<NumberedLine | undefined> {
      const found = await lines.findOne({ _id: lineId });
      if (found === null) return undefined;
      const { _id, ...line } = found;
      return { lineId: _id, ...line };
    },

    /** Lines of a tenant by their ids; those not heard of yet are left out. */
    async named(tenantId: string, lineIds: readonly string[]): Promise<readonly NumberedLine[]> {
      const found = await lines.find({ tenantId, _id: { $in: [...lineIds] } }).toArray();
      return found.map(({ _id, ...line }) => ({ lineId: _id, ...line }));
    },

    /** Whether the tenant holds a line of this provider. */
    async isCustomerOf(tenantId: string, providerId: string): Promise<boolean> {
      return (await lines.findOne({ tenantId, providerId })) !== null;
    },

    /** The lines of a market that bear one of these numbers. */
    async bearing(market: string, digits: readonly string[]): Promise<readonly NumberedLine[]> {
      const found = await lines.find({ market, digits: { $in: [...digits] } }).toArray();
      return found.map(({ _id, ...line }) => ({ lineId: _id, ...line }));
    },
  };
}

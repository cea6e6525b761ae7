import type { Connection } from "mongoose";
import type { Line } from "../domain/line.js";

type LineDocument = Omit<Line, "lineId"> & { readonly _id: string };

/**
 * The projection of lines, kept in the database so that a start needs no neighbour, and in memory
 * because each message asks for its line. A lower version changes nothing.
 */
export const lineStore = (connection: Connection) => {
  const lines = connection.collection<LineDocument>("lines");
  const known = new Map<string, Line>();
  return {
    /** Reads what was known when the process last ran. */
    load: async (): Promise<void> => {
      for await (const { _id, ...rest } of lines.find()) known.set(_id, { lineId: _id, ...rest });
    },

    get: (lineId: string): Line | undefined => known.get(lineId),

    /** Forgets every line, before the registry's own are taken anew. */
    clear: async (): Promise<void> => {
      await lines.deleteMany({});
      known.clear();
    },

    put: async (line: Line): Promise<void> => {
      const before = known.get(line.lineId);
      if (before !== undefined && before.version >= line.version) return;
      const { lineId, ...rest } = line;
      await lines.updateOne(
        { _id: lineId },
        [
          {
            $replaceWith: {
              $cond: [
                { $gte: [{ $ifNull: ["$version", -1] }, line.version] },
                "$$ROOT",
                { $literal: { _id: lineId, ...rest } },
              ],
            },
          },
        ],
        { upsert: true },
      );
      known.set(lineId, line);
    },
  };
};

export type LineStore = ReturnType<typeof lineStore>;

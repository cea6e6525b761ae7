import type { Connection } from "mongoose";
import type { Line } from "../domain/line.js";

type LineDocument = Omit<Line, "lineId" | "operators"> & {
  readonly _id: string;
  /** Absent, as purposes are, in what was kept before: taken anew, whatever its version. */
  readonly operators?: Line["operators"];
};

const UNREAD = -1;

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
      for await (const { _id, operators, version, ...rest } of lines.find()) {
        known.set(_id, {
          lineId: _id,
          ...rest,
          operators: operators ?? [],
          version: operators === undefined || rest.purposes === undefined ? UNREAD : version,
        });
      }
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
                {
                  $and: [
                    { $gte: [{ $ifNull: ["$version", UNREAD] }, line.version] },
                    { $isArray: "$operators" },
                    { $isArray: "$purposes" },
                  ],
                },
                "$$ROOT",
                { $literal: { _id: lineId, ...rest } },
              ],
            },
          },
        ],
        { upsert: true },
      );
      // The registry's snapshot and a newer fact may be put at the same time.
      const meanwhile = known.get(lineId);
      if (meanwhile === undefined || meanwhile.version < line.version) known.set(lineId, line);
    },
  };
};

export type LineStore = ReturnType<typeof lineStore>;

import type { Connection } from "mongoose";
import type { Line } from "../domain/line.js";

type LineDocument = Omit<Line, "lineId"> & { readonly _id: string };

/**
 * The projection of lines, kept in the database so that a start needs no neighbour, and in memory
 * because each judgement asks for its line. A lower version changes nothing.
 */
export const lineStore = (connection: Connection, now: () => Date) => {
  const lines = connection.collection<LineDocument>("lines");
  const known = new Map<string, Line>();
  const ofTenant = new Map<string, Set<string>>();

  const remember = (line: Line): void => {
    known.set(line.lineId, line);
    const own = ofTenant.get(line.tenantId) ?? new Set();
    ofTenant.set(line.tenantId, own.add(line.lineId));
  };

  return {
    /** Reads what was known when the process last ran. */
    load: async (): Promise<void> => {
      for await (const { _id, ...rest } of lines.find()) remember({ lineId: _id, ...rest });
    },

    get: (lineId: string): Line | undefined => known.get(lineId),

    /** Every line of a provider that is known here. */
    ofProvider: (providerId: string): readonly Line[] =>
      [...known.values()].filter((line) => line.providerId === providerId),

    /** Active advertising lines of a tenant in a market. */
    advertising: (tenantId: string, market: string): readonly Line[] =>
      [...(ofTenant.get(tenantId) ?? [])]
        .flatMap((lineId) => known.get(lineId) ?? [])
        .filter(
          (line) =>
            line.tenantId === tenantId &&
            line.market === market &&
            line.type === "advertising" &&
            line.status === "active",
        ),

    /** Forgets every line, before the registry's own are taken anew. */
    clear: async (): Promise<void> => {
      await lines.deleteMany({});
      known.clear();
      ofTenant.clear();
    },

    put: async (told: Line): Promise<void> => {
      const before = known.get(told.lineId);
      if (before !== undefined && before.version >= told.version) return;
      const line = { ...told, asOf: now() };
      const { lineId, ...rest } = line;
      // One statement, so that replicas that hear two versions at once keep the newer one.
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
      const meanwhile = known.get(lineId);
      if (meanwhile === undefined || meanwhile.version < line.version) remember(line);
    },
  };
};

export type LineStore = ReturnType<typeof lineStore>;

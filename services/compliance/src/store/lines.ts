import type { Connection } from "mongoose";
import type { Line } from "../domain/line.js";

type LineDocument = Omit<Line, "lineId"> & { readonly _id: string };

/** Stands among the projections once every line of the registry was taken. */
const WHOLE = "lines";

/**
 * The projection of lines, kept in the database so that a start needs no neighbour, and in memory
 * because each judgement asks for its line. A lower version changes nothing,
 * nor does the same one, unless what was known before lacks who governs the line or what it is declared for.
 */
export const lineStore = (connection: Connection, now: () => Date) => {
  const lines = connection.collection<LineDocument>("lines");
  const projections = connection.collection<{ readonly _id: string }>("projections");
  const known = new Map<string, Line>();
  let isWhole = false;
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
      isWhole = (await projections.countDocuments({ _id: WHOLE }, { limit: 1 })) > 0;
    },

    /** The registry's own were taken once from end to end; facts keep them true from now on. */
    markWhole: async (): Promise<void> => {
      isWhole = true;
      await projections.replaceOne({ _id: WHOLE }, {}, { upsert: true });
    },

    get: (lineId: string): Line | undefined => known.get(lineId),

    all: (): readonly Line[] => [...known.values()],

    /** Every line of a provider that is known here. */
    ofProvider: (providerId: string): readonly Line[] =>
      [...known.values()].filter((line) => line.providerId === providerId),

    /** Active advertising lines of a tenant in a market; undefined before the registry's lines were ever taken. */
    advertising: (tenantId: string, market: string): readonly Line[] | undefined =>
      isWhole
        ? [...(ofTenant.get(tenantId) ?? [])]
            .flatMap((lineId) => known.get(lineId) ?? [])
            .filter(
              (line) =>
                line.tenantId === tenantId &&
                line.market === market &&
                line.type === "advertising" &&
                line.status === "active",
            )
        : undefined,

    /** Forgets every line, before the registry's own are taken anew. */
    clear: async (): Promise<void> => {
      isWhole = false;
      await projections.deleteOne({ _id: WHOLE });
      await lines.deleteMany({});
      known.clear();
      ofTenant.clear();
    },

    put: async (told: Line): Promise<void> => {
      const before = known.get(told.lineId);
      if (before !== undefined && !tellsMore(told, before)) return;
      const line = { ...told, asOf: now() };
      const { lineId, ...rest } = line;
      // One statement, so that replicas that hear two versions at once keep the newer one.
      await lines.updateOne(
        { _id: lineId },
        [
          {
            $replaceWith: {
              $cond: [knowsAsMuch(line), "$$ROOT", { $literal: { _id: lineId, ...rest } }],
            },
          },
        ],
        { upsert: true },
      );
      const meanwhile = known.get(lineId);
      if (meanwhile === undefined || tellsMore(line, meanwhile)) remember(line);
    },
  };
};

export type LineStore = ReturnType<typeof lineStore>;

/** What lines known before it was kept lack; it is learnt with the version that is known already. */
const learnt = ["governedByList", "purposes"] as const;

const tellsMore = (told: Line, known: Line): boolean =>
  told.version > known.version ||
  (told.version === known.version &&
    learnt.some((field) => told[field] !== undefined && known[field] === undefined));

/** The same as an expression over what is stored: whether `told` brings nothing to it. */
const knowsAsMuch = (told: Line) => {
  const { version } = told;
  const stored = { $ifNull: ["$version", -1] };
  const isKnown = learnt
    .filter((field) => told[field] !== undefined)
    .map((field) => ({ $ne: [{ $type: `$${field}` }, "missing"] }));
  const isSame = { $and: [{ $eq: [stored, version] }, ...isKnown] };
  return { $or: [{ $gt: [stored, version] }, isSame] };
};

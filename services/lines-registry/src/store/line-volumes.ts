import { Schema, type Connection } from "mongoose";

type Row = {
  /** The chunk, so that a fact that comes twice counts once. */
  readonly _id: string;
  readonly lineId: string;
  readonly messages: number;
  readonly at: Date;
};

export type ChunkVolume = Omit<Row, "_id"> & { readonly chunkId: string };

/** Kept longer than any market shows. */
const keptSeconds = 40 * 86_400;

const schema = new Schema<Row>(
  { _id: String, lineId: String, messages: Number, at: Date },
  { strict: "throw", versionKey: false },
);
schema.index({ lineId: 1, at: 1 });
schema.index({ at: 1 }, { expireAfterSeconds: keptSeconds });

export type LineVolumeStore = ReturnType<typeof lineVolumeStore>;

/** How much went out from each line: one row per chunk, never per message. */
export function lineVolumeStore(connection: Connection) {
  const volumes = connection.model<Row>("LineVolume", schema, "line_volumes");

  return {
    ensureIndexes: () => volumes.createIndexes(),

    /** Keeps what chunks sent, all in one write. */
    async record(chunks: readonly ChunkVolume[]): Promise<void> {
      await volumes.bulkWrite(
        chunks.map(({ chunkId, ...row }) => ({
          updateOne: { filter: { _id: chunkId }, update: { $set: row }, upsert: true },
        })),
        { ordered: false },
      );
    },

    /** Messages per line since an instant; a line without any is left out. */
    async since(lineIds: readonly string[], from: Date): Promise<ReadonlyMap<string, number>> {
      const sums = await volumes.aggregate<{ readonly _id: string; readonly messages: number }>([
        { $match: { lineId: { $in: [...lineIds] }, at: { $gte: from } } },
        { $group: { _id: "$lineId", messages: { $sum: "$messages" } } },
      ]);
      return new Map(sums.map(({ _id, messages }) => [_id, messages]));
    },
  };
}

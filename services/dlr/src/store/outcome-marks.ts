import type { Connection } from "mongoose";
import type { ChunkOutcome } from "../domain/chunk-outcome.js";
import type { OutcomeDocument } from "./outcome-document.js";

type ToldVersion = Pick<ChunkOutcome, "chunkId" | "version">;

/** What was told in a round, to everybody and to the feed. */
export type TellingMarks = {
  readonly published: readonly ToldVersion[];
  readonly fed: readonly ToldVersion[];
};

/** If a mark is lost, what it was for is told once more, and nobody hears anything new. */
const unsafe = { ordered: false, writeConcern: { w: 1, journal: false } } as const;

/** Remembers of the chunks what was told. */
export const outcomeMarks = (connection: Connection) => {
  const outcomes = connection.collection<OutcomeDocument>("outcomes");
  const publishedAt = (version: number, at: Date) => ({
    toldAt: at,
    dirty: false,
    urgent: false,
    pv: version,
  });

  /** Remembers what was told; a newer version stays to be told, after a rest. */
  const markPublished = async (told: TellingMarks["published"], at: Date): Promise<void> => {
    if (told.length === 0) return;
    const { matchedCount } = await outcomes.bulkWrite(
      told.map(({ chunkId, version }) => ({
        updateOne: {
          filter: { _id: chunkId, v: version },
          update: { $set: publishedAt(version, at) },
        },
      })),
      unsafe,
    );
    if (matchedCount === told.length) return;
    // Some moved meanwhile: which, is not answered.
    const ids = told.map(({ chunkId }) => chunkId);
    await outcomes.updateMany({ _id: { $in: ids } }, { $set: { toldAt: at } }, unsafe);
  };

  /** The feed has told these versions; a newer one stays to be told. */
  const markFed = async (told: TellingMarks["fed"], at: Date): Promise<void> => {
    if (told.length === 0) return;
    await outcomes.bulkWrite(
      told.map(({ chunkId, version }) => ({
        updateOne: {
          filter: { _id: chunkId },
          update: [
            { $set: { fedAt: at, feed: { $cond: [{ $eq: ["$v", version] }, false, "$feed"] } } },
          ],
        },
      })),
      unsafe,
    );
  };

  /** Remembers what was told in a round: a chunk of which both heard the same version with one write. */
  const mark = async ({ published, fed }: TellingMarks, at: Date): Promise<void> => {
    const fedVersions = new Map(fed.map(({ chunkId, version }) => [chunkId, version]));
    const both = published.filter(({ chunkId, version }) => fedVersions.get(chunkId) === version);
    const { matchedCount } =
      both.length === 0
        ? { matchedCount: 0 }
        : await outcomes.bulkWrite(
            both.map(({ chunkId, version }) => ({
              updateOne: {
                filter: { _id: chunkId, v: version },
                update: { $set: { ...publishedAt(version, at), fedAt: at, feed: false } },
              },
            })),
            unsafe,
          );
    // Some moved meanwhile: which, is not answered, and each mark holds for itself.
    const marked = new Set(matchedCount === both.length ? both.map((one) => one.chunkId) : []);
    await Promise.all([
      markPublished(
        published.filter(({ chunkId }) => !marked.has(chunkId)),
        at,
      ),
      markFed(
        fed.filter(({ chunkId }) => !marked.has(chunkId)),
        at,
      ),
    ]);
  };

  return { mark, markPublished, markFed };
};

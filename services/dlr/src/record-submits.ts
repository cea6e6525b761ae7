import { inRounds } from "@whiteline/service-kit";
import type { ChunkBook } from "./chunk-book.js";
import { applySubmits, type SubmitsSnapshot } from "./domain/apply-submits.js";
import { keysOf, type ChunkOutcome } from "./domain/chunk-outcome.js";
import type { MatchReceipts } from "./receipt-rounds.js";
import type { OrphanStore } from "./store/orphans.js";
import type { OutcomeStore } from "./store/outcomes.js";

type Dependencies = {
  readonly outcomes: Pick<OutcomeStore, "ofChunks" | "saveWhole">;
  readonly orphans: Pick<OrphanStore, "byKeys" | "takeFound">;
  readonly match: MatchReceipts;
  readonly book: ChunkBook;
  readonly now: () => Date;
};

const MOST_ROUNDS = 10;
/** Snapshots that are told together come at one moment; those of other messages join while a write is under way. */
const GATHER_MS = 5;

/**
 * Takes the dispatcher's snapshots in, all that come at one moment with one write, then looks whether receipts were already
 * waiting for their ids. Repeated after a crash in between, it looks again.
 */
export const submitsRecorder = (
  dependencies: Dependencies,
): ((snapshot: SubmitsSnapshot) => Promise<void>) => {
  const record = inRounds(async (snapshots: readonly SubmitsSnapshot[]) => {
    const newKeys = await recordAll(dependencies, snapshots);
    return ({ chunkId }: SubmitsSnapshot): readonly string[] => newKeys.get(chunkId) ?? [];
  }, GATHER_MS);
  const free = inRounds(async (keys: readonly (readonly string[])[]) => {
    await freeOrphans(dependencies, keys.flat());
    return () => undefined;
  }, 0);
  return async (snapshot) => {
    const keys = await record(snapshot);
    if (keys.length > 0) await free(keys);
  };
};

/** Answers by chunk the keys that receipts may already wait for. */
const recordAll = async (
  { outcomes, book, now }: Dependencies,
  snapshots: readonly SubmitsSnapshot[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const newKeys = new Map<string, readonly string[]>();
  let open = byChunk(snapshots);
  for (let round = 0; open.size > 0; round += 1) {
    if (round === MOST_ROUNDS) throw new Error("snapshots kept losing the race for their chunk");
    const known = await knownOf(open, { outcomes, book });
    const taken = [...open].map(([chunkId, ofChunk]) => {
      const before = known.get(chunkId);
      return { chunkId, before, after: takeIn(before, ofChunk, now()) };
    });
    const changed = taken.flatMap(({ after }) => after ?? []);
    const lost = new Set(await outcomes.saveWhole(changed));
    for (const { chunkId, before, after } of taken) {
      const outcome = after ?? before;
      if (lost.has(chunkId)) book.drop(chunkId);
      else if (outcome !== undefined) {
        book.put(outcome);
        // Ids that were known before were asked for when they came; a snapshot that changes nothing may repeat one that died.
        const asked = new Set(before === undefined || after === undefined ? [] : keysOf(before));
        newKeys.set(
          chunkId,
          keysOf(outcome).filter((key) => !asked.has(key)),
        );
      }
    }
    open = new Map([...open].filter(([chunkId]) => lost.has(chunkId)));
  }
  return newKeys;
};

const byChunk = (snapshots: readonly SubmitsSnapshot[]): Map<string, SubmitsSnapshot[]> => {
  const chunks = new Map<string, SubmitsSnapshot[]>();
  for (const snapshot of snapshots) {
    const ofChunk = chunks.get(snapshot.chunkId);
    if (ofChunk === undefined) chunks.set(snapshot.chunkId, [snapshot]);
    else ofChunk.push(snapshot);
  }
  return chunks;
};

const knownOf = async (
  chunks: ReadonlyMap<string, unknown>,
  { outcomes, book }: Pick<Dependencies, "outcomes" | "book">,
): Promise<ReadonlyMap<string, ChunkOutcome>> => {
  const ids = [...chunks.keys()];
  const inBook = ids.flatMap((chunkId) => book.get(chunkId)?.outcome ?? []);
  const held = new Set(inBook.map(({ chunkId }) => chunkId));
  const others = ids.filter((chunkId) => !held.has(chunkId));
  const stored = others.length === 0 ? [] : await outcomes.ofChunks(others);
  return new Map([...inBook, ...stored].map((outcome) => [outcome.chunkId, outcome]));
};

/** Several snapshots of one chunk are one step; undefined when none of them says anything new. */
const takeIn = (
  before: ChunkOutcome | undefined,
  snapshots: readonly SubmitsSnapshot[],
  now: Date,
): ChunkOutcome | undefined => {
  const inOrder = [...snapshots].sort((a, b) => a.version - b.version);
  const after = inOrder.reduce<ChunkOutcome | undefined>(
    (known, snapshot) => applySubmits(known, snapshot, now) ?? known,
    before,
  );
  if (after === undefined || after === before) return undefined;
  return { ...after, version: (before?.version ?? 0) + 1 };
};

const freeOrphans = async (
  { orphans, match }: Dependencies,
  keys: readonly string[],
): Promise<void> => {
  // Side by side, so that one round matches them all; what the others wait for, the book need not be asked past.
  const looked = await Promise.all(
    (await orphans.byKeys(keys)).map(async (batch) => {
      const rest = await match(batch.receipts, false);
      return { batch, rest };
    }),
  );
  await orphans.takeFound(looked);
};

import type { Connection } from "mongoose";
import type { Chunk, ReleasedChunk } from "../domain/chunk.js";
import { bytes, toChunk, toReleased, type ChunkDocument } from "./chunk-document.js";

/** A chunk as proof: what it carries, and its stamp when it was released. */
export type ChunkProof = { readonly chunk: Chunk; readonly released: ReleasedChunk | undefined };

/** Packed numbers of a released chunk, and who was held back at that moment. */
type ReleasedRecipients = Record<"msisdns" | "dropped", Uint8Array> & { readonly releasedAt: Date };

/** Chunks read one by one when somebody complains; rarely, so without an index of numbers. */
export const chunkEvidenceStore = (connection: Connection) => {
  const chunks = connection.collection<ChunkDocument>("chunks");
  return {
    ensureIndexes: async (): Promise<void> => {
      await chunks.createIndexes([{ key: { tenant: 1, line: 1, at: -1 }, name: "of_line" }]);
    },

    proof: async (tenantId: string, chunkId: string): Promise<ChunkProof | undefined> => {
      const found = await chunks.findOne({ _id: chunkId, tenant: tenantId });
      return found === null ? undefined : { chunk: toChunk(found), released: toReleased(found) };
    },

    /** A few chunks of what counts of a campaign, spread over it. */
    spread: async (tenantId: string, batch: string, most: number): Promise<readonly Chunk[]> => {
      const ids = await chunks
        .find({ batch, tenant: tenantId }, { projection: { _id: 1 } })
        .limit(MOST_HEADS)
        .toArray();
      const step = Math.max(1, Math.floor(ids.length / most));
      const chosen = ids.filter((_, index) => index % step === 0).slice(0, most);
      const found = chunks.find({ _id: { $in: chosen.map(({ _id }) => _id) }, tenant: tenantId });
      return (await found.toArray()).map(toChunk);
    },

    /**
     * Chunks of a line accepted within a time whose packed numbers hold one, the newest first.
     * @throws the reason of the signal once whoever asked has gone
     */
    withNumber: async function* (
      tenantId: string,
      lineId: string,
      {
        msisdn,
        from,
        until,
        signal,
      }: {
        readonly msisdn: bigint;
        readonly from: Date;
        readonly until: Date;
        readonly signal: AbortSignal;
      },
    ): AsyncGenerator<{ readonly chunkId: string; readonly slots: readonly number[] }> {
      const found = chunks
        .find(
          { tenant: tenantId, line: lineId, at: { $gte: from, $lte: until } },
          { projection: { msisdns: 1 } },
        )
        .sort({ at: -1 });
      for await (const { _id, msisdns } of found) {
        signal.throwIfAborted();
        const slots = slotsOf(bytes(msisdns), msisdn);
        if (slots.length > 0) yield { chunkId: _id, slots };
      }
    },

    /** What was released of a campaign, without its texts. */
    releasedOf: async function* (
      tenantId: string,
      batch: string,
    ): AsyncGenerator<ReleasedRecipients> {
      const found = chunks.find(
        { batch, tenant: tenantId, state: "released" },
        { projection: { msisdns: 1, stamp: 1 } },
      );
      for await (const { msisdns, stamp } of found) {
        if (stamp === null) continue;
        const { dropped, releasedAt } = stamp;
        yield { msisdns: bytes(msisdns), dropped: bytes(dropped), releasedAt };
      }
    },
  };
};

export type ChunkEvidenceStore = ReturnType<typeof chunkEvidenceStore>;

/** Heads looked at for a sample: enough to spread it, and no more. */
const MOST_HEADS = 5_000;

const slotsOf = (packed: Uint8Array, msisdn: bigint): readonly number[] => {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const slots: number[] = [];
  for (let slot = 0; slot * 8 < packed.byteLength; slot += 1) {
    if (view.getBigUint64(slot * 8, true) === msisdn) slots.push(slot);
  }
  return slots;
};

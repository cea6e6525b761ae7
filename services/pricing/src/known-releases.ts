import { inRounds } from "@whiteline/service-kit";
import type { OnceStore } from "./store/once.js";

export type AskedChunk = {
  readonly chunkId: string;
  readonly tenantId: string;
  readonly reservationId: string;
};

export type ReleaseQuestions = {
  readonly once: Pick<OnceStore, "settledOf">;
  /** Those of a tenant's chunks that were released under their reservations. */
  readonly releasedOf: (
    tenantId: string,
    chunks: readonly AskedChunk[],
  ) => Promise<readonly string[]>;
};

/** Settled already, released under its reservation and open, or nothing that campaigns knows. */
export type ChunkStanding = "settled" | "released" | "unknown";

/** Nobody waits for a settlement: what is told within so long is looked up together. */
const GATHER_MS = 50;

/**
 * Where chunks stand before their money moves: one look at the settlements and one question a tenant for all that were
 * told at the same time. A question that fails, fails for the chunks of its tenant.
 */
export const standingOf = ({ once, releasedOf }: ReleaseQuestions) => {
  const ask = inRounds(async (chunks: readonly AskedChunk[]) => {
    const settled = await once.settledOf(chunks.map(({ chunkId }) => chunkId));
    const ofTenants = new Map<string, AskedChunk[]>();
    for (const chunk of chunks) {
      if (settled.has(chunk.chunkId)) continue;
      const own = ofTenants.get(chunk.tenantId) ?? [];
      ofTenants.set(chunk.tenantId, own);
      own.push(chunk);
    }
    const released = new Map(
      Array.from(ofTenants, ([tenantId, own]) => [
        tenantId,
        releasedOf(tenantId, own).then((chunkIds) => new Set(chunkIds)),
      ]),
    );
    await Promise.allSettled(released.values());
    return ({ chunkId, tenantId }) => ({
      isSettled: settled.has(chunkId),
      of: released.get(tenantId),
    });
  }, GATHER_MS);

  return async (chunk: AskedChunk): Promise<ChunkStanding> => {
    const { isSettled, of } = await ask(chunk);
    if (isSettled) return "settled";
    return (await of)?.has(chunk.chunkId) ? "released" : "unknown";
  };
};

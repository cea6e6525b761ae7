import { setTimeout as sleep } from "node:timers/promises";
import { DomainError, inTransaction, isDuplicateKey } from "@whiteline/service-kit";
import type { mongo, Connection } from "mongoose";

export type BlockListName = { readonly market: string; readonly owner: string };
export type BlockListHead = BlockListName & {
  readonly _id: string;
  /** In force; pages of a higher version belong to a load under way, or to one that died. */
  readonly version: number;
  readonly size: number;
  readonly changedAt: Date | null;
  /** The first version that can still be asked; absent while no load kept by what it differs. */
  readonly toldFrom?: number;
  readonly loading: { readonly id: string; readonly until: Date } | null;
};
type Taking = BlockListName & {
  readonly loadId: string;
  /** How long to wait for another load to end or to be found dead; else until the lease of a dead one is over. */
  readonly waitMs?: number;
};

const LOOK_AGAIN_MS = 50;
const BEATS_PER_LEASE = 4;

/**
 * Heads of block lists, and the right to change one: a lease that a heartbeat keeps, so that what a dead process held is
 * free soon after. Whoever changes pages that are not in force yet does so in one transaction with its lease (`under`):
 * one that slept through its lease changes nothing of its successor's.
 */
export function blockListHeads(connection: Connection, now: () => Date, leaseMs: number) {
  const heads = connection.collection<BlockListHead>("blockLists");
  const leaseEnd = (): Date => new Date(now().getTime() + leaseMs);

  const tryToTake = async ({
    market,
    owner,
    loadId,
  }: Taking): Promise<BlockListHead | undefined> => {
    const _id = nameOf({ market, owner });
    const fresh = { market, owner, version: 0, size: 0, changedAt: null };
    try {
      const head = await heads.findOneAndUpdate(
        { _id, $or: [{ loading: null }, { "loading.until": { $lt: now() } }] },
        { $set: { loading: { id: loadId, until: leaseEnd() } }, $setOnInsert: fresh },
        { upsert: true, returnDocument: "after" },
      );
      return head ?? undefined;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return undefined;
    }
  };

  return {
    heads,

    /**
     * The right to change a list, until `giveBack`.
     * @throws DomainError BLOCK_LIST_BUSY
     */
    async take(wish: Taking): Promise<{ readonly head: BlockListHead; readonly stop: () => void }> {
      const until = now().getTime() + (wish.waitMs ?? leaseMs + LOOK_AGAIN_MS);
      for (;;) {
        const head = await tryToTake(wish);
        if (head !== undefined) {
          const mine = { _id: head._id, "loading.id": wish.loadId };
          const beat = (): void =>
            // A beat that is lost is made up for by the next one; who lost the lease hears of it in `under`.
            void heads
              .updateOne(mine, { $set: { "loading.until": leaseEnd() } })
              .catch(() => undefined);
          const timer = setInterval(beat, leaseMs / BEATS_PER_LEASE);
          return { head, stop: () => clearInterval(timer) };
        }
        if (now().getTime() >= until) throw busy();
        await sleep(LOOK_AGAIN_MS);
      }
    },

    /**
     * Does something only while the list is ours, in one transaction with the lease.
     * @throws DomainError BLOCK_LIST_BUSY when another load has taken over
     */
    under: (
      { _id, version }: BlockListHead,
      loadId: string,
      change: Partial<BlockListHead>,
      work: (session: mongo.ClientSession) => Promise<unknown>,
    ): Promise<void> =>
      inTransaction(connection, async (session) => {
        const loading = { id: loadId, until: leaseEnd() };
        const { matchedCount } = await heads.updateOne(
          { _id, version, "loading.id": loadId },
          { $set: { loading, ...change } },
          { session },
        );
        if (matchedCount === 0) throw busy();
        await work(session);
      }),

    async giveBack(list: string, loadId: string): Promise<void> {
      await heads.updateOne({ _id: list, "loading.id": loadId }, { $set: { loading: null } });
    },
  };
}

export function nameOf({ market, owner }: BlockListName): string {
  return `${market}:${owner}`;
}

function busy(): DomainError {
  return new DomainError("conflict", "BLOCK_LIST_BUSY", "The list is being changed just now.", {
    remedy: "Send the same again when the other load has ended.",
  });
}

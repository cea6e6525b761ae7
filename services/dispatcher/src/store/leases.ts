import type { Connection } from "mongoose";
import type { Lease } from "../domain/lease.js";

type LeaseDocument = { _id: string; holder: string; epoch: number; until: Date };

/** Bind leases by the database's own clock; every takeover raises the epoch. */
export const leaseStore = (connection: Connection, ttlMs: number, monotonic: () => number) => {
  const leases = connection.collection<LeaseDocument>("leases");
  const until = { $add: ["$$NOW", ttlMs] };
  return {
    /** A lease that nobody holds yet, for each bind. */
    open: async (bindIds: readonly string[]): Promise<void> => {
      await leases.bulkWrite(
        bindIds.map((_id) => ({
          updateOne: {
            filter: { _id },
            update: { $setOnInsert: { holder: "", epoch: 0, until: new Date(0) } },
            upsert: true,
          },
        })),
      );
    },

    /**
     * Where a bind's lease is taken: granted when nobody holds it or its holder let it run out.
     * Undefined while another holds it.
     */
    acquire: async (bindId: string, holder: string): Promise<Lease | undefined> => {
      const grantedAt = monotonic();
      const granted = await leases.findOneAndUpdate(
        { _id: bindId, $expr: { $lte: ["$until", "$$NOW"] } },
        [{ $set: { holder, epoch: { $add: ["$epoch", 1] }, until } }],
        { returnDocument: "after" },
      );
      return granted === null ? undefined : { bindId, epoch: granted.epoch, grantedAt, ttlMs };
    },

    /** Undefined when the lease was lost. */
    renew: async (lease: Lease, holder: string): Promise<Lease | undefined> => {
      const grantedAt = monotonic();
      const { matchedCount } = await leases.updateOne(
        { _id: lease.bindId, holder, epoch: lease.epoch, $expr: { $gt: ["$until", "$$NOW"] } },
        [{ $set: { until } }],
      );
      return matchedCount === 1 ? { ...lease, grantedAt } : undefined;
    },

    /** Lets a successor in at once after a clean stop. */
    release: async (lease: Lease, holder: string): Promise<void> => {
      await leases.updateOne({ _id: lease.bindId, holder, epoch: lease.epoch }, [
        { $set: { until: "$$NOW" } },
      ]);
    },

    holders: async (): Promise<ReadonlyMap<string, { holder: string; epoch: number }>> =>
      new Map(
        (await leases.find().toArray()).map((d) => [d._id, { holder: d.holder, epoch: d.epoch }]),
      ),
  };
};

export type LeaseStore = ReturnType<typeof leaseStore>;

import type { Connection } from "mongoose";
import type { Lease } from "../domain/lease.js";

type LeaseDocument = {
  _id: string;
  holder: string;
  epoch: number;
  until: Date;
  /** Whether the holder's link is up; absent in leases of before. */
  up?: boolean;
};
/** A dispatcher that runs. */
type MemberDocument = { _id: string; until: Date };

/** Whose lease a bind is now. */
export type Held = { readonly bindId: string; readonly holder: string; readonly epoch: number };

/** Members gone for so long are forgotten. */
const FORGET_S = 60;

/** Bind leases by the database's own clock; every takeover raises the epoch. */
export const leaseStore = (connection: Connection, ttlMs: number, monotonic: () => number) => {
  const leases = connection.collection<LeaseDocument>("leases");
  const members = connection.collection<MemberDocument>("dispatchers");
  const until = { $add: ["$$NOW", ttlMs] };
  const isLive = { $expr: { $gt: ["$until", "$$NOW"] } };
  return {
    /** A lease that nobody holds yet, for each bind. */
    open: async (bindIds: readonly string[]): Promise<void> => {
      await members.createIndexes([{ key: { until: 1 }, expireAfterSeconds: FORGET_S }]);
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
        [{ $set: { holder, epoch: { $add: ["$epoch", 1] }, until, up: false } }],
        { returnDocument: "after" },
      );
      return granted === null ? undefined : { bindId, epoch: granted.epoch, grantedAt, ttlMs };
    },

    /** Says again whether the link is up: a `tellUp` may have failed. Undefined when the lease was lost. */
    renew: async (lease: Lease, holder: string, up: boolean): Promise<Lease | undefined> => {
      const grantedAt = monotonic();
      const { matchedCount } = await leases.updateOne(
        { _id: lease.bindId, holder, epoch: lease.epoch, $expr: { $gt: ["$until", "$$NOW"] } },
        [{ $set: { until, up } }],
      );
      return matchedCount === 1 ? { ...lease, grantedAt } : undefined;
    },

    /** Says whether the link of a bind that we hold is up, for all dispatchers to know. */
    tellUp: async (lease: Lease, holder: string, up: boolean): Promise<void> => {
      await leases.updateOne({ _id: lease.bindId, holder, epoch: lease.epoch }, { $set: { up } });
    },

    /** Binds whose link is up under a lease that runs. */
    up: async (): Promise<ReadonlySet<string>> =>
      new Set((await leases.find({ ...isLive, up: true }).toArray()).map(({ _id }) => _id)),

    /** Lets a successor in at once after a clean stop. */
    release: async (lease: Lease, holder: string): Promise<void> => {
      await leases.updateOne({ _id: lease.bindId, holder, epoch: lease.epoch }, [
        { $set: { until: "$$NOW", up: false } },
      ]);
    },

    /** Says that this dispatcher runs, for as long as a lease; answers how many do. */
    present: async (holder: string): Promise<number> => {
      await members.updateOne({ _id: holder }, [{ $set: { until } }], { upsert: true });
      return members.countDocuments(isLive);
    },

    leave: async (holder: string): Promise<void> => {
      await members.deleteOne({ _id: holder });
    },

    /** Binds whose lease runs, and who holds them. */
    held: async (): Promise<readonly Held[]> =>
      (await leases.find(isLive).toArray()).map(({ _id, holder, epoch }) => ({
        bindId: _id,
        holder,
        epoch,
      })),

    holders: async (): Promise<ReadonlyMap<string, { holder: string; epoch: number }>> =>
      new Map(
        (await leases.find().toArray()).map((d) => [d._id, { holder: d.holder, epoch: d.epoch }]),
      ),
  };
};

export type LeaseStore = ReturnType<typeof leaseStore>;

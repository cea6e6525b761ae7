import { inRounds } from "@whiteline/service-kit";
import type { Connection } from "mongoose";
import type { Lease } from "../domain/lease.js";

type LeaseDocument = {
  _id: string;
  holder: string;
  epoch: number;
  until: Date;
  /** Whether the holder's link is up and the operator takes messages on it; absent in leases of before. */
  up?: boolean;
  /** Whether the holder may send on it: it takes its part of the account's limit. Absent in leases of before. */
  linked?: boolean;
  /** For operations; absent in leases of before. */
  sight?: Sight;
  /** The operator turned it away and has taken nothing since; kept when the bind has another holder. */
  trial?: boolean;
};
/** A dispatcher that runs. */
type MemberDocument = { _id: string; until: Date };

/** Whose lease a bind is now. */
export type Held = { readonly bindId: string; readonly holder: string; readonly epoch: number };

/** How the link of a bind stands. */
export type LinkState = {
  /** Up, and the operator takes messages on it. */
  readonly up: boolean;
  /** May send, also when only one part at a time shows whether the operator takes it. */
  readonly linked: boolean;
  readonly sight: Sight;
};

/** What its holder sees of a bind, counted since it has it; as old as a third of a lease at most. */
export type Sight = {
  /** The link is up, also when it carries nothing. */
  readonly bound: boolean;
  /** Up since then. */
  readonly since: Date | null;
  readonly inFlight: number;
  /** Parts per second in force, after what the operator's answers took off; 0: not limited. */
  readonly rate: number;
  readonly submitted: number;
  readonly throttled: number;
  readonly lastError: string;
};

/** A bind as all dispatchers see it. */
export type SeenBind = {
  readonly holder: string;
  readonly epoch: number;
  /** Nobody holds it otherwise, whatever was seen last. */
  readonly isHeld: boolean;
  readonly sight: Sight | undefined;
};

/** A link as `links` tells of it. */
export type SeenLink = Omit<LinkState, "sight"> & {
  readonly bindId: string;
  /** Parts per second in force there, 0: not limited; undefined: a dispatcher of before does not say. */
  readonly rate: number | undefined;
};

type Renewal = { readonly lease: Lease; readonly holder: string; readonly link: LinkState };

/** Little beside the third of its life after which a lease is renewed. */
const RENEW_TOGETHER_MS = 100;

/** Members gone for so long are forgotten. */
const FORGET_S = 60;

/** Bind leases by the database's own clock; every takeover raises the epoch. */
export const leaseStore = (connection: Connection, ttlMs: number, monotonic: () => number) => {
  const leases = connection.collection<LeaseDocument>("leases");
  const members = connection.collection<MemberDocument>("dispatchers");
  const until = { $add: ["$$NOW", ttlMs] };
  const isLive = { $expr: { $gt: ["$until", "$$NOW"] } };

  /** Leases of this process that are due within a moment are renewed together, and are due together from then on. */
  const renewAll = inRounds(async (due: readonly Renewal[]) => {
    const grantedAt = monotonic();
    const { matchedCount } = await leases.bulkWrite(
      due.map(({ lease, holder, link }) => ({
        updateOne: {
          filter: { _id: lease.bindId, holder, epoch: lease.epoch, ...isLive },
          // Literal: what an operator made us write down is no expression.
          update: [{ $set: { until, ...link, sight: { $literal: link.sight } } }],
        },
      })),
      { ordered: false },
    );
    if (matchedCount === due.length) return ({ lease }: Renewal) => ({ ...lease, grantedAt });
    // Some were lost: which, is not answered. One that had run out is not live again by itself.
    const ids = due.map(({ lease }) => lease.bindId);
    const live = await leases.find({ _id: { $in: ids }, ...isLive }).toArray();
    const held = new Map(live.map((d) => [d._id, d]));
    return ({ lease, holder }: Renewal): Lease | undefined => {
      const now = held.get(lease.bindId);
      return now?.holder === holder && now.epoch === lease.epoch
        ? { ...lease, grantedAt }
        : undefined;
    };
  }, RENEW_TOGETHER_MS);

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
    acquire: async (
      bindId: string,
      holder: string,
    ): Promise<{ readonly lease: Lease; readonly isOnTrial: boolean } | undefined> => {
      const grantedAt = monotonic();
      const granted = await leases.findOneAndUpdate(
        { _id: bindId, $expr: { $lte: ["$until", "$$NOW"] } },
        [
          {
            $set: {
              ...{ holder, epoch: { $add: ["$epoch", 1] }, until },
              ...{ up: false, linked: false, "sight.bound": false },
            },
          },
        ],
        { returnDocument: "after" },
      );
      if (granted === null) return undefined;
      const lease = { bindId, epoch: granted.epoch, grantedAt, ttlMs };
      return { lease, isOnTrial: granted.trial === true };
    },

    /** Says again how the link stands: a `tellLink` may have failed. Undefined when the lease was lost. */
    renew: (lease: Lease, holder: string, link: LinkState): Promise<Lease | undefined> =>
      renewAll({ lease, holder, link }),

    /** Says how the link of a bind that we hold stands, for all dispatchers and our successor to know. */
    tellLink: async (
      lease: Lease,
      holder: string,
      link: LinkState & { readonly trial: boolean },
    ): Promise<void> => {
      await leases.updateOne({ _id: lease.bindId, holder, epoch: lease.epoch }, { $set: link });
    },

    /** How the links of binds stand whose lease runs. */
    links: async (): Promise<readonly SeenLink[]> =>
      (await leases.find(isLive).toArray()).map(({ _id, up = false, linked = up, sight }) => ({
        bindId: _id,
        up,
        linked,
        rate: sight?.rate,
      })),

    /** Lets a successor in at once after a clean stop. */
    release: async (lease: Lease, holder: string): Promise<void> => {
      await leases.updateOne({ _id: lease.bindId, holder, epoch: lease.epoch }, [
        { $set: { until: "$$NOW", up: false, linked: false } },
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

    /** Every bind as its holder, of now or the last, has told of it. */
    seen: async (): Promise<ReadonlyMap<string, SeenBind>> => {
      const live = { $gt: ["$until", "$$NOW"] };
      const projection = { holder: 1, epoch: 1, sight: 1, isHeld: live };
      const all = await leases
        .find<LeaseDocument & { isHeld: boolean }>({}, { projection })
        .toArray();
      return new Map(
        all.map(({ _id, holder, epoch, isHeld, sight }) => [_id, { holder, epoch, isHeld, sight }]),
      );
    },
  };
};

export type LeaseStore = ReturnType<typeof leaseStore>;

import { fairShare } from "./domain/fair-share.js";
import type { Held, LeaseStore } from "./store/leases.js";

/** The dispatchers that run, seen from one of them: which binds it may take and what the others hold. */
export const joinCrew = ({
  leases,
  holder,
  binds,
}: {
  readonly leases: Pick<LeaseStore, "present" | "leave" | "held">;
  /** This dispatcher. */
  readonly holder: string;
  /** How many binds there are in all. */
  readonly binds: number;
}) => {
  let members = 1;
  /** In the order in which they were taken; also those that are being asked for. */
  const own = new Set<string>();
  const share = (): number => fairShare(binds, members);

  return {
    /** Says that we run and learns how many do; call it well within the life of a lease. */
    beat: async (): Promise<void> => {
      members = await leases.present(holder);
    },

    leave: (): Promise<void> => leases.leave(holder),

    /** Marks a bind as ours before its lease is asked for. `false`: others should have it. */
    claim: (bindId: string): boolean => {
      if (own.size >= share()) return false;
      own.add(bindId);
      return true;
    },

    /** The lease was not granted, or is given back. */
    drop: (bindId: string): void => void own.delete(bindId),

    /** Whether this bind should be given to a dispatcher that has joined: the last one taken goes first. */
    mustYield: (bindId: string): boolean => [...own].indexOf(bindId) >= share(),

    /** Leases of the others that run, as of now. */
    elsewhere: async (): Promise<readonly Held[]> =>
      (await leases.held()).filter((lease) => lease.holder !== holder),
  };
};

export type Crew = ReturnType<typeof joinCrew>;

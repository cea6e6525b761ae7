import type { ClientSession, Connection } from "mongoose";

/** Something that happened at a case of the desk or a complaint: a look, an assignment, a decision, a refusal. */
export type TrailEntry = {
  /** Id of the case or complaint. */
  readonly subject: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly at: Date;
  /** As `actorOf` names people, keys and services. */
  readonly by: string;
  readonly event: string;
  readonly note: string;
};

/** Entries of one answer; the newest. */
const MOST_ENTRIES = 500;

/** The trace that people leave; only ever added to. */
export const trailStore = (connection: Connection, newId: () => string) => {
  const trail = connection.collection<TrailEntry & { readonly _id: string }>("trail");
  return {
    ensureIndexes: async (): Promise<void> => {
      await trail.createIndexes([{ key: { subject: 1, at: 1 } }]);
    },

    /** @returns the id of the entry */
    add: async (entry: TrailEntry, session: ClientSession): Promise<string> => {
      const _id = newId();
      await trail.insertOne({ _id, ...entry }, { session });
      return _id;
    },

    /** What happened, the oldest first. */
    of: async (subject: string): Promise<readonly TrailEntry[]> => {
      const rows = await trail.find({ subject }).sort({ at: -1 }).limit(MOST_ENTRIES).toArray();
      return rows.toReversed().map(({ _id, ...entry }) => entry);
    },
  };
};

export type TrailStore = ReturnType<typeof trailStore>;

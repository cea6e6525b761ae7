import { Schema, type ClientSession, type Connection } from "mongoose";

/** Something that happened to a case or line and is no step: a look, an assignment, a refusal, a call. */
export type TrailEntry = {
  /** Id of the application or line. */
  readonly subject: string;
  readonly providerId: string;
  readonly at: Date;
  /** "desk", "holder", "platform" or a word of the pack. */
  readonly actor: string;
  /** As `actorOf` names people, keys and services. */
  readonly by: string;
  readonly event: string;
  readonly note: string;
  readonly from: string;
  readonly to: string;
};

type Row = TrailEntry & { readonly _id: string };

const schema = new Schema<Row>(
  {
    _id: String,
    subject: String,
    providerId: String,
    at: Date,
    actor: String,
    by: String,
    event: String,
    note: String,
    from: String,
    to: String,
  },
  { strict: "throw", versionKey: false },
);
schema.index({ subject: 1, at: 1 });

/** Entries of one answer; the newest. */
const mostEntries = 500;

export type TrailStore = ReturnType<typeof trailStore>;

/** The trace that people and the platform leave at cases and lines; only ever added to. */
export function trailStore(connection: Connection, newId: () => string) {
  const trail = connection.model<Row>("Trail", schema, "trail");

  return {
    ensureIndexes: () => trail.createIndexes(),

    /** @returns the id of the entry */
    async add(entry: TrailEntry, session: ClientSession): Promise<string> {
      const _id = newId();
      await trail.create([{ _id, ...entry }], { session });
      return _id;
    },

    /** Adds an entry under an id of its own. False: it was added before. */
    async addOnce(id: string, entry: TrailEntry, session: ClientSession): Promise<boolean> {
      const written = await trail.updateOne(
        { _id: id },
        { $setOnInsert: entry },
        { upsert: true, session },
      );
      return written.upsertedCount === 1;
    },

    /** What happened, the oldest first. */
    async of(subject: string): Promise<readonly TrailEntry[]> {
      const rows = await trail.find({ subject }).sort({ at: -1 }).limit(mostEntries).lean<Row[]>();
      return rows.reverse().map(({ _id, ...entry }) => entry);
    },
  };
}

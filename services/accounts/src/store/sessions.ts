import { Schema, type ClientSession, type Connection } from "mongoose";
import { sessionLifeMs, type Session } from "../domain/session.js";

type Row = Omit<Session, "sessionId"> & {
  readonly _id: string;
  /** Keyed hash of the token, by which it is found: 256 random bits need no slow one. */
  readonly tokenHash: string;
};

const schema = new Schema<Row>(
  {
    _id: String,
    personId: String,
    tokenHash: String,
    createdAt: Date,
    lastUsedAt: Date,
    endedAt: Date,
    remoteAddress: String,
  },
  { strict: "throw", versionKey: false },
);
schema.index({ tokenHash: 1 }, { unique: true });
schema.index({ personId: 1, createdAt: -1 });
schema.index({ createdAt: 1 }, { expireAfterSeconds: sessionLifeMs / 1000 });

export type SessionStore = ReturnType<typeof sessionStore>;

/** The sessions of people; they vanish when their time is over. */
export function sessionStore(connection: Connection) {
  const sessions = connection.model<Row>("Session", schema, "sessions");

  return {
    ensureIndexes: () => sessions.createIndexes(),

    async byTokenHash(tokenHash: string): Promise<Session | undefined> {
      const row = await sessions.findOne({ tokenHash }).lean<Row>();
      return row === null ? undefined : fromRow(row);
    },

    /** Sessions of a person that nobody ended, the newest first. */
    async ofPerson(personId: string): Promise<readonly Session[]> {
      const rows = await sessions
        .find({ personId, endedAt: null })
        .sort({ createdAt: -1 })
        .limit(100)
        .lean<Row[]>();
      return rows.map(fromRow);
    },

    async insert(
      session: ClientSession,
      { sessionId, ...opened }: Session,
      tokenHash: string,
    ): Promise<void> {
      await sessions.create([{ _id: sessionId, ...opened, tokenHash }], { session });
    },

    /** Remembers a use; an older instant never replaces a newer one. */
    async touch(sessionId: string, at: Date): Promise<void> {
      await sessions.updateOne({ _id: sessionId }, { $max: { lastUsedAt: at } });
    },

    /** Ends a session of this person. @returns false when there is none that is open. */
    async end(
      session: ClientSession,
      { sessionId, personId }: Pick<Session, "sessionId" | "personId">,
      at: Date,
    ): Promise<boolean> {
      const { modifiedCount } = await sessions.updateOne(
        { _id: sessionId, personId, endedAt: null },
        { $set: { endedAt: at } },
        { session },
      );
      return modifiedCount === 1;
    },

    /** Ends every session of a person, but one. */
    async endAll(
      session: ClientSession,
      personId: string,
      at: Date,
      butSessionId = "",
    ): Promise<void> {
      await sessions.updateMany(
        { personId, endedAt: null, _id: { $ne: butSessionId } },
        { $set: { endedAt: at } },
        { session },
      );
    },
  };
}

function fromRow(row: Row): Session {
  const { _id: sessionId, personId, createdAt, lastUsedAt, endedAt, remoteAddress } = row;
  return { sessionId, personId, createdAt, lastUsedAt, endedAt, remoteAddress };
}

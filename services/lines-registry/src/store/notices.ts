import { Schema, type ClientSession, type Connection } from "mongoose";

/** A message of the platform that is owed for a line. */
export type TermNotice = {
  /** Also the request id at campaigns, so that it goes out once. */
  readonly noticeId: string;
  readonly lineId: string;
  readonly text: string;
  readonly attempts: number;
};

type Row = Omit<TermNotice, "noticeId"> & {
  readonly _id: string;
  readonly nextAt: Date | null;
  readonly messageId: string;
};

const schema = new Schema<Row>(
  {
    _id: String,
    lineId: String,
    text: String,
    attempts: Number,
    nextAt: Date,
    messageId: String,
  },
  { strict: "throw", versionKey: false },
);
schema.index({ nextAt: 1 }, { partialFilterExpression: { messageId: "" } });

/** Notices of one look; the next look takes the others. */
const mostNotices = 50;

export type TermNoticeStore = ReturnType<typeof termNoticeStore>;

/** Messages that the platform owes, until campaigns has accepted each. */
export function termNoticeStore(connection: Connection) {
  const notices = connection.model<Row>("TermNotice", schema, "term_notices");

  return {
    ensureIndexes: () => notices.createIndexes(),

    /** Owes a message from now on; owing it again changes nothing. */
    async owe(
      session: ClientSession,
      { noticeId, lineId, text }: Pick<TermNotice, "noticeId" | "lineId" | "text">,
      at: Date,
    ): Promise<void> {
      const row = { lineId, text, attempts: 0, nextAt: at, messageId: "" };
      const options = { upsert: true, session };
      await notices.updateOne({ _id: noticeId }, { $setOnInsert: row }, options);
    },

    async owed(at: Date): Promise<readonly TermNotice[]> {
      const rows = await notices
        .find({ messageId: "", nextAt: { $lte: at } })
        .sort({ nextAt: 1 })
        .limit(mostNotices)
        .lean<Row[]>();
      return rows.map(({ _id, lineId, text, attempts }) => ({
        noticeId: _id,
        lineId,
        text,
        attempts,
      }));
    },

    /** Takes a notice in hand until the next attempt is due. False: another process has it. */
    async claim({ noticeId, attempts }: TermNotice, nextAt: Date): Promise<boolean> {
      const written = await notices.updateOne(
        { _id: noticeId, messageId: "", attempts },
        { $set: { nextAt }, $inc: { attempts: 1 } },
      );
      return written.modifiedCount === 1;
    },

    async sent(noticeId: string, messageId: string): Promise<void> {
      await notices.updateOne({ _id: noticeId }, { $set: { messageId, nextAt: null } });
    },
  };
}

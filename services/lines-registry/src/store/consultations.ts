import { createHash } from "node:crypto";
import type { Envelope, EnvelopeHeader } from "@whiteline/service-kit";
import { Schema, type ClientSession, type Connection } from "mongoose";
import { z } from "zod";
import type { Consultation, Question } from "../domain/consultation.js";

type Row = {
  readonly _id: string;
  readonly providerId: string;
  readonly requestId: string;
  readonly receivedAt: Date;
  /** Name, mobile, mail, question (law 12). */
  readonly header: EnvelopeHeader;
  readonly sealed: string;
  readonly closedAt: Date | null;
  readonly closedBy: string;
  readonly note: string;
  /** When the row goes by itself. */
  readonly forgetAt: Date;
};

const schema = new Schema<Row>(
  {
    _id: String,
    providerId: String,
    requestId: String,
    receivedAt: Date,
    header: Schema.Types.Mixed,
    sealed: String,
    closedAt: Date,
    closedBy: String,
    note: String,
    forgetAt: Date,
  },
  { strict: "throw", versionKey: false },
);
schema.index({ providerId: 1, requestId: 1 }, { unique: true });
schema.index({ providerId: 1, closedAt: 1, receivedAt: 1 });
schema.index({ forgetAt: 1 }, { expireAfterSeconds: 0 });

type Counter = { readonly _id: string; readonly count: number; readonly endsAt: Date };

const counterSchema = new Schema<Counter>(
  { _id: String, count: Number, endsAt: Date },
  { strict: "throw", versionKey: false },
);
counterSchema.index({ endsAt: 1 }, { expireAfterSeconds: 0 });

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** An unanswered question is no longer one after a year; of an answered one a quarter is kept. */
const openLifeMs = 365 * dayMs;
const closedLifeMs = 90 * dayMs;

/** Rows of one answer. */
const pageSize = 200;

const questionSchema = z.object({
  name: z.string(),
  mobile: z.string(),
  email: z.string(),
  question: z.string(),
  family: z.string(),
  language: z.string(),
});

export type ConsultationStore = ReturnType<typeof consultationStore>;

/** Questions of visitors, sealed, until they were answered and their time is over. */
export function consultationStore(
  connection: Connection,
  { envelope }: { readonly envelope: Envelope },
) {
  const rows = connection.model<Row>("Consultation", schema, "consultations");
  const counters = connection.model<Counter>("Asking", counterSchema, "consultation_askings");

  const fromRow = async (row: Row): Promise<Consultation> => {
    const clear = await envelope.open(row.header, Buffer.from(row.sealed, "base64"));
    const { closedAt, closedBy: by, note } = row;
    return {
      ...questionSchema.parse(JSON.parse(clear.toString("utf8"))),
      consultationId: row._id,
      providerId: row.providerId,
      receivedAt: row.receivedAt,
      closed: closedAt === null ? null : { at: closedAt, by, note },
    };
  };

  return {
    async ensureIndexes(): Promise<void> {
      await rows.createIndexes();
      await counters.createIndexes();
    },

    /** Counts a question from an address in this hour; what is kept of the address ends with the hour. */
    async countFrom(address: string, at: Date): Promise<number> {
      const hour = Math.floor(at.getTime() / hourMs);
      const _id = createHash("sha256").update(`${hour}|${address}`).digest("base64");
      const row = await counters
        .findOneAndUpdate(
          { _id },
          { $inc: { count: 1 }, $setOnInsert: { endsAt: new Date((hour + 1) * hourMs) } },
          { upsert: true, returnDocument: "after" },
        )
        .lean<Counter>();
      return row.count;
    },

    /** @throws duplicate key when the provider was sent this request id before. */
    async insert(
      { consultationId, providerId, receivedAt, closed: _none, ...question }: Consultation,
      requestId: string,
    ): Promise<void> {
      const asked: Question = question;
      const { header, sealed } = await envelope.seal(Buffer.from(JSON.stringify(asked)));
      await rows.create({
        _id: consultationId,
        providerId,
        requestId,
        receivedAt,
        header,
        sealed: sealed.toString("base64"),
        closedAt: null,
        closedBy: "",
        note: "",
        forgetAt: new Date(receivedAt.getTime() + openLifeMs),
      });
    },

    async byRequest(providerId: string, requestId: string): Promise<Consultation | undefined> {
      const row = await rows.findOne({ providerId, requestId }).lean<Row>();
      return row === null ? undefined : fromRow(row);
    },

    async ofProvider(providerId: string, isClosed: boolean): Promise<readonly Consultation[]> {
      const found = await rows
        .find({ providerId, closedAt: isClosed ? { $ne: null } : null })
        .sort({ receivedAt: isClosed ? -1 : 1 })
        .limit(pageSize)
        .lean<Row[]>();
      return Promise.all(found.map(fromRow));
    },

    /** Closes a question once. @returns as it is now; undefined when the provider has none of this id */
    async close(
      session: ClientSession,
      providerId: string,
      consultationId: string,
      { at, by, note }: { readonly at: Date; readonly by: string; readonly note: string },
    ): Promise<{ readonly consultation: Consultation; readonly isNew: boolean } | undefined> {
      const forgetAt = new Date(at.getTime() + closedLifeMs);
      const { modifiedCount } = await rows.updateOne(
        { _id: consultationId, providerId, closedAt: null },
        { $set: { closedAt: at, closedBy: by, note, forgetAt } },
        { session },
      );
      const row = await rows
        .findOne({ _id: consultationId, providerId })
        .session(session)
        .lean<Row>();
      return row === null
        ? undefined
        : { consultation: await fromRow(row), isNew: modifiedCount === 1 };
    },
  };
}

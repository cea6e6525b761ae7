import { openJson, sealJson, type Envelope, type SealedJson } from "@whiteline/service-kit";
import { Schema, type ClientSession, type Connection } from "mongoose";
import { z } from "zod";
import type { DoorMessage } from "../domain/door-message.js";

type Row = Omit<DoorMessage, "messageId" | "to" | "text"> & {
  readonly _id: string;
  /** Number and text: they carry what opens a door. */
  readonly content: SealedJson;
  readonly dueAt: Date;
};

const schema = new Schema<Row>(
  {
    _id: String,
    kind: String,
    providerId: String,
    market: String,
    content: Schema.Types.Mixed,
    expiresAt: Date,
    attempts: Number,
    dueAt: Date,
  },
  { strict: "throw", versionKey: false },
);
schema.index({ dueAt: 1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const contentSchema = z.object({ to: z.string(), text: z.string() });

/** Messages of one look. */
const batch = 50;

export type DoorMessageStore = ReturnType<typeof doorMessageStore>;

/** Messages that are owed to people; taken by campaigns, or late, they are gone. */
export function doorMessageStore(
  connection: Connection,
  { envelope }: { readonly envelope: Envelope },
) {
  const messages = connection.model<Row>("DoorMessage", schema, "door_messages");

  return {
    ensureIndexes: () => messages.createIndexes(),

    async insert(
      session: ClientSession,
      { messageId, to, text, ...message }: DoorMessage,
      dueAt: Date,
    ): Promise<void> {
      const content = await sealJson(envelope, { to, text });
      await messages.insertMany([{ _id: messageId, ...message, content, dueAt }], { session });
    },

    async owed(at: Date): Promise<readonly DoorMessage[]> {
      const rows = await messages
        .find({ dueAt: { $lte: at }, expiresAt: { $gt: at } })
        .sort({ dueAt: 1 })
        .limit(batch)
        .lean<Row[]>();
      return Promise.all(
        rows.map(async ({ _id: messageId, content, kind, providerId, market, ...row }) => ({
          messageId,
          kind,
          providerId,
          market,
          expiresAt: row.expiresAt,
          attempts: row.attempts,
          ...(await openJson(envelope, content, contentSchema)),
        })),
      );
    },

    /** Takes a message on until `again`. @returns false when another process has it. */
    async claim(
      { messageId, attempts }: Pick<DoorMessage, "messageId" | "attempts">,
      again: Date,
    ): Promise<boolean> {
      const { modifiedCount } = await messages.updateOne(
        { _id: messageId, attempts },
        { $set: { dueAt: again, attempts: attempts + 1 } },
      );
      return modifiedCount === 1;
    },

    async sent(messageId: string): Promise<void> {
      await messages.deleteOne({ _id: messageId });
    },
  };
}

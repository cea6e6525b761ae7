import type { Envelope, EnvelopeHeader } from "@whiteline/service-kit";
import { mongo, type Connection } from "mongoose";
import type { Checkpoint } from "../domain/import.js";
import type { Build } from "./members.js";

type PartDoc = {
  readonly _id: string;
  readonly importId: string;
  readonly attempt: number;
  readonly seq: number;
  readonly header: EnvelopeHeader;
  readonly sealed: mongo.Binary;
};

export type RejectStore = ReturnType<typeof rejectStore>;

/** Rejected rows of imports as CSV in parts, each sealed by itself, so that a reading can go on behind any of them. */
export function rejectStore(connection: Connection, envelope: Pick<Envelope, "seal" | "open">) {
  const parts = connection.collection<PartDoc>("rejectParts");

  return {
    async ensureIndexes(): Promise<void> {
      await parts.createIndexes([{ key: { importId: 1, attempt: 1, seq: 1 }, unique: true }]);
    },

    async add({ id, importId, attempt }: Build, seq: number, csv: string): Promise<void> {
      const { header, sealed } = await envelope.seal(Buffer.from(csv));
      const _id = `${id}.${seq}`;
      await parts.insertOne({
        _id,
        importId,
        attempt,
        seq,
        header,
        sealed: new mongo.Binary(sealed),
      });
    },

    /** Takes over what stood at a checkpoint, as the members are. */
    async adopt({ importId, attempt }: Build, from: Checkpoint): Promise<void> {
      await parts.updateMany(
        { importId, attempt: { $gte: from.attempt, $lt: attempt }, seq: { $lt: from.rejects } },
        { $set: { attempt } },
      );
    },

    /** Removes what other attempts left, all but the one named; null: everything. */
    async removeOthers(importId: string, attempt: number | null): Promise<void> {
      await parts.deleteMany(
        attempt === null ? { importId } : { importId, attempt: { $lt: attempt } },
      );
    },

    /** The parts in order, opened. */
    async *read(importId: string, attempt: number): AsyncGenerator<Buffer> {
      const cursor = parts.find({ importId, attempt }, { sort: { seq: 1 }, batchSize: 4 });
      for await (const { header, sealed } of cursor) {
        yield await envelope.open(header, sealed.buffer.subarray(0, sealed.length()));
      }
    },
  };
}

import type { Connection } from "mongoose";
import type { Bus } from "./bus.js";
import type { OutboxDocuments } from "./outbox.js";

export type StoreWatch = () => Promise<void>;

const BEAT_MS = 10_000;

/**
 * Makes the loss of JetStream's store cost time only (architecture law 1). When FACTS is not the stream
 * we published to before, everything the outbox still keeps counts as unsent again; the readers, whose
 * durables were lost with it, hear it once more. Looks every 10 s at most, and recreates what is missing.
 */
export function storeWatch(
  bus: Bus,
  connection: Connection,
  documents: OutboxDocuments,
  onLost: () => Promise<void> = async () => undefined,
): StoreWatch {
  const known = connection
    .getClient()
    .db(connection.name)
    .collection<{ readonly _id: string; readonly created: string }>("outbox_streams");
  let next = 0;
  return async () => {
    if (performance.now() < next) return;
    const { created } = await bus.ensure();
    const before = await known.findOne({ _id: "FACTS" });
    if (before !== null && before.created !== created) {
      const { modifiedCount } = await documents.updateMany(
        { sent: { $ne: null } },
        { $set: { sent: null } },
      );
      // Before the stream is known, so that a crash in between repeats instead of forgetting.
      await onLost();
      bus.log.warn({ facts: modifiedCount }, "facts_store_lost");
    }
    if (before?.created !== created) {
      // After the facts, so that a crash in between repeats instead of forgetting.
      await known.updateOne({ _id: "FACTS" }, { $set: { created } }, { upsert: true });
    }
    next = performance.now() + BEAT_MS;
  };
}

import { randomBytes } from "node:crypto";
import type { Envelope, EnvelopeHeader } from "@whiteline/service-kit";
import { mongo, type Connection } from "mongoose";

type Doc = {
  readonly _id: string;
  readonly header: EnvelopeHeader;
  readonly sealed: mongo.Binary;
};

const SECRET_BYTES = 32;

/**
 * A secret of this service that outlives every process: made once, sealed under DATA_KEYS. It must never be
 * exchanged: links in messages that were sent years ago are read with it.
 */
export async function keptSecret(
  connection: Connection,
  envelope: Envelope,
  name: string,
): Promise<Buffer> {
  const secrets = connection.collection<Doc>("secrets");
  const known = await secrets.findOne({ _id: name });
  if (known === null) {
    const { header, sealed } = await envelope.seal(randomBytes(SECRET_BYTES));
    // Of two processes that start at once the first one's stays.
    await secrets.updateOne(
      { _id: name },
      { $setOnInsert: { header, sealed: new mongo.Binary(sealed) } },
      { upsert: true },
    );
    return keptSecret(connection, envelope, name);
  }
  return envelope.open(known.header, known.sealed.buffer.subarray(0, known.sealed.length()));
}

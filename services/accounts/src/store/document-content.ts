import { pipeline } from "node:stream/promises";
import { DomainError, type Envelope, type EnvelopeHeader } from "@whiteline/service-kit";
import { mongo, Types, type ClientSession, type Connection } from "mongoose";

const bucketName = "document_content";

type Upload = { readonly _id: string; readonly startedAt: Date; readonly abandoned: boolean };

export type DocumentContentStore = ReturnType<typeof documentContentStore>;

/**
 * The bytes of documents in GridFS, sealed before the first of them reaches the database. Every
 * upload is announced in `document_uploads` before its first chunk; the announcement is removed in the
 * transaction that keeps the document. What is announced and never kept is swept, so that neither a
 * broken stream nor a killed process leaves bytes behind.
 */
export function documentContentStore(
  connection: Connection,
  { envelope }: { readonly envelope: Envelope },
) {
  if (connection.db === undefined) throw new Error("Documents need an open connection.");
  const bucket = new mongo.GridFSBucket(connection.db, { bucketName });
  const uploads = connection.db.collection<Upload>("document_uploads");
  const files = connection.db.collection(`${bucketName}.files`);
  const chunks = connection.db.collection(`${bucketName}.chunks`);

  const discard = async (documentId: string): Promise<void> => {
    const id = new Types.ObjectId(documentId);
    await files.deleteOne({ _id: id });
    await chunks.deleteMany({ files_id: id });
    await uploads.deleteOne({ _id: documentId });
  };

  const read = async function* (
    documentId: string,
    header: EnvelopeHeader,
  ): AsyncGenerator<Buffer, void> {
    const opened = envelope.openStream(header);
    const done = pipeline(bucket.openDownloadStream(new Types.ObjectId(documentId)), opened);
    // The reader below sees the same failure; without this it would also be an unhandled one.
    done.catch(() => undefined);
    yield* opened;
  };

  return {
    /** Removes what an upload wrote; harmless when it wrote nothing. */
    discard,

    /**
     * Writes a document's bytes, sealed. When it fails nothing is left.
     * @param documentId 24 hexadecimal characters.
     * @returns how to open the bytes again, to be kept with the document.
     */
    async write(
      documentId: string,
      content: AsyncIterable<Uint8Array>,
      startedAt: Date,
    ): Promise<EnvelopeHeader> {
      await uploads.insertOne({ _id: documentId, startedAt, abandoned: false });
      const { header, stream } = envelope.sealStream();
      const target = bucket.openUploadStreamWithId(new Types.ObjectId(documentId), documentId);
      // Its failures arrive at the callback of each write; unheard, the event would end the process.
      target.on("error", () => undefined);
      let lastWrite: Promise<void> = Promise.resolve();
      try {
        await pipeline(content, stream, async (sealed: AsyncIterable<Buffer>) => {
          for await (const piece of sealed) {
            lastWrite = call((done) => target.write(piece, done));
            await lastWrite;
          }
          lastWrite = call((done) => target.end(done));
          await lastWrite;
        });
        return header;
      } catch (error) {
        // A write still on its way would land after the removal.
        await lastWrite.catch(() => undefined);
        await discard(documentId);
        throw error;
      }
    },

    /**
     * Makes the bytes permanent, in the transaction that keeps the document.
     * @throws DomainError unavailable UPLOAD_ABANDONED when the sweep took them for left behind.
     */
    async keep(session: ClientSession, documentId: string): Promise<void> {
      const { deletedCount } = await uploads.deleteOne(
        { _id: documentId, abandoned: false },
        { session },
      );
      if (deletedCount === 1) return;
      throw new DomainError("unavailable", "UPLOAD_ABANDONED", "The upload took too long.", {
        remedy: "Send the document again.",
      });
    },

    /** Gives kept bytes up, in the transaction that forgets their document; the sweep removes what a crash leaves. */
    async giveUp(session: ClientSession, documentId: string): Promise<void> {
      const left = { _id: documentId, startedAt: new Date(0), abandoned: true };
      await uploads.insertOne(left, { session });
    },

    /** The clear bytes, piece by piece; a changed or missing piece is an error, never silence. */
    read,

    /** The clear bytes at once; a document is small enough for that. */
    async whole(documentId: string, header: EnvelopeHeader): Promise<Buffer> {
      const pieces: Buffer[] = [];
      for await (const piece of read(documentId, header)) pieces.push(piece);
      return Buffer.concat(pieces);
    },

    /** Removes uploads that began before this instant and were never kept. @returns how many. */
    async sweep(before: Date): Promise<number> {
      let swept = 0;
      for (;;) {
        // Marked first: from here on `keep` refuses, so that no kept document loses its bytes.
        const left = await uploads.findOneAndUpdate(
          { startedAt: { $lt: before } },
          { $set: { abandoned: true } },
        );
        if (left === null) return swept;
        await discard(left._id);
        swept += 1;
      }
    },
  };
}

/** Waits for a stream's callback. */
function call(action: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    action((error) => (error ? reject(error) : resolve()));
  });
}

import type { Readable, Transform } from "node:stream";
import { pipeline as forward } from "node:stream";
import { pipeline } from "node:stream/promises";
import { mongo, type Connection } from "mongoose";

export type FileStore = ReturnType<typeof fileStore>;

/** Encrypted bytes in GridFS under ids that the caller chose (24 hex digits). */
export function fileStore(connection: Connection) {
  const bucket = (): mongo.GridFSBucket => {
    if (connection.db === undefined) throw new Error("The connection to MongoDB is not open.");
    return new mongo.GridFSBucket(connection.db, {
      bucketName: "files",
      writeConcern: { w: "majority", journal: true },
    });
  };

  return {
    /** Stores what `seal` makes of the bytes; resolves when the last one is durable. */
    async put(fileId: string, source: AsyncIterable<Uint8Array>, seal: Transform): Promise<void> {
      await pipeline(
        source,
        seal,
        bucket().openUploadStreamWithId(new mongo.ObjectId(fileId), fileId),
      );
    },

    /** What `open` makes of a stored file; an error of either ends the stream. */
    read(fileId: string, open: Transform): Readable {
      forward(bucket().openDownloadStream(new mongo.ObjectId(fileId)), open, () => undefined);
      return open;
    },

    /** Removes a file, also the chunks of one whose upload was cut. */
    async remove(fileId: string): Promise<void> {
      await bucket()
        .delete(new mongo.ObjectId(fileId))
        .catch((error: unknown) => {
          if (!(error instanceof mongo.MongoRuntimeError)) throw error;
        });
    },
  };
}

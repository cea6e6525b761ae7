import mongoose, { type ClientSession, type Connection } from "mongoose";

/**
 * Connects to the database that the address names. Writes are acknowledged by a majority and journaled, reads see
 * what a majority has [architecture · law 1]; collections and indexes are made by the stores, never in passing.
 *
 * @throws the driver's error when no server is found within 5 s, now and at every later operation (see isStoreAway).
 */
export function connectMongo(uri: string): Promise<Connection> {
  return mongoose
    .createConnection(uri, {
      writeConcern: { w: "majority", journal: true },
      readConcern: { level: "majority" },
      retryWrites: true,
      serverSelectionTimeoutMS: 5_000,
      monitorCommands: false,
      // The driver waits for a server itself and says by class that none came; mongoose's queue says it in words only.
      bufferCommands: false,
      autoIndex: false,
      autoCreate: false,
    })
    .asPromise();
}

/** Closes the connection after the operations under way. */
export async function closeMongo(connection: Connection): Promise<void> {
  await connection.close();
}

/**
 * Runs `work` in a transaction over one snapshot, and again from the beginning when it lost a race; so it must have
 * no effect outside of the session. All or nothing is kept, by a majority (the connection's write concern).
 */
export async function inTransaction<T>(
  connection: Connection,
  work: (session: ClientSession) => Promise<T>,
): Promise<T> {
  const session = await connection.startSession();
  try {
    return await session.withTransaction(() => work(session), {
      readConcern: { level: "snapshot" },
    });
  } finally {
    await session.endSession();
  }
}

/** Whether a unique index refused the write (server code 11000): the index is the judge. */
export function isDuplicateKey(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === 11_000;
}

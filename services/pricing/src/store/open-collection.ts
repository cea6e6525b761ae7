import type { Connection, mongo } from "mongoose";

/**
 * A collection of the native driver that reads 64-bit integers as bigint: money never passes through a
 * double. A bigint is written as a 64-bit integer by itself.
 */
export const openCollection = <Document extends mongo.Document>(
  connection: Connection,
  name: string,
): mongo.Collection<Document> =>
  connection.getClient().db(connection.name).collection<Document>(name, { useBigInt64: true });

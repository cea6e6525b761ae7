import type { Connection } from "mongoose";

/** MongoDB: an index of this name stands already with other options. */
const OTHER_OPTIONS = 85;

export type Retention = {
  readonly name: string;
  /** The field that says since when; what has no date there is kept. */
  readonly since: string;
  readonly days: number;
  /** Only these are forgotten. */
  readonly where?: Readonly<Record<string, unknown>> | undefined;
};

/**
 * Lets MongoDB remove what is older than so many days, within a minute or so. Another number of days than before changes
 * the index that stands.
 */
export async function forgetAfter(
  connection: Connection,
  collection: string,
  { name, since, days, where }: Retention,
): Promise<void> {
  const expireAfterSeconds = days * 86_400;
  const options = { name, expireAfterSeconds, ...(where && { partialFilterExpression: where }) };
  try {
    await connection.collection(collection).createIndex({ [since]: 1 }, options, {});
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code !== OTHER_OPTIONS)
      throw error;
    await connection.db?.command({ collMod: collection, index: { name, expireAfterSeconds } });
  }
}

import type { mongo } from "mongoose";

/** Counts documents by a field. */
export const countBy = async <Document extends mongo.Document>(
  collection: mongo.Collection<Document>,
  filter: mongo.Filter<Document>,
  field: string,
): Promise<ReadonlyMap<string, number>> => {
  const found = await collection
    .aggregate<{ _id: string; count: bigint | number }>([
      { $match: filter },
      { $group: { _id: `$${field}`, count: { $sum: 1 } } },
    ])
    .toArray();
  return new Map(found.map(({ _id, count }) => [_id, Number(count)]));
};

import { mongo, type Connection } from "mongoose";
import type { Checkpoint } from "../domain/import.js";
import type { Bucket } from "../domain/list.js";
import {
  longestValues,
  packLongest,
  unpackLongest,
  type LongestValues,
} from "../domain/longest-values.js";
import { createNumberSet, type NumberSet } from "../domain/number-set.js";
import {
  NUMBER_BYTES,
  packLengths,
  packNumbers,
  unpackLengths,
  unpackNumbers,
} from "../domain/packed.js";
import { toColumn, valuesOf, type TextColumn } from "../domain/text-column.js";

type ColumnDoc = {
  readonly text: string;
  readonly lengths: mongo.Binary;
  /** Its longest values; absent of a bucket written before they were kept. */
  readonly longest?: mongo.Binary;
};

type BucketDoc = {
  readonly _id: string;
  readonly build: string;
  readonly importId: string;
  readonly attempt: number;
  readonly seq: number;
  readonly msisdns: mongo.Binary;
  readonly operatorIndex: mongo.Binary;
  /** By the place of the variable in the version, so that one is read without the others. */
  readonly columns?: Readonly<Record<string, ColumnDoc | undefined>>;
  /** Of a bucket written before there were columns: JSON array of texts, row by row. */
  readonly variables?: string;
};

/** Buckets of an answer of the database: some megabytes. */
const READ_AT_ONCE = 64;
const BUILDS_AT_ONCE = 500;
/** Buckets of which the longest values are read at once. */
const MEASURED_AT_ONCE = 1_000;

/** As it is written: with the longest values of each column. */
type WrittenBucket = Bucket & { readonly longest: readonly LongestValues[] };

/** One attempt to read one import. */
export type Build = { readonly id: string; readonly importId: string; readonly attempt: number };

export type MemberStore = ReturnType<typeof memberStore>;

/**
 * The members of list versions, packed into buckets. A build is one attempt of one import; nobody sees it until
 * a list version names it, so an attempt that dies leaves only garbage, removed by the next one.
 */
export function memberStore(connection: Connection) {
  const buckets = connection.collection<BucketDoc>("members");

  return {
    async ensureIndexes(): Promise<void> {
      await buckets.createIndexes([
        { key: { build: 1, seq: 1 }, name: "build_seq", unique: true },
        { key: { importId: 1 }, name: "import" },
      ]);
    },

    /** @param bucket at most 1,000 members */
    async add(build: Build, seq: number, bucket: WrittenBucket): Promise<void> {
      await buckets.insertOne({
        _id: `${build.id}.${seq}`,
        build: build.id,
        importId: build.importId,
        attempt: build.attempt,
        seq,
        msisdns: new mongo.Binary(packNumbers(bucket.msisdns)),
        operatorIndex: new mongo.Binary(bucket.operatorIndex),
        columns: Object.fromEntries(
          bucket.columns.map((column, i) => [i, toDoc(column, bucket.longest[i] ?? [])]),
        ),
      });
    },

    /**
     * Removes what earlier attempts of an import left. Never of later ones: a reader that slept through its lease must
     * not touch what its successor has put in force.
     */
    async removeEarlier(importId: string, attempt: number): Promise<void> {
      await buckets.deleteMany({ importId, attempt: { $lt: attempt } });
    },

    async removeBuild(build: string): Promise<void> {
      await buckets.deleteMany({ build });
    },

    /** Every build there is and the import that wrote it, some hundred at a time; one document of each is read. */
    async *builds(): AsyncGenerator<
      readonly { readonly build: string; readonly importId: string }[]
    > {
      const cursor = buckets.aggregate<{ _id: string; importId: string }>(
        [
          { $sort: { build: 1, seq: 1 } },
          { $group: { _id: "$build", importId: { $first: "$importId" } } },
        ],
        { hint: "build_seq", batchSize: BUILDS_AT_ONCE },
      );
      let batch: { readonly build: string; readonly importId: string }[] = [];
      for await (const { _id: build, importId } of cursor) {
        batch.push({ build, importId });
        if (batch.length < BUILDS_AT_ONCE) continue;
        yield batch;
        batch = [];
      }
      if (batch.length > 0) yield batch;
    },

    /** Removes what an import built on its way to the version; `keep` is named by a version, or null. */
    async removeOthers(importId: string, keep: string | null): Promise<void> {
      await buckets.deleteMany(keep === null ? { importId } : { importId, build: { $ne: keep } });
    },

    /**
     * Takes over what stood at a checkpoint into the build of a later attempt. A reader that slept may still write
     * behind its checkpoint, never before it; a take-over that was cut off is simply done again. Only what was read:
     * versions that those attempts combined count from 0 as well.
     */
    async adopt({ id, importId, attempt }: Build, from: Checkpoint): Promise<void> {
      const read = Array.from(
        { length: Math.max(0, attempt - from.attempt) },
        (_, i) => `${importId}.${from.attempt + i}`,
      );
      await buckets.updateMany(
        { importId, build: { $in: read }, seq: { $lt: from.buckets } },
        { $set: { build: id, attempt } },
      );
    },

    /**
     * The buckets of a build in order.
     * @param columns places of the variables that are read, in the order wanted; none: the numbers alone
     */
    async *read(build: string, columns: readonly number[]): AsyncGenerator<Bucket> {
      const cursor = buckets.find(
        { build },
        { sort: { seq: 1 }, batchSize: READ_AT_ONCE, projection: projectionOf(columns) },
      );
      for await (const doc of readAhead(cursor)) {
        yield {
          msisdns: unpackNumbers(bytesOf(doc.msisdns)),
          operatorIndex: bytesOf(doc.operatorIndex),
          columns: columnsOf(doc, columns),
        };
      }
    },

    /** The values of one member; undefined when the number does not stand on the build. */
    async find(
      build: string,
      msisdn: number,
      width: number,
    ): Promise<readonly string[] | undefined> {
      const wanted = packNumbers([msisdn]);
      const cursor = buckets.find(
        { build },
        { projection: { msisdns: 1 }, sort: { seq: 1 }, batchSize: READ_AT_ONCE },
      );
      for await (const { _id, msisdns } of cursor) {
        const place = placeOf(Buffer.from(bytesOf(msisdns)), wanted);
        if (place < 0) continue;
        const found = await buckets.findOne({ _id });
        if (found === null) return undefined;
        const columns = columnsOf(found, [...Array(width).keys()]);
        return columns.map((column) => valuesOf(column)[place] ?? "");
      }
      return undefined;
    },

    /**
     * The longest values of the first `width` columns of a build, without its values; undefined where one of its buckets
     * was written before they were kept.
     */
    async longest(build: string, width: number): Promise<readonly (LongestValues | undefined)[]> {
      const places = [...Array(width).keys()];
      const projection = Object.fromEntries(places.map((place) => [`columns.${place}.longest`, 1]));
      const cursor = buckets.find<Pick<BucketDoc, "columns">>(
        { build },
        { projection, batchSize: MEASURED_AT_ONCE },
      );
      const gathered = places.map(longestValues);
      const unknown = new Set<number>();
      for await (const { columns } of cursor) {
        for (const place of places) {
          const column = columns?.[place];
          const packed = column?.longest;
          if (packed === undefined) unknown.add(place);
          else for (const extent of unpackLongest(bytesOf(packed))) gathered[place]?.add(extent);
        }
      }
      return places.map((place) => (unknown.has(place) ? undefined : gathered[place]?.all()));
    },

    /** All numbers of a build as a set. */
    async numbers(build: string): Promise<NumberSet> {
      const set = createNumberSet();
      const cursor = buckets.find(
        { build },
        { projection: { msisdns: 1 }, sort: { seq: 1 }, batchSize: READ_AT_ONCE },
      );
      for await (const { msisdns } of cursor)
        for (const msisdn of unpackNumbers(bytesOf(msisdns))) set.add(msisdn);
      return set;
    },
  };
}

/** The place of a number among packed ones; -1 when it is not there. */
function placeOf(packed: Buffer, wanted: Buffer): number {
  for (let at = packed.indexOf(wanted); at >= 0; at = packed.indexOf(wanted, at + 1)) {
    if (at % NUMBER_BYTES === 0) return at / NUMBER_BYTES;
  }
  return -1;
}

/** Documents in order; while some are used, the database is asked for those behind them. */
async function* readAhead<Doc>(cursor: mongo.FindCursor<Doc>): AsyncGenerator<Doc> {
  const take = async (): Promise<readonly Doc[]> => {
    const first = await cursor.next();
    return first === null ? [] : [first, ...cursor.readBufferedDocuments()];
  };
  let next = take();
  try {
    for (let docs = await next; docs.length > 0; docs = await next) {
      next = take();
      // Waited for above, or of no interest any more.
      next.catch(() => undefined);
      yield* docs;
    }
  } finally {
    await cursor.close();
  }
}

function projectionOf(columns: readonly number[]): Record<string, 1> {
  const fields = ["msisdns", "operatorIndex", "variables"];
  return Object.fromEntries(
    [...fields, ...columns.map((column) => `columns.${column}`)].map((field) => [field, 1]),
  );
}

function toDoc({ text, lengths }: TextColumn, longest: LongestValues): ColumnDoc {
  return {
    text,
    lengths: new mongo.Binary(packLengths(lengths)),
    longest: new mongo.Binary(packLongest(longest)),
  };
}

function bytesOf(binary: mongo.Binary): Uint8Array {
  return binary.buffer.subarray(0, binary.length());
}

function columnsOf(doc: BucketDoc, columns: readonly number[]): readonly TextColumn[] {
  const members = doc.msisdns.length() / NUMBER_BYTES;
  if (doc.variables !== undefined) return fromRows(doc.variables, members, columns);
  return columns.map((place) => {
    const column = doc.columns?.[place];
    return column === undefined
      ? { text: "", lengths: new Uint16Array(members) }
      : { text: column.text, lengths: unpackLengths(bytesOf(column.lengths)) };
  });
}

function fromRows(
  json: string,
  members: number,
  columns: readonly number[],
): readonly TextColumn[] {
  const texts: unknown = JSON.parse(json);
  const values = Array.isArray(texts) ? texts.map(String) : [];
  const width = values.length / members;
  return columns.map((column) =>
    toColumn(Array.from({ length: members }, (_, row) => values[row * width + column] ?? "")),
  );
}

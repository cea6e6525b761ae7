import { mongo, type Connection } from "mongoose";
import { createNumberSet, type NumberSet } from "../domain/number-set.js";
import type { Checkpoint } from "../domain/import.js";
import type { Bucket } from "../domain/list.js";

/** A number as eight bytes, little-endian. */
const NUMBER_BYTES = 8;
const TWO_32 = 2 ** 32;

type BucketDoc = {
  readonly _id: string;
  readonly build: string;
  readonly importId: string;
  readonly attempt: number;
  readonly seq: number;
  readonly msisdns: mongo.Binary;
  readonly operatorIndex: mongo.Binary;
  /** JSON array of texts, row-major: parsed several times faster than as many BSON strings. */
  readonly variables?: string;
};

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
    async add(build: Build, seq: number, bucket: Bucket): Promise<void> {
      await buckets.insertOne({
        _id: `${build.id}.${seq}`,
        build: build.id,
        importId: build.importId,
        attempt: build.attempt,
        seq,
        msisdns: new mongo.Binary(packNumbers(bucket.msisdns)),
        operatorIndex: new mongo.Binary(bucket.operatorIndex),
        variables: JSON.stringify(bucket.variables),
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

    /** Removes what an import built on its way to the version; `keep` is named by a version, or null. */
    async removeOthers(importId: string, keep: string | null): Promise<void> {
      await buckets.deleteMany(keep === null ? { importId } : { importId, build: { $ne: keep } });
    },

    /**
     * Takes over what stood at a checkpoint into the build of a later attempt. A reader that slept may still write
     * behind its checkpoint, never before it; a take-over that was cut off is simply done again.
     */
    async adopt({ id, importId, attempt }: Build, from: Checkpoint): Promise<void> {
      await buckets.updateMany(
        { importId, attempt: { $gte: from.attempt, $lt: attempt }, seq: { $lt: from.buckets } },
        { $set: { build: id, attempt } },
      );
    },

    /** The buckets of a build in order; without variables where nobody asks for them. */
    async *read(
      build: string,
      { withVariables } = { withVariables: true },
    ): AsyncGenerator<Bucket> {
      const cursor = buckets.find(
        { build },
        {
          sort: { seq: 1 },
          batchSize: 64,
          ...(withVariables ? {} : { projection: { variables: 0 } }),
        },
      );
      for await (const { msisdns, operatorIndex, variables = "[]" } of cursor) {
        yield {
          msisdns: unpackNumbers(msisdns.buffer.subarray(0, msisdns.length())),
          operatorIndex: operatorIndex.buffer.subarray(0, operatorIndex.length()),
          variables: parseTexts(variables),
        };
      }
    },

    /** The values of one member; undefined when the number does not stand on the build. */
    async find(
      build: string,
      msisdn: number,
      width: number,
    ): Promise<readonly string[] | undefined> {
      const wanted = Buffer.from(packNumbers([msisdn]));
      const cursor = buckets.find(
        { build },
        { projection: { msisdns: 1 }, sort: { seq: 1 }, batchSize: 64 },
      );
      for await (const { _id, msisdns } of cursor) {
        const packed = Buffer.from(msisdns.buffer.subarray(0, msisdns.length()));
        const place = placeOf(packed, wanted);
        if (place < 0) continue;
        const found = await buckets.findOne({ _id }, { projection: { variables: 1 } });
        return parseTexts(found?.variables ?? "[]").slice(place * width, (place + 1) * width);
      }
      return undefined;
    },

    /** All numbers of a build as a set. */
    async numbers(build: string): Promise<NumberSet> {
      const set = createNumberSet();
      const cursor = buckets.find(
        { build },
        { projection: { msisdns: 1 }, sort: { seq: 1 }, batchSize: 64 },
      );
      for await (const { msisdns } of cursor) {
        for (const msisdn of unpackNumbers(msisdns.buffer.subarray(0, msisdns.length())))
          set.add(msisdn);
      }
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

function packNumbers(numbers: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(numbers.length * NUMBER_BYTES);
  const view = new DataView(bytes.buffer);
  numbers.forEach((number, i) => {
    view.setUint32(i * NUMBER_BYTES, number % TWO_32, true);
    view.setUint32(i * NUMBER_BYTES + 4, Math.floor(number / TWO_32), true);
  });
  return bytes;
}

function unpackNumbers(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from(
    { length: bytes.byteLength / NUMBER_BYTES },
    (_, i) =>
      view.getUint32(i * NUMBER_BYTES, true) + view.getUint32(i * NUMBER_BYTES + 4, true) * TWO_32,
  );
}

function parseTexts(json: string): readonly string[] {
  const texts: unknown = JSON.parse(json);
  return Array.isArray(texts)
    ? texts.filter((text): text is string => typeof text === "string")
    : [];
}

import { longestValues } from "../domain/longest-values.js";
import { toColumn } from "../domain/text-column.js";
import type { Build, MemberStore } from "./members.js";

/** Members of a bucket, and so recipients of a batch. */
const BUCKET_MEMBERS = 1_000;
/** Characters of variables in a bucket: a document stays below 16 MB and a batch below a gRPC frame. */
const BUCKET_CHARS = 500_000;
/** Buckets on their way to the database at once. */
const IN_FLIGHT = 4;

const nothing = { buckets: 0, operators: [], members: 0 } as const;

/**
 * Gathers members into buckets and writes full ones; the order of the file is kept by their sequence.
 * @param earlier what an attempt before wrote, when this one goes on
 */
export function bucketWriter(
  members: MemberStore,
  build: Build,
  earlier: {
    readonly buckets: number;
    readonly operators: readonly string[];
    readonly members: number;
  } = nothing,
) {
  const operators: string[] = [...earlier.operators];
  const places = new Map(operators.map((operator, place) => [operator, place]));
  const inFlight = new Set<Promise<void>>();
  let failure: Error | undefined;
  let msisdns: number[] = [];
  let operatorIndex: number[] = [];
  let columns: string[][] = [];
  let longest: ReturnType<typeof longestValues>[] = [];
  let chars = 0;
  let seq = earlier.buckets;
  let total = earlier.members;

  const placeOf = (operator: string): number => {
    const known = places.get(operator);
    if (known !== undefined) return known;
    places.set(operator, operators.length);
    return operators.push(operator) - 1;
  };

  const cut = (): void => {
    if (msisdns.length === 0) return;
    const bucket = {
      msisdns,
      operatorIndex: Uint8Array.from(operatorIndex),
      columns: columns.map(toColumn),
      longest: longest.map((column) => column.all()),
    };
    const write = members
      .add(build, seq, bucket)
      .catch((error: unknown) => {
        failure ??= new Error("A bucket was not stored.", { cause: error });
      })
      .finally(() => inFlight.delete(write));
    inFlight.add(write);
    seq += 1;
    [msisdns, operatorIndex, columns, chars] = [[], [], [], 0];
  };

  const settle = async (most: number): Promise<void> => {
    while (inFlight.size > most) await Promise.race(inFlight);
    if (failure !== undefined) throw failure;
  };

  return {
    /** @param texts as many for each member */
    add(
      { msisdn, operator }: { readonly msisdn: number; readonly operator: string },
      texts: readonly string[],
    ): void {
      if (msisdns.length === 0) {
        columns = texts.map(() => []);
        longest = texts.map(longestValues);
      }
      msisdns.push(msisdn);
      operatorIndex.push(placeOf(operator));
      texts.forEach((text, i) => {
        columns[i]?.push(text);
        longest[i]?.addValue(text);
        chars += text.length;
      });
      total += 1;
      if (msisdns.length >= BUCKET_MEMBERS || chars >= BUCKET_CHARS) cut();
    },

    /** Waits while too much is on its way. @throws Error whose cause is what the database threw */
    flush: (): Promise<void> => settle(IN_FLIGHT),

    /** Makes all that was added durable, and tells how many buckets that is. */
    async checkpoint(): Promise<{
      readonly buckets: number;
      readonly operators: readonly string[];
    }> {
      cut();
      await settle(0);
      return { buckets: seq, operators: [...operators] };
    },

    async end(): Promise<{ readonly members: number; readonly operators: readonly string[] }> {
      cut();
      await settle(0);
      return { members: total, operators };
    },
  };
}

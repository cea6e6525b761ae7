import type { Difference, ImportOperation, Variable } from "./import.js";
import { pick, type TextColumn } from "./text-column.js";

/** Customers of a tenant. The version in force is what its last finished import held. */
export type CustomerList = {
  readonly listId: string;
  readonly tenantId: string;
  readonly name: string;
  readonly market: string;
  /** Lines whose sending this list governs; a line has one such list [IR-KND-10, IR-KND-11]. */
  readonly governsLineIds: readonly string[];
  /** 0 until the first import has finished. */
  readonly version: number;
  readonly members: number;
};

/** One version of a list, complete. `build` names its buckets. */
export type ListVersion = {
  readonly listId: string;
  readonly version: number;
  readonly build: string;
  readonly members: number;
  readonly operators: readonly string[];
  readonly variables: readonly Variable[];
};

/** How a version came about, for people. */
export type VersionOrigin = Difference & {
  readonly operation: ImportOperation | "roll_back";
  /** Empty for a roll back. */
  readonly importId: string;
  readonly fileName: string;
  readonly madeBy: string;
  /** The version that a roll back repeats; 0 otherwise. */
  readonly equalsVersion: number;
};

/** At most 1,000 members of a version, in the order of the file. */
export type Bucket = {
  readonly msisdns: readonly number[];
  /** Index into the version's operators, one byte per member. */
  readonly operatorIndex: Uint8Array;
  /** One per variable of the version, or per variable that its reader asked for. */
  readonly columns: readonly TextColumn[];
};

/** The members of a bucket at these places, which ascend; the bucket itself when that is everybody. */
export function pickMembers<Of extends Bucket>(bucket: Of, places: readonly number[]): Of {
  const { msisdns, operatorIndex, columns } = bucket;
  if (places.length === msisdns.length) return bucket;
  return {
    ...bucket,
    msisdns: places.map((place) => msisdns[place] ?? 0),
    operatorIndex: Uint8Array.from(places, (place) => operatorIndex[place] ?? 0),
    columns: columns.map((column) => pick(column, places)),
  };
}

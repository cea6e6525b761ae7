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
  readonly variableNames: readonly string[];
};

/** At most 1,000 members of a version, in the order of the file. */
export type Bucket = {
  readonly msisdns: readonly number[];
  /** Index into the version's operators, one byte per member. */
  readonly operatorIndex: Uint8Array;
  /** Row-major: members × variable names. */
  readonly variables: readonly string[];
};

/**
 * From so many unknown ids on, a file of which they are the greater part is of another operator or day, and is no list
 * of differences: a person cannot close thousands of cases by hand, and one look at operator and day settles them all.
 */
export const MANY_UNKNOWN_IDS = 1_000;
const SAMPLED = 3;
const LONGEST_SAMPLE = 40;

/** Most of a file's ids are ids of nobody. */
export type StrangeFile = {
  readonly unknown: number;
  readonly ids: number;
  /** Some of the unknown ones, cut short. */
  readonly sample: readonly string[];
};

/** Finds out whether most of a file's ids are unknown, from chunks as they are read past. */
export const knownIds = (billed: ReadonlyMap<string, unknown>) => {
  const known = new Set<string>();
  const isEnough = (): boolean => {
    const unknown = billed.size - known.size;
    return unknown < MANY_UNKNOWN_IDS || unknown * 2 <= billed.size;
  };
  return {
    /** Whether the file is none of a stranger, whatever comes after. */
    isEnough,

    addChunk({ acceptedIds, extraIds }: IdsOfChunk): void {
      for (const id of acceptedIds) if (billed.has(id)) known.add(id);
      for (const { id } of extraIds) if (billed.has(id)) known.add(id);
    },

    /** After the last chunk; undefined: as many are known as must be. */
    finish(): StrangeFile | undefined {
      if (isEnough()) return undefined;
      const sample: string[] = [];
      for (const id of billed.keys()) {
        if (!known.has(id)) sample.push(id.slice(0, LONGEST_SAMPLE));
        if (sample.length === SAMPLED) break;
      }
      return { unknown: billed.size - known.size, ids: billed.size, sample };
    },
  };
};

type IdsOfChunk = {
  readonly acceptedIds: readonly string[];
  readonly extraIds: readonly { readonly id: string }[];
};

import { markets } from "@whiteline/markets";

const { callingCode, numbering } = markets.get("IR");
/** Every mobile number of Iran begins with one of these; behind them stand so many more. */
const ranges = numbering.prefixes
  .map(({ prefix }) => {
    const rest = 10 ** (numbering.nationalMobileLength - prefix.length);
    return { from: Number(callingCode + prefix) * rest, size: rest };
  })
  .sort((one, other) => one.from - other.from);
const all = ranges.reduce((sum, { size }) => sum + size, 0);

/** The same sequence of numbers between 0 and 1 each time (mulberry32). */
const randomFrom = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** About so many mobile numbers, scattered evenly over the number plan of Iran, ascending; the same ones each time. */
export function* blockedNumbers(count: number): Generator<number> {
  const random = randomFrom(1);
  const lambda = Math.log(1 - count / all);
  for (const { from, size } of ranges) {
    for (let at = 0; ; at += 1) {
      at += Math.floor(Math.log(1 - random()) / lambda);
      if (at >= size) break;
      yield from + at;
    }
  }
}

/** So many recipients anywhere in the number plan; another seed, others. */
export const anyNumbers = (count: number, seed: number): number[] => {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    let place = Math.floor(random() * all);
    for (const { from, size } of ranges) {
      if (place < size) return from + place;
      place -= size;
    }
    return 0;
  });
};

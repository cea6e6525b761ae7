import type { MonthPlace } from "./settlement.js";

/**
 * Whether the parts that were charged at prices of the month follow one another from the first to the running total, each
 * place taken once. Where they do, begins and ends cancel each other out; only the first and the last are left.
 */
export const monthCheck = () => {
  const edges = new Map<string, Map<bigint, bigint>>();
  const turn = (total: string, at: bigint, by: bigint): void => {
    const known = edges.get(total) ?? new Map<bigint, bigint>();
    edges.set(total, known);
    const sum = (known.get(at) ?? 0n) + by;
    if (sum === 0n) known.delete(at);
    else known.set(at, sum);
  };
  return {
    addPlace({ total, before, charged }: MonthPlace): void {
      turn(total, before, 1n);
      turn(total, before + charged, -1n);
    },
    addTotal(total: string, parts: bigint): void {
      turn(total, parts, 1n);
      turn(total, 0n, -1n);
    },
    /** Each total whose parts do not follow one another, in words. */
    *faults(): Iterable<string> {
      for (const [total, open] of edges) {
        if (open.size === 0) continue;
        const places = [...open.keys()].sort((a, b) => (a < b ? -1 : 1));
        yield `The parts of month total ${total} do not follow one another at ${places.join(", ")}.`;
      }
    },
  };
};

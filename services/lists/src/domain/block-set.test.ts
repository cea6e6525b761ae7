import fc from "fast-check";
import { expect, test } from "vitest";
import { changePage, countPage, type BlockListChange } from "./block-page.js";
import { createBlockSet } from "./block-set.js";
import { createNumberSet } from "./number-set.js";

const PAGE = 65_536;
const numbersOnPage = fc.array(fc.integer({ min: 0, max: PAGE - 1 }), { maxLength: 300 });
/** Also pages that are dense enough to be bitsets. */
const dense = fc
  .integer({ min: 0, max: 9_000 })
  .map((count) => Array.from({ length: count }, (_, i) => i * 7));
const anyPage = fc.oneof(numbersOnPage, dense);

const pack = (lows: readonly number[]): Uint8Array | undefined => {
  const set = createNumberSet();
  for (const low of lows) set.add(low);
  return [...set.packed()][0]?.packed;
};
const unpack = (packed: Uint8Array): readonly number[] => {
  const set = createBlockSet();
  set.replace(0, packed);
  return Array.from({ length: PAGE }, (_, low) => low).filter((low) => set.has(low));
};
const wanted = (change: BlockListChange, before: Set<number>, given: Set<number>): Set<number> => {
  if (change === "replace") return given;
  if (change === "add") return new Set([...before, ...given]);
  return new Set([...before].filter((low) => !given.has(low)));
};

test.each(["replace", "add", "remove"] as const)(
  "a page after %s holds what the sets say, and counts what came and went",
  (change) => {
    fc.assert(
      fc.property(anyPage, anyPage, (before, given) => {
        const is = wanted(change, new Set(before), new Set(given));
        const changed = changePage(change, pack(before), pack(given));
        const was = new Set(before);
        const added = [...is].filter((low) => !was.has(low)).length;
        const removed = [...was].filter((low) => !is.has(low)).length;
        if (changed === undefined) {
          expect([added, removed]).toEqual([0, 0]);
          return;
        }
        expect([changed.added, changed.removed]).toEqual([added, removed]);
        expect(countPage(changed.packed)).toBe(is.size);
        expect(unpack(changed.packed)).toEqual([...is].sort((a, b) => a - b));
      }),
      { numRuns: 60 },
    );
  },
);

test("a set answers as a JavaScript set does, wherever its pages lie and in whatever order they come", () => {
  const page = fc.tuple(fc.integer({ min: 0, max: 40 }), anyPage);
  fc.assert(
    fc.property(fc.array(page, { maxLength: 8 }), numbersOnPage, (pages, asked) => {
      const set = createBlockSet();
      const wanted = new Map<number, ReadonlySet<number>>();
      for (const [at, lows] of pages) {
        set.replace(at, pack(lows) ?? new Uint8Array(0));
        wanted.set(at, new Set(lows));
      }
      const wrong: number[] = [];
      for (let at = 0; at <= 41; at += 1)
        for (const low of [...asked, ...(wanted.get(at) ?? [])])
          if (set.has(at * PAGE + low) !== (wanted.get(at)?.has(low) ?? false)) wrong.push(low);
      expect(wrong).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test.each([511, 512, 4_096, PAGE])("a page of %i numbers holds them all", (count) => {
  const lows = Array.from({ length: count }, (_, i) => Math.floor((i * PAGE) / count));
  expect(unpack(pack(lows)!)).toEqual(lows);
});

test("a set knows its size however often a page is exchanged", () => {
  const set = createBlockSet();
  set.replace(1, pack([1, 2, 3])!);
  set.replace(2, pack(Array.from({ length: 5_000 }, (_, i) => i * 3))!);
  expect(set.size).toBe(5_003);
  set.replace(1, pack([9])!);
  set.replace(2, new Uint8Array(0));
  expect([set.size, set.has(PAGE + 9), set.has(PAGE + 1), set.has(2 * PAGE)]).toEqual([
    1,
    true,
    false,
    false,
  ]);
});

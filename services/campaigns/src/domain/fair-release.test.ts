import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { noFairness, pickFairly, type Candidate, type Fairness } from "./fair-release.js";

const chunksOf = (tenantId: string, count: number, parts = 500): Candidate[] =>
  Array.from({ length: count }, (_, i) => ({ tenantId, chunkId: `${tenantId}${i}`, parts }));

/** Releases turn by turn until nothing is left; answers the order in which chunks left. */
const releaseAll = (waiting: readonly Candidate[], partsPerTurn: number): readonly Candidate[] => {
  const left: Candidate[] = [];
  let fairness: Fairness = noFairness;
  for (let open = [...waiting]; open.length > 0;) {
    const turn = pickFairly(fairness, open, { parts: partsPerTurn, chunks: 1 });
    ({ fairness } = turn);
    left.push(...turn.picked);
    open = open.filter((candidate) => !turn.picked.includes(candidate));
  }
  return left;
};

describe("release by turns", () => {
  test("[TR-AKT-26] a million of one tenant does not bury ten of another", () => {
    const order = releaseAll([...chunksOf("big", 2_000), ...chunksOf("small", 2)], 5_000);
    const last = Math.max(
      ...["small0", "small1"].map((id) => order.findIndex((c) => c.chunkId === id)),
    );
    expect(last).toBeLessThan(10);
  });

  test("tenants with chunks of different sizes get the same share of parts", () => {
    const order = releaseAll(
      [...chunksOf("long", 100, 1_000), ...chunksOf("short", 1_000, 100)],
      7_000,
    );
    const first = order.slice(0, order.findIndex(({ chunkId }) => chunkId === "long49") + 1);
    const share = (tenantId: string): number =>
      first.filter((c) => c.tenantId === tenantId).reduce((sum, c) => sum + c.parts, 0);
    expect(Math.abs(share("long") - share("short"))).toBeLessThanOrEqual(8_000);
  });

  test("the credits of the route are kept, but a slow route still moves", () => {
    const waiting = chunksOf("a", 50);
    expect(pickFairly(noFairness, waiting, { parts: 2_400, chunks: 0 }).picked.length).toBe(4);
    expect(pickFairly(noFairness, waiting, { parts: 0, chunks: 4 }).picked.length).toBe(4);
    expect(pickFairly(noFairness, waiting, { parts: 0, chunks: 0 }).picked.length).toBe(0);
  });

  test("with room for one chunk per turn nobody is passed over for ever", () => {
    const order = releaseAll(
      ["a", "b", "c"].flatMap((t) => chunksOf(t, 6)),
      500,
    );
    for (const tenantId of ["a", "b", "c"]) {
      const first = order.findIndex((c) => c.tenantId === tenantId);
      expect(first).toBeLessThan(6);
    }
  });

  test("everything leaves exactly once, each tenant's in its own order", () => {
    const tenants = fc.array(
      fc.record({
        count: fc.integer({ min: 0, max: 20 }),
        parts: fc.integer({ min: 1, max: 1_000 }),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(tenants, fc.integer({ min: 0, max: 5_000 }), (sizes, credit) => {
        const waiting = sizes.flatMap(({ count, parts }, i) => chunksOf(`t${i}-`, count, parts));
        const order = releaseAll(waiting, credit);
        expect([...order].map((c) => c.chunkId).sort()).toEqual(
          waiting.map((c) => c.chunkId).sort(),
        );
        sizes.forEach((_, i) => {
          const own = order.filter((c) => c.tenantId === `t${i}-`);
          expect(own).toEqual(waiting.filter((c) => c.tenantId === `t${i}-`));
        });
      }),
    );
  });
});

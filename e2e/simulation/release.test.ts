import fc from "fast-check";
import { expect, test } from "vitest";
import { simulateRuns } from "./kept-seeds.js";
import { releaseAll, type Released, type ReleaseFault, type ReleasePlan } from "./release.js";

const kinds: readonly ReleaseFault["kind"][] = ["dies_before", "dies_after", "stalls"];
const FEWEST_CHUNKS = 4;
/** The largest chunk, which is also what each tenant is given a round. */
const QUANTUM = 1_000;

const plan: fc.Arbitrary<ReleasePlan> = fc.record({
  tenants: fc.array(
    fc.array(fc.integer({ min: 1, max: QUANTUM }), { minLength: 1, maxLength: 8 }),
    { minLength: 1, maxLength: 4 },
  ),
  ahead: fc.constantFrom(1, 500, 3_000).map((parts) => ({ parts, chunks: FEWEST_CHUNKS })),
  faults: fc
    .array(fc.record({ after: fc.nat(60), kind: fc.constantFrom(...kinds) }), { maxLength: 3 })
    .map((all) => all.toSorted((a, b) => a.after - b.after)),
});

const RUNS = Number(process.env["SIMULATIONS"] ?? 400);

const simulate = (name: string, judge: (released: Released, plan: ReleasePlan) => void) =>
  simulateRuns(
    name,
    fc.asyncProperty(plan, fc.scheduler(), async (planned, scheduler) =>
      judge(await releaseAll(planned, scheduler), planned),
    ),
    RUNS,
  );

test("whatever dies, every chunk is released once, in its tenant's order, and comes to the queue", () =>
  simulate("every chunk is released", ({ chunks, order, published, isDisturbed }) => {
    const ids = order.map(({ chunkId }) => chunkId);
    expect(ids.toSorted()).toEqual(chunks.map(({ chunkId }) => chunkId).toSorted());
    for (const { chunkId } of chunks) expect(published.get(chunkId)).toBeGreaterThan(0);
    if (isDisturbed) return;
    expect([...published.values()].filter((times) => times > 1)).toEqual([]);
    for (const tenantId of new Set(chunks.map((chunk) => chunk.tenantId))) {
      const own = (of: typeof chunks) =>
        of.filter((chunk) => chunk.tenantId === tenantId).map(({ chunkId }) => chunkId);
      expect(own(order)).toEqual(own(chunks));
    }
  }));

test("one releaser never leaves more under way than its credits, or the few chunks that always may go", () =>
  simulate("under way is bounded", ({ underWay }, { ahead }) => {
    const beyond = underWay.filter(
      ({ parts, chunks }) => parts > ahead.parts && chunks > ahead.chunks,
    );
    expect(beyond).toEqual([]);
  }));

test("no tenant that waits is passed over: each of the others gets at most two chunks' worth more, however much it has", () =>
  simulate("tenants take turns", ({ chunks, order, isDisturbed }) => {
    if (isDisturbed) return;
    const last = new Map<string, number>();
    order.forEach(({ tenantId }, at) => last.set(tenantId, at));
    const total = new Map<string, number>();
    for (const { tenantId, parts } of chunks)
      total.set(tenantId, (total.get(tenantId) ?? 0) + parts);
    const given = new Map<string, number>();
    order.forEach(({ tenantId, parts }, at) => {
      given.set(tenantId, (given.get(tenantId) ?? 0) + parts);
      // Deficit round robin: between tenants that both still have something, a round and a chunk is the most.
      for (const other of total.keys()) {
        if ((last.get(other) ?? 0) <= at) continue;
        const lead = (given.get(tenantId) ?? 0) - (given.get(other) ?? 0);
        expect(lead).toBeLessThanOrEqual(2 * QUANTUM);
      }
    });
  }));

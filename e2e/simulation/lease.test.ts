import fc from "fast-check";
import { expect, test } from "vitest";
import { simulateRuns } from "./kept-seeds.js";
import { contend, LASTS_MS, LEASE_MS, type Contender } from "./lease.js";

/** After this nothing goes wrong any more. */
const CALM_MS = LASTS_MS / 2;
const LONGEST_MS = 9_000;

const span = { at: fc.nat(CALM_MS - LONGEST_MS), forMs: fc.constantFrom(300, 2_500, LONGEST_MS) };
const contender: fc.Arbitrary<Contender> = fc.record({
  from: fc.nat(8_000),
  pace: fc.constantFrom(0.9, 1, 1, 1.1),
  frozen: fc.array(fc.record(span), { maxLength: 2 }),
  away: fc.array(fc.record({ ...span, isHeard: fc.boolean() }), { maxLength: 2 }),
  dies: fc.option(fc.nat(CALM_MS), { nil: undefined, freq: 2 }),
  latencies: fc.array(fc.tuple(fc.constantFrom(1, 5, 40, 700), fc.constantFrom(1, 5, 40, 700)), {
    minLength: 1,
    maxLength: 5,
  }),
  yieldsAfter: fc.option(fc.integer({ min: 2_000, max: 20_000 }), { nil: undefined }),
});

const RUNS = Number(process.env["SIMULATIONS"] ?? 300);

test("however holders stand still, die, lose the store and measure time, nobody writes under a lease that has run out, nor after its successor, and what was called in doubt stays in doubt", () =>
  simulateRuns(
    "one holder writes",
    fc.asyncProperty(fc.array(contender, { minLength: 1, maxLength: 3 }), async (contenders) => {
      const { written, revived, entries } = await contend(contenders);
      expect(written.filter(({ at, leaseEnds }) => at >= leaseEnds)).toEqual([]);
      const epochs = written.map(({ epoch }) => epoch);
      expect(epochs).toEqual(epochs.toSorted((a, b) => a - b));
      expect(revived).toEqual([]);
      // Nothing left without its intent, and only the last holder has any open.
      const known = new Map(entries.map((entry) => [entry.n, entry]));
      const last = Math.max(0, ...entries.map(({ epoch }) => epoch));
      for (const { n, epoch } of written) expect(known.get(n)?.epoch).toBe(epoch);
      for (const { epoch, state } of entries) if (state === "intent") expect(epoch).toBe(last);
      // Who is left holds it and writes, two leases after the last fault at the latest.
      if (contenders.every(({ dies }) => dies !== undefined)) return;
      const late = written.filter(({ at }) => at > CALM_MS + 2 * LEASE_MS);
      expect(late.length).toBeGreaterThan(0);
    }),
    RUNS,
  ));

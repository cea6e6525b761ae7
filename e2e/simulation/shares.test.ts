import fc from "fast-check";
import { expect, test } from "vitest";
import { simulateRuns } from "./kept-seeds.js";
import { LIMIT, shareLimit, type Holding } from "./shares.js";

const holding: fc.Arbitrary<Holding> = fc.record({
  from: fc.nat(4_000),
  forMs: fc.integer({ min: 500, max: 8_000 }),
  end: fc.constantFrom("unbinds", "dies"),
  awayFrom: fc.nat(6_000),
  awayForMs: fc.constantFrom(0, 0, 500, 3_000),
  looksForMs: fc.constantFrom(0, 20, 300),
});

const RUNS = Number(process.env["SIMULATIONS"] ?? 150);
/** What each holder may send beyond its part in a second: a tenth of a second's worth may burst, and the part it is at. */
const BURST = LIMIT / 10 + 1;

test("however dispatchers come, go, die and lose sight of each other, they never exceed the operator's limit together", () =>
  simulateRuns(
    "the limit holds",
    fc.asyncProperty(fc.array(holding, { minLength: 1, maxLength: 4 }), async (holdings) => {
      const sentAt = await shareLimit(holdings);
      let first = 0;
      sentAt.forEach((at, i) => {
        while ((sentAt[first] ?? 0) <= at - 1_000) first += 1;
        expect(i - first + 1).toBeLessThanOrEqual(LIMIT + BURST * holdings.length);
      });
    }),
    RUNS,
  ));

test("who is alone has the whole limit", async () => {
  const alone = {
    from: 0,
    forMs: 5_000,
    end: "unbinds",
    awayFrom: 0,
    awayForMs: 0,
    looksForMs: 20,
  } as const;
  const sentAt = await shareLimit([alone]);
  const second = sentAt.filter((at) => at >= 2_000 && at < 3_000);
  expect(second.length).toBeGreaterThanOrEqual(LIMIT - 1);
});

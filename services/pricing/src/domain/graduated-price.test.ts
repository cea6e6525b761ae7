import fc from "fast-check";
import { expect, test } from "vitest";
import { highestPrice, priceOfRun } from "./graduated-price.js";

const health = [
  { fromPart: 1n, perPart: 150n },
  { fromPart: 20_001n, perPart: 350n },
];

test("[VN-BLK-10] the 20,001st segment of the month onwards takes the second price", () => {
  expect(priceOfRun(health, 0n, 20_000n)).toBe(3_000_000n);
  expect(priceOfRun(health, 0n, 25_000n)).toBe(4_750_000n);
  expect(priceOfRun(health, 19_990n, 20n)).toBe(10n * 150n + 10n * 350n);
  expect(priceOfRun(health, 20_000n, 1n)).toBe(350n);
  expect(priceOfRun(health, 19_999n, 1n)).toBe(150n);
  expect(priceOfRun(health, 7n, 0n)).toBe(0n);
});

const steps = fc
  .array(fc.tuple(fc.bigInt(1n, 500n), fc.bigInt(0n, 5_000n)), { minLength: 1, maxLength: 5 })
  .map((gaps) => {
    let fromPart = 1n;
    return gaps.map(([gap, perPart], i) => {
      if (i > 0) fromPart += gap;
      return { fromPart, perPart };
    });
  });

test("a month costs the same however it is cut into chunks, and as much as its parts one by one", () => {
  fc.assert(
    fc.property(steps, fc.array(fc.bigInt(0n, 400n), { maxLength: 8 }), (of, chunks) => {
      let before = 0n;
      let cut = 0n;
      let single = 0n;
      for (const parts of chunks) {
        cut += priceOfRun(of, before, parts);
        for (let i = 0n; i < parts; i += 1n) {
          single += of.findLast(({ fromPart }) => fromPart <= before + i + 1n)?.perPart ?? 0n;
        }
        before += parts;
      }
      expect(cut).toBe(priceOfRun(of, 0n, before));
      expect(cut).toBe(single);
    }),
  );
});

test("what is held for a part is enough at every place in the month", () => {
  fc.assert(
    fc.property(steps, fc.bigInt(0n, 3_000n), fc.bigInt(0n, 500n), (of, before, parts) => {
      expect(priceOfRun(of, before, parts) <= highestPrice(of) * parts).toBe(true);
    }),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { afterTurn, nextInTurn, noTurns } from "./fair-turns.js";

test("whatever tenants ask for at a time, none of those who wait gets more than one grant ahead of another", () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 200 }), (asked, rounds) => {
      const waiting = asked.map((parts, i) => ({ tenantId: `${i}`, parts }));
      let turns = noTurns;
      const had = new Map(waiting.map(({ tenantId }) => [tenantId, 0]));
      for (let i = 0; i < rounds; i += 1) {
        const { tenantId, parts } = nextInTurn(turns, waiting)!;
        turns = afterTurn(turns, tenantId, parts);
        had.set(tenantId, had.get(tenantId)! + parts);
      }
      const given = [...had.values()];
      expect(Math.max(...given) - Math.min(...given)).toBeLessThanOrEqual(Math.max(...asked));
    }),
  );
});

test("who comes late is served next and has saved up nothing", () => {
  let turns = noTurns;
  for (let i = 0; i < 10; i += 1) turns = afterTurn(turns, "early", 100);
  const both = [{ tenantId: "early" }, { tenantId: "late" }];
  expect(nextInTurn(turns, both)?.tenantId).toBe("late");
  turns = afterTurn(turns, "late", 100);
  turns = afterTurn(turns, nextInTurn(turns, both)!.tenantId, 100);
  expect(nextInTurn(turns, both)?.tenantId).toBe("late");
});

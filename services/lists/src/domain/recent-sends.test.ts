import fc from "fast-check";
import { expect, test } from "vitest";
import { createRecentSends } from "./recent-sends.js";

test("counts what was sent in the hours asked, as a list would", () => {
  const sent = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 5 }), fc.array(fc.integer({ min: 0, max: 9 }))),
    { maxLength: 90 },
  );
  fc.assert(
    fc.property(sent, fc.integer({ min: 0, max: 6 }), (chunks, from) => {
      const recent = createRecentSends();
      for (const [hour, keys] of chunks) recent.add(hour, keys);
      for (let key = 0; key < 10; key += 1) {
        const wanted = chunks
          .filter(([hour]) => hour >= from)
          .flatMap(([, keys]) => keys)
          .filter((one) => one === key).length;
        expect(recent.count(key, from)).toBe(wanted);
      }
      recent.forget(from);
      expect(recent.size).toBe(
        chunks.filter(([hour]) => hour >= from).reduce((sum, [, keys]) => sum + keys.length, 0),
      );
    }),
  );
});

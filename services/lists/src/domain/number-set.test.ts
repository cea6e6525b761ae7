import fc from "fast-check";
import { expect, test } from "vitest";
import { createNumberSet } from "./number-set.js";

const msisdn = fc.integer({ min: 989_000_000_000, max: 989_000_200_000 });

test("a set of numbers answers exactly like a set", () => {
  fc.assert(
    fc.property(fc.array(msisdn, { maxLength: 400 }), fc.array(msisdn), (members, probes) => {
      const set = createNumberSet();
      const model = new Set<number>();
      for (const member of members) {
        expect(set.add(member)).toBe(!model.has(member));
        model.add(member);
      }
      expect(set.size).toBe(model.size);
      for (const probe of [...members, ...probes]) expect(set.has(probe)).toBe(model.has(probe));
    }),
  );
});

test("a crowded page becomes a bitset and forgets nobody", () => {
  const set = createNumberSet();
  const members = Array.from({ length: 20_000 }, (_, i) => 989_120_000_000 + ((i * 7919) % 65_536));
  expect(members.filter((member) => !set.add(member))).toEqual([]);
  expect(members.filter((member) => !set.has(member))).toEqual([]);
  expect(set.add(989_120_000_000)).toBe(false);
  expect(set.size).toBe(20_000);
});

test("a packed set is the same set when unpacked, sparse or crowded", () => {
  for (const count of [0, 1, 5, 4_094, 4_095, 4_096, 30_000]) {
    const members = Array.from({ length: count }, (_, i) => 989_350_000_000 + i * 2);
    const set = createNumberSet();
    for (const member of members) set.add(member);
    const copy = createNumberSet();
    for (const page of set.packed()) copy.addPacked(page);
    expect(copy.size).toBe(count);
    expect(members.filter((member) => !copy.has(member) || copy.has(member + 1))).toEqual([]);
  }
});

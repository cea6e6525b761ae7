import { expect, test } from "vitest";
import { surchargeAt, type Surcharge } from "./surcharge.js";

const of = (perPart: bigint, said: Partial<Surcharge> = {}): Surcharge => ({
  ...{ operator: "", group: "", script: "", effectiveFrom: "", perPart },
  ...said,
});
const surcharges = [
  of(10n),
  of(11n, { effectiveFrom: "2026-12-01" }),
  of(20n, { script: "accented" }),
  of(30n, { group: "2.1", script: "accented" }),
  of(40n, { operator: "VIETTEL" }),
  of(50n, { operator: "VIETTEL", script: "accented", effectiveFrom: "2027-01-01" }),
];
const resale = { resellerId: "r", effectiveFrom: "", surcharges };
const at = (operator: string, group: string, script: string, day = "2026-11-30") =>
  surchargeAt(resale, { operator, group, script, day });

test("a reseller's price of a part is the one that says most of it, and from its day on", () => {
  expect(at("GTEL", "1.1", "unaccented")).toBe(10n);
  expect(at("GTEL", "1.1", "unaccented", "2026-12-01")).toBe(11n);
  expect(at("GTEL", "1.1", "accented", "2026-12-01")).toBe(20n);
  expect(at("GTEL", "2.1", "accented")).toBe(30n);
  expect(at("VIETTEL", "2.1", "accented")).toBe(40n);
  expect(at("VIETTEL", "2.1", "accented", "2027-01-01")).toBe(50n);
  expect(surchargeAt(undefined, { operator: "GTEL", group: "", script: "", day: "2026" })).toBe(0n);
});

test("nothing is put on top before the day from which a company is the reseller's customer", () => {
  const later = { ...resale, effectiveFrom: "2026-12-01" };
  const on = (day: string) => surchargeAt(later, { operator: "GTEL", group: "", script: "", day });
  expect(["2026-11-30", "2026-12-01"].map(on)).toEqual([0n, 11n]);
});

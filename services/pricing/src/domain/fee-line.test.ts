import { markets } from "@whiteline/markets";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterFact, feesDue, type FeeLine, type HeardLine } from "./fee-line.js";
import type { Holder } from "./wallet.js";

const pack = markets.get("VN", "2027-01-01");
const holder = { tenantId: "t1", providerId: "vn-bulksms" } as Holder;
const fact = (version: bigint, day: string, more: Partial<HeardLine> = {}): HeardLine => ({
  ...{ lineId: "l1", tenantId: "t1", providerId: "vn-bulksms", version },
  ...{ activeAt: ["VIETTEL", "MOBIFONE"], overAt: [], ended: false },
  at: new Date(`${day}T05:00:00Z`),
  ...more,
});
const heard = (facts: readonly HeardLine[]): FeeLine =>
  facts.reduce<FeeLine | undefined>(afterFact, undefined)!;
const maintenance = (line: FeeLine, now: string, from = "") =>
  feesDue(pack, holder, line, { now: new Date(`${now}T05:00:00Z`), from })
    .filter(({ kind }) => kind === "maintenance")
    .map(({ operator, month }) => `${operator} ${month}`);

const accepted = fact(1n, "2026-11-05");
const removed = fact(2n, "2026-12-10", { activeAt: ["VIETTEL"], overAt: ["MOBIFONE"] });
const renewed = fact(3n, "2027-03-02");

describe("fees of a brandname", () => {
  test("[VN-BLK-08] a name that was removed at one operator costs nothing there from the month after, and goes on at the other", () => {
    expect(maintenance(heard([accepted, removed]), "2027-02-01")).toEqual([
      ...["VIETTEL 2026-11", "VIETTEL 2026-12", "VIETTEL 2027-01", "VIETTEL 2027-02"],
      ...["MOBIFONE 2026-11", "MOBIFONE 2026-12"],
    ]);
  });

  test("[VN-BLK-08] a name whose term was renewed costs again from the month of its renewal, each month once", () => {
    const line = heard([accepted, removed, renewed]);
    expect(maintenance(line, "2027-03-02", "2027-01")).toEqual([
      ...["VIETTEL 2027-01", "VIETTEL 2027-02", "VIETTEL 2027-03", "MOBIFONE 2027-03"],
    ]);
    const sameMonth = heard([accepted, removed, fact(3n, "2026-12-20")]);
    expect(maintenance(sameMonth, "2026-12-31", "2026-12")).toEqual([
      ...["VIETTEL 2026-12", "MOBIFONE 2026-12"],
    ]);
    const declarations = feesDue(pack, holder, line, { now: renewed.at, from: "" });
    expect(declarations.filter(({ kind }) => kind === "declaration")).toHaveLength(2);
  });

  test("[VN-BLK-08] a name that sleeps at an operator, or is barred there, costs its maintenance still", () => {
    const asleep = fact(2n, "2026-12-10", { activeAt: ["VIETTEL"] });
    expect(maintenance(heard([accepted, asleep]), "2027-01-01", "2027-01")).toEqual([
      ...["VIETTEL 2027-01", "MOBIFONE 2027-01"],
    ]);
  });

  test("[VN-BLK-08] in whatever order and how often facts of a line come, the same fees fall due", () => {
    const facts = [accepted, removed, renewed, fact(4n, "2027-05-01", { ended: true })];
    const fees = (line: FeeLine) =>
      feesDue(pack, holder, line, { now: new Date("2027-06-01"), from: "" })
        .map(({ dueId }) => dueId)
        .sort();
    const expected = fees(heard(facts));
    const again = fc.shuffledSubarray(facts);
    const shuffled = fc.shuffledSubarray(facts, { minLength: facts.length });
    fc.assert(
      fc.property(shuffled, again, (all, more) => {
        expect(fees(heard([...all, ...more]))).toEqual(expected);
      }),
    );
  });
});

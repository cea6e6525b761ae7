import { market } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import { judgeProvider, providerLacks } from "./provider-eligibility.js";

const turkey = market("TR");
const everything = ["btkAuthorised", "iso9001", "iso27001", "licencePublished"];
const judged = (over: Partial<Parameters<typeof judgeProvider>[1]> = {}) =>
  judgeProvider(
    turkey,
    { kind: "partner", met: everything, suspended: false, validUntil: {}, ...over },
    "2026-11-22",
  );

describe("[TR-AKT-22] [TR-AKT-23] a provider may send", () => {
  test("with BTK authority, both certificates and, as partner, the published licence", () => {
    expect(judged()).toMatchObject({ eligible: true, missing: [] });
    expect(judged({ met: [] })).toMatchObject({ eligible: false, missing: everything });
    expect(judged({ kind: "operator", met: everything.slice(0, 3) })).toMatchObject({
      eligible: true,
    });
    expect(judged({ met: everything.slice(0, 3) }).missing).toEqual(["licencePublished"]);
  });

  test("until the last day of a certificate", () => {
    expect(judged({ validUntil: { iso9001: "2026-11-22" } }).eligible).toBe(true);
    expect(judged({ validUntil: { iso9001: "2026-11-21" } }).missing).toEqual(["iso9001"]);
  });

  test("never while it is suspended, and never unknown", () => {
    expect(judged({ suspended: true })).toMatchObject({ eligible: false, missing: [] });
    expect(providerLacks(judged({ suspended: true }))).toMatchObject([
      { code: "PROVIDER_NOT_ELIGIBLE" },
    ]);
    expect(judgeProvider(turkey, undefined, "2026-11-22").missing).toEqual(everything);
  });

  test("freely in a market that asks nothing", () => {
    expect(judgeProvider(market("IR"), undefined, "2026-11-22")).toMatchObject({
      eligible: true,
      requirements: [],
    });
  });
});

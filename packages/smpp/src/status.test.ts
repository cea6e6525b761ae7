import { describe, expect, test } from "vitest";

import { STATUS, statusClass, statusName } from "./status.js";

describe("a command_status", () => {
  test.each([
    [0x00, "ESME_ROK", "ok"],
    [0x58, "ESME_RTHROTTLED", "throttled"],
    [0x14, "ESME_RMSGQFUL", "throttled"],
    [0x64, "ESME_RX_T_APPN", "retry_soon"],
    [0x08, "ESME_RSYSERR", "retry_soon"],
    [0x0b, "ESME_RINVDSTADR", "final"],
    [0x0a, "ESME_RINVSRCADR", "final"],
    [0x65, "ESME_RX_P_APPN", "final"],
    [0x66, "ESME_RX_R_APPN", "final"],
    [0x45, "ESME_RSUBMITFAIL", "final"],
    [0x0d, "ESME_RBINDFAIL", "stop_bind"],
    [0x0e, "ESME_RINVPASWD", "stop_bind"],
    [0x0f, "ESME_RINVSYSID", "stop_bind"],
  ])("%i is %s and asks for %s", (code, name, expected) => {
    expect(statusName(code)).toBe(name);
    expect(statusClass(code)).toBe(expected);
  });

  test("of SMPP 3.4 asks for what the whole table says", () => {
    const table = Object.values(STATUS).map((code) => [statusName(code), statusClass(code)]);
    const of = (wanted: string) =>
      table.flatMap(([name, found]) => (found === wanted ? [name] : []));
    expect(table).toHaveLength(48);
    expect(of("ok")).toEqual(["ESME_ROK"]);
    expect(of("throttled")).toEqual(["ESME_RMSGQFUL", "ESME_RTHROTTLED"]);
    expect(of("retry_soon")).toEqual(["ESME_RSYSERR", "ESME_RX_T_APPN", "ESME_RUNKNOWNERR"]);
    expect(of("rebind")).toEqual(["ESME_RINVBNDSTS", "ESME_RALYBND"]);
    expect(of("stop_bind")).toEqual([
      "ESME_RBINDFAIL",
      "ESME_RINVPASWD",
      "ESME_RINVSYSID",
      "ESME_RINVSYSTYP",
    ]);
    expect(of("final")).toHaveLength(36);
  });

  test("may mean something else at one operator", () => {
    const profile = new Map([[STATUS.ESME_RSUBMITFAIL, "in_doubt"] as const]);
    expect(statusClass(STATUS.ESME_RSUBMITFAIL, profile)).toBe("in_doubt");
    expect(statusClass(STATUS.ESME_RTHROTTLED, profile)).toBe("throttled");
  });

  test("of a vendor is named by its number and judged final", () => {
    expect(statusName(0x0000_0400)).toBe("ESME_0x00000400");
    expect(statusClass(0x0000_0400)).toBe("final");
  });

  test("has one name per number", () => {
    const codes = Object.values(STATUS);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

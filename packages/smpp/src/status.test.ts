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

  test("of a vendor is named by its number and judged final", () => {
    expect(statusName(0x0000_0400)).toBe("ESME_0x00000400");
    expect(statusClass(0x0000_0400)).toBe("final");
  });

  test("has one name per number", () => {
    const codes = Object.values(STATUS);
    expect(new Set(codes).size).toBe(codes.length);
  });
});

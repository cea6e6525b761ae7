import { expect, test } from "vitest";
import { isAllowedFrom, isNetwork } from "./allowed-addresses.js";

test.each(["192.0.2.7", "192.0.2.0/24", "0.0.0.0/0", "2001:db8::/32", "::1"])(
  "%s is an address or a network",
  (text) => {
    expect(isNetwork(text)).toBe(true);
  },
);

test.each(["", "192.0.2", "192.0.2.0/33", "2001:db8::/129", "example.ir", "192.0.2.0/24 ", "::1/"])(
  "%j is neither",
  (text) => {
    expect(isNetwork(text)).toBe(false);
  },
);

test("no list allows every address, a list its own only", () => {
  expect(isAllowedFrom("203.0.113.9", [])).toBe(true);
  const office = ["192.0.2.0/24", "2001:db8::/32"];
  expect(isAllowedFrom("192.0.2.255", office)).toBe(true);
  expect(isAllowedFrom("2001:db8:1::5", office)).toBe(true);
  expect(isAllowedFrom("::ffff:192.0.2.9", office)).toBe(true);
  for (const address of ["192.0.3.0", "2001:db9::1", "", "unknown"]) {
    expect(isAllowedFrom(address, office), address).toBe(false);
  }
});

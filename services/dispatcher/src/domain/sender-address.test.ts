import { expect, test } from "vitest";
import { senderAddress } from "./sender-address.js";

const account = { sourceTon: 1, sourceNpi: 1 };

test("[VN-BLK-03] a name is an alphanumeric source address, in the spelling it came with", () => {
  expect(senderAddress("VT.Edu", account)).toEqual({ addr: "VT.Edu", ton: 5, npi: 0 });
  expect(senderAddress("VT Edu", account)).toEqual({ addr: "VT Edu", ton: 5, npi: 0 });
  expect(senderAddress("360LIVE", account)).toMatchObject({ ton: 5 });
});

test("a number keeps the type of number of its account", () => {
  expect(senderAddress("02191001234", account)).toEqual({ addr: "02191001234", ton: 1, npi: 1 });
  expect(senderAddress("+982191001234", account)).toMatchObject({ ton: 1, npi: 1 });
});

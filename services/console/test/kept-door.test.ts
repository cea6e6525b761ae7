import { expect, test } from "vitest";

import { keptDoor } from "../src/web/access/kept-door.js";

const door = { tenantId: "t1", providerId: "asanak", name: "شرکت نمونه" };
const last = { email: "sara@example.ir", password: "right", totpCode: "", door };

test("a chosen company stays for the code, and goes when address or password change", () => {
  expect(keptDoor(last, { email: "sara@example.ir", password: "right" })).toBe(door);
  expect(keptDoor(last, { email: "reza@example.ir", password: "right" })).toBeUndefined();
  expect(keptDoor(last, { email: "sara@example.ir", password: "other" })).toBeUndefined();
  expect(keptDoor(undefined, { email: "", password: "" })).toBeUndefined();
});

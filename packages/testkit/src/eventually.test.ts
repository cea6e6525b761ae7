import { expect, test } from "vitest";

import { eventually } from "./eventually.js";

test("what becomes true later is awaited and returned", async () => {
  let looks = 0;
  const answer = await eventually(() => (++looks < 3 ? undefined : { looks }), { every: 1 });
  expect(answer).toEqual({ looks: 3 });
});

test("a probe that throws counts as not yet", async () => {
  let looks = 0;
  const probe = (): boolean => {
    if (++looks < 3) throw new Error("connection refused");
    return true;
  };
  await expect(eventually(probe, { every: 1 })).resolves.toBe(true);
});

test("what never becomes true is named at the deadline, with the last failure", async () => {
  const probe = (): boolean => {
    throw new Error("connection refused");
  };
  await expect(eventually(probe, { within: 5, every: 1, what: "the server" })).rejects.toThrow(
    "Waited 5 ms for the server, in vain. Last failure: connection refused",
  );
});

import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { expectExactEnd, openHouse } from "./house.js";

/** Each is killed once while the campaign is on its way, servers included. */
const victims = [
  "campaigns",
  "dispatcher",
  "dlr",
  "pricing",
  "lists",
  "compliance",
  "lines-registry",
  "accounts",
  "gateway",
  "mongod",
  "nats-server",
];

test("kill -9 of every process while 100,000 run loses nothing, lists what may be doubled and keeps the ledger exact", async () => {
  await using house = await openHouse();
  const story = await house.tellUntilSending(100_000);
  for (const victim of victims) {
    await house.stack.kill9(victim);
    await house.stack.restart(victim);
    await pause(500);
  }
  expect(story.isReported()).toBe(false);
  await expectExactEnd(house, story);
});

import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { expectExactEnd, openHouse } from "./house.js";
import { expectEveryRial } from "./money-proof.js";
import { chooseRefusers, expectObeyed, refuseAll } from "./refusers.js";

const ROWS = 100_000;

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
  // Once more, when most of the money is being settled.
  "pricing",
];

test("[TR-AKT-05] the flow of a file of 100,000 rows is sustained to its end: kill -9 of every process loses nothing, lists what may be doubled and keeps every rial where it belongs; who refuses in the middle gets nothing more, is told as withheld and costs nothing", async () => {
  await using house = await openHouse();
  const refusers = await chooseRefusers(house, ROWS);
  const story = await house.tellUntilSending(ROWS);
  const saidAt = await refuseAll(house, refusers);
  for (const victim of victims) {
    await house.stack.kill9(victim);
    await house.stack.restart(victim);
    await pause(500);
  }
  expect(story.isReported()).toBe(false);
  await expectExactEnd(house, story);
  const heldBack = await expectObeyed(house, story, { refusers, saidAt });
  await expectEveryRial(house, story, heldBack);
});

import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { beginUpload, type CutUpload } from "./cut-uploads.js";
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

test("[TR-AKT-05] the flow of a file of 100,000 rows is sustained to its end: kill -9 of every process loses nothing, lists what may be doubled and keeps every rial where it belongs; who refuses in the middle gets nothing more, is told as withheld and costs nothing; a file that was coming in leaves nothing half and comes whole when sent again", async () => {
  await using house = await openHouse();
  const refusers = await chooseRefusers(house, ROWS);
  const story = await house.tellUntilSending(ROWS);
  const saidAt = await refuseAll(house, refusers);
  const cutOff: CutUpload[] = [];
  for (const victim of victims) {
    // Of what a file comes in through, one is killed while half of it is here.
    if (victim === "lists" || victim === "gateway") cutOff.push(await beginUpload(house));
    await house.stack.kill9(victim);
    await house.stack.restart(victim);
    await pause(500);
  }
  expect(story.isReported()).toBe(false);
  await expectExactEnd(house, story);
  for (const upload of cutOff) await upload.expectWhole();
  const heldBack = await expectObeyed(house, story, { refusers, saidAt });
  await expectEveryRial(house, story, heldBack);
});

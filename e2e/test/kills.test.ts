import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { openHouse, operatorStats } from "./house.js";

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

test("kill -9 of every process while a campaign runs loses nothing, lists what may be doubled and keeps the ledger exact", async () => {
  // A slow road, so that there is a middle to kill in.
  await using house = await openHouse();
  let story: ReturnType<typeof house.tellStory> | undefined;
  await new Promise<void>((resolve) => {
    story = house.tellStory(
      20_000,
      (line) => {
        if (line.includes("sending: chunks released") || line.includes("failed")) resolve();
      },
      "slow",
    );
  });
  for (const victim of victims) {
    await house.stack.kill9(victim);
    await house.stack.restart(victim);
    await pause(500);
  }
  const { code, text } = (await story) ?? { code: null, text: "" };
  expect(text).toContain("every recipient is accounted for and the ledger is exact");
  expect(code).toBe(0);
  const listed = Number(/possibly sent twice: (\d+)/.exec(text)?.[1] ?? Number.NaN);
  const { duplicates } = await operatorStats(house.stack);
  expect(duplicates).toBeLessThanOrEqual(listed);
});

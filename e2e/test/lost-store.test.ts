import { rm } from "node:fs/promises";
import { join } from "node:path";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { expectExactEnd, openHouse, operatorStats, type House } from "./house.js";
import { expectEveryRial } from "./money-proof.js";

/** kill -9 of nats-server, its JetStream folder deleted, started again with nothing. */
const loseStore = async ({ stack, dir }: House): Promise<void> => {
  await stack.kill9("nats-server");
  await rm(join(dir, "nats/jetstream"), { recursive: true });
  await stack.restart("nats-server");
};

const submitted = (house: House, parts: number): Promise<unknown> =>
  eventually(async () => ((await operatorStats(house.stack))["submitted"] ?? 0) >= parts, {
    within: 120_000,
    what: `${parts} parts at the operator`,
  });

test("losing all of NATS in the middle of a campaign costs time only: everybody is accounted for, nothing unlisted goes twice, every rial is where it belongs", async () => {
  await using house = await openHouse();
  const story = await house.tellUntilSending(40_000);
  // campaigns hears what the dispatcher tells now, dlr does not; then the only other copy is gone.
  await house.stack.kill9("dlr");
  await submitted(house, 10_000);
  await loseStore(house);
  await house.stack.restart("dlr");
  await submitted(house, 20_000);
  await loseStore(house);
  expect(story.isReported()).toBe(false);
  await expectExactEnd(house, story);
  await expectEveryRial(house, story, 0);
});

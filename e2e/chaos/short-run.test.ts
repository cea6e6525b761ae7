import { expect, test } from "vitest";
import { openChaosHouse } from "./chaos-house.js";
import { begin, end, faults, strikeAndCalm } from "./faults.js";
import { expectInvariants } from "./invariants.js";
import { seeded } from "../src/input/random.js";
import { operatorStats } from "../test/house.js";
import { watchHouse } from "./watch.js";

/** Half as much again as goes out in the time that the faults take. */
const ROWS = 100_000;

/** On a busy machine it takes six minutes. */
const PATIENCE_MS = 900_000;

/** Kills of single processes are in kills.test.ts, the loss of NATS's store in lost-store.test.ts. */
const elsewhere: ReadonlySet<string> = new Set([
  "a service is killed",
  "mongod is killed and away",
  "nats-server is killed and away",
  "mongod and nats-server are killed together",
]);

test(
  "an operator in every bad temper, a road that breaks, a dispatcher that stands still past its lease, a primary that steps down and facts told twice: everybody is reached, what went twice is listed, every answered receipt is kept, every rial is where it belongs, no queue exceeds its bound",
  { timeout: PATIENCE_MS },
  async () => {
    await using house = await openChaosHouse();
    const story = await house.tellUntilSending(ROWS);
    await using watch = watchHouse(house.stack);
    const random = seeded(20261130);
    await begin(house);
    for (const fault of faults.filter((one) => one.isLong !== true && !elsewhere.has(one.name))) {
      expect(story.isReported(), `the campaign ended before: ${fault.name}`).toBe(false);
      await strikeAndCalm(fault, house, random);
    }
    const { submitted = 0 } = await operatorStats(house.stack);
    console.info(`${submitted} parts were sent when the last fault was over`);
    await end(house);
    await expectInvariants(house, story);
    await watch.expectBounds({ isFlat: false });
  },
);

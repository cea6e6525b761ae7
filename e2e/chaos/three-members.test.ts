import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { testDirectory } from "@whiteline/testkit";
import { mongo } from "mongoose";
import { expect, test } from "vitest";
import { calm } from "./calm.js";
import { openChaosHouse } from "./chaos-house.js";
import { begin, end } from "./faults.js";
import { expectInvariants } from "./invariants.js";
import { startThreeMongods } from "./three-mongods.js";
import { watchHouse } from "./watch.js";

const { CHAOS_ROWS = "40000" } = process.env;
const STORM_MS = 10_000;
/** Transactions at a time, each of which holds what it wrote for so long. */
const STORMS = 3;
const HOLDS_MS = 30;

test("8. a primary of three that steps down, one that is killed, one that stands still, and a storm of write conflicts cost a campaign time only", async () => {
  await using directory = await testDirectory();
  await using mongods = await startThreeMongods(join(import.meta.dirname, "../.."), directory.path);
  await using house = await openChaosHouse(
    {},
    { environment: { ...process.env, MONGODB_URI: mongods.uri } },
  );
  const story = await house.tellUntilSending(Number(CHAOS_ROWS));
  await begin(house);
  await using watch = watchHouse(house.stack);
  const strikes: readonly (readonly [string, () => Promise<unknown>])[] = [
    ["the primary steps down", () => stepDown(mongods.uri)],
    ["writes conflict", () => storm(mongods.uri)],
    [
      "the primary is killed and comes back",
      async () => {
        const primary = await mongods.primary();
        await primary.kill("SIGKILL");
        await mongods.primary();
        await primary.restart();
      },
    ],
    [
      "the primary stands still until another is elected, and goes on",
      async () => {
        const { pid } = await mongods.primary();
        process.kill(pid, "SIGSTOP");
        try {
          await pause(8_000);
        } finally {
          process.kill(pid, "SIGCONT");
        }
      },
    ],
  ];
  for (const [name, strike] of strikes) {
    expect(story.isReported(), `the campaign ended before: ${name}`).toBe(false);
    process.stdout.write(`${new Date().toISOString()} 8. ${name}\n`);
    await strike();
    await calm(house);
  }
  await end(house);
  await expectInvariants(house, story);
  await watch.expectBounds({ isFlat: false });
});

/** Hands over to a member that has caught up, as when a server is maintained. */
const stepDown = async (uri: string): Promise<void> => {
  const client = await mongo.MongoClient.connect(uri);
  try {
    await client.db("admin").command({ replSetStepDown: 20, secondaryCatchUpPeriodSecs: 10 });
  } finally {
    await client.close();
  }
};

/** Writes in transactions to what the house writes in transactions, and undoes it: most of both collide. */
const storm = async (uri: string): Promise<void> => {
  const client = await mongo.MongoClient.connect(uri);
  const over = performance.now() + STORM_MS;
  const places = [
    ["whiteline_pricing", "accounts"],
    ["whiteline_pricing", "reservations"],
    ["whiteline_campaigns", "campaigns"],
  ] as const;
  let collisions = 0;
  try {
    const blow = async (): Promise<void> => {
      while (performance.now() < over) {
        const session = client.startSession();
        try {
          session.startTransaction();
          for (const [database, collection] of places)
            await client
              .db(database)
              .collection(collection)
              .updateMany({}, { $inc: { storm: 1 } }, { session });
          await pause(HOLDS_MS);
        } catch {
          collisions += 1;
        } finally {
          // Nothing of it stays: what counts is that it stood in the way.
          await session.abortTransaction().catch(() => undefined);
          await session.endSession();
        }
        await pause(HOLDS_MS);
      }
    };
    await Promise.all(Array.from({ length: STORMS }, blow));
  } finally {
    await client.close();
  }
  process.stdout.write(`${collisions} transactions of the storm collided\n`);
  expect(collisions).toBeGreaterThan(0);
};

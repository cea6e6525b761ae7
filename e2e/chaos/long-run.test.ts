import { setTimeout as pause } from "node:timers/promises";
import { test } from "vitest";
import { pick, seeded } from "../src/input/random.js";
import { openChaosHouse, type ChaosHouse } from "./chaos-house.js";
import { begin, faults, strikeAndCalm, type Fault } from "./faults.js";
import { expectInvariants } from "./invariants.js";
import { watchHouse } from "./watch.js";

const { CHAOS_ROWS = "1000000", CHAOS_EVERY_S = "20", CHAOS_SEED = "1" } = process.env;
const only = process.env["CHAOS_ITEMS"]?.split(",").map(Number);

const say = (text: string) => process.stdout.write(`${new Date().toISOString()} ${text}\n`);

test("[TR-AKT-05] a campaign of a million-row file with a fault every so many seconds ends complete, and no process grows with it", async () => {
  await using house = await openChaosHouse();
  const chosen = faults.filter(({ item }) => only?.includes(item) ?? true);
  const [first, ...rest] = chosen;
  if (first === undefined) throw new Error("CHAOS_ITEMS names no item of the list.");
  say(`seed ${CHAOS_SEED}, ${CHAOS_ROWS} rows, a fault every ${CHAOS_EVERY_S} s`);
  const story = await house.tellUntilSending(Number(CHAOS_ROWS));
  await begin(house);
  const random = seeded(Number(CHAOS_SEED));
  await using watch = watchHouse(house.stack);
  const began = performance.now();
  let struck = 0;
  while (!story.isReported() && (await stillTold(story.end))) {
    await disturb(house, pick<Fault>(random, [first, ...rest]), random);
    struck += 1;
    await pause(Number(CHAOS_EVERY_S) * 1_000);
  }
  await expectInvariants(house, story);
  say(`complete after ${Math.round((performance.now() - began) / 1_000)} s and ${struck} faults`);
  await watch.expectBounds({ isFlat: true });
});

const disturb = async (house: ChaosHouse, fault: Fault, random: () => number) => {
  say(`${fault.item}. ${fault.name}`);
  await strikeAndCalm(fault, house, random);
};

const stillTold = (end: Promise<unknown>): Promise<boolean> =>
  Promise.race([end.then(() => false), pause(0, true)]);

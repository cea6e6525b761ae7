import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { pick, seeded } from "../src/input/random.js";
import { openChaosHouse, type ChaosHouse } from "./chaos-house.js";
import { begin, faults, strikeAndCalm, type Fault } from "./faults.js";
import { expectInvariants } from "./invariants.js";

const { CHAOS_ROWS = "1000000", CHAOS_EVERY_S = "20", CHAOS_SEED = "1" } = process.env;
const only = process.env["CHAOS_ITEMS"]?.split(",").map(Number);
/** Growth of a process over the second half of the run that is still called flat. */
const FLAT = 1.3;

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
  const memory: Sample[] = [];
  while (!story.isReported() && (await stillTold(story.end))) {
    await disturb(house, pick<Fault>(random, [first, ...rest]), random);
    memory.push(await residentOf(house));
    await pause(Number(CHAOS_EVERY_S) * 1_000);
  }
  await expectInvariants(house, story);
  for (const [name, [before, after]] of growth(memory)) {
    say(`${name}: ${before} MB, then ${after} MB`);
    expect(after, name).toBeLessThan(before * FLAT + 50);
  }
});

const disturb = async (house: ChaosHouse, fault: Fault, random: () => number) => {
  say(`${fault.item}. ${fault.name}`);
  await strikeAndCalm(fault, house, random);
};

const stillTold = (end: Promise<unknown>): Promise<boolean> =>
  Promise.race([end.then(() => false), pause(0, true)]);

/** Resident megabytes by process. */
type Sample = ReadonlyMap<string, number>;

const residentOf = async ({ stack }: ChaosHouse): Promise<Sample> => {
  const names = Object.keys(stack.run.processes);
  const sizes = await Promise.all(
    names.map(async (name) => {
      const status = await readFile(`/proc/${stack.pid(name)}/status`, "utf8").catch(() => "");
      return [name, Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? "0") / 1_024] as const;
    }),
  );
  return new Map(sizes);
};

/** The largest of the first half, without its first samples, and the largest of the second. */
const growth = (samples: readonly Sample[]): readonly (readonly [string, [number, number]])[] => {
  const half = Math.floor(samples.length / 2);
  const names = [...(samples[0]?.keys() ?? [])];
  const largest = (of: readonly Sample[], name: string) =>
    Math.round(Math.max(0, ...of.map((sample) => sample.get(name) ?? 0)));
  return names.map((name) => [
    name,
    [largest(samples.slice(0, half), name), largest(samples.slice(half), name)],
  ]);
};

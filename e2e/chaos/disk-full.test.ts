import { createReadStream } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { jetstream } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import { eventually } from "@whiteline/testkit";
import { mongo } from "mongoose";
import { expect, test } from "vitest";
import { expectTrueOutcomes } from "../test/true-outcomes.js";
import { openChaosHouse, type ChaosHouse } from "./chaos-house.js";
import { begin, end } from "./faults.js";
import { expectOrder } from "./invariants.js";
import { awaitEnd, beginCampaign, openSenders, post, type Sender } from "./senders.js";
import { mountSmallDisk, type SmallDisk } from "./small-disk.js";
import { watchHouse } from "./watch.js";

const { CHAOS_ROWS = "40000" } = process.env;
const NOTICES = 2_000;
/** How long nothing more has room, while customers go on asking. */
const FULL_MS = 15_000;
const NOTICED_MS = 120_000;
const ASK_MS = 500;
const AWAY_MS = 3_000;

/** Where a server keeps what it has, and how to see that it does. */
const servers = [
  {
    name: "nats-server",
    folder: "nats",
    write: async ({ natsUrl, secrets }: ChaosHouse["stack"]) => {
      const pass = secrets.natsPasswords["campaigns"] ?? "";
      const nc = await connect({ servers: natsUrl, user: "campaigns", pass, reconnect: false });
      try {
        await jetstream(nc).publish("whiteline.work.chunks.nowhere.bulk", "", { timeout: AWAY_MS });
      } finally {
        await nc.close();
      }
    },
  },
  {
    name: "mongod",
    folder: "mongod",
    write: async ({ mongodUri }: ChaosHouse["stack"]) => {
      const options = { serverSelectionTimeoutMS: AWAY_MS };
      const client = await mongo.MongoClient.connect(mongodUri, options);
      try {
        const room = client.db("chaos").collection("room");
        await room.insertOne({}, { writeConcern: { w: 1, journal: true } });
      } finally {
        await client.close();
      }
    },
  },
] as const;

test("8. while the disk of NATS or of MongoDB is full the API says what it cannot keep, nothing that it accepted is lost, and all goes on when there is room", async () => {
  const disks = new Map<string, SmallDisk>();
  await using house = await openChaosHouse(
    {},
    {
      async prepare(dir) {
        for (const { name, folder } of servers)
          disks.set(name, await mountSmallDisk(join(dir, folder)));
      },
      async clear() {
        for (const disk of disks.values()) await disk.remove();
      },
    },
  );
  const [bulk, notices] = await openSenders(house, [Number(CHAOS_ROWS), NOTICES]);
  if (bulk === undefined || notices === undefined) throw new Error("no sender");
  await begin(house);
  const road = await beginCampaign(bulk, "full");
  await using watch = watchHouse(house.stack);
  const asker = openAsker(house, notices);
  for (const { name, write } of servers) {
    const keeps = (): Promise<boolean> =>
      write(house.stack).then(
        () => true,
        () => false,
      );
    await disks.get(name)?.fill();
    const filled = performance.now();
    // MongoDB's journal has room in files of its own: it goes on until its next checkpoint.
    const before = await asker.askWhile(keeps, NOTICED_MS);
    const noticed = performance.now();
    const met = await asker.askWhile(async () => performance.now() < noticed + FULL_MS, FULL_MS);
    say(
      `${name} failed ${Math.round((noticed - filled) / 1_000)} s after its disk was full; the API answered ${told(before)}, then ${told(met)}`,
    );
    await disks.get(name)?.makeRoom();
    if (!(await keeps())) {
      say(`${name} has room, and has to be started again`);
      await house.stack.restart(name);
    }
    await eventually(() => asker.askAgain(), {
      within: 120_000,
      every: ASK_MS,
      what: `everything to be accepted after ${name} has room`,
    });
  }
  await end(house);
  await awaitEnd(bulk, road);
  await eventually(async () => (await missing(house, asker.asked())).length === 0, {
    within: 120_000,
    every: 1_000,
    what: "everything accepted to be sent",
  });
  await expectOrder(house);
  await expectTrueOutcomes(house, bulk.apiKey);
  await watch.expectBounds({ isFlat: false });
});

const say = (text: string) => process.stdout.write(`${new Date().toISOString()} ${text}\n`);

/** How often each answer came. */
const told = (answers: readonly string[]): string =>
  [...new Set(answers)]
    .map((each) => `${each}: ${answers.filter((answer) => answer === each).length}`)
    .join(", ") || "nothing";

/** Answers that an integrator can live with: it is kept, or it is to be sent again with the same key. */
const CLEAR: ReadonlySet<string> = new Set([
  "202",
  ...["STORE_UNAVAILABLE", "UNAVAILABLE", "GROUP_FAILED", "REQUEST_IN_PROGRESS"].map((code) =>
    code.toLowerCase(),
  ),
]);

/** A customer that sends one notice after the other, each to somebody else. */
const openAsker = (house: ChaosHouse, sender: Sender) => {
  const { lineId, templateId, numbers } = sender;
  /** Whether each number's notice was accepted. */
  const asked = new Map<string, boolean>();
  const ask = async (to: string): Promise<string> => {
    const json = { lineId, templateId, to, variables: { code: to.slice(-4) } };
    const { status, code = "" } = await post(house, sender, `notice-${to}`, json);
    const answer = status === 202 ? "202" : code.toLowerCase();
    expect(CLEAR, `${status} ${code}`).toContain(answer);
    asked.set(to, status === 202);
    return answer;
  };
  return {
    asked: (): readonly string[] => [...asked.keys()],
    /** Asks on and on while that holds, for so long at the most. */
    async askWhile(holds: () => Promise<boolean>, ms: number): Promise<readonly string[]> {
      const answers: string[] = [];
      const until = performance.now() + ms;
      while ((await holds()) && performance.now() < until) {
        answers.push(await ask(numbers[asked.size] ?? ""));
        await pause(ASK_MS);
      }
      return answers;
    },
    /** Sends again, with the same key, what was not accepted; whether all is now. */
    async askAgain(): Promise<boolean> {
      for (const [to, isAccepted] of asked)
        if (!isAccepted && (await ask(to)) !== "202") return false;
      return true;
    },
  };
};

/** Which of these numbers the operator has not seen. */
const missing = async ({ dir }: ChaosHouse, numbers: readonly string[]): Promise<string[]> => {
  const left = new Set(numbers.map((number) => number.replace("+", "")));
  const lines = createInterface({ input: createReadStream(join(dir, "ground-truth.jsonl")) });
  for await (const text of lines) {
    const { what, destination } = JSON.parse(text) as { what: string; destination?: [string] };
    if (what === "submit" && destination !== undefined) left.delete(destination[0]);
  }
  return [...left];
};

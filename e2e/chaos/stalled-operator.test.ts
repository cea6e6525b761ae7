import { setTimeout as pause } from "node:timers/promises";
import { eventually } from "@whiteline/testkit";
import { mongo } from "mongoose";
import { expect, test } from "vitest";
import { expectTrueOutcomes } from "../test/true-outcomes.js";
import { openChaosHouse, type ChaosHouse } from "./chaos-house.js";
import { end } from "./faults.js";
import { expectOrder } from "./invariants.js";
import { awaitEnd, beginCampaign, openSenders, post, type Posted, type Sender } from "./senders.js";
import { watchHouse } from "./watch.js";

const { CHAOS_ROWS = "40000" } = process.env;
/** So many single messages may one tenant have open on a route here; 50,000 on a real machine. */
const MOST_OPEN = 5_000;
const BATCH = 1_000;
/** How long the operator stands still after the door was shut, while customers go on asking. */
const STALLED_MS = 60_000;
const ASK_MS = 1_000;

test("11. while an operator stands still the API refuses what nobody could send, no process grows, and everything accepted goes out when it is back", async () => {
  await using house = await openChaosHouse({ campaigns: { BACKLOG_MOST_PARTS: `${MOST_OPEN}` } });
  const [bulk, singles] = await openSenders(house, [Number(CHAOS_ROWS), 20 * BATCH]);
  if (bulk === undefined || singles === undefined) throw new Error("no sender");
  await house.operator("set?temperament=slow&answerDelayMs=1000");
  const road = await beginCampaign(bulk, "stalled");
  await house.operator("set?blackhole=true");
  const accepted = await postUntilRefused(house, singles);
  // It is shut neither before the room is taken nor after; a batch is let in while there is room.
  expect(accepted).toBeGreaterThan(MOST_OPEN - BATCH);
  expect(accepted).toBeLessThan(MOST_OPEN + BATCH);
  {
    await using watch = watchHouse(house.stack);
    const until = performance.now() + STALLED_MS;
    let refused = 0;
    let taken = 0;
    let asked = 0;
    for (; performance.now() < until; asked += 1) {
      // Codes are counted by themselves; of these no more is taken than places became free.
      const answer = await postBatch(house, singles, 900_000 + asked);
      taken += answer.accepted ?? 0;
      if (codesOf(answer).includes(REFUSED)) refused += 1;
      expect((await singlesOf(house)).open).toBeLessThanOrEqual(MOST_OPEN);
      await pause(ASK_MS);
    }
    const { inDoubt } = await singlesOf(house);
    console.info(
      `the door was shut to ${refused} of ${asked} batches; ${taken} messages came in, ${inDoubt} are in doubt`,
    );
    // What was sent before the stall was noticed is in doubt, waits for nobody and makes room.
    expect(taken).toBeLessThanOrEqual(inDoubt);
    expect(refused).toBeGreaterThan(asked / 2);
    await watch.expectBounds({ isFlat: true });
  }
  await using watch = watchHouse(house.stack);
  const began = performance.now();
  await end(house);
  await awaitEnd(bulk, road);
  await eventually(() => allAnswered(house), {
    within: 600_000,
    every: 1_000,
    what: "the singles",
  });
  console.info(
    `after it was back everything was out in ${Math.round((performance.now() - began) / 1_000)} s`,
  );
  // The door is open again.
  expect((await postBatch(house, singles, 990_000)).accepted).toBe(BATCH);
  await eventually(() => allAnswered(house), {
    within: 600_000,
    every: 1_000,
    what: "the singles",
  });
  await expectOrder(house);
  await expectTrueOutcomes(house, bulk.apiKey);
  await watch.expectBounds({ isFlat: false });
});

const REFUSED = "TENANT_BACKLOG_FULL";

const codesOf = ({ results = [], code = "" }: Posted): readonly string[] => [
  code.toUpperCase(),
  ...results.map(({ finding }) => finding?.code.toUpperCase() ?? ""),
];

const postBatch = (house: ChaosHouse, sender: Sender, series: number): Promise<Posted> => {
  const { lineId, templateId, numbers } = sender;
  const first = (series * BATCH) % numbers.length;
  return post(house, sender, `batch-${series}`, {
    messages: numbers
      .slice(first, first + BATCH)
      .map((to, i) => ({ lineId, templateId, to, variables: { code: `${series}-${i}` } })),
  });
};

/** @returns how many were accepted before the door was shut. */
const postUntilRefused = async (house: ChaosHouse, sender: Sender): Promise<number> => {
  let accepted = 0;
  for (let series = 0; series < 20; series += 1) {
    const answer = await postBatch(house, sender, series);
    accepted += answer.accepted ?? 0;
    if (codesOf(answer).includes(REFUSED)) return accepted;
    expect(answer.status).toBe(202);
  }
  throw new Error(`${accepted} messages were accepted, and no end`);
};

/** Parts of single messages that wait for the operator's answer, and those of which none will come. */
const singlesOf = async ({
  stack,
}: ChaosHouse): Promise<{ readonly open: number; readonly inDoubt: number }> => {
  const client = await mongo.MongoClient.connect(stack.mongodUri);
  try {
    const chunks = client.db("whiteline_campaigns").collection("chunks");
    const [sum] = await chunks
      .aggregate<{ open: number; inDoubt: number }>([
        { $match: { campaign: "", state: "released" } },
        { $set: { waiting: { $cond: ["$open", { $subtract: ["$p", "$recorded"] }, 0] } } },
        {
          $group: {
            _id: null,
            open: { $sum: "$waiting" },
            inDoubt: { $sum: { $subtract: ["$p", "$waiting"] } },
          },
        },
      ])
      .toArray();
    return sum ?? { open: 0, inDoubt: 0 };
  } finally {
    await client.close();
  }
};

/** Whether the operator has answered every single message. */
const allAnswered = async ({ stack }: ChaosHouse): Promise<boolean> => {
  const client = await mongo.MongoClient.connect(stack.mongodUri);
  try {
    const chunks = client.db("whiteline_campaigns").collection("chunks");
    return (await chunks.countDocuments({ open: true })) === 0;
  } finally {
    await client.close();
  }
};

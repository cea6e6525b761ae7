import { setTimeout as pause } from "node:timers/promises";
import { mongo } from "mongoose";
import { pick, type Random } from "../src/input/random.js";
import { operatorStats } from "../test/house.js";
import { calm } from "./calm.js";
import { DISPATCHERS, type ChaosHouse } from "./chaos-house.js";
import { fillChunks, forgetConsumers, hurryReaders, tellAgainShuffled } from "./nats-faults.js";

/** Something that goes wrong, and is right again when `strike` resolves. */
export type Fault = {
  readonly name: string;
  /** Number in the chaos list of delivery.md §11. */
  readonly item: number;
  /** Only in long runs: the short one must not grow. */
  readonly isLong?: true;
  readonly strike: (house: ChaosHouse, random: Random) => Promise<void>;
};

/** The account that carries most of the story's campaign. */
const BUSY = "wl-mci";
/** Longer than a submit waits for its answer (10 s by default). */
const PAST_ANSWER_MS = 11_000;
/** Longer than a bind's lease (6 s by default). */
const PAST_LEASE_MS = 8_000;

const { CHAOS_ANSWER_MS = "2000" } = process.env;
/** The operator's usual mood: slow enough that a campaign has a middle. */
const USUAL = `temperament=slow&answerDelayMs=${CHAOS_ANSWER_MS}`;

/** Strikes, then waits until what was left unanswered has been sent again. */
export const strikeAndCalm = async (
  { strike }: Fault,
  house: ChaosHouse,
  random: Random,
): Promise<void> => {
  await strike(house, random);
  await calm(house);
};

/**
 * Brings the operators into the mood in which faults strike: 250 parts a second and account, so that it lasts; a million
 * lasts by itself.
 */
export const begin = ({ operator }: ChaosHouse): Promise<void> => operator(`set?${USUAL}`);

/** No more faults: what is left goes out as fast as it can. */
export const end = ({ operator }: ChaosHouse): Promise<void> => operator("set?temperament=prompt");

const services = [
  "campaigns",
  "dispatcher",
  "dispatcher-2",
  "dlr",
  "pricing",
  "lists",
  "compliance",
  "lines-registry",
  "accounts",
  "gateway",
] as const;

const crash = async ({ stack }: ChaosHouse, names: readonly string[], awayMs: number) => {
  await Promise.all(names.map((name) => stack.kill9(name)));
  await pause(awayMs);
  for (const name of names) await stack.restart(name);
};

/** What the operator does for a while; then it is as it was in the story. */
const mood =
  (settings: string, forMs: number) =>
  async ({ operator }: ChaosHouse): Promise<void> => {
    await operator(`set?systemId=${BUSY}&${settings}`);
    await pause(forMs);
    await operator(`set?systemId=${BUSY}&${USUAL}`);
  };

const stepDown = async ({ stack }: ChaosHouse): Promise<void> => {
  const client = await mongo.MongoClient.connect(stack.mongodUri);
  try {
    await client.db("admin").command({ replSetStepDown: 2, force: true });
  } finally {
    await client.close();
  }
};

/** Every fault that a campaign must survive to the last rial, in the order of the list. */
export const faults: readonly Fault[] = [
  {
    name: "a service is killed",
    item: 1,
    strike: (house, random) => crash(house, [pick(random, services)], random() * 2_000),
  },
  {
    name: "both dispatchers are killed",
    item: 1,
    strike: (house) => crash(house, DISPATCHERS, 0),
  },
  {
    name: "mongod is killed and away",
    item: 2,
    strike: (house, random) => crash(house, ["mongod"], pick(random, [1_000, 5_000])),
  },
  {
    name: "nats-server is killed and away",
    item: 2,
    strike: (house, random) => crash(house, ["nats-server"], pick(random, [1_000, 5_000])),
  },
  {
    name: "mongod and nats-server are killed together",
    item: 2,
    strike: (house) => crash(house, ["mongod", "nats-server"], 1_000),
  },
  {
    name: "mongod or nats-server is away for long",
    item: 2,
    isLong: true,
    strike: (house, random) =>
      crash(house, [pick(random, ["mongod", "nats-server"])], pick(random, [10_000, 60_000])),
  },
  {
    name: "a dispatcher stands still past its lease, and goes on",
    item: 3,
    async strike({ stack }, random) {
      const pid = stack.pid(pick(random, DISPATCHERS));
      process.kill(pid, "SIGSTOP");
      await pause(PAST_LEASE_MS);
      process.kill(pid, "SIGCONT");
    },
  },
  {
    name: "every connection to the operator is cut in the middle of a PDU",
    item: 4,
    async strike({ road }) {
      road.cutMidway();
      await pause(1_500);
    },
  },
  {
    name: "the road to the operator is a black hole",
    item: 4,
    async strike({ road }) {
      road.blackhole();
      await pause(PAST_ANSWER_MS);
      road.restore();
    },
  },
  {
    name: "some submits are never answered",
    item: 4,
    strike: mood("neverAnswers=0.01", 1_500),
  },
  {
    name: "answers come after their time",
    item: 4,
    strike: mood(`answerDelayMs=${PAST_ANSWER_MS}`, 500),
  },
  { name: "every submit is answered twice", item: 4, strike: mood("answersTwice=1", 2_000) },
  {
    name: "the operator meets every submit with a passing fault",
    item: 4,
    isLong: true,
    // Longer than it takes until its account is tried with one part only.
    strike: mood("faults=1", 5_000),
  },
  {
    name: "the operator has a passing fault for some parts of long texts",
    item: 6,
    isLong: true,
    strike: mood("faults=0.2", 3_000),
  },
  {
    name: "the operator refuses some for good, and others never reach their handset",
    item: 4,
    strike: mood("rejects=0.1&undeliverable=0.3", 1_500),
  },
  { name: "the operator throttles", item: 4, strike: mood("throttle=300", 3_000) },
  {
    name: "an answer is no SMPP",
    item: 4,
    async strike(house) {
      const { garbled: before = 0 } = await operatorStats(house.stack);
      await house.operator(`set?systemId=${BUSY}&garbage=0.01`);
      // Once: what the broken link left in doubt is sent again, and must not meet the next one.
      for (let looks = 0; looks < 200; looks += 1) {
        const { garbled = 0 } = await operatorStats(house.stack);
        if (garbled > before) break;
        await pause(20);
      }
      await house.operator(`set?systemId=${BUSY}&${USUAL}`);
    },
  },
  {
    name: "the operator breaks every connection and refuses binds",
    item: 4,
    async strike(house) {
      await house.operator(`set?systemId=${BUSY}&refusesBinds=true`);
      await house.operator("drop");
      await pause(2_000);
      await house.operator(`set?systemId=${BUSY}&${USUAL}`);
    },
  },
  {
    name: "the operator sends everybody home, again and again",
    item: 4,
    async strike(house) {
      for (let times = 0; times < 3; times += 1) {
        await house.operator("unbind");
        await calm(house);
      }
    },
  },
  {
    name: "the operator is killed, and comes back with what it owes",
    item: 4,
    strike: async (house) => {
      await crash(house, ["operator-simulator"], 500);
      await begin(house);
    },
  },
  {
    name: "receipts come before the answer, twice, and for what never was",
    item: 5,
    async strike(house) {
      await house.operator(`strays?systemId=${BUSY}&count=50`);
      await mood("earlyReceipts=0.5&duplicateReceipts=0.5", 3_000)(house);
    },
  },
  {
    name: "receipts are contradicted by later ones",
    item: 5,
    isLong: true,
    strike: mood("contradicts=0.3&undeliverable=0.3", 3_000),
  },
  {
    name: "receipts come in another form each second",
    item: 5,
    isLong: true,
    async strike(house) {
      for (const form of ["text_only", "tlv_only", "ucs2_flagged"])
        await mood(`receiptForm=${form}&undeliverable=0.3`, 1_000)(house);
    },
  },
  {
    name: "receipts wait while the links that ask for them break, and come on the others",
    item: 5,
    isLong: true,
    async strike(house) {
      await house.operator(`set?systemId=${BUSY}&receiptDelayMs=2000`);
      for (let times = 0; times < 3; times += 1) {
        await house.operator(`drop?systemId=${BUSY}`);
        await pause(2_500);
        await calm(house);
      }
      await house.operator(`set?systemId=${BUSY}&${USUAL}`);
    },
  },
  {
    name: "of long texts one part is refused, another never arrives, and dispatchers die between parts",
    item: 6,
    isLong: true,
    async strike(house) {
      await house.operator(`set?systemId=${BUSY}&rejects=0.1&undeliverable=0.3`);
      await pause(1_500);
      await crash(house, DISPATCHERS, 0);
      await pause(1_500);
      await house.operator(`set?systemId=${BUSY}&${USUAL}`);
    },
  },
  {
    name: "receipts are late, then come all at once",
    item: 5,
    strike: mood("receiptDelayMs=10000", 3_000),
  },
  {
    name: "every consumer of facts is deleted: everything is told again",
    item: 9,
    strike: (house) => forgetConsumers(house, "FACTS"),
  },
  {
    name: "facts of the last minutes are told again in any order",
    item: 9,
    isLong: true,
    strike: tellAgainShuffled,
  },
  {
    name: "work and facts are given out again before they are done",
    item: 7,
    isLong: true,
    strike: hurryReaders,
  },
  {
    name: "every consumer of work is deleted",
    item: 7,
    async strike(house) {
      await forgetConsumers(house, "CHUNKS");
      await forgetConsumers(house, "RECEIPTS");
    },
  },
  {
    name: "the queue of chunks takes nothing more for a while",
    item: 7,
    isLong: true,
    strike: fillChunks,
  },
  { name: "the primary of MongoDB steps down", item: 8, strike: stepDown },
];

import { closeMongo, connectMongo } from "@whiteline/service-kit";
import { testDatabase } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { submitCode } from "../domain/submit-code.js";
import { leaseStore } from "./leases.js";
import { submitStore, type NewEntry } from "./submits.js";

const at = new Date("2026-11-22T10:00:00Z");
const own = { bindId: "mci#trx#1", epoch: 3 };

async function openStore() {
  const database = await testDatabase();
  const connection = await connectMongo(database.uri);
  return {
    connection,
    submits: submitStore(connection),
    async [Symbol.asyncDispose]() {
      await closeMongo(connection);
      await database[Symbol.asyncDispose]();
    },
  };
}

const first = (chunkId: string): NewEntry => ({ chunkId, n: 0, ...own, parts: [0], at });
const accepted = (operatorId: string) => ({
  results: [{ part: 0, code: submitCode.accepted, operatorId, status: 0 }],
  reason: "",
});

test("chunks that are journalled at one moment are each told of their own entry", async () => {
  await using it = await openStore();
  const { submits } = it;
  await submits.addIntent({ ...first("b"), epoch: 2 });
  const intents = ["a", "b", "c"].map((chunkId) => submits.addIntent(first(chunkId)));
  expect(await Promise.all(intents)).toEqual([true, false, true]);
  // A successor takes what its holder left for in doubt.
  expect(await submits.doubtOpen("c", { ...own, epoch: 4 }, async () => [])).toBe(false);
  const answers = ["a", "b", "c"].map((chunkId) =>
    submits.complete(chunkId, 0, own.epoch, accepted(`id-${chunkId}`)),
  );
  expect(await Promise.all(answers)).toEqual([true, false, false]);
  // Said again by a holder that did not hear that it went well.
  expect(
    await Promise.all([
      submits.complete("a", 0, own.epoch, accepted("id-a")),
      submits.complete("c", 0, own.epoch, accepted("id-c")),
    ]),
  ).toEqual([true, false]);
  const journals = await Promise.all(["a", "b", "c", "d"].map((id) => submits.ofChunk(id)));
  expect(journals.map((journal) => journal.map(({ state, epoch }) => [state, epoch]))).toEqual([
    [["done", 3]],
    [["intent", 2]],
    [["doubt", 3]],
    [],
  ]);
  expect(journals[0]?.[0]?.results).toEqual(accepted("id-a").results);
});

test("leases renewed at one moment live on, but for one that another dispatcher has taken", async () => {
  await using it = await openStore();
  const leases = leaseStore(it.connection, 60_000, () => performance.now());
  await leases.open(["one", "two"]);
  const [one, two] = [await leases.acquire("one", "us"), await leases.acquire("two", "us")];
  await it.connection
    .collection<{ _id: string }>("leases")
    .updateOne({ _id: "two" }, { $set: { holder: "them" }, $inc: { epoch: 1 } });
  const sight = {
    ...{ bound: true, since: new Date(0), inFlight: 3, rate: 70 },
    ...{ submitted: 9, throttled: 1, lastError: "$holder" },
  };
  const link = { up: true, linked: true, sight };
  const renewed = await Promise.all([
    leases.renew(one!.lease, "us", link),
    leases.renew(two!.lease, "us", link),
  ]);
  expect(renewed.map((lease) => lease?.bindId)).toEqual(["one", undefined]);
  expect(renewed[0]!.grantedAt).toBeGreaterThan(one!.lease.grantedAt);
  expect(await leases.links()).toEqual([
    { bindId: "one", up: true, linked: true, rate: 70 },
    { bindId: "two", up: false, linked: false, rate: undefined },
  ]);
  expect((await leases.seen()).get("one")).toMatchObject({ holder: "us", isHeld: true, sight });
});

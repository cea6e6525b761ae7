import { join } from "node:path";
import { OutcomesRecorded } from "@whiteline/contracts/dlr/v1/events";
import {
  databaseUri,
  eventually,
  startMongod,
  testBinaries,
  testDirectory,
} from "@whiteline/testkit";
import { mongo } from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { atOneInstant } from "../src/store/at-one-instant.js";
import { openBooks } from "../src/store/open-books.js";
import { paperReader } from "../src/store/papers.js";
import { bookProof } from "../src/store/prove-books.js";
import { campaigns, dong, financeOf, outcomes, pricing } from "./world.js";

const tenantId = "v1";
const reservationId = "campaign:c1:1";
/** Of 250 parts each: the price of the 20,001st part of the month, in the 81st chunk, is another. */
const CHUNKS = 120;
const PARTS = 250;
const TOLD = 100;
const STORE_KILLED_AT = 30;
const KILLED_AT = 70;

/** The outcome of a chunk, heard under a name of its own each time. */
const chunk = (n: number) =>
  outcomes(`k${n}`, tenantId, {
    ...{ operator: "VIETTEL", alphabet: "gsm7", parts: PARTS, partsAccepted: PARTS },
    at: new Date("2026-11-20T05:00:00Z"),
  });

let directory: Awaited<ReturnType<typeof testDirectory>>;
let mongod: Awaited<ReturnType<typeof startMongod>>;
let it: Awaited<ReturnType<typeof pricing>>;
beforeAll(async () => {
  directory = await testDirectory();
  mongod = await startMongod({
    binary: (await testBinaries()).mongod,
    dbPath: join(directory.path, "mongod"),
    logFile: join(directory.path, "mongod.log"),
    cacheGb: 0.25,
    keepsExpired: true,
  });
  const open = async () => ({
    uri: databaseUri(mongod.uri, "pricing"),
    [Symbol.asyncDispose]: async () => undefined,
  });
  it = await pricing({ SETTLE_CONCURRENCY: "4" }, () => new Date(), open);
}, 120_000);
afterAll(async () => {
  await it[Symbol.asyncDispose]();
  await mongod[Symbol.asyncDispose]();
  await directory[Symbol.asyncDispose]();
});

test("[VN-BLK-10] kill -9 of mongod and of pricing in the middle of a month's tiers leaves every dong where it belongs: each part at the price of its own place, once", async () => {
  const seller = financeOf("vn-bulksms");
  const amount = dong(20_000_000n);
  await it.client().topUp({ requestId: "1", tenantId, amount, reference: "bank" }, seller);
  await it.client().setPriceGroup({ tenantId, group: "2.1" }, seller);
  const messages = BigInt(CHUNKS * PARTS);
  const counts = [{ operator: "VIETTEL", alphabet: "gsm7", segments: 1, messages }];
  const asked = { reservationId, tenantId, family: "brandname", counts };
  const { outcome } = await it.client().reserve(asked, campaigns(tenantId));
  expect(outcome?.$case).toBe("reserved");

  const settlements = it.store.collection("settlements");
  const settledOver = (least: number) =>
    eventually(async () => (await settlements.countDocuments()) >= least, {
      every: 5,
      within: 90_000,
    });
  const all = Array.from({ length: CHUNKS }, (_, n) => n);
  const tell = async (some: readonly number[], time: string): Promise<void> => {
    for (const n of some) await it.events.publish(OutcomesRecorded, chunk(n), `k${n}:${time}`);
  };
  await using child = await it.asProcess(directory.path);
  await tell(all.slice(0, TOLD), "first");
  await settledOver(STORE_KILLED_AT);
  await mongod.kill("SIGKILL");
  await mongod.restart();
  await settledOver(KILLED_AT);
  await child.kill("SIGKILL");
  // So much waits at least for whoever comes after it.
  await tell(all.slice(TOLD), "first");
  await it.restart();
  // What it had in hand comes again much later; told anew, it need not be waited for.
  await tell(all, "once more");
  const after = async () => it.reservation(reservationId, tenantId);
  await eventually(async () => (await after())?.closed === true, {
    within: 120_000,
  });
  const charged = 20_000n * 150n + 10_000n * 350n;
  expect(await after()).toMatchObject({
    ...{ chunksSettled: BigInt(CHUNKS), settled: dong(charged) },
    released: dong(messages * 350n - charged),
  });
  expect(await it.balance(tenantId)).toEqual([20_000_000n - charged, 0n]);
  const report = await it.client().verifyLedger({}, seller);
  expect(report).toMatchObject({ exact: true, broken: [], openReservations: 0n });
}, 300_000);

test("books that take longer to read than mongod keeps the past are proved where nothing moved meanwhile, else said not to be", async () => {
  const connection = it.store;
  const tell = async () => undefined;
  const { stores, books } = openBooks(connection, { now: () => new Date(), tell });
  const papers = paperReader(connection);
  const admin = connection.getClient().db("admin");
  const kept = { setParameter: 1, minSnapshotHistoryWindowInSeconds: 1 };
  const { was } = await admin.command(kept);
  const moved = connection.collection("moved");
  // There before any snapshot: of a collection that is younger than a snapshot mongod says something else.
  await moved.insertOne({});
  const proveSlowly = (meanwhile: () => Promise<unknown>) => {
    const orders: typeof stores.orders = {
      ...stores.orders,
      paidOf: async function* (of, session) {
        if (session.snapshotEnabled) {
          await eventually(
            async () => {
              await moved.insertOne({});
              return isOutlived(moved.findOne({}, atOneInstant(session)));
            },
            { every: 200, within: 60_000 },
          );
        } else {
          await meanwhile();
        }
        yield* stores.orders.paidOf(of, session);
      },
    };
    return bookProof({ connection, ...stores, orders, papers })(undefined);
  };
  try {
    const quiet = await proveSlowly(tell);
    expect(quiet).toMatchObject({ exact: true, broken: [], unproved: [] });
    const late = { kind: "top_up", requestId: "late", amount: dong(1n), reference: "" } as const;
    const { exact, broken, unproved } = await proveSlowly(() => books.commit(tenantId, [late]));
    expect([exact, broken, unproved[0]]).toEqual([
      ...[false, []],
      expect.stringMatching(/^The books of tenant v1 are not proved: .*minSnapshotHistoryWindow/),
    ]);
  } finally {
    await admin.command({ ...kept, minSnapshotHistoryWindowInSeconds: was });
  }
}, 180_000);

/** Whether mongod says that it keeps the past of that instant no more. */
const isOutlived = async (read: Promise<unknown>): Promise<boolean> => {
  try {
    await read;
    return false;
  } catch (error) {
    if (error instanceof mongo.MongoServerError && error.code === 239) return true;
    throw error;
  }
};

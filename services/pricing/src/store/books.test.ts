import { closeMongo, connectMongo } from "@whiteline/service-kit";
import { testDatabase } from "@whiteline/testkit";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { MoneyFact, Movement } from "../domain/book.js";
import { money } from "../domain/money.js";
import { priceQuestion } from "../domain/quote.js";
import { movementQueue } from "../movement-queue.js";
import { openBooks } from "./open-books.js";

const now = () => new Date("2026-11-22T09:00:00Z");
const holder = (tenantId: string) => ({
  tenantId,
  providerId: "asanak",
  market: "IR",
  currency: "IRR",
  platform: false,
});

type Told = readonly MoneyFact[];

/** The books on a database of their own, as one process has them; `another` is a second process. */
const openSpace = async () => {
  const database = await testDatabase();
  const connections: Awaited<ReturnType<typeof connectMongo>>[] = [];
  const another = async (tell: (facts: Told) => Promise<void> = async () => undefined) => {
    const connection = await connectMongo(database.uri);
    connections.push(connection);
    const told = async (_session: unknown, _told: unknown, facts: Told) => tell(facts);
    const opened = openBooks(connection, { now, tell: told });
    for (const store of Object.values(opened.stores)) await store.ensureIndexes();
    return { connection, ...opened };
  };
  return {
    another,
    async [Symbol.asyncDispose]() {
      for (const connection of connections) await closeMongo(connection);
      await database[Symbol.asyncDispose]();
    },
  };
};

const oldest = (limit: number, after?: string) => ({ after, limit, newestFirst: false });

const topUp = (requestId: string, minor: bigint, reference = `bank ${requestId}`): Movement => ({
  kind: "top_up",
  requestId,
  amount: money("IRR", minor),
  reference,
});
/** 900 rial a part. */
const reserve = (reservationId: string, parts: bigint): Movement => {
  const counts = [{ operator: "MCI", alphabet: "ucs2", segments: 1, messages: parts }];
  const question = { providerId: "", family: "landline_021", purpose: "", lineId: "", counts };
  const standing = { group: "", soFar: new Map(), lists: [], resale: undefined };
  const { sums, priced, billing } = priceQuestion(holder("t1"), question, standing, now());
  if (priced.kind === "refused") throw new Error(priced.finding.rule);
  return { kind: "reserve", reservationId, sums, quote: priced.quote, billing };
};
const settle = (reservationId: string, chunkId: string, accepted: bigint): Movement => ({
  kind: "settle",
  outcome: {
    chunkId,
    tenantId: "t1",
    reservationId,
    campaignId: "",
    operator: "MCI",
    alphabet: "ucs2",
    parts: 10n,
    accepted,
    delivered: 0n,
    allAnswered: true,
    final: false,
    submitted: undefined,
    month: "2026-11",
  },
});

let space: Awaited<ReturnType<typeof openSpace>>;
beforeAll(async () => {
  space = await openSpace();
});
afterAll(() => space[Symbol.asyncDispose]());

describe("the books on a real mongod", () => {
  let one: Awaited<ReturnType<typeof space.another>>;
  beforeAll(async () => {
    one = await space.another();
  });
  beforeEach(async () => {
    const written = ["wallets", "ledger", "reservations", "settlements", "clearances", "dues"];
    for (const name of [...written, "monthTotals", "bankNumbers"]) {
      await one.connection.collection(name).deleteMany({});
    }
    await one.wallets.open(holder("t1"));
  });

  test("amounts beyond what a double can tell apart are kept exactly", async () => {
    const amount = 9_007_199_254_740_993n;
    await one.books.commit("t1", [topUp("1", amount)]);
    expect((await one.wallets.byTenant("t1"))?.available.minor).toBe(amount);
    const [out, into] = (await one.ledger.page(holder("t1"), oldest(10))) ?? [];
    expect([out?.amount.minor, into?.amount.minor]).toEqual([-amount, amount]);
    const raw = await one.connection
      .collection("ledger")
      .find({ minor: { $not: { $type: "long" } } })
      .toArray();
    expect(raw).toEqual([]);
  });

  test("two processes that reserve at once never hold more than there is", async () => {
    await one.books.commit("t1", [topUp("1", 20n * 900n)]);
    const two = await space.another();
    const queues = [one, two].map(({ books }) => movementQueue((t, m) => books.commit(t, m)));
    const verdicts = await Promise.all(
      Array.from({ length: 60 }, (_, i) => queues[i % 2]!("t1", reserve(`group:${i}`, 1n))),
    );
    const kinds = verdicts.map(({ kind }) => kind).sort();
    expect(kinds.filter((kind) => kind === "reserved")).toHaveLength(20);
    expect(kinds.filter((kind) => kind === "insufficient_funds")).toHaveLength(40);
    expect(await one.wallets.byTenant("t1")).toMatchObject({
      available: money("IRR", 0n),
      held: money("IRR", 18_000n),
    });
    expect(await one.prove(undefined)).toMatchObject({ exact: true, openReservations: 20 });
  });

  test("two processes that settle the same chunks charge each once", async () => {
    await one.books.commit("t1", [topUp("1", 1_000_000n), reserve("campaign:c:1", 500n)]);
    const two = await space.another();
    const queues = [one, two].map(({ books }) => movementQueue((t, m) => books.commit(t, m)));
    const chunks = Array.from({ length: 50 }, (_, i) => `k${i}`);
    await Promise.all(
      queues.flatMap((moveMoney) =>
        chunks.flatMap((chunkId) => [
          moveMoney("t1", settle("campaign:c:1", chunkId, 7n)),
          moveMoney("t1", settle("campaign:c:1", chunkId, 7n)),
        ]),
      ),
    );
    expect(await one.wallets.byTenant("t1")).toMatchObject({
      available: money("IRR", 1_000_000n - 350n * 900n),
      held: money("IRR", 0n),
    });
    expect(await one.reservations.byId("campaign:c:1")).toMatchObject({
      closed: true,
      chunksSettled: 50,
      settled: money("IRR", 315_000n),
    });
    expect(await one.prove("asanak")).toMatchObject({ exact: true, broken: [] });
    expect((await one.prove("kando")).entries).toBe(0);
  });

  test("[VN-BLK-10] two processes that settle at once give each segment its own place in the month", async () => {
    const seller = { providerId: "vn-bulksms", market: "VN", currency: "VND", platform: false };
    const school = { tenantId: "school", ...seller };
    await one.wallets.open(school);
    const counts = [{ operator: "VIETTEL", alphabet: "gsm7", segments: 1, messages: 30_000n }];
    const question = { providerId: "", family: "brandname", purpose: "", lineId: "", counts };
    const standing = { group: "2.1", soFar: new Map(), lists: [], resale: undefined };
    const { sums, priced, billing } = priceQuestion(school, question, standing, now());
    if (priced.kind === "refused") throw new Error(priced.finding.rule);
    const { quote } = priced;
    const paid: Movement = {
      kind: "top_up",
      requestId: "v",
      amount: money("VND", 30_000n * 350n),
      reference: "",
    };
    const reservationId = "campaign:v:1";
    const hold: Movement = { kind: "reserve", reservationId, sums, quote, billing };
    await one.books.commit("school", [paid, hold]);
    const two = await space.another();
    const queues = [one, two].map(({ books }) => movementQueue((t, m) => books.commit(t, m)));
    const chunk = (i: number): Movement => ({
      kind: "settle",
      outcome: {
        chunkId: `v${i}`,
        tenantId: "school",
        reservationId,
        campaignId: "",
        operator: "VIETTEL",
        alphabet: "gsm7",
        parts: 500n,
        accepted: 500n,
        delivered: 0n,
        allAnswered: true,
        final: false,
        submitted: undefined,
        month: "2026-11",
      },
    });
    await Promise.all(
      Array.from({ length: 60 }, (_, i) => queues.map((move) => move("school", chunk(i)))).flat(),
    );
    expect(await one.reservations.byId(reservationId)).toMatchObject({
      closed: true,
      settled: money("VND", 20_000n * 150n + 10_000n * 350n),
    });
    expect(await one.monthTotals.of("school", ["2026-11"])).toEqual(
      new Map([["2.1|VIETTEL|2026-11", 30_000n]]),
    );
    expect(await one.prove("vn-bulksms")).toMatchObject({ exact: true, broken: [] });
  });

  test("one request id under two tenants of a provider, at once, is one top-up", async () => {
    await one.wallets.open(holder("t2"));
    const verdicts = await Promise.all(
      ["t1", "t2"].map(async (tenant) => (await one.books.commit(tenant, [topUp("x", 5n)]))[0]),
    );
    expect(verdicts.map((verdict) => verdict?.kind).sort()).toEqual(["done", "reused"]);
    expect((await one.prove(undefined)).entries).toBe(2);
  });

  test("one number of the bank under two requests, at once, in two processes, is one top-up; so is one of before", async () => {
    await one.wallets.open(holder("t2"));
    const two = await space.another();
    const verdicts = await Promise.all([
      one.books.commit("t1", [topUp("x", 5n, "77")]),
      two.books.commit("t2", [topUp("y", 5n, "77")]),
    ]);
    expect(verdicts.map(([verdict]) => verdict?.kind).sort()).toEqual(["done", "receipt_used"]);
    // Payments that were booked before numbers were kept are read when pricing starts.
    await one.connection.collection("bankNumbers").deleteMany({});
    const later = await space.another();
    for (const kept of [one, later]) {
      const [verdict] = await kept.books.commit("t1", [topUp("z", 5n, "۷۷")]);
      expect(verdict?.kind).toBe("receipt_used");
    }
    expect((await one.prove(undefined)).entries).toBe(2);
  });

  test("a process that dies before the commit leaves nothing behind", async () => {
    await one.books.commit("t1", [topUp("1", 1_000_000n), reserve("campaign:c:1", 20n)]);
    const before = await one.wallets.byTenant("t1");
    const dying = await space.another(async () => {
      throw new Error("killed");
    });
    for (const movement of [
      topUp("2", 1n),
      reserve("campaign:c:2", 1n),
      settle("campaign:c:1", "k1", 3n),
    ]) {
      await expect(dying.books.commit("t1", [movement])).rejects.toThrow("killed");
    }
    expect(await one.wallets.byTenant("t1")).toEqual(before);
    expect(await one.reservations.byId("campaign:c:2")).toBeUndefined();
    expect(await one.once.isSettled("k1")).toBe(false);
    expect(await one.prove(undefined)).toMatchObject({ exact: true, entries: 4 });
  });

  test("a page continues where the last one ended, and only in the tenant's own ledger", async () => {
    await one.books.commit("t1", [topUp("1", 100_000n), reserve("r", 10n)]);
    await one.books.commit("t1", [settle("r", "k1", 4n)]);
    const all = await one.ledger.page(holder("t1"), oldest(100));
    expect(all?.map(({ entryId }) => entryId)).toEqual([
      "top-up:asanak:1:payments",
      "top-up:asanak:1:available",
      "reserve:r:available",
      "reserve:r:held",
      "settle:k1:held",
      "settle:k1:revenue",
      "release:k1:held",
      "release:k1:available",
    ]);
    const first = await one.ledger.page(holder("t1"), oldest(3));
    const rest = await one.ledger.page(holder("t1"), oldest(100, first?.at(-1)?.entryId));
    expect([...(first ?? []), ...(rest ?? [])]).toEqual(all);
    const newest = { limit: 5, newestFirst: true };
    const last = await one.ledger.page(holder("t1"), { ...newest, after: undefined });
    const before = await one.ledger.page(holder("t1"), {
      ...newest,
      after: last?.at(-1)?.entryId,
    });
    expect([...(last ?? []), ...(before ?? [])].reverse()).toEqual(all);
    expect(await one.ledger.page(holder("t2"), oldest(10, "settle:k1:held"))).toBeUndefined();
  });

  test("the ledger is exact at every instant at which it is looked at while money moves", async () => {
    const raise = (n: number): Movement => ({
      kind: "raise_due",
      due: {
        ...{ dueId: `fee:declaration:l${n}:MCI`, tenantId: "t1", providerId: "asanak" },
        ...{ kind: "declaration", lineId: `l${n}`, operator: "MCI", month: "", source: "test" },
        amount: money("IRR", 50_000n),
      },
    });
    const queue = movementQueue((tenant, movements) => one.books.commit(tenant, movements));
    const over = new AbortController();
    const moves = (async () => {
      for (let n = 0; n < 60; n += 1) await queue("t1", raise(n));
      over.abort();
    })();
    const seen: (readonly string[])[] = [];
    while (!over.signal.aborted) seen.push((await one.prove(undefined)).broken);
    await moves;
    expect(seen.flat()).toEqual([]);
    expect(seen.length).toBeGreaterThan(0);
    expect(await one.prove(undefined)).toMatchObject({ exact: true, broken: [] });
  });

  test("a ledger that was tampered with is found out", async () => {
    await one.books.commit("t1", [topUp("1", 100_000n)]);
    await one.connection
      .collection("wallets")
      .updateOne({}, { $inc: { available: 1n } }, { ignoreUndefined: true });
    const { exact, broken } = await one.prove(undefined);
    expect(exact).toBe(false);
    expect(broken.join()).toMatch(/tenant:t1:available is 100001; its entries sum to 100000/);
  });
});

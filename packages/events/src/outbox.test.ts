import { OptOutRecorded } from "@whiteline/contracts/lists/v1/events";
import { inTransaction, isDuplicateKey } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { optOut, testPlace, testService, type TestService } from "./test-events.js";

const documentsOf = (service: TestService) =>
  service.connection.getClient().db(service.connection.name).collection("outbox");

const unsent = (service: TestService) => documentsOf(service).countDocuments({ sent: null });

/** Tenants in the order in which a reader of FACTS hears of them. */
function hear(service: TestService): string[] {
  const heard: string[] = [];
  const following = service.events.follow([OptOutRecorded], ({ fact }) => {
    heard.push(fact.tenantId);
  });
  service.run(following.loop);
  return heard;
}

test("a fact of a committed transaction is published with its id, time and headers", async () => {
  await using place = await testPlace();
  const at = new Date("2026-03-20T10:00:00.000Z");
  await using lists = await testService(place, { now: () => at });
  const heard: unknown[] = [];
  lists.run(
    lists.events.subscribe(OptOutRecorded, async (fact, meta) => {
      heard.push({ tenant: fact.tenantId, meta });
    }),
  );
  lists.run(lists.events.relay);
  await lists.record("t");
  await eventually(() => heard.length === 1);
  expect(heard).toEqual([{ tenant: "t", meta: { id: "t", at, attempt: 1 } }]);
  await eventually(async () => (await unsent(lists)) === 0);
});

test("a transaction that failed publishes nothing", async () => {
  await using place = await testPlace();
  await using lists = await testService(place);
  const heard = hear(lists);
  lists.run(lists.events.relay);
  await expect(
    inTransaction(lists.connection, async (session) => {
      await lists.events.outbox.add(session, OptOutRecorded, optOut("undone"), "undone");
      throw new Error("changed its mind");
    }),
  ).rejects.toThrow("changed its mind");
  await lists.record("kept");
  await eventually(() => heard.length > 0);
  expect(heard).toEqual(["kept"]);
});

test("the same event id a second time undoes the whole transaction with a duplicate key", async () => {
  await using place = await testPlace();
  await using lists = await testService(place);
  await lists.record("a");
  const failure: unknown = await lists.record("b", "a").catch((error: unknown) => error);
  expect(isDuplicateKey(failure)).toBe(true);
  expect(await documentsOf(lists).distinct("_id")).toEqual(["a"]);
});

test("facts of one type are published in the order in which they happened", async () => {
  await using place = await testPlace();
  await using lists = await testService(place);
  const tenants = Array.from({ length: 300 }, (_, index) => `t${index}`);
  for (let from = 0; from < tenants.length; from += 30) {
    await lists.record(...tenants.slice(from, from + 30));
  }
  const heard = hear(lists);
  lists.run(lists.events.relay);
  await eventually(() => heard.length >= 300);
  expect(heard).toEqual(tenants);
});

test("a fact that was committed late is not passed over", async () => {
  await using place = await testPlace();
  let clock = new Date("2026-03-20T10:00:00.000Z");
  await using lists = await testService(place, { now: () => clock });
  const heard = hear(lists);
  lists.run(lists.events.relay);
  await lists.record("now");
  await eventually(() => heard.length === 1);
  clock = new Date("2026-03-20T09:00:00.000Z");
  await lists.record("older");
  await eventually(() => heard.length === 2);
  expect(heard).toEqual(["now", "older"]);
});

test("two relays of one service publish each fact once", async () => {
  await using place = await testPlace();
  await using one = await testService(place);
  await using two = await testService(place);
  const tenants = Array.from({ length: 100 }, (_, index) => `t${index}`);
  await one.record(...tenants);
  one.run(one.events.relay);
  two.run(two.events.relay);
  const heard = hear(one);
  await eventually(async () => heard.length >= 100 && (await unsent(one)) === 0);
  expect(heard).toEqual(tenants);
});

test("what is unsent is found by an index that holds nothing else, and what is sent expires", async () => {
  await using place = await testPlace();
  await using lists = await testService(place);
  const indexes = await documentsOf(lists).indexes();
  expect(indexes).toMatchObject([
    { name: "_id_" },
    { name: "unsent", key: { at: 1, n: 1 }, partialFilterExpression: { sent: null } },
    { name: "sent_expires", key: { sent: 1 }, expireAfterSeconds: 604_800 },
  ]);
  const plan = await documentsOf(lists)
    .find({ sent: null, subject: { $nin: [] } })
    .sort({ at: 1, n: 1 })
    .explain("queryPlanner");
  expect(JSON.stringify(plan)).toContain('"indexName":"unsent"');
});

test("a fact too large for JetStream is refused before it is kept", async () => {
  await using place = await testPlace();
  await using lists = await testService(place);
  await expect(lists.record("x".repeat(1_000_001))).rejects.toMatchObject({
    reason: "FACT_TOO_LARGE",
  });
  expect(await unsent(lists)).toBe(0);
});

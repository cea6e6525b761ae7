import { closeMongo, connectMongo, inTransaction } from "@whiteline/service-kit";
import { testDatabase } from "@whiteline/testkit";
import { expect, test } from "vitest";
import type { CostPrice } from "../domain/cost-price.js";
import type { Difference } from "../domain/reconcile.js";
import { judgeCases, judgeLately } from "../judge-cases.js";
import { priceCaseStore } from "./price-cases.js";
import { reconciliationStore } from "./reconciliations.js";

test("of two matches of one day at once the later one's word stands, and what a match closed may come back", async () => {
  await using database = await testDatabase();
  const connection = await connectMongo(database.uri);
  const store = reconciliationStore(connection);
  await store.ensureIndexes();
  const reconciliationId = "asanak:MCI:2026-11-20:night";
  const of = (minute: number) => ({
    ...{ reconciliationId, providerId: "asanak", operator: "MCI", day: "2026-11-20" },
    ...{
      digest: "",
      fileName: "",
      status: "matching" as const,
      cases: 0,
      currency: "",
      billed: 0n,
    },
    ...{ billedAcross: [], at: new Date(Date.UTC(2026, 10, 21, 8, minute)) },
  });
  const difference: Difference = {
    ...{ kind: "charged_differs", subject: "k1", chunkId: "k1", ours: 1n, theirs: 2n },
  };
  const find = (minute: number) => store.addCases(of(minute), [difference]);
  const end = (minute: number) => store.closeUnseen(of(minute), { resolution: "NO_MORE", by: "" });
  const open = () => store.openCases(reconciliationId);

  await find(2);
  await find(1);
  expect([await end(2), await end(1), await open()]).toEqual([0, 0, 1]);
  expect([await end(3), await open()]).toEqual([1, 0]);
  await find(2);
  expect(await open()).toBe(0);
  await find(4);
  expect(await open()).toBe(1);
  const asked = { providerId: "asanak", reconciliationId, status: "", after: "", limit: 10 };
  const [found] = await store.listCases(asked);
  expect(found).toMatchObject({ status: "open", resolution: "", closedBy: "", ours: 1n });
  // What a person decided stays decided.
  const word = { resolution: "agreed", by: "p1" };
  await inTransaction(connection, (session) =>
    store.closeCase("asanak", found!.caseId, word, session),
  );
  await find(5);
  expect(await store.listCases(asked)).toMatchObject([{ status: "closed", resolution: "agreed" }]);
  await closeMongo(connection);
});

test("a price that is recorded later settles what was billed without one, and nothing that a person closed or that is of another day", async () => {
  await using database = await testDatabase();
  const connection = await connectMongo(database.uri);
  const store = reconciliationStore(connection);
  await store.ensureIndexes();
  const providerId = "asanak";
  const file = (day: string) => ({
    ...{ reconciliationId: `asanak:MCI:${day}:f`, providerId, operator: "MCI", day, digest: "f" },
    ...{ fileName: "", status: "differs" as const, cases: 2, currency: "IRR", billed: 2_550n },
    ...{ partsOurs: 3n, partsCharged: 3n, partsDelivered: 3n, partsBilled: 3n },
    ...{ expected: undefined, expectedParts: [{ script: "ucs2", parts: 3n }], billedAcross: [] },
    at: new Date("2026-11-21T08:00:00Z"),
  });
  const unpriced = (script: string, amount: bigint): Difference => ({
    ...{ kind: "no_cost_price", subject: script, chunkId: "", ours: 0n, theirs: 3n * amount },
    priced: { script, bills: [{ parts: 1n, amount }] },
  });
  const [early, late] = [file("2026-11-10"), file("2026-11-20")];
  for (const each of [early, late]) {
    await store.save(each);
    await store.addCases(each, [unpriced("ucs2", 850n), unpriced("gsm7", 850n)]);
  }
  const asked = { providerId, reconciliationId: "", status: "", after: "", limit: 10 };
  const seen = async () =>
    (await store.listCases(asked)).map(({ day, subject, status }) => [day, subject, status]);
  const gsm = (await store.listCases(asked)).filter(({ subject }) => subject === "gsm7").at(-1);
  const word = { resolution: "agreed", by: "p1" };
  await inTransaction(connection, (session) =>
    store.closeCase(providerId, gsm!.caseId, word, session),
  );
  let prices: CostPrice[] = [];
  const priceOf = (perPart: bigint): CostPrice => ({
    ...{ providerId, operator: "MCI", script: "", currency: "IRR", perPart, reference: "" },
    ...{ effectiveFrom: "2026-11-15", recordedBy: "p2" },
    recordedAt: new Date(`2026-11-22T08:0${prices.length}:00Z`),
  });
  const now = () => new Date("2026-11-22T09:00:00Z");
  const costPrices = { list: async () => prices };
  const it = { costPrices, priceCases: priceCaseStore(connection), now };
  const of = { providerId, operator: "MCI" };
  const untouched = [
    ["2026-11-10", "gsm7", "open"],
    ["2026-11-10", "ucs2", "open"],
    ["2026-11-20", "gsm7", "closed"],
  ];
  prices = [priceOf(850n)];
  await judgeCases(it)({ ...of, from: "2026-11-15" }, "p2");
  expect(await seen()).toEqual([...untouched, ["2026-11-20", "ucs2", "closed"]]);
  expect(await store.byId(late.reconciliationId)).toMatchObject({
    // A person closed a case of it.
    ...{ status: "differs", expected: 2_550n },
  });
  expect(await store.byId(early.reconciliationId)).toMatchObject({ expected: undefined });
  // Recorded, and the process ended before it judged: the round does.
  prices = [...prices, priceOf(840n)];
  await judgeLately(it)(of);
  expect(await seen()).toEqual([...untouched, ["2026-11-20", "ucs2", "open"]]);
  expect(await store.byId(late.reconciliationId)).toMatchObject({ expected: 2_520n });
  await closeMongo(connection);
});

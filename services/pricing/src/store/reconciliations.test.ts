import { closeMongo, connectMongo, inTransaction } from "@whiteline/service-kit";
import { testDatabase } from "@whiteline/testkit";
import { expect, test } from "vitest";
import type { Difference } from "../domain/reconcile.js";
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

import { OutcomesRecorded } from "@whiteline/contracts/dlr/v1/events";
import { eventually, testDirectory } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { campaigns, dong, financeOf, outcomes, pricing } from "./world.js";

const tenantId = "v1";
const reservationId = "campaign:c1:1";
/** Of 250 parts each: the price of the 20,001st part of the month, in the 81st chunk, is another. */
const CHUNKS = 120;
const PARTS = 250;
const TOLD = 100;
const KILLED_AT = 70;

/** The outcome of a chunk, heard under a name of its own each time. */
const chunk = (n: number) =>
  outcomes(`k${n}`, tenantId, {
    ...{ operator: "VIETTEL", alphabet: "gsm7", parts: PARTS, partsAccepted: PARTS },
    at: new Date("2026-11-20T05:00:00Z"),
  });

test("[VN-BLK-10] kill -9 of pricing in the middle of a month's tiers leaves every dong where it belongs: each part at the price of its own place, once", async () => {
  await using directory = await testDirectory();
  await using it = await pricing({ SETTLE_CONCURRENCY: "4" });
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

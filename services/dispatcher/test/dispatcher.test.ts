import { TenantReinstated, TenantSuspended } from "@whiteline/contracts/accounts/v1/events";
import {
  CampaignCancelled,
  CampaignPaused,
  CampaignResumed,
} from "@whiteline/contracts/campaigns/v1/events";
import { OptOutRecorded } from "@whiteline/contracts/lists/v1/events";
import { systemPorts } from "@whiteline/service-kit";
import { STATUS } from "@whiteline/smpp";
import { eventually, freePort } from "@whiteline/testkit";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "../src/config.js";
import { start } from "../src/start.js";
import { chunkOf, openStation, startService } from "./station.js";

const patience = { within: 60_000 };
const count = (codes: Uint8Array, code: number): number => codes.filter((c) => c === code).length;

test("every part of a released chunk reaches the operator once and its receipts are kept before they are answered", async () => {
  await using station = await openStation();
  const running = await start(readConfig(station.environment()), systemPorts);
  try {
    for (let i = 0; i < 5; i += 1) await station.release(chunkOf(`c${i}`, 500));
    await eventually(
      () => [0, 1, 2, 3, 4].every((i) => station.snapshot(`c${i}`)?.complete),
      patience,
    );
    expect(count(station.snapshot("c0")!.codes, 1)).toBe(500);
    expect(new Set(station.snapshot("c0")!.operatorIds).size).toBe(500);
    await eventually(
      () => station.receipts.reduce((n, batch) => n + batch.receipts.length, 0) === 2_500,
      patience,
    );
    await eventually(async () => (await station.operator()).receiptsAcked === 2_500, patience);
    expect(await station.operator()).toMatchObject({
      submitted: 2_500,
      unique: 2_500,
      duplicates: 0,
      receiptsAcked: 2_500,
    });
  } finally {
    await running.stop();
  }
});

test("a chunk without clearance or money, or with other parts than were paid, does not leave", async () => {
  await using station = await openStation();
  const running = await start(readConfig(station.environment()), systemPorts);
  try {
    await station.release(chunkOf("no-clearance", 3, { clearanceId: "" }));
    await station.release(chunkOf("no-money", 3, { reservationId: "" }));
    await station.release(chunkOf("too-few-parts", 3, { texts: ["a".repeat(161)] }));
    for (const chunkId of ["no-clearance", "no-money", "too-few-parts"]) {
      await eventually(() => station.snapshot(chunkId)?.complete, patience);
      expect(station.snapshot(chunkId)!.codes.every((code) => code === 6)).toBe(true);
    }
    expect((await station.operator()).submitted).toBe(0);
  } finally {
    await running.stop();
  }
});

test("a refusal, a pause and a cancel hold back what has no intent yet", async () => {
  await using station = await openStation();
  const { events } = station;
  const refused = chunkOf("refused", 10);
  await events.publish(
    OptOutRecorded,
    OptOutRecorded.fromPartial({ tenantId: "tenant-a", msisdn: refused.msisdns[4]! }),
    "o1",
  );
  await events.publish(
    CampaignPaused,
    { campaignId: "rests", tenantId: "tenant-a", version: 1n },
    "p1",
  );
  await events.publish(
    CampaignCancelled,
    { campaignId: "ended", tenantId: "tenant-a", version: 1n },
    "x1",
  );
  const running = await start(readConfig(station.environment()), systemPorts);
  try {
    await station.release(refused);
    await station.release(chunkOf("rests", 10, { campaignId: "rests" }));
    await station.release(chunkOf("ended", 10, { campaignId: "ended" }));
    const droppedReasons = ["opted_out", "SENDER_ASLEEP_AT_OPERATOR", "opted_out"];
    const droppedMask = Buffer.from([0b10101, 0]);
    await station.release(chunkOf("dropped", 10, { droppedMask, droppedReasons }));
    // Of campaigns of before the reasons.
    await station.release(chunkOf("unsaid", 10, { droppedMask }));
    await station.release(chunkOf("stale", 10, { expiresAt: new Date(Date.now() - 1) }));
    for (const chunkId of ["refused", "ended", "dropped", "unsaid", "stale"]) {
      await eventually(() => station.snapshot(chunkId)?.complete, patience);
    }
    expect(station.snapshot("refused")).toMatchObject({
      withheldRecipients: [4],
      withheldReasons: ["opted_out"],
    });
    expect(count(station.snapshot("refused")!.codes, 1)).toBe(9);
    expect(count(station.snapshot("ended")!.codes, 4)).toBe(10);
    const { withheldRecipients, withheldReasons } = station.snapshot("dropped")!;
    expect(withheldRecipients.map((recipient, i) => [recipient, withheldReasons[i]])).toEqual(
      expect.arrayContaining([
        [0, "opted_out"],
        [2, "SENDER_ASLEEP_AT_OPERATOR"],
        [4, "opted_out"],
      ]),
    );
    expect(withheldRecipients).toHaveLength(3);
    expect(station.snapshot("unsaid")!.withheldReasons).toEqual(
      Array(3).fill("dropped_at_release"),
    );
    expect(count(station.snapshot("stale")!.codes, 5)).toBe(10);
    expect(station.snapshot("rests")?.complete ?? false).toBe(false);
    await events.publish(
      CampaignResumed,
      { campaignId: "rests", tenantId: "tenant-a", version: 2n },
      "p2",
    );
    await eventually(() => station.snapshot("rests")?.complete, patience);
    expect((await station.operator()).submitted).toBe(9 + 7 + 7 + 10);
  } finally {
    await running.stop();
  }
});

test("nothing of a suspended tenant leaves, until it is reinstated", async () => {
  await using station = await openStation();
  const { events } = station;
  const at = new Date();
  const suspension = { tenantId: "tenant-s", reason: "abuse", version: 2n, at };
  await events.publish(TenantSuspended, suspension, "s1");
  const running = await start(readConfig(station.environment()), systemPorts);
  try {
    await station.release(chunkOf("shut", 10, { tenantId: "tenant-s" }));
    await station.release(chunkOf("open", 10));
    for (const chunkId of ["shut", "open"]) {
      await eventually(() => station.snapshot(chunkId)?.complete, patience);
    }
    expect(count(station.snapshot("shut")!.codes, 1)).toBe(0);
    expect(count(station.snapshot("open")!.codes, 1)).toBe(10);
    await events.publish(TenantReinstated, { tenantId: "tenant-s", version: 3n, at }, "s2");
    await eventually(async () => {
      const chunkId = systemPorts.newId();
      await station.release(chunkOf(chunkId, 1, { tenantId: "tenant-s" }));
      await eventually(() => station.snapshot(chunkId)?.complete, patience);
      return count(station.snapshot(chunkId)!.codes, 1) === 1;
    }, patience);
  } finally {
    await running.stop();
  }
});

test("of long texts of which some parts are rejected, some meet a passing fault and some are taken, every part has its own answer", async () => {
  await using station = await openStation();
  await station.control("/set?rejects=0.2&faults=0.2");
  const running = await start(readConfig(station.environment()), systemPorts);
  try {
    const text = "Your order 1234 has left our house and comes tomorrow. ".repeat(6);
    const long = { texts: Array<string>(50).fill(text), parts: Buffer.alloc(50, 3) };
    await station.release(chunkOf("mixed", 50, long));
    await eventually(async () => (await station.operator()).rejected > 0, patience);
    await station.control("/set?rejects=0&faults=0");
    await eventually(() => station.snapshot("mixed")?.complete, patience);
    const { codes, statuses, operatorIds } = station.snapshot("mixed")!;
    const operator = await station.operator();
    expect(count(codes, 1)).toBe(operator.unique);
    expect(count(codes, 2)).toBe(operator.rejected);
    expect(operator.unique + operator.rejected).toBe(150);
    const ofRejected = statuses.filter((_, part) => codes[part] === 2);
    expect(new Set(ofRejected)).toEqual(new Set([STATUS.ESME_RINVDSTADR]));
    expect(operatorIds.filter((id) => id !== "")).toHaveLength(operator.unique);
    expect(operator.duplicates).toBe(0);
  } finally {
    await running.stop();
  }
});

test("a throttling operator slows the road down and still gets every part once", async () => {
  await using station = await openStation();
  await station.control("/set?throttle=200");
  const running = await start(readConfig(station.environment()), systemPorts);
  try {
    await station.release(chunkOf("slow", 500));
    await eventually(() => station.snapshot("slow")?.complete, { within: 120_000 });
    expect(count(station.snapshot("slow")!.codes, 1)).toBe(500);
    expect(await station.operator()).toMatchObject({ unique: 500, duplicates: 0 });
  } finally {
    await running.stop();
  }
});

test("after kill -9 in the middle nothing is lost, and what may have gone out twice is listed", async () => {
  await using station = await openStation();
  await station.control("/set?answerDelayMs=150");
  const log = join(station.files.path, "dispatcher.log");
  const environment = station.environment({ HTTP_PORT: `${await freePort()}` });
  const first = await startService("dispatcher", environment, log);
  const chunks = Array.from({ length: 8 }, (_, i) => chunkOf(`k${i}`, 500));
  for (const chunk of chunks) await station.release(chunk);
  await eventually(async () => (await station.operator()).submitted > 800, patience);
  await first.kill("SIGKILL");
  await first.restart();
  await eventually(() => chunks.every(({ chunkId }) => station.snapshot(chunkId)?.complete), {
    within: 90_000,
    what: "all chunks",
  });
  const listed = chunks.reduce(
    (n, { chunkId }) => n + station.snapshot(chunkId)!.duplicatePossible.length,
    0,
  );
  const operator = await station.operator();
  expect(operator.unique).toBe(4_000);
  expect(operator.duplicates).toBeLessThanOrEqual(listed);
  expect(listed).toBeLessThanOrEqual(300 + 100); // window + one sub-batch (delivery.md §4)
  await first.stop();
});

test("an operator that cuts long texts itself gets each message once, and its receipts come under the id of all its parts", async () => {
  await using station = await openStation();
  const account = { concat: "payload", window: 20 };
  const running = await start(readConfig(station.environment({}, account)), systemPorts);
  try {
    const text = "Your order 1234 has left our house and comes tomorrow. ".repeat(6);
    const parts = Buffer.alloc(60, 3);
    await station.release(chunkOf("whole", 60, { texts: Array(60).fill(text), parts }));
    await eventually(() => station.snapshot("whole")?.complete, patience);
    const { codes, operatorIds } = station.snapshot("whole")!;
    expect(count(codes, 1)).toBe(180);
    const ofMessages = operatorIds.filter((_, part) => part % 3 === 0);
    expect(operatorIds).toEqual(ofMessages.flatMap((id) => [id, id, id]));
    expect(new Set(ofMessages).size).toBe(60);
    expect(await station.operator()).toMatchObject({ unique: 60, duplicates: 0 });
    const receipted = () =>
      station.receipts.flatMap((batch) => batch.receipts.map(({ operatorId }) => operatorId));
    await eventually(() => new Set(receipted()).size === 60, patience);
    expect(new Set(receipted())).toEqual(new Set(ofMessages));
  } finally {
    await running.stop();
  }
});

test("an operator that speaks of the last part of a long message only is declared so, with every part that it took, and its own words for refusals are told", async () => {
  await using station = await openStation("last_part_receipts");
  const account = {
    ...{ receipts: "last", evidence: "handset" },
    errorCodes: { "0x0000000B": "number_unknown" },
  };
  const running = await start(readConfig(station.environment({}, account)), systemPorts);
  try {
    const text = "Your order 1234 has left our house and comes tomorrow. ".repeat(6);
    const three = { texts: Array(20).fill(text), parts: Buffer.alloc(20, 3) };
    await station.release(chunkOf("long", 20, three));
    await eventually(() => station.snapshot("long")?.complete, patience);
    const told = station.snapshot("long")!;
    expect(told).toMatchObject({ accounts: ["mci"], receipts: ["last"], failures: [] });
    const lastOnes = told.operatorIds.filter((_, part) => part % 3 === 2);
    const receipted = () =>
      station.receipts.flatMap((batch) => batch.receipts.map(({ operatorId }) => operatorId));
    await eventually(() => receipted().length >= 20, patience);
    expect(receipted().sort()).toEqual(lastOnes.sort());
    await station.control("/set?temperament=prompt&rejects=1");
    await station.release(chunkOf("refused", 2));
    await eventually(() => station.snapshot("refused")?.complete, patience);
    expect(station.snapshot("refused")).toMatchObject({
      ...{ statuses: [0xb, 0xb], failures: ["number_unknown", "number_unknown"] },
      errorCodes: [""],
    });
  } finally {
    await running.stop();
  }
});

test("a second dispatcher waits for the bind and takes it over when the first is gone", async () => {
  await using station = await openStation();
  const first = await start(readConfig(station.environment()), systemPorts);
  await station.release(chunkOf("by-first", 10));
  await eventually(() => station.snapshot("by-first")?.complete, patience);
  const second = await start(readConfig(station.environment()), systemPorts);
  try {
    const leases = station.connection.collection<{ _id: string; epoch: number }>("leases");
    expect((await leases.findOne({ _id: "mci/1" }))?.epoch).toBe(1);
    await first.stop();
    await station.release(chunkOf("by-second", 10));
    await eventually(() => station.snapshot("by-second")?.complete, patience);
    expect((await leases.findOne({ _id: "mci/1" }))?.epoch).toBe(2);
  } finally {
    await second.stop();
  }
});

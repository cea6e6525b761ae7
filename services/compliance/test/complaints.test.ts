import { createHash } from "node:crypto";
import {
  OpenComplaintRequest,
  type Complaint,
  type DecideComplaintRequest,
} from "@whiteline/contracts/compliance/v1/complaints";
import { LineActivated } from "@whiteline/contracts/lines_registry/v1/events";
import { Refusal } from "@whiteline/contracts/lists/v1/refusals";
import type { CallOptions } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { checkEvidencePack } from "../src/check-evidence-pack.js";
import { toLine } from "../src/proto.js";
import { readArchive } from "../src/read-archive.js";
import { lineStore } from "../src/store/lines.js";
import {
  asExpert,
  asFinance,
  asOperations,
  asOtherExpert,
  asSecondExpert,
  asSecondOperations,
  asStranger,
  asThirdExpert,
  asTenant,
  materialised,
  serviceLine,
  startCompliance,
} from "./compliance-env.js";
import { proof } from "./neighbours.js";

let it: Awaited<ReturnType<typeof startCompliance>>;
beforeAll(async () => void (it = await startCompliance()));
afterAll(() => it[Symbol.asyncDispose]());
beforeEach(() => it.neighbourhood.away.clear());

let next = 1;
/** A message of its own, with its recipient. */
const sent = (over: Parameters<typeof proof>[1] = {}) => {
  const slot = next++;
  const messageId = `65f0a1b2c3d4e5f6a7b8c9d0-${slot}`;
  const msisdn = 989120000000n + BigInt(slot);
  it.neighbourhood.messages.set(messageId, proof(messageId, { msisdn, ...over }));
  return { messageId, number: `0${msisdn.toString().slice(2)}`, msisdn: msisdn.toString() };
};
const open = async (over: Partial<OpenComplaintRequest> = {}, caller = asExpert) =>
  (
    await it.complaints.openComplaint(
      OpenComplaintRequest.fromPartial({
        requestId: `request-${next++}`,
        source: "subscriber",
        lineId: "line-service",
        text: "I never asked for this.",
        ...over,
      }),
      caller,
    )
  ).complaint!;
const read = async (complaintId: string, caller = asExpert) =>
  it.complaints.getComplaint({ complaintId }, caller);
/** With its evidence gathered. */
const gathered = async (over: Partial<OpenComplaintRequest> = {}): Promise<Complaint> => {
  const { complaintId } = await open(over);
  await eventually(async () => {
    const { complaint } = await read(complaintId);
    return complaint?.evidence?.state !== "gathering";
  });
  return (await read(complaintId)).complaint!;
};
const decide = async (
  { complaintId }: Complaint,
  over: Partial<DecideComplaintRequest> = {},
  caller: CallOptions = asExpert,
) =>
  (
    await it.complaints.decideComplaint(
      {
        complaintId,
        confirm: true,
        violation: "advertising_from_service_line",
        counted: { advertisingMessages: 1_000n, toBlacklisted: 250n, toNonCustomers: 0n },
        note: "a promotion went out",
        expectedVersion: 0n,
        ...over,
      },
      caller,
    )
  ).complaint!;
const exported = async (complaintId: string, caller = asExpert): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  const answer = it.complaints.exportEvidence({ complaintId }, caller);
  for await (const { data } of answer) pieces.push(data);
  return Buffer.concat(pieces);
};

test("[IR-ASN-31] the evidence of a complaint shows who sent what, under which line, list, verdict, with which receipts", async () => {
  const campaignId = "campaign-evidence";
  await it.materialise(materialised(campaignId), "evidence:1");
  await eventually(() => it.facts.cleared.some((fact) => fact.campaignId === campaignId));
  const { clearanceId, verdictId } = it.facts.cleared.find((f) => f.campaignId === campaignId)!;
  const { number, msisdn } = sent({ campaignId, clearanceId, listVersion: 4n, listId: "list-1" });
  // Once before, which never left: it is none of those that are complained of.
  const earlier = sent({ msisdn: BigInt(msisdn), releasedAt: undefined });
  it.neighbourhood.findings.set(msisdn, ["not_on_customer_list", "blacklisted"]);
  const refusal = { channel: "reply", lineId: "", heardAt: new Date("2026-11-20T08:00:00Z") };
  it.neighbourhood.refusals.set(msisdn, [Refusal.fromPartial(refusal)]);
  it.neighbourhood.recipients.set(campaignId, [BigInt(msisdn), 989129999999n, 989128888888n]);

  const complaint = await gathered({
    lineId: "",
    sender: "۰۲۱-۹۱۰۰ ۱۲۳۴",
    number,
    reference: "A-77",
  });
  expect(complaint).toMatchObject({
    lineId: "line-service",
    tenantId: "tenant-a",
    campaignId,
    reference: "A-77",
    maskedNumber: expect.stringMatching(/^98912\*{4}\d{3}$/),
    state: "open",
    evidence: {
      state: "complete",
      missing: [],
      findings: {
        messages: 1,
        onCustomerList: "no",
        blacklisted: "yes",
        optedOut: "no",
        sentAfterOptOut: "yes",
        wayToWithdraw: "no",
      },
      proposed: { advertisingMessages: 3n, toBlacklisted: 1n, toNonCustomers: 1n },
    },
  });
  const files = await readArchive(await exported(complaint.complaintId));
  const names = [...files.keys()].filter((name) => name.startsWith("entries/"));
  expect(names.map((name) => name.replace(/entries\/\d{3}-|\.json/gu, ""))).toEqual([
    "complaint",
    "line",
    "message",
    "verdict",
    "receipts",
    "line_when_judged",
    "earlier",
    "recipient",
    "refusals",
    "campaign",
  ]);
  const entry = (kind: string) =>
    JSON.parse(files.get(names.find((name) => name.includes(kind))!)!) as Record<string, unknown>;
  expect(entry("message")).toMatchObject({ listVersion: "4", listId: "list-1", msisdn });
  expect(entry("verdict")).toMatchObject({ verdictId, decision: "cleared" });
  expect(entry("receipts")).toMatchObject({ parts: [{ state: "delivered", operatorId: "op-1" }] });
  // Lists has changed since: what counts is what was known when the message left.
  expect(entry("recipient")).toMatchObject({
    asOf: "2026-11-22T08:00:01.000Z",
    findings: ["not_on_customer_list", "blacklisted"],
    listVersion: "4",
  });
  expect(entry("complaint")).toMatchObject({ number: msisdn, text: "I never asked for this." });
  expect(entry("line")).toMatchObject({ number: "02191001234" });
  expect(entry("line_when_judged")).toMatchObject({ status: "active", governedByList: true });
  expect(entry("earlier")).toMatchObject({ messageIds: [earlier.messageId] });
});

test("an exported pack is verified by its hashes; whatever is tampered with is found", async () => {
  const { number } = sent();
  const { complaintId, evidence } = await gathered({ number });
  const root = evidence!.rootHash;
  const files = await readArchive(await exported(complaintId));
  expect(checkEvidencePack(files, root)).toMatchObject({ complaintId, root, faults: [] });
  const faultsWith = (change: (files: Map<string, string>) => void, known = root) => {
    const tampered = new Map(files);
    change(tampered);
    return checkEvidencePack(tampered, known).faults;
  };
  const message = [...files.keys()].find((name) => name.includes("-message"))!;
  expect(faultsWith((f) => f.set(message, f.get(message)!.replace("MCI", "MTN")))).not.toEqual([]);
  expect(faultsWith((f) => f.delete(message))).toContainEqual(`${message} is missing`);
  expect(faultsWith((f) => f.set("entries/999-more.json", "{}"))).toContainEqual(
    "entries/999-more.json is in no chain",
  );
  expect(faultsWith((f) => f.delete("chain.json"))[0]).toContain("chain.json is missing");
  expect(faultsWith((f) => f.set("chain.json", "{"))[0]).toContain("not JSON");
  expect(faultsWith((f) => f.set("chain.json", "{}"))[0]).toContain("cannot be read");
  // An entry and its own hash forged together still break the chain.
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
  const forged = faultsWith((f) => {
    const changed = f.get(message)!.replace("MCI", "MTN");
    const old = sha256(f.get(message)!);
    f.set(message, changed);
    f.set("chain.json", f.get("chain.json")!.replaceAll(old, sha256(changed)));
  });
  expect(forged).not.toEqual([]);
  expect(faultsWith(() => undefined, "0".repeat(64))[0]).toContain("the pack was made anew");
});

test("[IR-ASN-25] a violation is confirmed by two people, fined by the formula, told once, and put on legal record", async () => {
  const { number } = sent();
  const complaint = await gathered({ number });
  const { possible } = await read(complaint.complaintId);
  expect(possible.map(({ violation }) => violation)).toContain("complaint_without_opt_out");
  const preview = await it.complaints.previewPenalty(
    {
      complaintId: complaint.complaintId,
      violation: "advertising_from_service_line",
      counted: { advertisingMessages: 1_000n, toBlacklisted: 250n, toNonCustomers: 0n },
    },
    asExpert,
  );
  expect(preview.penalty).toMatchObject({
    fine: { currency: "IRR", minor: 50_002_500n },
    removedForEver: true,
    needsTwo: true,
  });

  const first = await decide(complaint);
  expect(first).toMatchObject({ state: "second_person", pending: { confirmed: true } });
  await expect(decide(complaint)).rejects.toMatchObject({ reason: "SECOND_PERSON_NEEDED" });
  // Another key of the same person is the same person.
  it.neighbourhood.people.set("key:key-2", "person:a").set("key:key-5", "person:a");
  const sameCounts = { advertisingMessages: 1_000n, toBlacklisted: 250n, toNonCustomers: 0n };
  await decide(complaint, { counted: { ...sameCounts, toBlacklisted: 9n } }, asSecondExpert);
  await expect(
    decide(complaint, { counted: { ...sameCounts, toBlacklisted: 9n } }, asThirdExpert),
  ).rejects.toMatchObject({ reason: "SECOND_PERSON_NEEDED" });
  // A colleague who counts otherwise begins anew.
  const other = { advertisingMessages: 1_000n, toBlacklisted: 251n, toNonCustomers: 0n };
  expect((await decide(complaint, { counted: other }, asSecondExpert)).state).toBe("second_person");
  expect(it.facts.violations).toEqual([]);
  const decided = await decide(complaint, { counted: other });
  expect(decided).toMatchObject({
    state: "confirmed",
    decision: {
      penalty: { fine: { minor: 50_002_510n }, legalAction: true, reapplyAllowed: false },
      legalRecord: expect.stringMatching(/^LR-/),
    },
  });
  expect(new Set(decided.decision?.decidedBy).size).toBe(2);
  await eventually(() => it.facts.violations.length === 1 && it.facts.decided.length === 1);
  expect(it.facts.violations[0]).toMatchObject({
    violation: "advertising_from_service_line",
    lineId: "line-service",
    complaintId: complaint.complaintId,
    fine: { currency: "IRR", minor: 50_002_510n },
    counted: 251n,
    removedForEver: true,
    legalAction: true,
  });
  expect(it.facts.violations[0]?.decidedBy).toHaveLength(2);
  const record = await it.connection
    .collection<{ _id: string }>("legalRecords")
    .findOne({ _id: decided.decision!.legalRecord });
  expect(record).toMatchObject({ complaintId: complaint.complaintId, lineId: "line-service" });

  // The same word again changes nothing; another one comes too late.
  expect((await decide(complaint, { counted: other })).version).toBe(decided.version);
  await expect(decide(complaint, { confirm: false })).rejects.toMatchObject({
    reason: "COMPLAINT_DECIDED",
  });
  // The decision is part of the evidence, and the root moved on with it.
  const files = await readArchive(await exported(complaint.complaintId));
  expect(checkEvidencePack(files, decided.evidence!.rootHash).faults).toEqual([]);
  expect([...files.keys()].at(-1)).toContain("decision");
});

test("[IR-ASN-26] a complaint where no way to withdraw existed takes the line off the white list, without a fine", async () => {
  const { number } = sent({ text: "سفارش شما ارسال شد" });
  const complaint = await gathered({ number });
  expect(complaint.evidence?.findings?.wayToWithdraw).toBe("no");
  const violation = "complaint_without_opt_out";
  await decide(complaint, { violation, counted: undefined }, asOperations);
  const decided = await decide(complaint, { violation, counted: undefined }, asSecondOperations);
  expect(decided.decision?.penalty).toMatchObject({
    fine: { minor: 0n },
    removedFromWhiteList: true,
    reapplyAllowed: false,
    legalAction: false,
  });
  expect(decided.decision?.legalRecord).toBe("");
  await eventually(() => it.facts.violations.some((fact) => fact.violation === violation));

  const { number: another } = sent({ text: "سفارش شما ارسال شد. لغو۱۱" });
  const withWay = await gathered({ number: another });
  expect(withWay.evidence?.findings?.wayToWithdraw).toBe("yes");
});

test("one person dismisses a complaint, or puts a breach on record that has no fine", async () => {
  const dismissed = await decide(await gathered({ number: sent().number }), { confirm: false });
  expect(dismissed).toMatchObject({ state: "dismissed", decision: { outcome: "dismissed" } });
  const before = it.facts.violations.length;
  const noted = await decide(await gathered({ number: sent().number }), {
    violation: "other_breach",
  });
  expect(noted).toMatchObject({ state: "confirmed", decision: { penalty: { needsTwo: false } } });
  await eventually(() => it.facts.violations.length === before + 1);
  expect(it.facts.violations.at(-1)).toMatchObject({ removedForEver: false, fine: { minor: 0n } });
});

test("a complaint is its provider's and its holder's; what was said and the evidence are the desk's", async () => {
  const { number } = sent();
  const { complaintId } = await gathered({ number });
  const held = await read(complaintId, asTenant);
  expect(held.complaint).toMatchObject({ text: "", maskedNumber: expect.stringContaining("****") });
  expect(held.events).toEqual([]);
  for (const stranger of [asStranger, asOtherExpert]) {
    await expect(read(complaintId, stranger)).rejects.toMatchObject({
      reason: "COMPLAINT_UNKNOWN",
    });
  }
  await expect(exported(complaintId, asTenant)).rejects.toMatchObject({ reason: "STAFF_REQUIRED" });
  await expect(decide(held.complaint!, {}, asTenant)).rejects.toMatchObject({
    reason: "STAFF_REQUIRED",
  });
  await expect(open({ number }, asFinance)).rejects.toMatchObject({ reason: "ROLE_REQUIRED" });
  await expect(open({ number }, asOtherExpert)).rejects.toMatchObject({ reason: "LINE_UNKNOWN" });

  const { complaint } = await it.complaints.answerComplaint(
    { complaintId, text: "They ordered on Sunday." },
    asTenant,
  );
  expect(complaint).toMatchObject({ answer: "They ordered on Sunday." });
  const files = await readArchive(await exported(complaintId));
  expect([...files.keys()].at(-1)).toContain("answer");
  expect((await read(complaintId)).events.map(({ event }) => event)).toEqual(
    expect.arrayContaining(["opened", "evidence_gathered", "answered", "exported", "looked"]),
  );
  await expect(
    it.complaints.answerComplaint({ complaintId, text: "x" }, asStranger),
  ).rejects.toMatchObject({ reason: "COMPLAINT_UNKNOWN" });
});

test("neighbours that are away are asked again; what nobody knows is told as missing", async () => {
  const { number } = sent();
  it.neighbourhood.away.add("dlr");
  const { complaintId } = await open({ number });
  await eventually(async () => {
    const found = await it.connection
      .collection<{ _id: string; evidence: { attempts: number } }>("complaints")
      .findOne({ _id: complaintId });
    return (found?.evidence.attempts ?? 0) >= 1;
  });
  const waiting = (await read(complaintId)).complaint!;
  expect(waiting.evidence?.state).toBe("gathering");
  await expect(decide(waiting)).rejects.toMatchObject({ reason: "EVIDENCE_NOT_GATHERED" });
  await expect(exported(complaintId)).rejects.toMatchObject({ reason: "EVIDENCE_NOT_GATHERED" });
  it.neighbourhood.away.clear();
  await eventually(async () => (await read(complaintId)).complaint?.evidence?.state === "complete");

  const unknown = await gathered({ messageId: "65f0a1b2c3d4e5f6a7b8c9d0-999" });
  expect(unknown.evidence).toMatchObject({ state: "partial", missing: ["campaigns"] });
});

test("evidence is whole though campaigns cannot look a month back in time; that it was not counted is told", async () => {
  const { number, messageId } = sent();
  it.neighbourhood.away.add("campaigns, a month back");
  const complaint = await gathered({ number });
  expect(complaint).toMatchObject({ messageId, evidence: { state: "complete", missing: [] } });
  const files = await readArchive(await exported(complaint.complaintId));
  const earlier = [...files].find(([name]) => name.includes("-earlier"))?.[1];
  expect(JSON.parse(earlier ?? "{}")).toMatchObject({ messageId, notCounted: "UNAVAILABLE" });
});

test("what lists can tell no longer is missing, and none of it counts as no", async () => {
  const campaignId = "campaign-untold";
  const { number, msisdn } = sent({ campaignId });
  it.neighbourhood.recipients.set(campaignId, [BigInt(msisdn), 989129999999n]);
  it.neighbourhood.untold.add("blacklisted");
  const { evidence } = await gathered({ number });
  it.neighbourhood.untold.clear();
  expect(evidence).toMatchObject({
    state: "partial",
    missing: ["lists:blacklisted"],
    findings: { blacklisted: "unknown", onCustomerList: "yes" },
    proposed: { advertisingMessages: 2n, toBlacklisted: 0n },
  });
});

test("what never left, like a dry run, is no evidence of having been written to", async () => {
  const { number, messageId, msisdn } = sent();
  for (let i = 0; i < 6; i += 1) sent({ msisdn: BigInt(msisdn), releasedAt: undefined });
  const complaint = await gathered({ number });
  expect(complaint).toMatchObject({ messageId, evidence: { state: "complete" } });
  expect(complaint.evidence?.findings?.messages).toBe(1);
});

test("the same request makes one complaint, and rubbish makes none", async () => {
  const { number } = sent();
  const requestId = "the-same";
  const [one, two] = await Promise.all([open({ requestId, number }), open({ requestId, number })]);
  expect(one.complaintId).toBe(two.complaintId);
  const rubbish: Partial<OpenComplaintRequest>[] = [
    { source: "neighbour", number },
    { number: "12" },
    { number: "" },
    { number, text: "x".repeat(5_001) },
    { number, reference: "x".repeat(201) },
    { number, receivedAt: new Date(Date.now() + 3_600_000) },
  ];
  for (const bad of rubbish) {
    await expect(open(bad), JSON.stringify(bad).slice(0, 60)).rejects.toMatchObject({
      kind: "invalid",
      reason: "COMPLAINT_INVALID",
    });
  }
  await expect(open({ lineId: "line-9", number })).rejects.toMatchObject({
    reason: "LINE_UNKNOWN",
  });
  const complaint = await gathered({ number });
  await expect(decide(complaint, { violation: "ugliness" })).rejects.toMatchObject({
    reason: "VIOLATION_UNKNOWN",
  });
  const counted = { advertisingMessages: 1n, toBlacklisted: 2n, toNonCustomers: 0n };
  await expect(decide(complaint, { counted })).rejects.toMatchObject({
    reason: "COUNTS_IMPOSSIBLE",
  });
  await expect(decide(complaint, { note: " " })).rejects.toMatchObject({ reason: "NOTE_NEEDED" });
  await expect(decide(complaint, { expectedVersion: 1n })).rejects.toMatchObject({
    reason: "CASE_MOVED_ON",
  });
});

test("the list tells what is open and late, by line and by who has it", async () => {
  const complaint = await gathered({ number: sent().number });
  const { complaintId, version } = complaint;
  const assigned = { complaintId, assignee: "me", expectedVersion: version };
  await it.complaints.assignComplaint(assigned, asSecondExpert);
  const list = async (over: object, caller = asSecondExpert) =>
    it.complaints.listComplaints(
      { state: "", lineId: "", assignee: "", overdueOnly: false, ...over },
      caller,
    );
  const mine = await list({ assignee: "me", state: "open" });
  expect(mine.complaints.map((each) => each.complaintId)).toEqual([complaintId]);
  expect(mine.open).toBeGreaterThan(0);
  expect((await list({ state: "decided" })).complaints.every(({ state }) => state !== "open")).toBe(
    true,
  );
  expect((await list({ lineId: "line-9" })).complaints).toEqual([]);
  expect((await list({}, asOtherExpert)).complaints).toEqual([]);
  expect((await list({}, asTenant)).complaints.length).toBeGreaterThan(0);
});

test("[IR-ASN-30] the complaint rate of a line stands beside what went out over it", async () => {
  const { lines } = it.neighbourhood;
  const line = lines.get("line-service")!;
  lines.set("line-service", { ...line, volume: { messages: 24_000n, days: 30 } });
  // What earlier tests opened is gathered, so that no count moves while it is compared.
  await eventually(async () => {
    const waiting = { "evidence.state": "gathering" };
    return (await it.connection.collection("complaints").countDocuments(waiting)) === 0;
  });
  const rate = await it.complaints.getComplaintRate({ lineId: "line-service" }, asTenant);
  const expected = Math.round((Number(rate.complaints) * 1_000_000) / 24_000);
  expect(rate).toMatchObject({ messages: 24_000n, perTenThousandHundredths: BigInt(expected) });
  expect(rate.complaints).toBeGreaterThan(rate.confirmed);
  const quiet = await it.complaints.getComplaintRate({ lineId: "line-advertising" }, asTenant);
  expect(quiet).toMatchObject({ messages: 0n, perTenThousandHundredths: undefined });
});

test("nobody's number and nobody's words lie readable in the database", async () => {
  const { number, msisdn } = sent();
  const { complaintId } = await gathered({ number, text: "خیلی ناراحتم" });
  for (const name of ["complaints", "evidence", "trail", "outbox"]) {
    const documents = await it.connection.collection(name).find().toArray();
    const text = documents.map((document) => JSON.stringify(document)).join("\n");
    expect(text.includes(msisdn), name).toBe(false);
    expect(text.includes("ناراحتم"), name).toBe(false);
  }
  expect((await read(complaintId)).complaint?.text).toBe("خیلی ناراحتم");
});

test("a process that ends between complaint and evidence, or between two people, loses nothing", async () => {
  const { number } = sent();
  const complaint = await gathered({ number });
  const counted = { advertisingMessages: 7n, toBlacklisted: 7n, toNonCustomers: 0n };
  await decide(complaint, { counted }, asOperations);
  it.neighbourhood.away.add("campaigns");
  const { complaintId } = await open({ number: sent().number });
  await it.restart();
  it.neighbourhood.away.clear();
  await eventually(async () => (await read(complaintId)).complaint?.evidence?.state === "complete");
  const decided = await decide(complaint, { counted }, asSecondOperations);
  expect(decided.decision?.decidedBy).toHaveLength(2);
  const { violationId } = decided.decision!;
  await eventually(() => it.facts.violations.some((fact) => fact.violationId === violationId));
});

test("where a market asks for consent, its proof is part of the evidence", async () => {
  const line = { ...it.neighbourhood.lines.get("line-service")!, lineId: "line-title" };
  const title = { ...line, market: "TR", family: "title", number: "ACME", version: 1n };
  it.neighbourhood.lines.set("line-title", title);
  await it.events.publish(LineActivated, { line: title, at: new Date() }, "title");
  await eventually(() =>
    open({ lineId: "", sender: "acme", number: "05321234567" }).then(
      () => true,
      () => false,
    ),
  );
  const complaint = await gathered({ lineId: "", sender: "acme", number: "05321234567" });
  const files = await readArchive(await exported(complaint.complaintId));
  const consents = [...files].find(([name]) => name.includes("consents"))?.[1];
  expect(JSON.parse(consents ?? "{}")).toMatchObject({
    consents: [{ current: { source: "HS_WEB" } }],
  });
});

test("a line known from before it was kept who governs it learns that from the same version", async () => {
  const told = { ...toLine(serviceLine), lineId: "line-untold", number: "02191006666" };
  const { governedByList: _untold, ...untold } = told;
  const store = lineStore(it.connection, () => new Date());
  await store.put(untold);
  expect(store.get("line-untold")?.governedByList).toBeUndefined();
  for (const governedByList of [true, false]) await store.put({ ...told, governedByList });
  await store.put(untold);
  const again = lineStore(it.connection, () => new Date());
  await again.load();
  for (const each of [store, again])
    expect(each.get("line-untold")).toMatchObject({ governedByList: true, version: told.version });
});

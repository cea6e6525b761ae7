import {
  OpenComplaintRequest,
  type ComplainRequest,
  type Complaint,
} from "@whiteline/contracts/compliance/v1/complaints";
import { Refusal } from "@whiteline/contracts/lists/v1/refusals";
import { LineActivated } from "@whiteline/contracts/lines_registry/v1/events";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  asExpert,
  asOperations,
  asTenant,
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
/** Entered at the desk. */
const open = async (over: Partial<OpenComplaintRequest> = {}) => {
  const request = OpenComplaintRequest.fromPartial({
    requestId: `request-${next++}`,
    source: "subscriber",
    lineId: "line-service",
    text: "I never asked for this.",
    ...over,
  });
  return (await it.complaints.openComplaint(request, asExpert)).complaint!;
};
const read = async (complaintId: string) => it.complaints.getComplaint({ complaintId }, asExpert);
/** Through the door that is open to everybody. */
const complain = async (over: Partial<ComplainRequest> = {}) =>
  it.complaints.complain({
    requestId: `visitor-${next++}`,
    sender: "۰۲۱-۹۱۰۰ ۱۲۳۴",
    number: "09120000001",
    receivedAt: undefined,
    text: "I never asked for this.",
    refuses: true,
    remoteAddress: `192.0.2.${next}`,
    ...over,
  });
const toDesk = async (complaintId: string): Promise<Complaint> =>
  eventually(async () => {
    const { complaint } = await read(complaintId);
    return complaint?.evidence?.state === "gathering" ? undefined : complaint;
  });

test("[IR-ASN-26] whoever received a message complains without an account; the wish for no more waits for the desk, since nobody proves whose number it is", async () => {
  const { number } = sent();
  const asked = { requestId: "visitor-the-same", number };
  const { complaintId } = await complain(asked);
  expect(await complain(asked)).toMatchObject({ complaintId });
  expect(await toDesk(complaintId)).toMatchObject({
    lineId: "line-service",
    source: "subscriber",
    refusal: "asked",
    evidence: { state: "complete", findings: { messages: 1 } },
  });
  const { events } = await read(complaintId);
  expect(events[0]).toMatchObject({ by: "visitor", event: "opened" });
  const silent = await toDesk((await complain({ number, refuses: false })).complaintId);
  expect(silent.refusal).toBe("");
});

test("[IR-ASN-26] the desk grants the wish for no more as said when it came, once for this line and once for every line, and sees no number", async () => {
  const { number, msisdn } = sent();
  const { complaintId } = await toDesk((await complain({ number })).complaintId);
  const record = (everyLine = false) =>
    it.complaints.recordRefusal({ complaintId, everyLine }, asOperations);
  it.neighbourhood.away.add("lists");
  await expect(record()).rejects.toMatchObject({ kind: "unavailable" });
  it.neighbourhood.away.clear();
  const ofThis = { refusal: "recorded", refusalOfEveryLine: false };
  expect((await record()).complaint).toMatchObject(ofThis);
  expect((await record()).complaint).toMatchObject(ofThis);
  const ofEvery = { refusal: "recorded", refusalOfEveryLine: true };
  expect((await record(true)).complaint).toMatchObject(ofEvery);
  expect((await record(true)).complaint).toMatchObject(ofEvery);
  // What holds for every line holds for this one.
  expect((await record()).complaint).toMatchObject(ofEvery);
  const { events, complaint } = await read(complaintId);
  const said = { lineId: "line-service", reference: complaintId, saidAt: complaint!.openedAt };
  expect(it.neighbourhood.recorded.filter((each) => each.number === `+${msisdn}`)).toMatchObject([
    { ...said, requestId: `complaint:${complaintId}:this_line`, everyLine: false },
    { ...said, requestId: `complaint:${complaintId}:every_line`, everyLine: true },
  ]);
  const recorded = events.filter(({ event }) => event === "refusal_recorded");
  expect(recorded.map(({ note }) => note)).toEqual(["this_line", "every_line"]);
  expect(complaint?.maskedNumber).not.toContain(msisdn.slice(-6));
  const nameless = await open({ messageId: sent().messageId });
  await expect(
    it.complaints.recordRefusal({ complaintId: nameless.complaintId, everyLine: true }, asExpert),
  ).rejects.toMatchObject({ reason: "COMPLAINT_WITHOUT_NUMBER" });
});

test("a wish that the complainant took back since is not recorded, and what the desk hears itself is said now", async () => {
  const [taken, silent] = [sent(), sent()];
  const wished = await toDesk((await complain({ number: taken.number })).complaintId);
  const lifted = Refusal.fromPartial({ msisdn: BigInt(taken.msisdn), lift: { source: "form" } });
  it.neighbourhood.refusals.set(taken.msisdn, [lifted]);
  const asked = { complaintId: wished.complaintId, everyLine: false };
  await expect(it.complaints.recordRefusal(asked, asExpert)).rejects.toMatchObject({
    reason: "REFUSAL_LIFTED",
  });
  expect((await read(wished.complaintId)).complaint).toMatchObject({ refusal: "asked" });
  const without = await toDesk(
    (await complain({ number: silent.number, refuses: false })).complaintId,
  );
  const { complaintId } = without;
  await it.complaints.recordRefusal({ complaintId, everyLine: false }, asExpert);
  const heard = it.neighbourhood.recorded.find(({ number }) => number === `+${silent.msisdn}`);
  expect(heard!.saidAt!.getTime()).toBeGreaterThan(without.openedAt!.getTime());
});

test("of many customers with one sender, the one that wrote is complained of, and none by chance", async () => {
  const number = "02191007777";
  for (const tenantId of ["tenant-shared-1", "tenant-shared-2"]) {
    const line = { ...serviceLine, lineId: `line-of-${tenantId}`, tenantId, number };
    await it.events.publish(LineActivated, { line, at: new Date() }, line.lineId);
    const known = { lineId: line.lineId, number: "09121110000" };
    await eventually(() => open(known).catch(() => undefined));
  }
  const shared = sent({ lineId: "line-of-tenant-shared-2", tenantId: "tenant-shared-2" });
  const wrote = { requestId: "visitor-wrote", sender: number, number: shared.number };
  const found = await complain(wrote);
  expect(await toDesk(found.complaintId)).toMatchObject({ tenantId: "tenant-shared-2" });
  const entered = await open({ lineId: "", sender: number, number: shared.number });
  expect(entered.tenantId).toBe("tenant-shared-2");
  await expect(open({ lineId: "", sender: number, number: "09121118888" })).rejects.toMatchObject({
    reason: "COMPLAINT_INVALID",
    message: expect.stringContaining("shared"),
  });
  // Whoever asks for somebody else's number learns nothing: the answer is alike, and so is its repetition.
  const stranger = { ...wrote, requestId: "visitor-stranger", number: "09121118888" };
  const nothing = await complain(stranger);
  for (const [asked, answer] of [[wrote, found] as const, [stranger, nothing] as const]) {
    expect(answer).toEqual({
      complaintId: expect.stringMatching(/^[\da-f]{24}$/),
      at: expect.any(Date),
    });
    expect((await complain(asked)).complaintId).toBe(answer.complaintId);
  }
  await expect(read(nothing.complaintId)).rejects.toMatchObject({ reason: "COMPLAINT_UNKNOWN" });
  // The bound of a number comes before anybody is asked for its messages.
  it.neighbourhood.away.add("campaigns");
  const tried: Promise<unknown>[] = [];
  for (let i = 0; i < 7; i += 1) tried.push(complain({ sender: number, number: "09121118877" }));
  const reasons = (await Promise.allSettled(tried)).map((one) =>
    one.status === "rejected" ? (one.reason as { reason: string }).reason : "",
  );
  expect(reasons).toContain("TOO_MANY_ATTEMPTS");
});

test("visitors who chose the same id lose nothing to each other", async () => {
  const requestId = "visitor-alike";
  const [one, other] = [sent(), sent()];
  const first = await complain({ requestId, number: one.number });
  const second = await complain({ requestId, number: other.number });
  const third = await complain({ requestId, number: one.number, text: "And again at night." });
  expect(new Set([first, second, third].map(({ complaintId }) => complaintId)).size).toBe(3);
  expect((await toDesk(second.complaintId)).messageId).toBe(other.messageId);
  expect((await toDesk(third.complaintId)).text).toBe("And again at night.");
});

test("complaints without an account are bounded by number and by address, and rubbish is none", async () => {
  for (const over of [{ sender: "02100000000" }, { number: "12" }, { text: " " }]) {
    await expect(complain(over)).rejects.toMatchObject({ reason: "COMPLAINT_INVALID" });
  }
  /** The reason of the first that is refused; twice as many may go where one span of time ends and the next begins. */
  const firstRefused = async (most: number, over: Partial<ComplainRequest>, expected: string) => {
    for (let tried = 0; tried <= 2 * most; tried += 1) {
      const [one] = await Promise.allSettled([complain(over)]);
      const reason = one.status === "rejected" ? (one.reason as { reason: string }).reason : "";
      if (reason !== expected) return { reason, isEarly: tried < most };
    }
    return undefined;
  };
  const { number } = sent();
  const tooMany = { reason: "TOO_MANY_ATTEMPTS", isEarly: false };
  expect(await firstRefused(3, { number }, "")).toEqual(tooMany);
  const remoteAddress = "198.51.100.7";
  const ofAddress = await firstRefused(20, { remoteAddress, sender: "?" }, "COMPLAINT_INVALID");
  expect(ofAddress).toEqual(tooMany);
});

test("[IR-ASN-30] what a visitor says counts in the rate of the line once a message bears it out", async () => {
  const { lines } = it.neighbourhood;
  const volume = { messages: 24_000n, days: 30 };
  lines.set("line-service", { ...lines.get("line-service")!, volume });
  const counted = async () =>
    (await it.complaints.getComplaintRate({ lineId: "line-service" }, asTenant)).complaints;
  // What earlier tests opened is gathered, so that no count moves while it is compared.
  await eventually(async () => {
    const waiting = { "evidence.state": "gathering" };
    return (await it.connection.collection("complaints").countDocuments(waiting)) === 0;
  });
  const before = await counted();
  const unborne = await toDesk((await complain({ number: "09121119999" })).complaintId);
  expect(unborne).toMatchObject({ messageId: "", lineId: "line-service" });
  expect(await counted()).toBe(before);
  await toDesk((await complain({ number: sent().number })).complaintId);
  expect(await counted()).toBe(before + 1n);
});

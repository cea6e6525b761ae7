import { CampaignFinished } from "@whiteline/contracts/campaigns/v1/events";
import type { MessageAnswer } from "@whiteline/contracts/campaigns/v1/campaigns";
import { LineSuspended } from "@whiteline/contracts/lines_registry/v1/events";
import { LineStatus } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { line, perPart, tenantId } from "./neighbours.js";
import { asStranger, asTenant, campaignsWorld, messages } from "./world.js";

const word = ({ outcome }: MessageAnswer): string =>
  outcome?.$case === "refused" ? outcome.value.finding!.code : "accepted";
const idOf = ({ outcome }: MessageAnswer): string =>
  outcome?.$case === "accepted" ? outcome.value.messageId : "";

test("who has as many single messages open on a route as it may is refused there alone, and has room again when they are answered", async () => {
  await using it = await campaignsWorld({ BACKLOG_MOST_PARTS: "3" });
  const send = async (to: string, count: number, prefix: string) => {
    const items = Array.from({ length: count }, (_, i) => ({ requestId: `${prefix}${i}`, to }));
    const { answers } = await it.client().submitMessages(messages(items), asTenant);
    return answers.map(word);
  };
  const full = "TENANT_BACKLOG_FULL";
  const first = await send("09120000000", 5, "a");
  expect(first).toEqual(["accepted", "accepted", "accepted", full, full]);
  // What was accepted has its first answer, also when it is asked for again.
  expect((await send("09120000000", 3, "a")).filter((answer) => answer === "accepted").length).toBe(
    3,
  );
  expect(await send("09350000001", 1, "other-")).toEqual(["accepted"]);
  await eventually(() => it.works.length >= 2 || undefined);
  for (const work of it.works) await it.answer(work);
  let n = 0;
  await eventually(async () => (await send("09120000000", 1, `later${n++}-`))[0] === "accepted");
});

test("a group gets one answer per message in order; what is cleared and paid leaves at once, by operator", async () => {
  await using it = await campaignsWorld();
  it.words.against.set(989_120_000_002n, "opted_out");
  const request = messages([
    { requestId: "a", to: "09120000000" },
    { requestId: "b", to: "0935" },
    { requestId: "c", to: "09120000002" },
    { requestId: "d", to: "09350000003", text: "تخفیف ویژه" },
    { requestId: "e", to: "09350000004" },
    { requestId: "f", to: "09120000005", text: "" },
    { requestId: "g", to: "09120000006", text: "س".repeat(700) },
    { requestId: "", to: "09120000007" },
    { requestId: "h", to: "09120000008", text: "Your code is 1234" },
    // The route of MCI lacks the euro sign in GSM's place: it goes in the alphabet of the Persian ones.
    { requestId: "i", to: "09120000009", text: "Your code is 12€" },
  ]);
  const { answers } = await it.client().submitMessages(request, asTenant);
  expect(answers.map(word)).toEqual([
    "accepted",
    "WRONG_LENGTH",
    "opted_out",
    "advertising_on_service_line",
    "accepted",
    "TEXT_OR_TEMPLATE",
    "TEXT_TOO_LONG",
    "REQUEST_ID_MISSING",
    "accepted",
    "accepted",
  ]);
  expect(answers[3]?.outcome).toMatchObject({ value: { verdictId: "verdict-r" } });
  expect(answers[0]?.outcome).toMatchObject({ value: { verdictId: "verdict-m", parts: 1 } });
  expect(it.words.checks).toBe(1);
  expect([...it.words.reservations.values()].map(({ reserved }) => reserved?.minor)).toEqual([
    4n * perPart,
  ]);

  await eventually(() => it.works.length === 3 || undefined);
  const kinds = it.works.map(({ operator, alphabet }) => `${operator} ${alphabet}`).sort();
  expect(kinds).toEqual(["MCI gsm7", "MCI ucs2", "MTN ucs2"]);
  const [reservationId] = it.words.reservations.keys();
  for (const work of it.works) {
    expect(work).toMatchObject({
      clearanceId: "clearance-m",
      reservationId,
      campaignId: "",
      lane: "LANE_OTP",
      pricePerPartMinor: perPart,
    });
  }
  const messageId = idOf(answers[0]!);
  const { message } = await it.client().getMessage({ messageId }, asTenant);
  expect(message).toMatchObject({ state: "released", operator: "MCI" });
  expect(message?.cause).not.toBe("");
  await expect(it.client().getMessage({ messageId }, asStranger)).rejects.toMatchObject({
    kind: "not_found",
    reason: "MESSAGE_UNKNOWN",
  });
});

test("a repeated request id gets its first answer, in the same group and later; other content is refused", async () => {
  await using it = await campaignsWorld();
  const one = { requestId: "otp-1", to: "09120000001", text: "کد شما 1111" };
  const other = { ...one, text: "کد شما 2222" };
  const first = await it.client().submitMessages(messages([one, one, other]), asTenant);
  expect(first.answers.map(word)).toEqual(["accepted", "accepted", "REQUEST_ID_REUSED"]);
  expect(idOf(first.answers[1]!)).toBe(idOf(first.answers[0]!));
  const again = await it
    .client()
    .submitMessages(messages([one, { requestId: "otp-2" }, other]), asTenant);
  expect(again.answers.map(word)).toEqual(["accepted", "accepted", "REQUEST_ID_REUSED"]);
  expect(idOf(again.answers[0]!)).toBe(idOf(first.answers[0]!));
  const stored = await it.store.collection("chunks").find().toArray();
  expect(stored.reduce((sum, chunk) => sum + (chunk["n"] as number), 0)).toBe(2);
});

test("the same request id from eight callers at once is sent once", async () => {
  await using it = await campaignsWorld();
  const one = { requestId: "once", to: "09120000001" };
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => it.client().submitMessages(messages([one]), asTenant)),
  );
  const words = answers.map(({ answers: [answer] }) => word(answer!));
  expect(words).toContain("accepted");
  expect(words.every((w) => w === "accepted" || w === "REQUEST_IN_PROGRESS")).toBe(true);
  const late = await it.client().submitMessages(messages([one]), asTenant);
  expect(word(late.answers[0]!)).toBe("accepted");
  expect(await it.store.collection("chunks").countDocuments()).toBe(1);
  expect(await it.store.collection("message_groups").countDocuments()).toBe(0);
});

test("without money every message of the group is refused with the remedy, and may be sent again after a top-up", async () => {
  await using it = await campaignsWorld();
  it.words.canPay = false;
  const request = messages([{ requestId: "a" }, { requestId: "b" }]);
  const { answers } = await it.client().submitMessages(request, asTenant);
  expect(answers.map(word)).toEqual(["INSUFFICIENT_FUNDS", "INSUFFICIENT_FUNDS"]);
  expect(answers[0]?.outcome).toMatchObject({
    value: { finding: { remedy: "Top the wallet up." }, verdictId: "verdict-m" },
  });
  it.words.canPay = true;
  const again = await it.client().submitMessages(request, asTenant);
  expect(again.answers.map(word)).toEqual(["accepted", "accepted"]);
});

test("of a group for which the money does not suffice the first messages go that it pays, each other is told its own cost and may be sent again", async () => {
  await using it = await campaignsWorld();
  it.words.paysFor = 2;
  const request = messages([
    { requestId: "a" },
    { requestId: "wrong", to: "0935" },
    { requestId: "b", to: "09350000004" },
    { requestId: "c", to: "09120000003" },
    { requestId: "long", text: "س".repeat(100) },
    { requestId: "c", to: "09120000003" },
  ]);
  const { answers } = await it.client().submitMessages(request, asTenant);
  const funds = "INSUFFICIENT_FUNDS";
  const first = ["accepted", "WRONG_LENGTH", "accepted"];
  expect(answers.map(word)).toEqual([...first, funds, funds, funds]);
  const rules = answers.map(({ outcome }) =>
    outcome?.$case === "refused" ? outcome.value.finding?.rule : undefined,
  );
  expect(rules.slice(3)).toEqual(["It costs 350 IRR.", "It costs 700 IRR.", "It costs 350 IRR."]);
  await eventually(() => it.works.length >= 2 || undefined);
  expect(it.works.flatMap(({ msisdns }) => msisdns).length).toBe(2);
  expect(await it.store.collection("message_groups").countDocuments()).toBe(0);
  it.words.paysFor = Infinity;
  const again = await it.client().submitMessages(request, asTenant);
  expect(again.answers.map(word)).toEqual([...first, "accepted", "accepted", "accepted"]);
  expect(idOf(again.answers[0]!)).toBe(idOf(answers[0]!));
});

test("a group that failed when its money was held gives the money back, and its messages may be sent again", async () => {
  await using it = await campaignsWorld();
  it.words.losesReserveAnswer = true;
  const request = messages([{ requestId: "a" }]);
  await expect(it.client().submitMessages(request, asTenant)).rejects.toMatchObject({
    kind: "unavailable",
  });
  it.words.losesReserveAnswer = false;
  const [reservationId] = it.words.reservations.keys();
  await eventually(() => it.told(CampaignFinished)[0]);
  expect(it.told(CampaignFinished)).toMatchObject([{ reservationId, chunks: 0n, tenantId }]);
  expect(await it.store.collection("chunks").countDocuments()).toBe(0);
  const again = await it.client().submitMessages(request, asTenant);
  expect(again.answers.map(word)).toEqual(["accepted"]);
});

test("messages of an unknown line, in the wrong lane, or too many are errors; of an inactive line each is refused", async () => {
  await using it = await campaignsWorld();
  const client = it.client();
  const request = messages([{}]);
  const fails = async (over: Partial<typeof request>, reason: string) =>
    expect(client.submitMessages({ ...request, ...over }, asTenant)).rejects.toMatchObject({
      reason,
    });
  await fails({ lineId: "line-9" }, "LINE_UNKNOWN");
  await fails({ lane: "LANE_BULK" }, "LANE_INVALID");
  await fails({ items: [] }, "GROUP_SIZE");
  await fails({ items: messages(Array.from({ length: 1_001 }, () => ({}))).items }, "GROUP_SIZE");
  const suspended = line({ status: LineStatus.SUSPENDED, version: 5n });
  await it.publish(LineSuspended, { line: suspended, reason: "x", at: new Date() });
  await eventually(() => it.store.collection("lines").findOne({ version: 5 }));
  const { answers } = await client.submitMessages(request, asTenant);
  expect(answers.map(word)).toEqual(["LINE_NOT_ACTIVE"]);
});

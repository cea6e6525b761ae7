import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { chunkEvidenceStore } from "../src/store/chunk-evidence.js";
import { audience, lineId, msisdnOf, tenantId } from "./neighbours.js";
import { asTenant, campaignsWorld, messages, principals } from "./world.js";

const asCompliance = principals.service("compliance", tenantId);

test("compliance reads of a campaign a masked sample, the proof of one message and everybody to whom it went", async () => {
  await using it = await campaignsWorld();
  it.words.audience = () => audience(600);
  const { campaignId } = await it.submit();
  const evidence = it.evidence();

  // Before anything is released there is a sample for the desk, and nobody to whom it went.
  const materialised = await it.materialised(campaignId);
  const sample = await evidence.sampleCampaign({ campaignId, limit: 4 }, asCompliance);
  expect(sample.messages).toHaveLength(4);
  for (const { maskedNumber, text, parts } of sample.messages) {
    expect(maskedNumber).toMatch(/\*/u);
    expect(text).toMatch(/^مشتری \d+ عزیز، سفارش \d+ شما ارسال شد\.$/u);
    expect(parts).toBe(1);
  }
  const recipients = async (): Promise<readonly bigint[]> => {
    const found: bigint[] = [];
    for await (const part of evidence.streamRecipients({ campaignId }, asCompliance)) {
      found.push(...part.msisdns);
    }
    return found.sort();
  };
  expect(await recipients()).toEqual([]);

  // One of them refuses between clearance and release.
  it.words.against.set(msisdnOf(3), "opted_out");
  await it.clear(materialised);
  await it.fund(materialised);
  await eventually(() => it.works.length === 2 || undefined, { what: "two chunks" });
  const everybody = Array.from({ length: 600 }, (_, i) => msisdnOf(i));
  const sent = await eventually(async () => {
    const found = await recipients();
    return found.length === 599 ? found : undefined;
  });
  expect(sent).toEqual(everybody.filter((msisdn) => msisdn !== msisdnOf(3)).sort());

  const question = { lineId, msisdn: msisdnOf(3), from: undefined, until: undefined };
  const { messageIds } = await evidence.findMessages(question, asCompliance);
  expect(messageIds).toHaveLength(1);
  const [messageId = ""] = messageIds;
  const { proof } = await evidence.getMessageProof({ messageId }, asCompliance);
  expect(proof).toMatchObject({
    messageId,
    tenantId,
    campaignId,
    lineId,
    sender: "02191001234",
    msisdn: msisdnOf(3),
    clearanceId: "clearance-1",
    verdictId: "verdict-1",
    reservationId: `campaign:${campaignId}:1`,
    listId: "list-1",
    listVersion: 7n,
    withheld: true,
  });
  const unknown = evidence.getMessageProof({ messageId: `${"0".repeat(24)}-1` }, asCompliance);
  await expect(unknown).rejects.toMatchObject({ reason: "MESSAGE_UNKNOWN" });
});

test("a single message is found by line, number and time, and proved with its own verdict", async () => {
  await using it = await campaignsWorld({}, { road: { suffix: "B 001", wideReference: true } });
  // With its suffix two parts by one octet of reference, three by two.
  const text = `کد شما 9876 ${"س".repeat(117)}`;
  const request = messages([{ to: "09121234567", text }]);
  const { answers } = await it.client().submitMessages(request, asTenant);
  const [answer] = answers;
  if (answer?.outcome?.$case !== "accepted") throw new Error("the message was refused");
  const { messageId, verdictId, parts } = answer.outcome.value;
  expect(parts).toBe(3);
  const evidence = it.evidence();
  const question = { lineId, msisdn: 989_121_234_567n, from: undefined, until: undefined };
  expect(await evidence.findMessages(question, asCompliance)).toEqual({ messageIds: [messageId] });
  const before = { ...question, until: new Date(Date.now() - 60_000) };
  expect(await evidence.findMessages(before, asCompliance)).toEqual({ messageIds: [] });
  // Nobody looks on for a caller who has gone.
  const span = { from: new Date(0), until: new Date() };
  const signal = AbortSignal.abort(new Error("the caller has gone"));
  const asked = { ...span, msisdn: question.msisdn, signal };
  const looking = chunkEvidenceStore(it.store).withNumber(tenantId, lineId, asked);
  await expect(looking.next()).rejects.toThrow("the caller has gone");
  const { proof } = await evidence.getMessageProof({ messageId }, asCompliance);
  expect(proof).toMatchObject({ text, verdictId, campaignId: "", withheld: false });
  // What stood behind it on its way is told by the proof, by the message and by the work of the dispatcher alike.
  expect(proof?.suffix).toBe("B 001");
  const { message } = await it.client().getMessage({ messageId }, asTenant);
  expect(message?.suffix).toBe("B 001");
  const work = await eventually(() => it.works.at(0));
  expect(work).toMatchObject({
    texts: [text],
    suffix: "B 001",
    suffixRoom: 0,
    wideReference: true,
  });
  expect(proof?.releasedAt).toBeInstanceOf(Date);
});

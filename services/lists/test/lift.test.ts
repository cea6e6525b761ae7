import { randomUUID } from "node:crypto";
import { RefusalsServiceDefinition } from "@whiteline/contracts/lists/v1/refusals";
import { createClient, type Client } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lineOf, listsEnv, type ListsClient, type ListsEnv } from "./lists-env.js";

let env: ListsEnv;
let client: ListsClient;
let refusals: Client<typeof RefusalsServiceDefinition>;
const closers: (() => void)[] = [];

beforeAll(async () => {
  env = await listsEnv({ start: false });
  env.lines.push(lineOf({ lineId: "line-021", number: "02191001234" }));
  env.lines.push(lineOf({ lineId: "line-b", tenantId: "tenant-b", number: "02191009999" }));
  const { running, lists } = await env.startService();
  client = lists;
  refusals = createClient(RefusalsServiceDefinition, running.grpcAddress);
  closers.push(() => refusals[Symbol.dispose]());
  await eventually(async () => (await env.db.collection("lines").countDocuments()) === 2);
});
afterAll(async () => {
  for (const close of closers) close();
  await env[Symbol.asyncDispose]();
});

const tenant = () => env.tenant("tenant-a");
const findings = async (number: string, lineId = "line-021") => {
  const line = { lineId, market: "IR", advertising: false, governedByList: false, family: "" };
  const { recipients } = await client.checkRecipients({ line, numbers: [number] }, tenant());
  return recipients[0]!.findings;
};
const record = (number: string, heardAt?: Date, lineId = "") =>
  client.recordOptOut(
    { requestId: randomUUID(), number, lineId, channel: "api", heardAt },
    tenant(),
  );
const proof = {
  source: "form",
  wording: "I want your messages again.",
  evidence: "document 65f0a1",
};

test("only the subscriber's own later word with its proof lifts a refusal", async () => {
  const number = "09121110001";
  const heardAt = new Date(Date.now() - 3_600_000);
  const { refusalId } = await record(number, heardAt);
  const lift = (over: object) =>
    refusals.liftRefusal(
      { requestId: randomUUID(), refusalId, saidAt: new Date(), ...proof, ...over },
      tenant(),
    );
  await expect(lift({ evidence: " " })).rejects.toMatchObject({ reason: "PROOF_MISSING" });
  await expect(lift({ source: "rumour" })).rejects.toMatchObject({ reason: "PROOF_MISSING" });
  await expect(lift({ saidAt: undefined })).rejects.toMatchObject({ reason: "SAID_AT_MISSING" });
  await expect(lift({ saidAt: heardAt })).rejects.toMatchObject({ reason: "WORD_BEFORE_REFUSAL" });
  await expect(lift({ saidAt: new Date(Date.now() + 9e6) })).rejects.toMatchObject({
    reason: "SAID_IN_FUTURE",
  });
  const foreign = { requestId: "x", refusalId, saidAt: new Date(), ...proof };
  await expect(refusals.liftRefusal(foreign, env.tenant("tenant-b"))).rejects.toMatchObject({
    reason: "REFUSAL_UNKNOWN",
  });
  expect(await findings(number)).toEqual(["opted_out"]);

  const requestId = randomUUID();
  const lifted = await lift({ requestId });
  expect(lifted.refusal).toMatchObject({ refusalId, version: 2n, lift: proof });
  expect(await findings(number)).toEqual([]);
  expect((await lift({ requestId })).refusal?.version).toBe(2n);
  await expect(lift({})).rejects.toMatchObject({ reason: "REFUSAL_LIFTED" });
  await eventually(() => env.facts.some(({ type }) => type.endsWith("OptOutLifted")));
  // Once in the audit trail, with who did it, and without the number.
  const told = await eventually(() => {
    const all = env.facts.filter(({ type }) => type.endsWith("lists.v1.TrailExtended"));
    const lifts = all.map(({ fact }) => fact);
    const isLift = (fact: object) => "action" in fact && fact.action === "refusal.lifted";
    return lifts.some(isLift) && lifts;
  });
  expect(told).toContainEqual(
    expect.objectContaining({
      ...{ tenantId: "tenant-a", action: "refusal.lifted", subject: `refusal:${refusalId}` },
      after: { line: "", source: "form" },
    }),
  );
  expect(JSON.stringify(told)).not.toContain("98912");
});

test("after a lift a new word closes the door again, and an old one that comes late does not", async () => {
  const number = "09121110002";
  const { refusalId } = await record(number, new Date(Date.now() - 7_200_000));
  const saidAt = new Date(Date.now() - 3_600_000);
  await refusals.liftRefusal({ requestId: randomUUID(), refusalId, saidAt, ...proof }, tenant());
  await record(number, new Date(Date.now() - 5_400_000));
  expect(await findings(number)).toEqual([]);
  await record(number);
  expect(await findings(number)).toEqual(["opted_out"]);
  const { refusal } = await refusals.getRefusal({ refusalId }, tenant());
  expect(refusal).toMatchObject({ version: 3n, lift: undefined });
});

test("refusals are listed page by page, found by number, and show how long they took", async () => {
  for (let i = 0; i < 5; i += 1) await record(`0912222000${i}`, undefined, "line-021");
  const seen: string[] = [];
  let cursor = "";
  do {
    const asked = { lineId: "line-021", channel: "", withLifted: false, cursor, limit: 2 };
    const page = await refusals.listRefusals(asked, tenant());
    seen.push(...page.refusals.map(({ msisdn }) => String(msisdn)));
    cursor = page.nextCursor;
  } while (cursor !== "");
  expect(seen).toEqual([4, 3, 2, 1, 0].map((i) => `98912222000${i}`));
  const found = await refusals.findRefusals({ number: "+98 912 222 0003" }, tenant());
  expect(found.refusals).toMatchObject([{ lineId: "line-021", channel: "api" }]);
  const bad = { lineId: "", channel: "", withLifted: false, cursor: "'; drop", limit: 0 };
  await expect(refusals.listRefusals(bad, tenant())).rejects.toMatchObject({
    reason: "CURSOR_INVALID",
  });
  const other = await refusals.findRefusals({ number: "09122220003" }, env.tenant("tenant-b"));
  expect(other.refusals).toEqual([]);
});

test("staff enter what a complaint says, for a customer of their own provider only", async () => {
  const asked = {
    requestId: randomUUID(),
    number: "09121110003",
    lineId: "line-021",
    everyLine: true,
    reference: "complaint 118",
  };
  const { refusal } = await refusals.recordComplaintRefusal(asked, env.staff("expert"));
  expect(refusal).toMatchObject({ channel: "complaint", reference: "complaint 118", lineId: "" });
  expect(await findings("09121110003", "another-line")).toEqual(["opted_out"]);
  await expect(
    refusals.recordComplaintRefusal({ ...asked, reference: "" }, env.staff("expert")),
  ).rejects.toMatchObject({ reason: "PROOF_MISSING" });
  await expect(
    refusals.recordComplaintRefusal({ ...asked, lineId: "nobody's" }, env.staff("expert")),
  ).rejects.toMatchObject({ reason: "LINE_UNKNOWN" });
  await expect(refusals.recordComplaintRefusal(asked, tenant())).rejects.toMatchObject({
    reason: "STAFF_REQUIRED",
  });
});

test("[IR-ASN-26] [TR-AKT-18] a link in the text is a way to refuse: reading it changes nothing, pressing closes the door", async () => {
  const number = "09121110004";
  const asked = { lineId: "line-021", numbers: [number, "rubbish"] };
  const { links } = await refusals.makeRefusalLinks(asked, tenant());
  expect(links).toEqual([expect.stringMatching(/^https:\/\/sms\.example\/r\/[\w-]{22}$/u), ""]);
  expect(links[0]).not.toContain("9121110004");
  const token = links[0]!.split("/").at(-1)!;
  const page = await refusals.readRefusalLink({ token });
  expect(page).toMatchObject({ market: "IR", languages: ["fa"], sender: "02191001234" });
  expect(page).toMatchObject({ maskedNumber: "+•••••••••004", refusedAt: undefined });
  expect(await findings(number)).toEqual([]);

  const pressed = await refusals.refuseByLink({ token });
  const again = await refusals.refuseByLink({ token });
  expect(again.at).toEqual(pressed.at);
  expect(pressed.page?.refusedAt).toEqual(pressed.at);
  expect(await findings(number)).toEqual(["opted_out"]);
  expect(await findings(number, "another-line")).toEqual([]);
});

test("a forged link opens nothing, and links are made for one's own lines only", async () => {
  for (const token of ["", "AAAAAAAAAAAAAAAAAAAAAA", "x".repeat(500)]) {
    await expect(refusals.refuseByLink({ token })).rejects.toMatchObject({
      reason: "LINK_UNKNOWN",
    });
  }
  const asked = { lineId: "line-b", numbers: ["09121110005"] };
  await expect(refusals.makeRefusalLinks(asked, tenant())).rejects.toMatchObject({
    reason: "LINE_UNKNOWN",
  });
});

test("an opt-out for a number that nobody knows yet is kept, and counts when the number comes", async () => {
  await record("09129999999");
  expect(await findings("09129999999")).toEqual(["opted_out"]);
});

test("the stopwatch runs from the subscriber's word to the dispatcher that obeys, and a restart does not move it", async () => {
  const heardAt = new Date(Date.now() - 2_000);
  const { refusalId } = await record("09121110009", heardAt);
  const before = await refusals.getStopwatch({}, tenant());
  const at = new Date(heardAt.getTime() + 2_500);
  const told = { tenantId: "tenant-a", lineId: "", refusalId, version: 1n, dispatcherId: "d1" };
  await env.tell.enforced({ ...told, at });
  const refusal = await eventually(async () => {
    const { refusal: one } = await refusals.getRefusal({ refusalId }, tenant());
    return one?.enforcedAt === undefined ? undefined : one;
  });
  expect(refusal).toMatchObject({ heardAt, enforcedAt: at, tookMs: 2_500n });
  await env.tell.enforced({ ...told, at: new Date(at.getTime() + 86_400_000) });
  await env.tell.enforced({ ...told, version: 7n, at: new Date() });
  const { stopwatch } = await refusals.getStopwatch({}, tenant());
  expect(stopwatch?.enforced).toBe((before.stopwatch?.enforced ?? 0n) + 1n);
  expect(stopwatch).toMatchObject({ slowestMs: 2_500n, limitSeconds: 60n, overdue: 0n });
});

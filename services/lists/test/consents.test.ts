import { randomUUID } from "node:crypto";
import {
  ConsentsServiceDefinition,
  ConsentState,
  RecipientKind,
  type RecordConsentRequest,
} from "@whiteline/contracts/lists/v1/consents";
import { RefusalsServiceDefinition } from "@whiteline/contracts/lists/v1/refusals";
import { createClient, type Client } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audienceOf, listsEnv, type ListsClient, type ListsEnv } from "./lists-env.js";

let env: ListsEnv;
let client: ListsClient;
let consents: Client<typeof ConsentsServiceDefinition>;
let refusals: Client<typeof RefusalsServiceDefinition>;

beforeAll(async () => {
  env = await listsEnv({ start: false });
  const { running, lists } = await env.startService();
  client = lists;
  consents = createClient(ConsentsServiceDefinition, running.grpcAddress);
  refusals = createClient(RefusalsServiceDefinition, running.grpcAddress);
});
afterAll(async () => {
  consents[Symbol.dispose]();
  refusals[Symbol.dispose]();
  await env[Symbol.asyncDispose]();
});

const tenant = (id = "tenant-tr") => env.tenant(id, "TR");
const line = {
  lineId: "title",
  market: "TR",
  advertising: false,
  governedByList: false,
  family: "",
};
const findings = async (number: string, traffic: string, caller = tenant()) => {
  const { recipients } = await client.checkRecipients({ line, numbers: [number], traffic }, caller);
  return recipients[0]!.findings;
};
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const word = (over: Partial<RecordConsentRequest>): RecordConsentRequest => ({
  requestId: randomUUID(),
  number: "05321230001",
  recipientKind: RecipientKind.CONSUMER,
  state: ConsentState.GIVEN,
  saidAt: ago(60),
  source: "HS_WEB",
  wording: "Kampanya mesajları almak istiyorum.",
  evidence: "document 1",
  ...over,
});
async function* csv(text: string, header: object = {}) {
  yield { part: { $case: "header" as const, value: { requestId: randomUUID(), ...header } } };
  yield { part: { $case: "data" as const, value: Buffer.from(text) } };
}

test("[TR-AKT-21] marketing goes only to contacts who gave consent, with its proof; information needs none", async () => {
  const number = "05321230001";
  expect(await findings(number, "marketing")).toEqual(["no_consent"]);
  expect(await findings(number, "")).toEqual(["no_consent"]);
  expect(await findings(number, "informational")).toEqual([]);
  const request = word({ number });
  const { consent } = await consents.recordConsent(request, tenant());
  expect(consent).toMatchObject({
    msisdn: 905321230001n,
    current: { state: ConsentState.GIVEN, source: "HS_WEB", evidence: "document 1" },
    version: 1n,
  });
  expect((await consents.recordConsent(request, tenant())).consent).toEqual(consent);
  expect(await findings(number, "marketing")).toEqual([]);
  expect(await findings(number, "marketing", tenant("tenant-other"))).toEqual(["no_consent"]);
  const foreign = await consents.findConsents({ number }, tenant("tenant-other"));
  expect(foreign.consents).toEqual([]);
});

test("[TR-AKT-19] a refusal stops marketing to that number from then on, and information goes on", async () => {
  const number = "05321230002";
  await consents.recordConsent(word({ number }), tenant());
  const refusal = { requestId: randomUUID(), number, lineId: "", channel: "api" };
  await client.recordOptOut(refusal, tenant());
  expect(await findings(number, "marketing")).toEqual(["refused"]);
  expect(await findings(number, "informational")).toEqual([]);
});

test("a consent withdrawn leaves its history, and stops what is on its way as a refusal does", async () => {
  const number = "05321230003";
  await consents.recordConsent(word({ number }), tenant());
  const withdrawal = { number, state: ConsentState.WITHDRAWN, saidAt: ago(1), source: "HS_MESAJ" };
  const { consent } = await consents.recordConsent(word(withdrawal), tenant());
  expect(consent?.history).toMatchObject([{ state: ConsentState.GIVEN, source: "HS_WEB" }]);
  expect(await findings(number, "marketing")).toEqual(["no_consent", "refused"]);
  // An older word that comes late changes nothing.
  await consents.recordConsent(word({ number, saidAt: ago(30) }), tenant());
  expect(await findings(number, "marketing")).toEqual(["no_consent", "refused"]);
});

test("a withdrawal older than the consent that stands changes nothing and is no refusal", async () => {
  const number = "05321230013";
  await consents.recordConsent(word({ number, saidAt: ago(10) }), tenant());
  const older = { number, state: ConsentState.WITHDRAWN, saidAt: ago(30), source: "HS_MESAJ" };
  const { consent } = await consents.recordConsent(word(older), tenant());
  expect(consent?.current?.state).toBe(ConsentState.GIVEN);
  expect(await findings(number, "marketing")).toEqual([]);
});

const refusalsOf = async (number: string) =>
  (await refusals.findRefusals({ number }, tenant())).refusals;

test("[TR-AKT-19] [TR-AKT-21] a consent given after a withdrawal ends the refusal that it made, with its time and proof; what is younger decides", async () => {
  const number = "05321230014";
  const withdraw = (saidAt: Date) =>
    consents.recordConsent(
      word({ number, state: ConsentState.WITHDRAWN, saidAt, source: "HS_MESAJ" }),
      tenant(),
    );
  await withdraw(ago(30));
  expect(await findings(number, "marketing")).toEqual(["no_consent", "refused"]);
  const saidAt = ago(20);
  await consents.recordConsent(word({ number, saidAt, evidence: "document 2" }), tenant());
  expect(await findings(number, "marketing")).toEqual([]);
  const lift = { saidAt, source: "HS_WEB", evidence: "document 2" };
  expect(await refusalsOf(number)).toMatchObject([{ channel: "consent", version: 2n, lift }]);
  await eventually(() =>
    env.facts.some(
      ({ type, fact }) =>
        type.endsWith("OptOutLifted") && "msisdn" in fact && fact.msisdn === 905321230014n,
    ),
  );
  // A withdrawal from before that comes late does not close the door; a later one does, and a file opens it again.
  await withdraw(ago(25));
  expect(await findings(number, "marketing")).toEqual([]);
  await withdraw(ago(10));
  expect(await findings(number, "marketing")).toEqual(["no_consent", "refused"]);
  const header = { state: ConsentState.GIVEN, saidAt: ago(5), source: "HS_WEB", wording: "evet" };
  await consents.importConsents(csv(`number\n${number}`, { ...header, evidence: "f" }), tenant());
  expect(await findings(number, "marketing")).toEqual([]);
  // One role's consent does not outweigh the other's withdrawal.
  const merchant = { number, recipientKind: RecipientKind.MERCHANT };
  const no = word({ ...merchant, state: ConsentState.WITHDRAWN, saidAt: ago(4) });
  await consents.recordConsent(no, tenant());
  await consents.recordConsent(word({ number, saidAt: ago(3) }), tenant());
  expect(await findings(number, "marketing")).toEqual(["no_consent", "refused"]);
  await consents.recordConsent(word({ ...merchant, saidAt: ago(2) }), tenant());
  expect(await findings(number, "marketing")).toEqual([]);
});

test("who withdrew and refused by another road, too, is written to again only by the proof that lifts a refusal", async () => {
  const number = "05321230015";
  const withdrawal = { number, state: ConsentState.WITHDRAWN, saidAt: ago(30), source: "HS_MESAJ" };
  await consents.recordConsent(word(withdrawal), tenant());
  const refusal = { requestId: randomUUID(), number, lineId: "", channel: "api" };
  await client.recordOptOut({ ...refusal, heardAt: ago(20) }, tenant());
  await consents.recordConsent(word({ number, saidAt: ago(10) }), tenant());
  expect(await findings(number, "marketing")).toEqual(["refused"]);
  const [kept] = await refusalsOf(number);
  expect(kept).toMatchObject({ channel: "api", lift: undefined });
  const proof = { source: "form", wording: "evet", evidence: "document 3" };
  const lift = { requestId: randomUUID(), refusalId: kept!.refusalId, ...proof };
  await expect(refusals.liftRefusal({ ...lift, saidAt: ago(25) }, tenant())).rejects.toMatchObject({
    reason: "WORD_BEFORE_REFUSAL",
  });
  await refusals.liftRefusal({ ...lift, saidAt: ago(5) }, tenant());
  expect(await findings(number, "marketing")).toEqual([]);
});

test("the first words of one recipient that come at the same moment are all kept", async () => {
  const number = "05321230016";
  const words = [50, 40, 30, 20].map((minutes) => word({ number, saidAt: ago(minutes) }));
  await Promise.all(words.map((one) => consents.recordConsent(one, tenant())));
  const [consent] = (await consents.findConsents({ number }, tenant())).consents;
  expect(consent?.current?.saidAt).toEqual(words.at(-1)!.saidAt);
});

test("a consent without its proof is none", async () => {
  const refusals = [
    [{ evidence: "" }, "PROOF_MISSING"],
    [{ source: "HEARSAY" }, "SOURCE_UNKNOWN"],
    [{ saidAt: undefined }, "SAID_AT_MISSING"],
    [{ saidAt: new Date(Date.now() + 9e6) }, "SAID_IN_FUTURE"],
    [{ state: ConsentState.UNSPECIFIED }, "CONSENT_STATE_MISSING"],
    [{ number: "0212" }, "WRONG_LENGTH"],
  ] as const;
  for (const [over, reason] of refusals) {
    const asked = consents.recordConsent(word({ number: "05321230004", ...over }), tenant());
    await expect(asked, reason).rejects.toMatchObject({ reason });
  }
  const iran = consents.recordConsent(word({ number: "09121234567" }), env.tenant("t", "IR"));
  await expect(iran).rejects.toMatchObject({ reason: "CONSENTS_NOT_KEPT" });
});

test("consents come in bulk, each row by itself; the same file again changes nothing", async () => {
  const text = [
    "numara;tarih;kaynak;durum;metin;belge;alıcı tipi",
    "05331230001;2026-11-20 12:00:00;HS_WEB;ONAY;evet;arşiv 1;BIREYSEL",
    "05331230002;2026-11-20T09:00:00Z;HS_ISLAK_IMZA;ONAY;evet;arşiv 2;TACİR",
    "05331230001;2026-11-21 12:00:00;HS_MESAJ;RET;hayır;arşiv 3;",
    "05331230003;;;;;;",
    "0212;2026-11-20 12:00:00;HS_WEB;ONAY;evet;arşiv;",
    "05331230004;2026-11-20 12:00:00;HEARSAY;ONAY;evet;arşiv;",
    "05331230005;2026-11-20 12:00:00;HS_WEB;BELKI;evet;arşiv;",
    '=HYPERLINK("http://evil");2026-11-20 12:00:00;HS_WEB;ONAY;evet;arşiv;',
  ].join("\r\n");
  const header = { state: ConsentState.GIVEN, saidAt: ago(90), source: "HS_EORTAM", wording: "w" };
  const whole = { ...header, evidence: "file 7" };
  const first = await consents.importConsents(csv(text, whole), tenant());
  expect(first).toMatchObject({ rowsRead: 8n, recorded: 3n });
  expect(first.refusedRows).toEqual([
    { row: 6n, code: "WRONG_LENGTH" },
    { row: 7n, code: "SOURCE_UNKNOWN" },
    { row: 8n, code: "CONSENT_STATE_MISSING" },
    { row: 9n, code: "NOT_A_NUMBER" },
  ]);
  const again = await consents.importConsents(csv(text, whole), tenant());
  expect(again).toMatchObject({ rowsRead: 8n, recorded: 0n });
  const audience = await audienceOf(
    client.streamAudience(
      {
        line,
        traffic: "marketing",
        numbers: ["05331230001", "05331230002", "05331230003", "05331230009"],
      },
      tenant(),
    ),
  );
  expect(audience.people.map(({ msisdn }) => msisdn)).toEqual([905331230002n, 905331230003n]);
  expect(audience.summary.dropped).toEqual({ no_consent: 2n });
  const page = await consents.listConsents({ state: ConsentState.WITHDRAWN }, tenant());
  expect(page.consents.some(({ msisdn }) => msisdn === 905331230001n)).toBe(true);
  // Who withdrew by the file is held back in every queue, as by any other road.
  expect(await findings("05331230001", "marketing")).toEqual(["no_consent", "refused"]);
});

test("a file that is no CSV of consents is refused as a whole", async () => {
  for (const text of ["", "no;numbers;here\n1;2;3", `number\n"${"x".repeat(100_000)}`]) {
    await expect(consents.importConsents(csv(text), tenant())).rejects.toMatchObject({
      reason: "CONSENT_FILE_UNREADABLE",
    });
  }
});

test("traffic that the market does not know is refused", async () => {
  await expect(findings("05321230001", "spam")).rejects.toMatchObject({
    reason: "TRAFFIC_UNKNOWN",
  });
});

test("[TR-AKT-18] a campaign's text carries each recipient's own refusal link", async () => {
  const number = "05321230009";
  await consents.recordConsent(word({ number }), tenant());
  const asked = { line, numbers: [number], traffic: "marketing", refusalLinkVariable: "ret" };
  const { people } = await audienceOf(client.streamAudience(asked, tenant()));
  expect(people[0]!.variables["ret"]).toMatch(/^https:\/\/sms\.example\/r\/[\w-]{22}$/u);
});

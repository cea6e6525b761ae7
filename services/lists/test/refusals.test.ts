import type { InboundReceived } from "@whiteline/contracts/dispatcher/v1/events";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lineOf, listsEnv, type ListsEnv } from "./lists-env.js";

let env: ListsEnv;
let service: Awaited<ReturnType<ListsEnv["startService"]>>;

beforeAll(async () => {
  env = await listsEnv({ start: false });
  env.lines.push(lineOf({ lineId: "line-021", number: "02191001234" }));
  service = await env.startService();
});
afterAll(() => env[Symbol.asyncDispose]());

let made = 0;
let sent = 0;
const reply = (
  msisdn: bigint,
  text: string,
  over: Partial<InboundReceived> = {},
): InboundReceived => {
  made += 1;
  return {
    inboundId: `inbound-${made}`,
    operator: "mci",
    lineNumber: "02191001234",
    msisdn,
    text,
    at: new Date(),
    parts: 1,
    missingParts: 0,
    ...over,
  };
};
const tell = async (fact: InboundReceived): Promise<void> => {
  await env.tell.inbound(fact);
  sent += 1;
};
/** Waits until every reply told so far has an outcome, and answers how often each came out. */
const outcomes = () =>
  eventually(
    async () => {
      const page = await (await fetch(`http://${service.running.httpAddress}/metrics`)).text();
      const found = page.matchAll(/^lists_replies_total\{[^}]*outcome="(\w+)"[^}]*\} (\d+)/gmu);
      const counts = [...found].map(([, outcome, count]) => [outcome!, Number(count)] as const);
      const all = counts.reduce((sum, [, count]) => sum + count, 0);
      return all >= sent ? Object.fromEntries(counts) : undefined;
    },
    { what: "an outcome of every reply" },
  );
const findings = async (msisdn: bigint, lineId = "line-021", tenantId = "tenant-a") => {
  const line = { lineId, market: "IR", advertising: false, governedByList: false };
  const { recipients } = await service.lists.checkRecipients(
    { line: { ...line, family: "landline_021" }, numbers: [String(msisdn)] },
    env.tenant(tenantId),
  );
  return recipients[0]!.findings;
};
const isRefused = (...of: Parameters<typeof findings>) =>
  eventually(async () => (await findings(...of)).includes("opted_out"), {
    what: "the refusal",
  });
const told = (msisdn: bigint) =>
  env.facts.flatMap(({ fact }) => ("msisdn" in fact && fact.msisdn === msisdn ? [fact] : []));

test("[IR-ASN-26] each service sender offers a way to withdraw: a reply closes the door on its line and is told", async () => {
  const msisdn = 989123330001n;
  await tell(reply(msisdn, "لغو"));
  await isRefused(msisdn);
  expect(await findings(msisdn, "another-line")).toEqual([]);
  expect(await findings(msisdn, "line-021", "tenant-b")).toEqual([]);
  await eventually(() => told(msisdn).length === 1);
  expect(told(msisdn)).toMatchObject([{ tenantId: "tenant-a", lineId: "line-021", msisdn }]);
  expect(await env.db.collection("optOuts").findOne({ msisdn: Number(msisdn) })).toMatchObject({
    channel: "reply",
  });
});

test("a reply heard again, and one that says it again, change nothing", async () => {
  const msisdn = 989123330002n;
  const first = reply(msisdn, "لغو۱۱");
  await tell(first);
  await isRefused(msisdn);
  await tell(first);
  await tell(reply(msisdn, "11"));
  await outcomes();
  await eventually(() => told(msisdn).length > 0);
  expect(told(msisdn)).toHaveLength(1);
  expect(await env.db.collection("optOuts").countDocuments({ msisdn: Number(msisdn) })).toBe(1);
});

test("a reply that is no refusal does nothing, nor does one from nobody we can write to", async () => {
  const talker = 989123330003n;

  await tell(reply(talker, "سلام، سفارش من را لغو نکنید"));
  await tell(reply(0n, "لغو"));
  await tell(reply(905321234567n, "لغو"));
  expect(await outcomes()).toMatchObject({ no_refusal: 2, unknown_subscriber: 1 });
  expect(await findings(talker)).toEqual([]);
  expect(
    await env.db
      .collection("optOuts")
      .countDocuments({ msisdn: { $in: [Number(talker), 0, 905321234567] } }),
  ).toBe(0);
});

test("the operator may write the line's number as it likes", async () => {
  const written = ["2191001234", "982191001234", "+982191001234", "00982191001234"];
  for (const [i, lineNumber] of written.entries()) {
    const msisdn = 989123340000n + BigInt(i);
    await tell(reply(msisdn, "لغو", { lineNumber }));
    await isRefused(msisdn);
  }
});

test("a line whose activation was told after the start is known", async () => {
  await env.tell.lineActivated(
    lineOf({ lineId: "line-new", tenantId: "tenant-b", number: "02191005555" }),
  );
  const msisdn = 989123350001n;
  await eventually(
    async () => (await env.db.collection("lines").countDocuments({ digits: "2191005555" })) === 1,
  );
  await tell(reply(msisdn, "لغو", { lineNumber: "982191005555" }));
  await isRefused(msisdn, "line-new", "tenant-b");
});

test("a line that nobody told of yet is asked of the registry; one that the registry does not know is nobody's", async () => {
  const msisdn = 989123360001n;
  env.lines.push(lineOf({ lineId: "line-untold", number: "02191007777" }));
  await tell(reply(msisdn, "لغو", { lineNumber: "+982191007777" }));
  await isRefused(msisdn, "line-untold");
  await tell(reply(989123360002n, "لغو", { lineNumber: "02100000009" }));
  expect(await outcomes()).toMatchObject({ unknown_line: 1 });
  expect(await env.db.collection("optOuts").countDocuments({ msisdn: 989123360002 })).toBe(0);
});

test("a number that platforms of several providers share refuses each of them", async () => {
  for (const provider of ["asanak", "kando"]) {
    const tenantId = `platform-${provider}`;
    env.lines.push(lineOf({ lineId: `line-${provider}`, tenantId, number: "021000000" }));
  }
  const msisdn = 989123370001n;
  await tell(reply(msisdn, "لغو", { lineNumber: "98021000000" }));
  await isRefused(msisdn, "line-asanak", "platform-asanak");
  await isRefused(msisdn, "line-kando", "platform-kando");
});

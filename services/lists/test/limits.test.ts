import { randomUUID } from "node:crypto";
import { SendingLimitsServiceDefinition } from "@whiteline/contracts/lists/v1/sending_limits";
import { createClient, type Client } from "@whiteline/service-kit";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audienceOf, lineOf, listsEnv, type ListsClient, type ListsEnv } from "./lists-env.js";

let env: ListsEnv;
let client: ListsClient;
let limits: Client<typeof SendingLimitsServiceDefinition>;

/** It begins at noon in Hà Nội: no day ends in the middle of a test. */
const ahead = Date.parse("2026-11-22T05:00:00Z") - Date.now();

beforeAll(async () => {
  env = await listsEnv({ start: false, now: () => new Date(Date.now() + ahead) });
  env.lines.push(lineOf({ lineId: "brand", tenantId: "tenant-vn", market: "VN", number: "SHOP" }));
  env.lines.push(
    lineOf({ lineId: "brand-2", tenantId: "tenant-v2", market: "VN", number: "CAFE" }),
  );
  const { running, lists } = await env.startService();
  client = lists;
  limits = createClient(SendingLimitsServiceDefinition, running.grpcAddress);
  await eventually(async () => (await env.db.collection("lines").countDocuments()) === 2);
});
afterAll(async () => {
  limits[Symbol.dispose]();
  await env[Symbol.asyncDispose]();
});

const line = {
  lineId: "brand",
  market: "VN",
  advertising: false,
  governedByList: false,
  family: "",
};
const ask = async (
  numbers: readonly string[],
  over: { readonly traffic?: string; readonly countAs?: string; readonly text?: bigint } = {},
  tenantId = "tenant-vn",
  lists = client,
) => {
  const { traffic = "advertising", countAs = "", text = 0n } = over;
  const { recipients } = await lists.checkRecipients(
    { line, numbers: [...numbers], traffic, countAs, textDigests: [text] },
    env.tenant(tenantId, "VN"),
  );
  return recipients.map((one) => one.findings);
};
const count = (numbers: readonly string[], countAs: string = randomUUID(), text = 0n) =>
  ask(numbers, { countAs, text });

test("nobody is advertised to more than three times in 24 hours, whatever asks", async () => {
  const numbers = ["0961230001", "0961230002"];
  expect(await count(numbers, "chunk-1")).toEqual([[], []]);
  // The same chunk asked again is the same sending.
  expect(await count(numbers, "chunk-1")).toEqual([[], []]);
  expect(await count(["0961230001"])).toEqual([[]]);
  expect(await count(["0961230001"])).toEqual([[]]);
  expect(await ask(numbers)).toEqual([["frequency_cap"], []]);
  expect(await count(numbers, "chunk-4")).toEqual([["frequency_cap"], []]);
  expect(await count(numbers, "chunk-4")).toEqual([["frequency_cap"], []]);
  expect(await ask(numbers, { traffic: "customer_care" })).toEqual([[], []]);
  expect(await ask(numbers, {}, "tenant-v2")).toEqual([[], []]);
  const { people, summary } = await audienceOf(
    client.streamAudience({ line, numbers, traffic: "advertising" }, env.tenant("tenant-vn", "VN")),
  );
  expect(people).toHaveLength(1);
  expect(summary.dropped).toEqual({ frequency_cap: 1n });
});

test("of chunks that are released at once no more than three reach a person", async () => {
  const { lists, running } = await env.startService();
  const number = ["0961230010"];
  // Who hears nothing in time asks again under the same name, which is the same sending.
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      eventually(
        () => ask(number, { countAs: `race-${i}` }, "tenant-vn", i % 2 === 0 ? client : lists),
        { within: 120_000, every: 50, what: `chunk ${i} to be counted` },
      ),
    ),
  );
  expect(answers.filter(([findings]) => findings!.length === 0)).toHaveLength(3);
  await running.stop();
});

test("the same text reaches a person once a day", async () => {
  const number = ["0961230020"];
  expect(await count(number, "text-1", 77n)).toEqual([[]]);
  expect(await ask(number, { text: 77n })).toEqual([["same_text_same_day"]]);
  expect(await ask(number, { text: 78n })).toEqual([[]]);
  expect(await count(number, "text-1", 77n)).toEqual([[]]);
});

test("what our services sent outside of chunks is counted once under its name", async () => {
  const sent = { key: "m1", market: "VN", traffic: "advertising", msisdns: [84961230030n] };
  for (let i = 0; i < 3; i += 1) await limits.countSent(sent, env.service("tenant-vn"));
  expect(await ask(["0961230030"])).toEqual([[]]);
  await limits.countSent({ ...sent, key: "m2" }, env.service("tenant-vn"));
  await limits.countSent({ ...sent, key: "m3" }, env.service("tenant-vn"));
  expect(await ask(["0961230030"])).toEqual([["frequency_cap"]]);
  await expect(limits.countSent(sent, env.tenant("tenant-vn", "VN"))).rejects.toMatchObject({
    reason: "SERVICE_REQUIRED",
  });
});

test("staff set a rule for one customer of theirs, the customer sees it, and it goes back to the market", async () => {
  const rule = "frequency_cap:advertising";
  const change = {
    requestId: randomUUID(),
    tenantId: "tenant-v2",
    market: "VN",
    rule,
    enabled: true,
    messages: 1,
    note: "a complaint",
  };
  await limits.setSendingLimit(change, env.staff("operations"));
  const seen = await limits.getSendingLimits({}, env.tenant("tenant-v2", "VN"));
  expect(seen.limits.find((one) => one.rule === rule)).toMatchObject({
    messages: 1,
    hours: 24,
    change: { note: "a complaint" },
  });
  const number = ["0961230040"];
  expect(await ask(number, { countAs: "v2-1" }, "tenant-v2")).toEqual([[]]);
  expect(await ask(number, {}, "tenant-v2")).toEqual([["frequency_cap"]]);
  await limits.setSendingLimit({ ...change, enabled: false }, env.staff("operations"));
  expect(await ask(number, {}, "tenant-v2")).toEqual([[]]);
  const back = await limits.setSendingLimit({ ...change, reset: true }, env.staff("operations"));
  expect(back.limits.find((one) => one.rule === rule)).toMatchObject({
    enabled: true,
    messages: 3,
    change: undefined,
  });
  const refusals = [
    [{ rule: "no such" }, "LIMIT_UNKNOWN"],
    [{ messages: -1 }, "LIMIT_INVALID"],
    [{ note: " " }, "LIMIT_INVALID"],
    [{ tenantId: "tenant-of-nobody" }, "TENANT_UNKNOWN"],
  ] as const;
  for (const [over, reason] of refusals) {
    const asked = limits.setSendingLimit({ ...change, ...over }, env.staff("operations"));
    await expect(asked, reason).rejects.toMatchObject({ reason });
  }
});

test("no number is kept in what was sent", async () => {
  const docs = await env.db.collection("sent").find({}).toArray();
  expect(docs.length).toBeGreaterThan(0);
  expect(JSON.stringify(docs)).not.toMatch(/96123/u);
});

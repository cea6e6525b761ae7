import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { audience, tenantId } from "./neighbours.js";
import { asTenant, campaignsWorld, messages, principals } from "./world.js";

const asOwner = principals.tenant(tenantId, { market: "IR" });
const asAccountant = principals.tenant(tenantId, { market: "IR", roles: ["accountant"] });

test("messages are found by number, own name, time and state, page by page, the newest first", async () => {
  await using it = await campaignsWorld();
  const send = (requestId: string, to: string) =>
    it.client().submitMessages(messages([{ requestId, to }]), asTenant);
  const began = new Date();
  await send("one", "09120000001");
  await send("two", "09120000002");
  await send("three", "09120000001");
  await eventually(() => it.works.length === 3);
  const find = (asked: object, as = asOwner) => it.search().searchMessages(asked, as);
  const namesOf = async (asked: object) =>
    (await find(asked)).messages.map(({ requestId }) => requestId);

  expect(await namesOf({ number: "۰۹۱۲ ۰۰۰ ۰۰۰۱" })).toEqual(["three", "one"]);
  expect(await namesOf({ requestId: "two" })).toEqual(["two"]);
  expect(await namesOf({ until: began })).toEqual([]);
  expect(await namesOf({ state: "released" })).toEqual(["three", "two", "one"]);
  expect(await namesOf({ state: "delivered" })).toEqual([]);
  const first = await find({ limit: 2 });
  expect(first.messages.map(({ requestId }) => requestId)).toEqual(["three", "two"]);
  const rest = await find({ limit: 2, pageToken: first.nextPageToken });
  expect(rest.messages.map(({ requestId }) => requestId)).toEqual(["one"]);
  expect(rest.nextPageToken).toBe("");
  expect(first.messages[0]).toMatchObject({
    number: "+989120000001",
    message: { state: "released", operator: "MCI" },
  });
  const masked = await find({ requestId: "one" }, asAccountant);
  expect(masked.messages[0]?.number).toBe("+98912****001");
});

test("recipients of a campaign are found among its messages", async () => {
  await using it = await campaignsWorld();
  it.words.audience = () => audience(3);
  const { campaignId } = await it.submit();
  await it.materialised(campaignId);
  const { messages: found } = await it.search().searchMessages({ campaignId }, asOwner);
  expect(found.map(({ message }) => message?.state)).toEqual(["waiting", "waiting", "waiting"]);
  const number = found[1]?.number ?? "";
  const { messages: one } = await it.search().searchMessages({ campaignId, number }, asOwner);
  expect(one.map(({ message }) => message?.messageId)).toEqual([found[1]?.message?.messageId]);
});

test("a number that is none, a state that is none, a search over a year and a token of elsewhere are refused by name", async () => {
  await using it = await campaignsWorld();
  for (const [asked, reason] of [
    [{ number: "12" }, "NUMBER_INVALID"],
    [{ state: "sleeping" }, "STATE_UNKNOWN"],
    [{ from: new Date("2025-11-01T00:00:00Z") }, "SEARCH_TOO_WIDE"],
    [{ pageToken: "next" }, "CURSOR_UNKNOWN"],
    [{ tenantId: "another" }, "TENANT_UNKNOWN"],
  ] as const)
    await expect(it.search().searchMessages(asked, asOwner)).rejects.toMatchObject({ reason });
  const operations = principals.staff("operations", "asanak");
  await expect(it.search().searchMessages({}, operations)).rejects.toMatchObject({
    reason: "TENANT_REQUIRED",
  });
});

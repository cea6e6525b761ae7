import { randomUUID } from "node:crypto";
import {
  BlockListChange,
  BlockListsServiceDefinition,
} from "@whiteline/contracts/lists/v1/block_lists";
import { ConsentsServiceDefinition, ConsentState } from "@whiteline/contracts/lists/v1/consents";
import { ListVersionsServiceDefinition } from "@whiteline/contracts/lists/v1/list_versions";
import { RecallServiceDefinition } from "@whiteline/contracts/lists/v1/recall";
import { RefusalsServiceDefinition } from "@whiteline/contracts/lists/v1/refusals";
import { createClient } from "@whiteline/service-kit";
import { testPrincipals } from "@whiteline/service-kit/testing";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filledList, importFile, lineOf, listsEnv, type ListsEnv } from "./lists-env.js";

let env: ListsEnv;
let it: Awaited<ReturnType<typeof clients>>;
const closers: (() => void)[] = [];

const clients = async () => {
  const { running, lists } = await env.startService();
  const made = {
    recall: createClient(RecallServiceDefinition, running.grpcAddress),
    versions: createClient(ListVersionsServiceDefinition, running.grpcAddress),
    refusals: createClient(RefusalsServiceDefinition, running.grpcAddress),
    consents: createClient(ConsentsServiceDefinition, running.grpcAddress),
    blockLists: createClient(BlockListsServiceDefinition, running.grpcAddress),
  };
  for (const client of Object.values(made)) closers.push(() => client[Symbol.dispose]());
  return { ...made, lists };
};

beforeAll(async () => {
  env = await listsEnv({ start: false });
  env.lines.push(lineOf({ lineId: "line-021", number: "02191001234", governedByList: true }));
  env.lines.push(lineOf({ lineId: "line-else", number: "02191001235" }));
  it = await clients();
  await eventually(async () => (await env.db.collection("lines").countDocuments()) === 2);
});
afterAll(async () => {
  for (const close of closers) close();
  await env[Symbol.asyncDispose]();
});

const compliance = (tenantId = "tenant-a", market = "IR") =>
  testPrincipals().service("compliance", tenantId, { market });
const line = {
  lineId: "line-021",
  family: "landline_021",
  market: "IR",
  advertising: true,
  governedByList: true,
};
const recall = async (at: Date, numbers: readonly string[], over: Partial<typeof line> = {}) =>
  it.recall.recallRecipients(
    { line: { ...line, ...over }, numbers: [...numbers], at },
    compliance(),
  );
const findings = async (at: Date, number: string) =>
  (await recall(at, [number])).recipients[0]!.findings;
/** A moment between what was done and what comes. */
const moment = async (): Promise<Date> => {
  const at = new Date();
  await eventually(() => Date.now() > at.getTime() + 2);
  return at;
};
const block = async (change: BlockListChange, ...numbers: readonly string[]) => {
  const header = { requestId: randomUUID(), market: "IR", owner: "MCI", change, fileName: "b.txt" };
  const parts = (async function* () {
    yield { part: { $case: "header" as const, value: header } };
    yield { part: { $case: "data" as const, value: Buffer.from(numbers.join("\n")) } };
  })();
  return it.blockLists.loadBlockList(parts, env.staff("operations"));
};

test("what spoke against a recipient at a past moment is told after list, refusal, lift and block list changed", async () => {
  const number = "09121234567";
  const tenant = env.tenant("tenant-a");
  const before = await moment();
  const listId = await filledList(it.lists, tenant, [number], ["line-021"]);
  const clean = await moment();

  const { refusalId } = await it.lists.recordOptOut(
    { requestId: randomUUID(), number, lineId: "", channel: "api" },
    tenant,
  );
  await block(BlockListChange.REPLACE, number, "09121110000");
  const refused = await moment();

  await importFile(it.lists, tenant, { listId }, Buffer.from("mobile\n09121110000"));
  const saidAt = new Date();
  const word = { source: "form", wording: "yes", evidence: "document 1", saidAt };
  await it.refusals.liftRefusal({ requestId: randomUUID(), refusalId, ...word }, tenant);
  await block(BlockListChange.REMOVE, number);
  const off = await moment();

  await it.lists.recordOptOut(
    { requestId: randomUUID(), number, lineId: "", channel: "reply" },
    tenant,
  );
  await block(BlockListChange.ADD, number);
  await it.versions.updateList({ listId, governs: { lineIds: ["line-else"] } }, tenant);
  const moved = await moment();

  expect(await findings(before, number)).toEqual(["not_on_customer_list"]);
  expect(await findings(clean, number)).toEqual([]);
  expect(await findings(refused, number)).toEqual(["opted_out", "blacklisted"]);
  expect(await findings(off, number)).toEqual(["not_on_customer_list"]);
  expect(await findings(moved, number)).toEqual([
    "opted_out",
    "not_on_customer_list",
    "blacklisted",
  ]);
  const then = await recall(refused, [number, "09121110000", "rubbish"]);
  expect(then).toMatchObject({ listId, listVersion: 1n, untold: [] });
  expect(then.blockLists).toMatchObject([{ owner: "MCI", version: 1n }]);
  expect(then.blockLists[0]!.versionAt!.getTime()).toBeLessThanOrEqual(refused.getTime());
  expect(then.recipients.map((each) => each.findings)).toEqual([
    ["opted_out", "blacklisted"],
    ["not_on_customer_list", "blacklisted"],
    [],
  ]);
  expect(then.recipients[2]!.refusalCode).toBe("NOT_A_NUMBER");
  expect(await recall(moved, [number])).toMatchObject({ listId: "", listVersion: 0n });

  // Every word stays with its times.
  const { refusals } = await it.refusals.findRefusals({ number }, tenant);
  expect(refusals).toMatchObject([
    { channel: "reply", lift: undefined, earlier: [{ channel: "api", lift: { saidAt } }] },
  ]);
});

test("what a block list said before its differences were kept is not told", async () => {
  await block(BlockListChange.REPLACE, "09123330001");
  const then = await moment();
  await block(BlockListChange.ADD, "09123330002");
  // As a list of before: its head says only from where differences are known.
  const heads = env.db.collection<{ _id: string; version: number }>("blockLists");
  const head = await heads.findOne({ _id: "IR:MCI" });
  await heads.updateOne({ _id: "IR:MCI" }, { $set: { toldFrom: head!.version } });
  const answer = await recall(then, ["09123330002"], { governedByList: false });
  expect(answer).toMatchObject({ untold: ["blacklisted"], recipients: [{ findings: [] }] });
  expect(await recall(new Date(), ["09123330002"], { governedByList: false })).toMatchObject({
    untold: [],
    recipients: [{ findings: ["blacklisted"] }],
  });
});

test("[TR-AKT-21] the consent of a past moment is told after its withdrawal", async () => {
  const number = "05321234567";
  const say = (state: ConsentState) =>
    it.consents.recordConsent(
      {
        ...{ requestId: randomUUID(), number, recipientKind: "RECIPIENT_KIND_CONSUMER", state },
        ...{ saidAt: new Date(), source: "HS_WEB", wording: "Evet", evidence: "document 1" },
      },
      env.tenant("tenant-a", "TR"),
    );
  const ask = async (at: Date) => {
    const facts = { ...line, market: "TR", governedByList: false, family: "title" };
    const asked = { line: facts, numbers: [number], at };
    const { recipients } = await it.recall.recallRecipients(asked, compliance("tenant-a", "TR"));
    return recipients[0]!.findings;
  };
  const unasked = await moment();
  await say(ConsentState.GIVEN);
  const given = await moment();
  await say(ConsentState.WITHDRAWN);
  expect(await ask(unasked)).toEqual(["no_consent"]);
  expect(await ask(given)).toEqual([]);
  expect(await ask(await moment())).toEqual(["no_consent", "refused"]);
});

test("nobody but a service recalls, for one tenant, and with a time", async () => {
  const asked = { line, numbers: ["09121234567"], at: new Date() };
  await expect(it.recall.recallRecipients(asked, env.tenant("tenant-a"))).rejects.toMatchObject({
    reason: "SERVICE_REQUIRED",
  });
  await expect(
    it.recall.recallRecipients({ ...asked, at: undefined }, compliance()),
  ).rejects.toMatchObject({ reason: "AT_MISSING" });
  const answer = await it.recall.recallRecipients(asked, compliance("tenant-b"));
  expect(answer).toMatchObject({
    listId: "",
    recipients: [{ findings: ["not_on_customer_list"] }],
  });
});

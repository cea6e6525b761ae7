import { randomUUID } from "node:crypto";
import {
  ConsentsServiceDefinition,
  ConsentState,
  RecipientKind,
  RegistryState,
} from "@whiteline/contracts/lists/v1/consents";
import { createClient, type Client } from "@whiteline/service-kit";
import { eventually, freePort, testDirectory } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { audienceOf, listsEnv, type ListsClient, type ListsEnv } from "./lists-env.js";
import { startIys } from "./start-iys.js";

const BRAND = "654321";
const line = {
  lineId: "title",
  market: "TR",
  advertising: false,
  governedByList: false,
  family: "",
};

let env: ListsEnv;
let client: ListsClient;
let consents: Client<typeof ConsentsServiceDefinition>;
let directory: Awaited<ReturnType<typeof testDirectory>>;
let iys: Awaited<ReturnType<typeof startIys>>;
let port: number;
let httpAddress: string;

beforeAll(async () => {
  directory = await testDirectory();
  port = await freePort();
  iys = await startIys(port, directory.path);
  const environment = {
    IYS_URL: `http://127.0.0.1:${port}`,
    // Turns are taken by the tests; what was heard is stale at once.
    REGISTRY_EVERY_MS: "86400000",
    REGISTRY_FRESH_MS: "0",
  };
  env = await listsEnv({ start: false, environment });
  const { running, lists } = await env.startService();
  client = lists;
  httpAddress = running.httpAddress;
  consents = createClient(ConsentsServiceDefinition, running.grpcAddress);
  await consents.setRegistryBrand({ requestId: "b", brand: BRAND }, tenant());
});
afterAll(async () => {
  consents[Symbol.dispose]();
  await env[Symbol.asyncDispose]();
  await iys.kill();
  await directory[Symbol.asyncDispose]();
});

const tenant = () => env.tenant("tenant-tr", "TR");
const control = async (path: string, body?: object) => {
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`http://127.0.0.1:${port}/control/${path}`, {
    method: "POST",
    ...init,
  });
  return (await answer.json()) as Record<string, number>;
};
const stats = () => control(`stats?brand=${BRAND}`);
const give = (number: string, minutesAgo = 60) =>
  consents.recordConsent(
    {
      requestId: randomUUID(),
      number,
      recipientKind: RecipientKind.CONSUMER,
      state: ConsentState.GIVEN,
      saidAt: new Date(Date.now() - minutesAgo * 60_000),
      source: "HS_WEB",
      wording: "evet",
      evidence: "document 1",
    },
    tenant(),
  );
const synchronise = () => consents.synchroniseRegistry({}, tenant());
const known = async (number: string) =>
  (await consents.findConsents({ number }, tenant())).consents[0]!;
const query = async (...numbers: readonly string[]) =>
  (
    await consents.queryRegistry(
      { recipientKind: RecipientKind.CONSUMER, numbers: [...numbers] },
      tenant(),
    )
  ).answers.map(({ state }) => state);
/** As the registry writes it: Türkiye's time. */
const localTime = (at: Date) =>
  new Date(at.getTime() + 3 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");

test("[TR-AKT-21] what was said here is told to the registry, and the registry can be asked", async () => {
  await give("05341230001");
  expect((await known("05341230001")).registryState).toBe(RegistryState.WAITING);
  expect(await query("05341230001")).toEqual([ConsentState.UNSPECIFIED]);
  expect(await synchronise()).toMatchObject({ uploaded: 1n, waiting: 0n });
  expect((await known("05341230001")).registryState).toBe(RegistryState.UPLOADED);
  expect(await query("05341230001", "05341239999")).toEqual([
    ConsentState.GIVEN,
    ConsentState.UNSPECIFIED,
  ]);
});

test("[TR-AKT-19] a refusal is told to the registry, too", async () => {
  await give("05341230002");
  const refusal = { requestId: randomUUID(), number: "05341230002", lineId: "", channel: "api" };
  await client.recordOptOut(refusal, tenant());
  await synchronise();
  expect(await query("05341230002")).toEqual([ConsentState.WITHDRAWN]);
});

test("twelve thousand consents go in batches of five thousand, and none is lost by failures, refusals by rate or a restart", async () => {
  const before = await stats();
  const rows = Array.from({ length: 12_000 }, (_, i) => `0535${String(i).padStart(7, "0")}`);
  const header = {
    requestId: randomUUID(),
    state: ConsentState.GIVEN,
    saidAt: new Date(Date.now() - 60_000),
    source: "HS_WEB",
    wording: "evet",
    evidence: "file",
  };
  const parts = (async function* () {
    yield { part: { $case: "header" as const, value: header } };
    yield { part: { $case: "data" as const, value: Buffer.from(`number\n${rows.join("\n")}`) } };
  })();
  expect(await consents.importConsents(parts, tenant())).toMatchObject({ recorded: 12_000n });
  await eventually(async () => {
    const metrics = await (await fetch(`http://${httpAddress}/metrics`)).text();
    return /^lists_registry_waiting\{market="TR".*\} 12000$/mu.test(metrics);
  });

  await control("set?failNext=2&failStatus=503");
  await expect(synchronise()).rejects.toMatchObject({ reason: "REGISTRY_AWAY" });
  await control("set?failNext=1&failStatus=429");
  await expect(synchronise()).rejects.toMatchObject({ reason: "REGISTRY_BUSY" });
  // A batch that is judged later is asked about again, also after a restart of the registry.
  await control("set?enqueued=1");
  await eventually(async () => (await synchronise().catch(() => undefined)) !== undefined);
  await iys.kill();
  await expect(synchronise()).rejects.toMatchObject({ reason: "REGISTRY_AWAY" });
  iys = await startIys(port, directory.path);
  await eventually(async () => (await synchronise().catch(() => undefined))?.waiting === 0n, {
    within: 60_000,
    what: "every consent at the registry",
  });
  expect((await stats())["inBook"]).toBe(before["inBook"]! + 12_000);
  expect(await query("05350000000", "05350011999")).toEqual([
    ConsentState.GIVEN,
    ConsentState.GIVEN,
  ]);
});

test("[TR-AKT-19] an older consent that comes late does not take the place of the refusal that waits for the registry", async () => {
  const number = "05341230012";
  const refusal = { requestId: randomUUID(), number, lineId: "", channel: "api" };
  await client.recordOptOut(refusal, tenant());
  await give(number);
  await synchronise();
  expect(await query(number)).toEqual([ConsentState.WITHDRAWN]);
});

test("what a citizen says at the registry comes here: a withdrawal stops marketing, a consent after it lets it go on", async () => {
  const number = "05341230003";
  await give(number);
  await synchronise();
  const entry = {
    type: "MESAJ",
    recipient: "+905341230003",
    recipientType: "BIREYSEL",
    status: "RET",
    source: "HS_MOBIL",
    consentDate: localTime(new Date(Date.now() - 30_000)),
  };
  await control(`citizen?brand=${BRAND}`, entry);
  expect((await synchronise()).fetched).toBe(1n);
  const consent = await known(number);
  expect(consent.current).toMatchObject({ state: ConsentState.WITHDRAWN, evidence: "IYS" });
  const asked = { line, numbers: [number], traffic: "marketing" };
  const stopped = (await client.checkRecipients(asked, tenant())).recipients;
  expect(stopped[0]!.findings).toEqual(["no_consent", "refused"]);
  const again = { ...entry, status: "ONAY", consentDate: localTime(new Date()) };
  await control(`citizen?brand=${BRAND}`, again);
  expect((await synchronise()).fetched).toBe(1n);
  const open = (await client.checkRecipients(asked, tenant())).recipients;
  expect(open[0]!.findings).toEqual([]);
});

test("before a sending the registry is asked itself when it was not heard lately; while it is away nothing is sent", async () => {
  const number = "05341230004";
  await give(number);
  await synchronise();
  const entry = {
    type: "MESAJ",
    recipient: "+905341230004",
    recipientType: "BIREYSEL",
    status: "RET",
    source: "HS_MOBIL",
    consentDate: localTime(new Date()),
  };
  await control(`citizen?brand=${BRAND}`, entry);
  const asked = { line, numbers: [number, "05350000001"], traffic: "marketing" };
  const { people, summary } = await audienceOf(client.streamAudience(asked, tenant()));
  expect(people.map(({ msisdn }) => msisdn)).toEqual([905350000001n]);
  expect(summary.dropped).toEqual({ no_consent: 1n });
  // Single messages are asked about as campaigns are.
  const singles = await client.checkRecipients(asked, tenant());
  expect(singles.recipients.map(({ findings }) => findings)).toEqual([["no_consent"], []]);
  await control("set?failNext=1000");
  await expect(audienceOf(client.streamAudience(asked, tenant()))).rejects.toMatchObject({
    reason: "REGISTRY_AWAY",
  });
  await expect(client.checkRecipients(asked, tenant())).rejects.toMatchObject({
    reason: "REGISTRY_AWAY",
  });
  const informational = { ...asked, traffic: "informational" };
  const free = await audienceOf(client.streamAudience(informational, tenant()));
  expect(free.people).toHaveLength(2);
  expect((await client.checkRecipients(informational, tenant())).recipients).toHaveLength(2);
  await control("set?failNext=0");
});

test("[TR-AKT-20] marketing of a company that the registry does not know is refused with a remedy, information goes on", async () => {
  const other = env.tenant("tenant-without-brand", "TR");
  const number = "05321119999";
  const said = { saidAt: new Date(), source: "HS_WEB", wording: "Evet", evidence: "document 1" };
  const word = { recipientKind: RecipientKind.CONSUMER, state: ConsentState.GIVEN, ...said };
  await consents.recordConsent({ requestId: randomUUID(), number, ...word }, other);
  const refused = {
    kind: "precondition",
    reason: "BRAND_MISSING",
    remedy: expect.stringMatching(/brand/u),
  };
  const asked = { line, numbers: [number], traffic: "marketing" };
  await expect(client.checkRecipients(asked, other)).rejects.toMatchObject(refused);
  await expect(audienceOf(client.streamAudience(asked, other))).rejects.toMatchObject(refused);
  const { recipients } = await client.checkRecipients(
    { ...asked, traffic: "informational" },
    other,
  );
  expect(recipients[0]!.findings).toEqual([]);
  await consents.setRegistryBrand({ requestId: randomUUID(), brand: "765432" }, other);
  expect((await client.checkRecipients(asked, other)).recipients[0]!.findings).toEqual([]);
});

import type { Line } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { ChunkReleased } from "@whiteline/contracts/campaigns/v1/events";
import { LineSuspended } from "@whiteline/contracts/lines_registry/v1/events";
import { LineStatus } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { audience, line, operatorOf } from "./neighbours.js";
import { asTenant, campaignsWorld, messages } from "./world.js";

/** A name as Vietnam has them, at the operators of the test's audience. */
const nameAt = (
  declared: Readonly<Record<string, { readonly spelling: string; readonly status: LineStatus }>>,
  version = 1n,
): Line =>
  line({
    number: "VTEdu",
    version,
    operators: Object.entries(declared).map(([operator, { spelling, status }]) => ({
      operator,
      spelling,
      status,
      applicationId: `application-${operator}`,
    })),
  });

const active = (spelling: string) => ({ spelling, status: LineStatus.ACTIVE });

test("[VN-BLK-04] a campaign leaves out, by name, whom an operator serves that has not accepted the sender", async () => {
  await using it = await campaignsWorld();
  const name = nameAt({ MCI: active("VT.Edu") });
  await it.publish(LineSuspended, { line: { ...name, version: 2n }, at: new Date(), reason: "" });
  await eventually(
    async () => (await it.store.collection("lines").findOne({ version: 2 })) ?? false,
  );
  it.words.audience = () => audience(300);
  const { campaignId } = await it.submit();
  const materialised = await it.materialised(campaignId);
  expect(materialised.recipients).toBe(200n);
  expect(materialised.dropped).toContainEqual({
    key: "SENDER_NOT_ACTIVE_AT_OPERATOR",
    value: 100n,
  });
  expect(materialised.counts.map(({ operator }) => operator)).toEqual(["MCI"]);
  await it.clear(materialised);
  await it.fund(materialised);
  await eventually(() => it.works.length > 0);
  for (const work of it.works) expect(work).toMatchObject({ operator: "MCI", sender: "VT.Edu" });
});

test("[VN-BLK-06] a single message goes out in its operator's spelling; one to an operator without the name is refused with the remedy", async () => {
  await using it = await campaignsWorld();
  it.words.lines = [
    nameAt({ MCI: active("VT.Edu"), MTN: { spelling: "VT Edu", status: LineStatus.SUSPENDED } }),
  ];
  expect(await it.rebuild()).toBe(200);
  const request = messages([
    { requestId: "a", to: "09120000000" },
    { requestId: "b", to: "09350000003" },
  ]);
  const { answers } = await it.client().submitMessages(request, asTenant);
  expect(answers[0]?.outcome?.$case).toBe("accepted");
  expect(answers[1]?.outcome).toMatchObject({
    $case: "refused",
    value: { finding: { code: "SENDER_NOT_ACTIVE_AT_OPERATOR", source: "004 · Rules 1" } },
  });
  await eventually(() => it.works.length === 1 || undefined);
  expect(it.works[0]).toMatchObject({ operator: "MCI", sender: "VT.Edu" });
});

/** A campaign to two operators; the name is suspended at one of them before anything is released. */
const suspendedMidway = async (
  it: Awaited<ReturnType<typeof campaignsWorld>>,
  status: LineStatus,
) => {
  it.words.lines = [nameAt({ MCI: active("VT.Edu"), MTN: active("VT Edu") })];
  expect(await it.rebuild()).toBe(200);
  it.words.audience = () => audience(30);
  const { campaignId } = await it.submit();
  const materialised = await it.materialised(campaignId);
  expect(materialised.recipients).toBe(30n);
  it.words.lines = [nameAt({ MCI: active("VT.Edu"), MTN: { spelling: "VT Edu", status } }, 2n)];
  expect(await it.rebuild()).toBe(200);
  await it.clear(materialised);
  await it.fund(materialised);
  return campaignId;
};
const reached = (works: readonly ChunkReleased[]) =>
  Object.fromEntries(
    works.map(({ operator, droppedMask }) => [operator, droppedMask.length === 0]),
  );

test("what waits for an operator at which the name is suspended waits on, is told why, and goes when it is active again", async () => {
  await using it = await campaignsWorld();
  const campaignId = await suspendedMidway(it, LineStatus.SUSPENDED);
  await eventually(() => it.works.length === 1 || undefined);
  expect(reached(it.works)).toEqual({ MCI: true });
  const cause = await eventually(async () => {
    const told = (await it.get(campaignId)).cause;
    return told.includes("suspended") ? told : undefined;
  });
  expect(cause).toMatch(/suspended at MTN; what waits there goes on when it is active again/);
  expect(it.works).toHaveLength(1);

  it.words.lines = [nameAt({ MCI: active("VT.Edu"), MTN: active("VT-Edu") }, 3n)];
  expect(await it.rebuild()).toBe(200);
  await eventually(() => it.works.length === 2 || undefined);
  expect(reached(it.works)).toEqual({ MCI: true, MTN: true });
  expect(it.works[1]).toMatchObject({ operator: "MTN", sender: "VT-Edu" });
  for (const work of it.works) await it.deliver(work);
  await eventually(async () => (await it.get(campaignId)).state === "CAMPAIGN_STATE_FINISHED");
});

test("what waits for an operator that does not take the name again in time is left out at no cost, and the rest goes", async () => {
  await using it = await campaignsWorld({ SENDER_WAIT_MS: "1" });
  await suspendedMidway(it, LineStatus.SUSPENDED);
  await eventually(() => it.works.length === 2 || undefined);
  expect(reached(it.works)).toEqual({ MCI: true, MTN: false });
});

test("nothing waits for an operator at which the name was removed", async () => {
  await using it = await campaignsWorld();
  await suspendedMidway(it, LineStatus.REMOVED);
  await eventually(() => it.works.length === 2 || undefined);
  expect(reached(it.works)).toEqual({ MCI: true, MTN: false });
  const [work] = it.works.filter(({ operator }) => operator === "MTN");
  expect(work?.msisdns.every((msisdn) => operatorOf(msisdn) === "MTN")).toBe(true);
});

import { eventually } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { audience } from "./neighbours.js";
import { asTenant, campaignsWorld, order } from "./world.js";

type World = Awaited<ReturnType<typeof campaignsWorld>>;
type Asked = Parameters<ReturnType<World["plans"]>["createPlan"]>[0];

const DAY_MS = 86_400_000;
/** 08:59 in Tehran, a minute before the plans of these tests send. */
const BEFORE = Date.parse("2026-12-01T05:29:00Z");

/** A world whose clock the test moves. */
const planWorld = async () => {
  const clock = { at: BEFORE };
  const it = await campaignsWorld({}, { now: () => new Date(clock.at) });
  it.words.audience = () => audience(3);
  return { it, clock };
};
const create = async (it: World, over: Asked = {}) => {
  const request = {
    requestId: "plan-1",
    campaign: order({ requestId: "" }),
    rule: { at: "09:00" },
  };
  const { outcome } = await it.plans().createPlan({ ...request, ...over }, asTenant);
  if (outcome?.$case !== "plan") throw new Error(JSON.stringify(outcome));
  return outcome.value;
};
const occurrences = async (it: World, planId: string) =>
  (await it.plans().getPlan({ planId }, asTenant)).plan!.occurrences;
const campaignsOf = async (it: World) =>
  (await it.client().listCampaigns({}, asTenant)).campaigns.filter(({ planId }) => planId !== "");

test("a plan makes one campaign of each occurrence, judged anew, and goes on to the next", async () => {
  const { it, clock } = await planWorld();
  await using _world = it;
  const plan = await create(it);
  expect(plan).toMatchObject({ state: "PLAN_STATE_RUNNING", timezone: "Asia/Tehran" });
  expect(plan.nextAt?.toISOString()).toBe("2026-12-01T05:30:00.000Z");
  expect((await create(it)).planId).toBe(plan.planId);
  expect(await campaignsOf(it)).toEqual([]);

  for (const [day, at] of [
    ["2026-12-01", BEFORE + 60_000],
    ["2026-12-02", BEFORE + 60_000 + DAY_MS],
  ] as const) {
    clock.at = at;
    const made = await eventually(async () =>
      (await occurrences(it, plan.planId)).find((each) => each.day === day),
    );
    expect(made).toMatchObject({ outcome: "sent" });
    const materialised = await it.materialised(made.campaignId);
    await it.clear(materialised, new Date(clock.at + 3_600_000));
    await it.fund(materialised);
    await eventually(() => it.works.some(({ campaignId }) => campaignId === made.campaignId));
    expect(await it.get(made.campaignId)).toMatchObject({ planId: plan.planId, planDay: day });
  }
  expect((await campaignsOf(it)).length).toBe(2);
});

test("[TR-AKT-28] a payment reminder goes to those whose payment falls due in so many days, and wants the column to be there", async () => {
  const { it, clock } = await planWorld();
  await using _world = it;
  const date = (column: string) => ({
    at: "09:00",
    days: { $case: "date" as const, value: { column, daysBefore: 7 } },
  });
  const refused = await it
    .plans()
    .createPlan(
      { requestId: "plan-0", campaign: order({ requestId: "" }), rule: date("birthday") },
      asTenant,
    );
  expect(refused.outcome).toMatchObject({ $case: "refused", value: { code: "CONDITION_INVALID" } });
  const numbers = order({ requestId: "", numbers: ["09120000001"] });
  const both = { requestId: "plan-9", campaign: numbers, rule: date("due_on") };
  expect((await it.plans().createPlan(both, asTenant)).outcome).toMatchObject({
    value: { code: "PLAN_INVALID" },
  });
  const { planId } = await create(it, { rule: date("due_on") });
  clock.at = BEFORE + 61_000;
  const [made] = await eventually(async () => {
    const all = await occurrences(it, planId);
    return all.length > 0 ? all : undefined;
  });
  await it.materialised(made!.campaignId);
  expect(it.words.audiences.at(-1)?.where?.kind).toMatchObject({
    $case: "variable",
    value: { name: "due_on", values: ["2026-12-08"] },
  });

  // A day that is nobody's is skipped, and leaves no refused campaign behind.
  it.words.dayOfNobody = "2026-12-09";
  clock.at = BEFORE + DAY_MS + 61_000;
  const skipped = await eventually(async () =>
    (await occurrences(it, planId)).find(({ day }) => day === "2026-12-02"),
  );
  expect(skipped).toMatchObject({ outcome: "skipped", reason: { code: "PLAN_NOBODY_DUE" } });
  expect(await campaignsOf(it)).toHaveLength(1);

  // A list that cannot be counted in time, or has no version yet, says of nobody that there is none.
  for (const [nth, day, counting] of [
    [2, "2026-12-03", "too_slow"],
    [3, "2026-12-04", "nothing_yet"],
  ] as const) {
    it.words.counting = counting;
    clock.at = BEFORE + nth * DAY_MS + 61_000;
    const sent = await eventually(async () =>
      (await occurrences(it, planId)).find((one) => one.day === day),
    );
    expect([counting, sent.outcome]).toEqual([counting, "sent"]);
  }
});

test("what a process could not make at its hour is made late within the grace, and beyond it skipped, never twice", async () => {
  const { it, clock } = await planWorld();
  await using _world = it;
  const { planId } = await create(it, { rule: { at: "09:00", lateMinutes: 30 } });
  // Nothing ran for three days; then it is 09:20 of the fourth.
  clock.at = BEFORE + 3 * DAY_MS + 21 * 60_000;
  const made = await eventually(async () => {
    const all = await occurrences(it, planId);
    return all.length === 4 ? all : undefined;
  });
  expect(made.map(({ day, outcome }) => [day, outcome])).toEqual([
    ["2026-12-04", "sent"],
    ["2026-12-03", "skipped"],
    ["2026-12-02", "skipped"],
    ["2026-12-01", "skipped"],
  ]);
  expect(made[1]?.reason).toMatchObject({ code: "PLAN_LATE" });
  expect((await campaignsOf(it)).length).toBe(1);

  // A process that died between the campaign and the note of it: the next one finds the campaign.
  const plans = it.store.collection("plans");
  await plans.updateOne({}, { $set: { next: { day: "2026-12-04", dueAt: made[0]?.dueAt } } });
  await it.store.collection("plan_occurrences").deleteOne({ day: "2026-12-04" });
  clock.at = BEFORE + 3 * DAY_MS + 50 * 60_000;
  const again = await eventually(async () =>
    (await occurrences(it, planId)).find(({ day }) => day === "2026-12-04"),
  );
  expect(again).toMatchObject({ outcome: "sent", campaignId: made[0]?.campaignId });
  expect((await campaignsOf(it)).length).toBe(1);
});

test("a plan that another process holds is left to it, however late it is, until its hold is over", async () => {
  const { it, clock } = await planWorld();
  await using _world = it;
  const rule = { at: "09:00", lateMinutes: 30 };
  const { planId: held } = await create(it, { rule });
  const { planId: free } = await create(it, { requestId: "plan-2", rule });
  const plans = it.store.collection<{ _id: string }>("plans");
  const hold = (heldUntil: Date) =>
    plans.updateOne({ _id: held }, { $set: { heldBy: "another", heldUntil } });
  await hold(new Date(Date.now() + 3_600_000));
  // What its owner does to it meanwhile takes it from nobody.
  await it.plans().pausePlan({ planId: held }, asTenant);
  await it.plans().resumePlan({ planId: held }, asTenant);
  // Its grace is over, and the other one is still at work on the campaign.
  clock.at = BEFORE + 60 * 60_000;
  // The longest waiting plan comes first: when the second was judged, so was the first.
  await eventually(async () => (await occurrences(it, free)).length === 1);
  expect(await occurrences(it, held)).toEqual([]);
  await hold(new Date(0));
  await eventually(async () => (await occurrences(it, held)).length === 1);
  expect(await occurrences(it, held)).toMatchObject([{ outcome: "skipped" }]);
});

test("a plan is paused, resumed and ended; what passes meanwhile is skipped, and an ended one stays so", async () => {
  const { it, clock } = await planWorld();
  await using _world = it;
  const { planId } = await create(it, { rule: { at: "09:00", lastDay: "2026-12-03" } });
  const plans = it.plans();
  await plans.pausePlan({ planId }, asTenant);
  clock.at = BEFORE + 61_000;
  await eventually(async () => (await occurrences(it, planId))[0]?.reason?.code === "PLAN_PAUSED");
  const resumed = await plans.resumePlan({ planId }, asTenant);
  expect(resumed.plan?.nextAt?.toISOString()).toBe("2026-12-02T05:30:00.000Z");
  const ended = await plans.endPlan({ planId }, asTenant);
  expect(ended.plan).toMatchObject({ state: "PLAN_STATE_ENDED", nextAt: undefined });
  await expect(plans.resumePlan({ planId }, asTenant)).rejects.toMatchObject({
    kind: "precondition",
    reason: "PLAN_ENDED",
  });
  clock.at += 2 * DAY_MS;
  expect(await campaignsOf(it)).toEqual([]);
  const never = { at: "09:00", lastDay: "2026-11-01" };
  const answer = await plans.createPlan(
    { requestId: "never", campaign: order({ requestId: "" }), rule: never },
    asTenant,
  );
  expect(answer.outcome).toMatchObject({ value: { code: "PLAN_NEVER_SENDS" } });
});

import { market } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import type { Campaign } from "./campaign.js";
import { sumProgress } from "./progress.js";
import { reachOf, routeOf, sendingSeconds, type Route } from "./routes.js";
import { sampleCampaign } from "./sample-campaign.testdata.js";
import { opensAt } from "./send-window.js";
import { waitingCause, type RoadFacts } from "./waiting-cause.js";

const mci: Route = { route: "mci", market: "IR", operators: ["MCI"], rate: 100 };
const rest: Route = { route: "rest", market: "IR", operators: ["*"], rate: 10 };
const turkey: Route = { route: "tr", market: "TR", operators: ["*"], rate: 0 };
const routes = [mci, rest, turkey];

describe("routes", () => {
  test("an operator goes by the route that names it, else by the one for all others", () => {
    expect(routeOf(routes, "IR", "MCI")).toBe(mci);
    expect(routeOf(routes, "IR", "MTN")).toBe(rest);
    expect(routeOf([mci], "IR", "MTN")).toBeUndefined();
    expect(reachOf(routes, mci)).toEqual({ kind: "only", operators: ["MCI"] });
    expect(reachOf(routes, rest)).toEqual({ kind: "except", operators: ["MCI"] });
    expect(reachOf(routes, turkey)).toEqual({ kind: "except", operators: [] });
  });

  test("the slowest route decides how long a campaign takes", () => {
    const count = (operator: string, messages: number) => ({
      operator,
      alphabet: "ucs2",
      segments: 2,
      messages,
    });
    expect(sendingSeconds(routes, "IR", [count("MCI", 1_000), count("MTN", 100)])).toBe(20);
    expect(sendingSeconds(routes, "IR", [count("MCI", 1_000), count("MTN", 150)])).toBe(30);
    expect(sendingSeconds([], "IR", [count("MCI", 1)])).toBe(0);
  });
});

describe("the legal window", () => {
  const vn = market("VN");
  const window = { opens: "07:00", closes: "22:00", source: "s", basis: "seed" } as const;
  // Vietnam is at UTC+7 the whole year.
  const at = (utc: string): Date => new Date(`2026-11-22T${utc}Z`);
  const opens = (utc: string): string => opensAt(vn, [window], at(utc)).toISOString();

  test("is open from its opening minute to its closing minute in the market's zone", () => {
    expect(opens("00:00:00")).toBe("2026-11-22T00:00:00.000Z");
    expect(opens("14:59:59")).toBe("2026-11-22T14:59:59.000Z");
    expect(opens("15:00:30")).toBe("2026-11-23T00:00:00.000Z");
    expect(opens("23:30:00")).toBe("2026-11-23T00:00:00.000Z");
  });

  test("may reach over midnight, and may be the whole day", () => {
    const night = { ...window, opens: "22:00", closes: "07:00" };
    expect(opensAt(vn, [night], at("16:00:00"))).toEqual(at("16:00:00"));
    expect(opensAt(vn, [night], at("01:00:00"))).toEqual(at("15:00:00"));
    const always = { ...window, opens: "00:00", closes: "24:00" };
    expect(opensAt(vn, [always], at("16:59:59"))).toEqual(at("16:59:59"));
  });
});

describe("why a campaign waits", () => {
  const now = new Date("2026-11-22T10:00:00Z");
  const later = new Date("2026-11-22T12:00:00Z");
  const road: RoadFacts = {
    now,
    windowOpensAt: now,
    withoutRoute: [],
    asleepAt: [],
    waitsForSenderUntil: later,
    unreleased: 1,
    underWay: 1,
    lineIsActive: true,
    tenantIsSuspended: false,
  };
  const scheduled = sampleCampaign({ stage: "scheduled" });

  test("is said in words: paused, time, line, hours, route, operator", () => {
    const said = (campaign: Campaign, facts: RoadFacts = road): string => {
      const { code, cause } = waitingCause(campaign, facts) ?? { code: "", cause: "" };
      return `${code}: ${cause}`;
    };
    expect(said({ ...scheduled, pausedAt: now })).toMatch(/^paused: Paused/);
    const timed = { ...scheduled, order: { ...scheduled.order, notBefore: later } };
    expect(said(timed)).toMatch(/^scheduled: .*12:00/);
    expect(said(scheduled, { ...road, lineIsActive: false })).toMatch(/^line_not_active: /);
    expect(said(scheduled, { ...road, tenantIsSuspended: true })).toMatch(/^tenant_suspended: /);
    expect(said(scheduled, { ...road, windowOpensAt: later })).toMatch(/^outside_hours: .*hours/);
    expect(said(scheduled, { ...road, withoutRoute: ["MTN"] })).toMatch(/^no_route: .*MTN/);
    const asleep = { ...road, asleepAt: ["MTN"], unreleased: 0 };
    expect(said(scheduled, asleep)).toMatch(/suspended at MTN.*active again.*12:00/);
    expect(said(scheduled)).toMatch(/^operator_rate: .*fills its rate/);
    expect(said(scheduled, { ...road, unreleased: 0 })).toMatch(/^operator_reports: /);
    const paced = { ...scheduled, order: { ...scheduled.order, pacePerMinute: 60 } };
    expect(said({ ...paced, pacedUntil: later })).toMatch(/^pace: .*60 messages a minute.*12:00/);
    expect(said({ ...paced, pacedUntil: now })).toMatch(/^operator_rate/);
    const unfunded = sampleCampaign({ stage: "unfunded", cause: "The wallet is empty." });
    expect(said(unfunded)).toBe("top_up: The wallet is empty.");
  });

  test("is told with the time at which it is expected to go on, where that depends on a clock", () => {
    const timed = { ...scheduled, order: { ...scheduled.order, notBefore: later } };
    const opens = new Date("2026-11-22T13:00:00Z");
    expect(waitingCause(timed, road)?.expectedAt).toEqual(later);
    expect(waitingCause(timed, { ...road, windowOpensAt: opens })?.expectedAt).toEqual(opens);
    expect(waitingCause({ ...scheduled, pausedAt: now }, road)?.expectedAt).toBeUndefined();
  });

  test("is nothing of a campaign that is over", () => {
    expect(waitingCause(sampleCampaign({ stage: "finished", closed: true }), road)).toBeUndefined();
    expect(waitingCause(sampleCampaign({ stage: "refused" }), road)).toBeUndefined();
  });
});

test("progress counts every recipient in exactly one state", () => {
  const chunk = {
    state: "released" as const,
    operator: "MCI",
    recipients: 10,
    parts: 20,
    final: false,
    messages: { delivered: 4, accepted: 6 },
    partStates: { delivered: 8, accepted: 12 },
    duplicatesPossible: 1,
    variant: 0,
  };
  const progress = sumProgress([
    chunk,
    { ...chunk, messages: {}, partStates: {}, duplicatesPossible: 0 },
    { ...chunk, state: "prepared", messages: {}, partStates: {}, duplicatesPossible: 0 },
    { ...chunk, state: "cancelled", final: true, messages: {}, partStates: {} },
  ]);
  expect(progress.messages).toEqual({
    delivered: 4,
    accepted: 6,
    pending: 10,
    waiting: 10,
    cancelled: 10,
  });
  expect(progress).toMatchObject({ recipients: 40, chunks: 4, chunksReleased: 2, chunksFinal: 1 });
});

import fc from "fast-check";
import { market } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import type { Campaign } from "./campaign.js";
import { sumProgress } from "./progress.js";
import {
  reachOf,
  routeOf,
  routesFor,
  rateNowOf,
  sendingSeconds,
  type Route,
  type SendingKind,
} from "./routes.js";
import { sampleCampaign } from "./sample-campaign.testdata.js";
import { opensAt } from "./send-window.js";
import { waitingCause, type RoadFacts } from "./waiting-cause.js";

const forAll = {
  senders: [],
  traffic: [],
  latin1: false,
  suffix: "",
  wideReference: false,
  currentRate: 0,
  down: false,
};
const mci: Route = { ...forAll, route: "mci", market: "IR", operators: ["MCI"], rate: 100 };
const rest: Route = { ...forAll, route: "rest", market: "IR", operators: ["*"], rate: 10 };
const turkey: Route = { ...forAll, route: "tr", market: "TR", operators: ["*"], rate: 0 };
const routes = [mci, rest, turkey];
const usual: SendingKind = { market: "IR", family: "landline_021", traffic: "" };

describe("routes", () => {
  test("[TR-AKT-33] an operator goes by the route that names it, else by the one for all others", () => {
    const iran = routesFor(routes, usual);
    expect(routeOf(iran, "MCI")).toBe(mci);
    expect(routeOf(iran, "MTN")).toBe(rest);
    expect(routeOf([mci], "MTN")).toBeUndefined();
    expect(reachOf(iran, mci)).toEqual({ kind: "only", operators: ["MCI"] });
    expect(reachOf(iran, rest)).toEqual({ kind: "except", operators: ["MCI"] });
    expect(reachOf(iran, turkey)).toEqual({ kind: "only", operators: [] });
  });

  test("a route made for a sender's family or a kind of traffic goes before the one for all", () => {
    const codes: Route = { ...mci, route: "codes", traffic: ["otp"] };
    const short: Route = { ...mci, route: "short", senders: ["short_1000"] };
    const all = [...routes, codes, short];
    const goes = (kind: Partial<SendingKind>) =>
      routeOf(routesFor(all, { ...usual, ...kind }), "MCI")?.route;
    expect(goes({})).toBe("mci");
    expect(goes({ traffic: "otp" })).toBe("codes");
    expect(goes({ traffic: "otp", family: "short_1000" })).toBe("short");
  });

  test("every operator of every kind of sending goes by exactly one route", () => {
    const operators = ["MCI", "MTN", "RTL"];
    const some = (of: readonly string[]) => fc.subarray([...of]);
    const route = fc.record({
      market: fc.constantFrom("IR", "TR"),
      operators: fc.subarray([...operators, "*"], { minLength: 1 }),
      senders: some(["a", "b"]),
      traffic: some(["x", "y"]),
      rate: fc.constant(0),
      latin1: fc.constant(false),
      suffix: fc.constant(""),
      wideReference: fc.constant(false),
      currentRate: fc.constant(0),
      down: fc.constant(false),
    });
    fc.assert(
      fc.property(
        fc.array(route, { maxLength: 6 }),
        fc.constantFrom("a", "b", "c"),
        fc.constantFrom("x", "y", ""),
        (made, family, traffic) => {
          const all = made.map((each, i) => ({ ...each, route: `r${i}` }));
          const fit = routesFor(all, { market: "IR", family, traffic });
          for (const operator of operators) {
            const reaching = all.filter((each) => {
              const reach = reachOf(fit, each);
              return (reach.kind === "only") === reach.operators.includes(operator);
            });
            const chosen = routeOf(fit, operator);
            expect(reaching).toEqual(chosen === undefined ? [] : [chosen]);
          }
        },
      ),
    );
  });

  test("the slowest route decides how long a campaign takes", () => {
    const count = (operator: string, messages: number) => ({
      operator,
      alphabet: "ucs2",
      segments: 2,
      messages,
    });
    expect(sendingSeconds(routesFor(routes, usual), [count("MCI", 1_000), count("MTN", 100)])).toBe(
      20,
    );
    expect(sendingSeconds(routesFor(routes, usual), [count("MCI", 1_000), count("MTN", 150)])).toBe(
      30,
    );
    expect(sendingSeconds([], [count("MCI", 1)])).toBe(0);
    // An operator that throttles takes as long as it takes now, and one that does not, no longer.
    const slowed = routes.map((route) => ({ ...route, currentRate: 50 }));
    const left = [count("MCI", 1_000)];
    expect(sendingSeconds(routesFor(slowed, usual), left, rateNowOf)).toBe(40);
    expect(sendingSeconds(routesFor(routes, usual), left, rateNowOf)).toBe(20);
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
    awayAt: [],
    asleepAt: [],
    waitsForSenderUntil: later,
    unreleased: 1,
    underWay: 1,
    inDoubt: 0,
    doubts: undefined,
    triedUntil: undefined,
    lineIsActive: true,
    lineCarriesIt: true,
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
    expect(said(scheduled, { ...road, lineCarriesIt: false })).toMatch(/^purpose_not_declared: /);
    expect(said(scheduled, { ...road, tenantIsSuspended: true })).toMatch(/^tenant_suspended: /);
    expect(said(scheduled, { ...road, windowOpensAt: later })).toMatch(/^outside_hours: .*hours/);
    expect(said(scheduled, { ...road, withoutRoute: ["MTN"] })).toMatch(/^no_route: .*MTN/);
    expect(said(scheduled, { ...road, awayAt: ["MCI"] })).toMatch(/^operator_away: .*MCI/);
    const asleep = { ...road, asleepAt: ["MTN"], unreleased: 0 };
    expect(said(scheduled, asleep)).toMatch(/suspended at MTN.*active again.*12:00/);
    expect(said(scheduled)).toMatch(/^operator_rate: .*fills its rate/);
    expect(said(scheduled, { ...road, unreleased: 0 })).toMatch(/^operator_reports: /);
    expect(waitingCause(scheduled, { ...road, unreleased: 0, triedUntil: later })).toMatchObject({
      ...{ code: "operator_reports", expectedAt: later },
    });
    const last = { ...road, unreleased: 0, inDoubt: 3 };
    expect(said(scheduled, last)).toMatch(/^in_doubt: /);
    const held = { held: 2, waitsForAccount: 1, until: later };
    expect(said(scheduled, { ...last, doubts: held })).toMatch(
      /^in_doubt_held: .*2 parts.*operations decide.*12:00/,
    );
    expect(said(scheduled, { ...last, inDoubt: 0, doubts: { ...held, held: 0 } })).toMatch(
      /^waits_for_account: .*one part.*is up.*12:00/,
    );
    // What has not left yet waits for nobody's decision.
    expect(said(scheduled, { ...road, inDoubt: 3, doubts: held })).toMatch(/^operator_rate: /);
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

import { markets, stateMachine, type MarketPack } from "@whiteline/markets";
import fc from "fast-check";
import { expect, test } from "vitest";
import { advance, type Step } from "./advance.js";
import {
  changesLine,
  lineStatusIn,
  machineOf,
  newApplication,
  possibleEvents,
  stateIn,
  stepOf,
  type Application,
} from "./application.js";
import { originalsOf } from "./checklist.js";
import type { Role } from "./roles.js";

const roles: readonly Role[] = ["applicant", "expert", "operations", "platform"];
const moment = { at: new Date("2026-11-22T08:00:00Z"), today: "2026-11-22" };
const finding = { code: "x", subject: "form", rule: "r", source: "s", remedy: "m" };

type Road = {
  readonly pack: MarketPack;
  readonly providerId: string;
  readonly family: string;
  /** At which a name is declared; "" where one case serves all. */
  readonly operator: string;
  readonly caseKind?: Application["caseKind"];
};

/** Every road that a case can take in any market: each family at each provider and operator, and what changes lines. */
const roads: readonly Road[] = markets.codes.flatMap((code) => {
  const pack = markets.get(code);
  return pack.families.flatMap(({ id: family, providers, declaredAt }) =>
    providers.flatMap((providerId): Road[] => {
      const kinds = [undefined, "transfer", "to_advertising", "purposes"] as const;
      return kinds.flatMap((caseKind) =>
        machineOf(pack, family, caseKind) === undefined
          ? []
          : (declaredAt.length === 0 ? [""] : declaredAt).map((operator) => ({
              ...{ pack, providerId, family, operator },
              ...(caseKind && { caseKind }),
            })),
      );
    }),
  );
});

const draft = ({ pack, providerId, family, operator, caseKind }: Road): Application =>
  newApplication(machineOf(pack, family, caseKind)!, {
    applicationId: "a-1",
    tenantId: "t-1",
    providerId,
    market: pack.code,
    family,
    lineNumber: "1",
    senderKey: "1",
    operator,
    groupId: "g-1",
    name: "1",
    lineType: "service",
    holding: null,
    ...(caseKind && { caseKind }),
  });

const move = fc.record({
  pick: fc.nat(),
  /** Seldom an event that the table does not offer here. */
  stray: fc.constantFrom("", "", "", "", "whitelist", "operator_accepts", "lift"),
  isComplete: fc.constantFrom(true, true, false),
  originals: fc.constantFrom("all", "all", "first", "none"),
  words: fc.constantFrom("", "the operator's words"),
  findings: fc.constantFrom([], [finding]),
  by: fc.constantFrom("key:1", "key:2"),
});

test("every road is walked: no case reaches a line without what its family demands, in any market", () => {
  expect(roads.length).toBeGreaterThan(15);
  const arrivals = new Set<Road>();
  const walk = fc.array(move, { minLength: 15, maxLength: 40, size: "max" });
  const property = fc.property(fc.constantFrom(...roads), walk, (road, moves) => {
    const { pack, providerId, family } = road;
    let application = draft(road);
    let isFiled = false;
    let saidBy = "";
    for (const { pick, stray, isComplete, originals, words, findings, by } of moves) {
      // Who withdraws at every chance never arrives.
      const possible = possibleEvents(pack, application).filter(
        (event) => event !== "withdraw" || pick % 10 === 0,
      );
      const event = stray === "" ? (possible[pick % possible.length] ?? "nothing") : stray;
      const row = stepOf(pack, application, event);
      const asked = originalsOf(pack, providerId, family);
      const filing = {
        deficiencies: isComplete ? [] : [finding],
        warnings: [],
        fileNames: {},
        owesNotice: false,
      };
      const arrived = { all: asked, first: asked.slice(0, 1), none: [] }[originals];
      const isFiling = row?.needs.includes("filing") ?? false;
      const step: Step = {
        event,
        note: words,
        findings,
        originals: arrived,
        ...(isFiling && { filing }),
      };
      const before = application;
      const taken = advance(pack, before, step, { roles, by }, moment);
      if (row === undefined) expect(taken).toMatchObject({ kind: "refused" });
      if (taken.kind === "refused") continue;
      application = taken.application;
      expect(application.version).toBe(before.version + 1);
      if (taken.kind === "pending") saidBy = by;
      if (taken.kind !== "moved") {
        expect(application.state).toBe(before.state);
        continue;
      }
      expect(application.history.at(-1)).toMatchObject({ event, by, at: moment.at });
      if (isFiling) isFiled = isComplete;
      if (stateIn(pack, application, application.state)?.bars && event !== "revert") {
        expect(saidBy, "two people").not.toBe(by);
      }
      const wasLine = lineStatusIn(pack, before, before.state) !== undefined;
      if (wasLine || lineStatusIn(pack, application, application.state) === undefined) continue;
      arrivals.add(road);
      expect(isFiled, "complete papers were filed").toBe(true);
      expect(application.history.some(({ tells }) => tells === "approved")).toBe(true);
      // A line from another provider is taken on the operator's word, its papers are known there.
      if (road.caseKind === "transfer") expect(words).not.toBe("");
      else expect([...application.originals].sort()).toEqual([...asked].sort());
    }
  });
  fc.assert(property, { numRuns: 40 * roads.length, seed: 12 });
  // A road that no walk follows to a line would prove nothing of its family.
  const toLines = roads.filter(({ caseKind }) => !changesLine(caseKind));
  expect(toLines.filter((road) => !arrivals.has(road))).toEqual([]);
}, 120_000);

test("every case and every entered line ends only where its table says, and what bars a number is final", () => {
  for (const code of markets.codes) {
    const pack = markets.get(code);
    for (const { name, states, transitions, terminal } of pack.stateMachines)
      for (const { name: state, bars, line } of states) {
        const leads = transitions.some(({ from }) => from === state);
        if (bars)
          expect([leads, terminal.includes(state)], `${name} ${state}`).toEqual([false, true]);
        if (line === "suspended" || line === "expired")
          expect(leads, `${name} ${state}`).toBe(true);
      }
    expect(stateMachine(pack, "enteredLine")?.initial).toBe("active");
  }
});

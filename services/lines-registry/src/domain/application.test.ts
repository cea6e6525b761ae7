import { market } from "@whiteline/markets";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { advance, type Step } from "./advance.js";
import {
  holdsNumber,
  filingEvent,
  machineOf,
  missingOriginals,
  newApplication,
  possibleEvents,
  type Application,
} from "./application.js";
import { judgeDossier, type Dossier } from "./completeness.js";
import { dueOn, inWords } from "./due-date.js";
import type { Role } from "./roles.js";
import { goodContent, goodDossier } from "./samples.testdata.js";

const iran = market("IR");
const moment = { at: new Date("2026-11-22T08:00:00Z"), today: "2026-11-22" };
const filingOf = (dossier: Dossier) => judgeDossier(iran, dossier, moment.at).senders[0]?.filing;
const complete = filingOf(goodDossier)!;
const finding = { code: "x", subject: "form", rule: "r", source: "s", remedy: "m" };
const everyRole: readonly Role[] = ["applicant", "expert", "operations"];

const draft = (family = "landline_021", providerId = "asanak"): Application =>
  newApplication(machineOf(iran, family)!, {
    applicationId: "a-1",
    tenantId: "t-1",
    providerId,
    market: "IR",
    family,
    lineNumber: "02191001234",
    senderKey: "02191001234",
    name: "02191001234",
    operator: "",
    groupId: "a-1",
    lineType: "service",
    holding: null,
  });

const take = (application: Application, step: Partial<Step>, roles = everyRole) =>
  advance(
    iran,
    application,
    { event: "", note: "", findings: [], originals: [], ...step },
    { roles, by: "key" },
    moment,
  );

/** Takes steps that must all succeed. */
const walk = (start: Application, ...steps: readonly Partial<Step>[]): Application =>
  steps.reduce((application, step) => {
    const taken = take(application, step);
    if (taken.kind === "refused") throw new Error(`${step.event}: ${taken.refusal.code}`);
    return taken.application;
  }, start);

const submit = { event: "submit", filing: complete };
const originals = { event: "originals_arrive", originals: ["commitment_form", "promissory_note"] };

describe("the road of a 021 number", () => {
  test("[IR-ASN-18] leads over every state to the white list, each step with actor and time", () => {
    const active = walk(
      draft(),
      submit,
      { event: "approve" },
      originals,
      { event: "forward" },
      { event: "start_review" },
      { event: "whitelist" },
    );
    expect(active).toMatchObject({ state: "active_service", version: 6, dueOn: null });
    expect(active.history.map(({ to, actor }) => `${actor} > ${to}`)).toEqual([
      "applicant > provider_review",
      "provider expert > originals_awaited",
      "provider > originals_received",
      "provider > forwarded_to_operator",
      "operator > operator_review",
      "operator expert > active_service",
    ]);
  });

  test("[IR-ASN-16] experts approve or return; operations enters what happens outside", () => {
    const reviewed = walk(draft(), submit);
    for (const event of ["approve", "deficient"]) {
      for (const role of ["applicant", "operations"] as const)
        expect(take(reviewed, { event, findings: [finding] }, [role])).toMatchObject({
          kind: "refused",
          refusal: { code: "STEP_OF_ANOTHER_ROLE", role: "expert" },
        });
      expect(take(reviewed, { event, findings: [finding] }, ["expert"]).kind).toBe("moved");
    }
  });

  test("[IR-ASN-16] a return names its reasons, and the correction clears them", () => {
    const reviewed = walk(draft(), submit);
    expect(take(reviewed, { event: "deficient" })).toMatchObject({
      refusal: { code: "REASONS_NEEDED" },
    });
    const unhelpful = { ...finding, remedy: "" };
    expect(take(reviewed, { event: "deficient", findings: [unhelpful] })).toMatchObject({
      refusal: { code: "REASONS_NEEDED" },
    });
    const returned = walk(reviewed, { event: "deficient", findings: [finding] });
    expect(returned).toMatchObject({ state: "not_examined", findings: [finding] });
    const again = walk(returned, { event: "correct_and_resubmit", filing: complete });
    expect(again).toMatchObject({ state: "provider_review", findings: [], version: 3 });
  });

  test("[IR-ASN-17] waits until every original has arrived, one by one if need be", () => {
    const approved = walk(draft(), submit, { event: "approve" });
    expect(take(approved, { event: "forward" })).toMatchObject({
      refusal: { code: "STEP_IMPOSSIBLE", possible: ["originals_arrive", "withdraw"] },
    });
    expect(take(approved, { event: "originals_arrive" })).toMatchObject({
      refusal: { code: "ORIGINALS_MISSING", documents: ["commitment_form", "promissory_note"] },
    });
    expect(take(approved, { event: "originals_arrive", originals: ["selfie"] })).toMatchObject({
      refusal: { code: "ORIGINALS_UNKNOWN" },
    });
    const first = take(approved, { event: "originals_arrive", originals: ["promissory_note"] });
    expect(first).toMatchObject({
      kind: "recorded",
      application: { state: "originals_awaited", originals: ["promissory_note"], version: 3 },
    });
    if (first.kind === "refused") return;
    expect(missingOriginals(iran, first.application)).toEqual(["commitment_form"]);
    const second = { event: "originals_arrive", originals: ["commitment_form"] };
    expect(walk(first.application, second, { event: "forward" }).state).toBe(
      "forwarded_to_operator",
    );
  });

  test("an operator's refusal is told in its own words and ends the application", () => {
    const examined = walk(
      draft(),
      submit,
      { event: "approve" },
      originals,
      { event: "forward" },
      {
        event: "start_review",
      },
    );
    expect(take(examined, { event: "refuse", note: " " })).toMatchObject({
      refusal: { code: "WORDS_NEEDED" },
    });
    const ended = walk(examined, { event: "refuse", note: "not eligible" });
    expect(ended.history.at(-1)?.note).toBe("not eligible");
    expect(possibleEvents(iran, ended)).toEqual([]);
    expect(holdsNumber(iran, ended)).toBe(false);
  });

  test("[IR-ASN-25] a removed number is held for ever", () => {
    const removed = { ...draft(), state: "removed" };
    expect(holdsNumber(iran, removed)).toBe(true);
    expect(possibleEvents(iran, removed)).toEqual([]);
  });

  test("incomplete papers are never submitted", () => {
    const deficient = filingOf({ ...goodDossier, content: { ...goodContent, note: undefined } });
    for (const filing of [deficient, undefined])
      expect(take(draft(), { event: "submit", ...(filing && { filing }) })).toMatchObject({
        refusal: { code: "FILING_NEEDED" },
      });
  });

  test("the operator's month begins when the case is forwarded [000 · Conversion notes]", () => {
    const received = walk(draft(), submit, { event: "approve" }, originals);
    expect(received.dueOn).toBeNull();
    const forwarded = walk(received, { event: "forward" });
    expect(forwarded.dueOn).toBe("2026-12-22");
    expect(walk(forwarded, { event: "start_review" }).dueOn).toBe("2026-12-22");
  });
});

test("[IR-KND-01] Kando's families walk the same road with their own originals", () => {
  for (const [family, papers] of [
    ["line_3000", ["commitment_form"]],
    ["line_1000", ["commitment_form"]],
    ["landline_021", ["commitment_form", "promissory_note"]],
  ] as const) {
    const approved = walk(draft(family, "kando"), submit, { event: "approve" });
    expect(missingOriginals(iran, approved)).toEqual(papers);
    const on = walk(
      approved,
      { event: "originals_arrive", originals: papers },
      { event: "forward" },
    );
    expect(on).toMatchObject({ state: "forwarded_to_operator", dueOn: null });
  }
});

test("what is expected is said in words; papers that are complete start other clocks", () => {
  expect(inWords({ value: 2, unit: "working_week" })).toBe("2 working weeks");
  expect(inWords({ value: 1, unit: "month" })).toBe("1 month");
  expect(inWords(null)).toBe("");
  const dedicated = { providerId: "melipayamak", family: "dedicated", operator: "" };
  const step = { state: "provider_review", today: "2025-05-15" };
  expect(dueOn(iran, dedicated, step)).toBe("2025-11-15");
  expect(dueOn(iran, { ...dedicated, providerId: "asanak", family: "shatel" }, step)).toBeNull();
});

const events = [...new Set(machineOf(iran, "landline_021")!.transitions.map(({ event }) => event))];
const mostly = fc.constantFrom(true, true, true, true, true, false);
const randomDossier: fc.Arbitrary<Dossier> = fc
  .record({ form: mostly, note: mostly, list: mostly, papers: mostly })
  .map(({ form, note, list, papers }) => ({
    ...goodDossier,
    documents: papers ? goodDossier.documents : [],
    list: list ? goodDossier.list : undefined,
    content: {
      ...goodContent,
      form: form ? goodContent.form : undefined,
      note: note ? goodContent.note : undefined,
    },
  }));
const randomStep = fc.record({
  /** Of those that the table offers here, so that walks get far; or any at all. */
  offered: fc.option(fc.nat(), { freq: 5 }),
  event: fc.constantFrom(...events, "teleport", "constructor"),
  note: fc.constantFrom("", "words"),
  findings: fc.constantFrom([], [finding]),
  originals: fc.subarray(["commitment_form", "promissory_note", "selfie"]),
  dossier: randomDossier,
  roles: fc.oneof({ weight: 4, arbitrary: fc.constant(everyRole) }, fc.subarray([...everyRole])),
});

test("[IR-ASN-17] [IR-ASN-18] no walk reaches the white list without form, note, list and originals", () => {
  let arrivals = 0;
  const walks = fc.array(randomStep, { minLength: 25, maxLength: 80, size: "max" });
  const property = fc.property(walks, (steps) => {
    let application = draft();
    let filed: Dossier | undefined;
    for (const { offered, dossier, roles, ...step } of steps) {
      // Who withdraws at every chance never arrives.
      const possible = possibleEvents(iran, application).filter(
        (event) => event !== "withdraw" || (offered ?? 0) % 10 === 0,
      );
      const event = (offered !== null && possible[offered % possible.length]) || step.event;
      const files = filingEvent(iran, application) === event;
      const filing = files ? { filing: filingOf(dossier)! } : {};
      const taken = take(application, { ...step, event, ...filing }, roles);
      if (taken.kind === "refused") continue;
      expect(taken.application.version).toBe(application.version + 1);
      if (taken.kind === "moved" && files) filed = dossier;
      application = taken.application;
      if (application.state !== "active_service") continue;
      arrivals += 1;
      expect(filed?.content.form).toBeDefined();
      expect(filed?.content.note).toBeDefined();
      expect(filed?.list?.accepted).toBe(true);
      expect(filed?.documents).toHaveLength(2);
      expect([...application.originals].sort()).toEqual(["commitment_form", "promissory_note"]);
      expect(application.history.map((entry) => entry.event)).toContain("whitelist");
    }
  });
  fc.assert(property, { numRuns: 150, seed: 21 });
  expect(arrivals).toBeGreaterThan(10);
});

import fc from "fast-check";
import { submitCode, wholeText, type ChunkProgress } from "@whiteline/dispatcher/simulation";
import { expect, test } from "vitest";
import { simulateRuns } from "./kept-seeds.js";
import { outcomeOf } from "./outcome.js";
import { lastWord, travel, type Ended, type Fault, type Plan } from "./road.js";
import type { Mood, Taken } from "./operator.js";

const moods: readonly Mood[] = [
  "takes",
  "refuses",
  "throttles",
  "falters",
  "expels",
  "hushes",
  "drops",
];
const faults: readonly Fault["kind"][] = [
  "dies_before",
  "dies_after",
  "stalls",
  "freezes",
  "link_breaks",
];

const plan: fc.Arbitrary<Plan> = fc.record({
  lengths: fc.array(fc.constantFrom(20, 20, 20, 200, 400), { minLength: 1, maxLength: 8 }),
  lane: fc.constantFrom("OTP", "BULK"),
  dispatchers: fc.constantFrom(1, 1, 2),
  hasAccounts: fc.boolean(),
  faultsBeforeTrial: fc.constantFrom(1, 2, 50),
  isWhole: fc.boolean(),
  window: fc.constantFrom(1, 3, 100),
  moods: fc.array(fc.constantFrom(...moods), { maxLength: 12 }),
  faults: fc
    .array(fc.record({ after: fc.nat(40), kind: fc.constantFrom(...faults) }), { maxLength: 4 })
    .map((all) => all.toSorted((a, b) => a.after - b.after)),
  refusesAfter: fc.option(fc.nat(20), { nil: undefined }),
});

const hex = (octets: Uint8Array): string => Buffer.from(octets).toString("hex");

/** What an operator accepted of each part, known by the part's own octets or those of its whole text. */
const takenByPart = ({ chunk, taken }: Ended): readonly (readonly Taken[])[] =>
  chunk.parts.map(({ recipient, content }) => {
    const [first = content, ...others] = chunk.parts
      .filter((part) => part.recipient === recipient)
      .map((part) => part.content);
    const bodies = [hex(content.userData)];
    if (others.length > 0) bodies.push(hex(wholeText([first, ...others]).userData));
    return taken.filter((t) => t.msisdn === chunk.msisdns[recipient] && bodies.includes(t.body));
  });
const timesTaken = (ended: Ended): readonly number[] =>
  takenByPart(ended).map(({ length }) => length);

/** Every id that is said to be a part's. */
const idsOf = ({ operatorIds, extraIds }: ChunkProgress, part: number): readonly string[] =>
  [operatorIds[part] ?? "", ...extraIds.flatMap(([p, id]) => (p === part ? [id] : []))].filter(
    (id) => id !== "",
  );

const RUNS = Number(process.env["SIMULATIONS"] ?? 1_200);

/** Runs a property over plans and orders. */
const simulate = (
  name: string,
  judge: (ended: Ended, plan: Plan) => void | Promise<void>,
): Promise<void> =>
  simulateRuns(
    name,
    fc.asyncProperty(plan, fc.scheduler(), async (planned, scheduler) =>
      judge(await travel(planned, scheduler), planned),
    ),
    RUNS,
  );

test("whatever dies, stalls or breaks, every part ends, and what is said of it is what the operator saw", () =>
  simulate("every part ends", (ended) => {
    const last = lastWord(ended.told);
    const times = timesTaken(ended);
    const byPart = takenByPart(ended);
    // Nothing else was ever on the air: attempts are byte-identical, of a part or of a whole text.
    expect(new Set(byPart.flat()).size).toBe(ended.taken.length);
    last.codes.forEach((code, part) => {
      if (code === submitCode.accepted) expect(times[part]).toBeGreaterThan(0);
      for (const id of idsOf(last, part)) expect(byPart[part]?.map((t) => t.id)).toContain(id);
      if (code !== submitCode.accepted && code !== submitCode.inDoubt && times[part] !== 0)
        expect(last.duplicatePossible.has(part)).toBe(true);
    });
  }));

test("what went out twice is listed and was in doubt before, no part leaves a third time, codes leave once, and an account on trial is shown one message at a time", () =>
  simulate("nothing doubled unseen", (ended, { lane }) => {
    const last = lastWord(ended.told);
    const times = timesTaken(ended);
    times.forEach((n, part) => {
      expect(n).toBeLessThanOrEqual(lane === "OTP" ? 1 : 2);
      if (n > 1) expect(last.duplicatePossible.has(part)).toBe(true);
    });
    const doubled = times.filter((n) => n > 1).length;
    expect(doubled).toBeLessThanOrEqual(ended.exposed);
    expect(ended.mostOnTrial).toBeLessThanOrEqual(1);
  }));

test("to who refused before an intent held a part for it nothing leaves, and the last word says so", () =>
  simulate("a refusal holds", (ended) => {
    if (!ended.refusedInTime) return;
    const [first] = ended.chunk.msisdns;
    expect(ended.taken.filter(({ msisdn }) => msisdn === first)).toEqual([]);
    const last = lastWord(ended.told);
    ended.chunk.parts.forEach(({ recipient }, part) => {
      if (recipient === 0) expect(last.withheld.get(part)).toBe("opted_out");
    });
  }));

test("receipts in any order, early, late and repeated, give every part its own outcome", () =>
  simulateRuns(
    "receipts find their part",
    fc.asyncProperty(
      plan,
      fc.scheduler(),
      fc.infiniteStream(fc.nat()),
      async (planned, scheduler, chance) => {
        const ended = await travel({ ...planned, hasAccounts: false }, scheduler);
        const last = lastWord(ended.told);
        const draw = (n: number): number => (chance.next().value ?? 0) % n;
        const { states, fates } = outcomeOf(ended, draw);
        last.codes.forEach((code, part) => {
          const known = idsOf(last, part);
          if (code === submitCode.accepted)
            expect(known.map((id) => fates.get(id))).toContain(states[part]);
        });
      },
    ),
    RUNS / 2,
  ));

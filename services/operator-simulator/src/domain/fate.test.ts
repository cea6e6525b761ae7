import { describe, expect, test } from "vitest";

import { decideFate } from "./fate.js";
import { seededRandom } from "./random.js";
import { TEMPERAMENTS, isWithin } from "./temperament.js";

const { prompt } = TEMPERAMENTS;
const asked = { registeredDelivery: 1, earlierPart: false };
const never = () => 0.999_999;
const always = () => 0;

test.each([
  [{ from: 20, until: 4 }, "2026-11-05T19:59:59Z", false],
  [{ from: 20, until: 4 }, "2026-11-05T20:00:00Z", true],
  [{ from: 20, until: 4 }, "2026-11-06T03:59:59Z", true],
  [{ from: 20, until: 4 }, "2026-11-06T04:00:00Z", false],
  [{ from: 8, until: 24 }, "2026-11-06T23:00:00Z", true],
  [{ from: 8, until: 24 }, "2026-11-06T07:59:00Z", false],
])("within the hours %o is, of the day of %s: %s", (hours, at, expected) => {
  expect(isWithin(hours, new Date(at))).toBe(expected);
});

describe("the fate of a submit", () => {
  test("with a prompt operator is an answer at once and one receipt of delivery", () => {
    expect(decideFate(prompt, asked, always)).toEqual({
      answer: { kind: "after", ms: 0, times: 1 },
      state: "DELIVRD",
      errorCode: "000",
      lost: false,
      receipt: {
        when: "after_answer",
        afterMs: 200,
        copies: 1,
        enroute: false,
        contradicted: false,
      },
    });
  });

  test.each([
    ["no receipt was asked for", 0, 0, false],
    ["every receipt was asked for", 1, 0, true],
    ["failures were asked for and it was delivered", 2, 0, false],
    ["failures were asked for and it failed", 2, 1, true],
  ])("where %s", (_, registeredDelivery, undeliverable, expected) => {
    const fate = decideFate({ ...prompt, undeliverable }, { ...asked, registeredDelivery }, always);
    expect(fate.receipt !== undefined).toBe(expected);
    expect(fate.lost).toBe(false);
  });

  test("may be a lost receipt, whatever truly became of the message", () => {
    const fate = decideFate({ ...prompt, loseReceipts: 1, undeliverable: 1 }, asked, always);
    expect(fate).toMatchObject({ state: "UNDELIV", errorCode: "001", lost: true });
    expect(fate).not.toHaveProperty("receipt");
  });

  test("may be a receipt before the answer, after a long time, or twice", () => {
    const early = decideFate({ ...prompt, earlyReceipts: 1 }, asked, always);
    expect(early.receipt?.when).toBe("before_answer");
    const late = decideFate({ ...prompt, earlyReceipts: 1, lateReceipts: 1 }, asked, always);
    expect(late.receipt).toMatchObject({ when: "after_answer", afterMs: 5_200 });
    expect(decideFate({ ...prompt, duplicateReceipts: 1 }, asked, always).receipt?.copies).toBe(2);
  });

  test("may be a receipt that another one contradicts", () => {
    const fate = decideFate({ ...prompt, contradicts: 1 }, asked, always);
    expect(fate).toMatchObject({ state: "DELIVRD", receipt: { copies: 1, contradicted: true } });
  });

  test("may be a word that it is tried again, before the receipt of its end", () => {
    const fate = decideFate({ ...prompt, enroute: 1 }, asked, always);
    expect(fate).toMatchObject({ state: "DELIVRD", receipt: { copies: 1, enroute: true } });
  });

  test("may be a broken connection instead of an answer; the receipt is owed all the same", () => {
    const fate = decideFate({ ...prompt, dropConnections: 1, earlyReceipts: 1 }, asked, always);
    expect(fate.answer).toEqual({ kind: "drop" });
    expect(fate.receipt?.when).toBe("after_answer");
  });

  test.each([
    ["dropConnections", "drop"],
    ["resetsMidPdu", "cut"],
    ["garbage", "garbage"],
    ["neverAnswers", "silence"],
  ] as const)("may be, by %s, %s in place of an answer", (setting, kind) => {
    const fate = decideFate({ ...prompt, [setting]: 1 }, asked, never);
    expect(fate).toMatchObject({ answer: { kind }, state: "DELIVRD", receipt: { copies: 1 } });
  });

  test("may be an answer that is given twice", () => {
    const fate = decideFate({ ...prompt, answersTwice: 1 }, asked, always);
    expect(fate.answer).toEqual({ kind: "after", ms: 0, times: 2 });
  });

  test("may be silence for ever: accepted, not delivered, and no receipt tells it", () => {
    const fate = decideFate({ ...prompt, silentDrops: 1 }, asked, always);
    expect(fate).toMatchObject({ state: "UNDELIV", lost: true, answer: { kind: "after" } });
    expect(fate).not.toHaveProperty("receipt");
  });

  test("is without a receipt for all but the last part, where the operator tells of that alone", () => {
    const { last_part_receipts: behaviour } = TEMPERAMENTS;
    expect(decideFate(behaviour, asked, never).receipt?.copies).toBe(1);
    const earlier = decideFate(behaviour, { ...asked, earlierPart: true }, never);
    expect(earlier).toMatchObject({ state: "DELIVRD", lost: true });
    expect(earlier).not.toHaveProperty("receipt");
  });

  test("never has what the behaviour excludes", () => {
    const fate = decideFate(TEMPERAMENTS.everyday, asked, never);
    const once = {
      when: "after_answer",
      afterMs: 200,
      copies: 1,
      enroute: false,
      contradicted: false,
    };
    expect(fate.receipt).toEqual(once);
  });

  test("repeats with the seed, and keeps near the shares it was given", () => {
    const run = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 10_000 }, () => decideFate(TEMPERAMENTS.lossy, asked, random));
    };
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
    const share = run(7).filter(({ state }) => state === "UNDELIV").length / 10_000;
    expect(share).toBeGreaterThan(0.08);
    expect(share).toBeLessThan(0.12);
  });
});

import { describe, expect, test } from "vitest";

import { decideFate } from "./fate.js";
import { seededRandom } from "./random.js";
import { TEMPERAMENTS } from "./temperament.js";

const { prompt } = TEMPERAMENTS;
const never = () => 0.999_999;
const always = () => 0;

describe("the fate of a submit", () => {
  test("with a prompt operator is an answer at once and one receipt of delivery", () => {
    expect(decideFate(prompt, 1, always)).toEqual({
      answer: { kind: "after", ms: 0 },
      state: "DELIVRD",
      errorCode: "000",
      lost: false,
      receipt: { when: "after_answer", afterMs: 200, copies: 1 },
    });
  });

  test.each([
    ["no receipt was asked for", 0, 0, false],
    ["every receipt was asked for", 1, 0, true],
    ["failures were asked for and it was delivered", 2, 0, false],
    ["failures were asked for and it failed", 2, 1, true],
  ])("where %s", (_, registeredDelivery, undeliverable, expected) => {
    const fate = decideFate({ ...prompt, undeliverable }, registeredDelivery, always);
    expect(fate.receipt !== undefined).toBe(expected);
    expect(fate.lost).toBe(false);
  });

  test("may be a lost receipt, whatever truly became of the message", () => {
    const fate = decideFate({ ...prompt, loseReceipts: 1, undeliverable: 1 }, 1, always);
    expect(fate).toMatchObject({ state: "UNDELIV", errorCode: "001", lost: true });
    expect(fate).not.toHaveProperty("receipt");
  });

  test("may be a receipt before the answer, after a long time, or twice", () => {
    const early = decideFate({ ...prompt, earlyReceipts: 1 }, 1, always);
    expect(early.receipt?.when).toBe("before_answer");
    const late = decideFate({ ...prompt, earlyReceipts: 1, lateReceipts: 1 }, 1, always);
    expect(late.receipt).toMatchObject({ when: "after_answer", afterMs: 5_200 });
    expect(decideFate({ ...prompt, duplicateReceipts: 1 }, 1, always).receipt?.copies).toBe(2);
  });

  test("may be a broken connection instead of an answer; the receipt is owed all the same", () => {
    const fate = decideFate({ ...prompt, dropConnections: 1, earlyReceipts: 1 }, 1, always);
    expect(fate.answer).toEqual({ kind: "never" });
    expect(fate.receipt?.when).toBe("after_answer");
  });

  test("never has what the behaviour excludes", () => {
    const fate = decideFate(TEMPERAMENTS.everyday, 1, never);
    expect(fate.receipt).toEqual({ when: "after_answer", afterMs: 200, copies: 1 });
  });

  test("repeats with the seed, and keeps near the shares it was given", () => {
    const run = (seed: number) => {
      const random = seededRandom(seed);
      return Array.from({ length: 10_000 }, () => decideFate(TEMPERAMENTS.lossy, 1, random));
    };
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
    const share = run(7).filter(({ state }) => state === "UNDELIV").length / 10_000;
    expect(share).toBeGreaterThan(0.08);
    expect(share).toBeLessThan(0.12);
  });
});

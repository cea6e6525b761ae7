import { market } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import {
  answerFaults,
  lengthFaults,
  measureType,
  messageTypeOf,
  messageTypeUnknown,
  typeFinding,
  type MessageType,
} from "./message-type.js";

const turkey = market("TR");
const kind = (id: string): MessageType => {
  const type = messageTypeOf(turkey, id);
  if (type === "none" || type === "unknown") throw new Error(id);
  return type;
};
const plain = (length: number) => ({ length, script: "plain" });

describe("the kinds of message", () => {
  test("[TR-AKT-07] a short message has 155 characters at most, 150 with Turkish letters", () => {
    expect(lengthFaults(turkey, kind("short"), plain(155))).toEqual([]);
    expect(lengthFaults(turkey, kind("short"), plain(156))).toEqual(["short_too_long"]);
    const turkish = { length: 151, script: "turkish" };
    expect(lengthFaults(turkey, kind("short"), turkish)).toEqual(["short_too_long"]);
  });

  test("[TR-AKT-08] a long message goes up to 1,024 characters", () => {
    expect(lengthFaults(turkey, kind("long"), plain(1024))).toEqual([]);
    expect(lengthFaults(turkey, kind("long"), plain(1025))).toEqual(["too_long"]);
  });

  test("[TR-AKT-10] a flash message is one credit long and cannot be answered", () => {
    expect(lengthFaults(turkey, kind("flash"), plain(155))).toEqual([]);
    expect(lengthFaults(turkey, kind("flash"), plain(156))).toEqual(["flash_too_long"]);
    const name = { numberDigits: undefined };
    expect(answerFaults(kind("flash"), { ...name, expectReply: false })).toEqual([]);
    expect(answerFaults(kind("flash"), { ...name, expectReply: true })).toEqual([
      "flash_not_replyable",
    ]);
  });

  test("an interactive message comes from a number of 4 or 10 digits", () => {
    const from = (numberDigits: number | undefined) =>
      answerFaults(kind("interactive"), { numberDigits, expectReply: true });
    expect([from(4), from(10)].flat()).toEqual([]);
    for (const digits of [5, 11, undefined]) {
      expect(from(digits)).toEqual(["interactive_number_digits_invalid"]);
    }
  });

  test("of texts are measured as the market's tables count them", () => {
    expect(measureType(turkey, "Merhaba")).toEqual({ length: 7, script: "plain" });
    expect(measureType(turkey, "Şişli")).toEqual({ length: 5, script: "turkish" });
  });

  test("a market without kinds says so, and every fault has its remedy", () => {
    expect(messageTypeOf(market("IR"), "")).toBe("none");
    expect(messageTypeOf(market("IR"), "flash")).toBe("unknown");
    expect(messageTypeUnknown(market("IR")).rule).toMatch(/no kinds/u);
    for (const fault of ["too_long", "flash_too_long", "flash_not_replyable"]) {
      expect(typeFinding(fault, kind("flash"))).toMatchObject({
        code: fault.toUpperCase(),
        source: "003 · Flash",
        remedy: expect.stringMatching(/^Sen|^Sho/u),
      });
    }
  });
});

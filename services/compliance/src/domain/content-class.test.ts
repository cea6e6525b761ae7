import { market } from "@whiteline/markets";
import { describe, expect, test } from "vitest";
import { findCategory, isAdvertising } from "./content-class.js";

const iran = market("IR");

describe("the category of a text", () => {
  test.each([
    ["۲۰ درصد تخفیف برای خرید آخر هفته", "discount"],
    ["در قرعه کشي ما شركت كنيد", "lottery"],
    ["در قرعه\u200cکشی شرکت کنید", "lottery"],
    ["شما برنده شدید", "contest_winner"],
    ["تبريك سال نو", "congratulation"],
    ["کد رهگیری مرسوله شما: 12", null],
  ])("%s → %s", (text, category) => {
    expect(findCategory(iran, text)).toBe(category);
  });

  test("when several hints match, the first in the pack's order names it", () => {
    expect(findCategory(iran, "برنده مسابقه ۵۰ درصد تخفیف می‌گیرد")).toBe("discount");
    expect(findCategory(iran, "برنده مسابقه")).toBe("contest_winner");
  });
});

describe("what counts as advertising", () => {
  test("[IR-ASN-28] every allowed category of the pack is information", () => {
    for (const { id, onServiceLine } of iran.content.categories) {
      expect(isAdvertising(iran, id, true), id).toBe(onServiceLine === "forbidden");
    }
  });

  test("a message nobody asked for is advertising, whatever its text", () => {
    expect(isAdvertising(iran, "otp", false)).toBe(true);
    expect(isAdvertising(iran, null, false)).toBe(true);
    expect(isAdvertising(iran, null, true)).toBe(false);
  });

  test("a category that the pack does not know is not known to be allowed", () => {
    expect(isAdvertising(iran, "horoscope", true)).toBe(true);
  });
});

import { market, type MarketCode } from "@whiteline/markets";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { meansRefusal } from "./refusal-word.js";

const refuses = (code: MarketCode, replies: readonly string[]) =>
  replies.map((reply) => [reply, meansRefusal(market(code), reply)]);
const all = (replies: readonly string[], verdict: boolean) =>
  replies.map((reply) => [reply, verdict]);

describe("a reply means a refusal", () => {
  test("[IR-ASN-26] in Iran by لغو, 11 or both, in every digit", () => {
    const replies = ["لغو", "11", "۱۱", "١١", "لغو11", "لغو۱۱", "لغو ۱۱", "لغو\u200c۱۱"];
    expect(refuses("IR", replies)).toEqual(all(replies, true));
  });

  test("[IR-ASN-26] whatever a phone puts around or into the word", () => {
    const replies = [
      " لغو\n",
      "«لغو»",
      "لغو.",
      "لغو!!",
      "لغو 🙏",
      "\u200fلغو\u200c",
      "لـغـو",
      "\ufedf\ufed0\ufeee",
      "(11)",
    ];
    expect(refuses("IR", replies)).toEqual(all(replies, true));
  });

  test("in Türkiye in small and capital letters, dotted or not", () => {
    const replies = ["RET", "ret", "Ret.", "İPTAL", "iptal", "IPTAL", "ıptal", "Iptal", "İptal"];
    expect(refuses("TR", replies)).toEqual(all(replies, true));
  });

  test("in Vietnam with its tone on either vowel, composed or not, or without", () => {
    const replies = ["TC", "tc", "HỦY", "hủy", "huỷ", "Hủy".normalize("NFD"), "HUY", "huy"];
    expect(refuses("VN", replies)).toEqual(all(replies, true));
  });
});

describe("a reply means no refusal", () => {
  test("when it merely contains the word", () => {
    const replies = ["لغو نکنید", "لغو شد؟", "111", "1 1", "سفارش 11", "لغو12", "نه", "", "   "];
    expect(refuses("IR", replies)).toEqual(all(replies, false));
    expect(meansRefusal(market("TR"), "ret etmiyorum")).toBe(false);
    expect(meansRefusal(market("TR"), "İADE")).toBe(false);
    expect(meansRefusal(market("VN"), "hủy đơn hàng")).toBe(false);
  });

  test("when it is the word of another country", () => {
    expect(meansRefusal(market("IR"), "RET")).toBe(false);
    expect(meansRefusal(market("TR"), "لغو")).toBe(false);
  });

  test("when it is as long as a page, and that is said at once", () => {
    expect(meansRefusal(market("IR"), `لغو${" .".repeat(100_000)}`)).toBe(false);
  });
});

test("every word of every market is a refusal there, amid any blanks and stops", () => {
  const around = fc.string({
    unit: fc.constantFrom(" ", ".", "!", "\n", "\u200c", "«"),
    maxLength: 9,
  });
  for (const code of ["IR", "TR", "VN"] as const) {
    fc.assert(
      fc.property(
        around,
        fc.constantFrom(...market(code).optOutWords.map(({ word }) => word)),
        around,
        (before, word, after) => meansRefusal(market(code), before + word + after),
      ),
    );
  }
});

import { markets } from "@whiteline/markets";
import fc from "fast-check";
import { expect, test } from "vitest";
import { respell } from "./spellings.js";
import { textAt } from "./text-cost.js";

const operators = ["VIETTEL", "GTEL"];

test("[VN-BLK-17] an accented text that an operator cannot take has a spelling without accents, which a person must agree to", () => {
  const vietnam = markets.get("VN");
  const text = "Đặt lịch khám";
  expect(textAt(vietnam, text, operators)).toMatchObject([
    { operator: "VIETTEL", alphabet: "ucs2", segments: 1, error: "" },
    { operator: "GTEL", segments: 0, error: "accented_not_supported" },
  ]);
  const [plain] = respell(vietnam, text);
  expect(plain).toMatchObject({ text: "Dat lich kham", changesLetters: true });
  expect(textAt(vietnam, plain!.text, operators)).toMatchObject([
    { segments: 1, alphabet: "gsm7" },
    { segments: 1, alphabet: "gsm7" },
  ]);
});

test("[VN-BLK-16] a typographic quote alone doubles a message, and its plain spelling changes no letter", () => {
  const vietnam = markets.get("VN");
  const text = `“${"a".repeat(150)}”`;
  expect(textAt(vietnam, text, ["VIETTEL"])).toMatchObject([{ segments: 3 }]);
  const [tidy] = respell(vietnam, text);
  expect(tidy).toMatchObject({
    changesLetters: false,
    changes: [
      { kind: "typographic", from: "“", to: '"', times: 1 },
      { kind: "typographic", from: "”", to: '"', times: 1 },
    ],
  });
  expect(textAt(vietnam, tidy!.text, ["VIETTEL"])).toMatchObject([{ segments: 1 }]);
});

test("Arabic letters become the Persian ones that patterns are made of; a joiner that joins stays", () => {
  const [persian] = respell(markets.get("IR"), "كتاب‌ هاي  ما");
  expect(persian?.text).toBe("کتاب های ما");
  expect(respell(markets.get("IR"), "کتاب‌های ما")).toEqual([]);
});

test("[TR-AKT-08] Turkish letters cost a shorter table, and can be left out", () => {
  const turkey = markets.get("TR");
  const [plain] = respell(turkey, "ığdır şeker");
  expect(plain).toMatchObject({ text: "igdir seker", changesLetters: true });
});

test("guillemets and circumflexes alone make a Turkish text several times as dear, and the doctor knows both", () => {
  const turkey = markets.get("TR");
  const [operator = ""] = turkey.operators.map(({ id }) => id);
  const segments = (text: string) => textAt(turkey, text, [operator]).at(0)?.segments;
  const quoted = `«${"a".repeat(140)}»`;
  const [tidy] = respell(turkey, quoted);
  expect([segments(quoted), segments(tidy!.text), tidy!.changesLetters]).toEqual([3, 1, false]);
  const marked = `“Kârınız” ${"a".repeat(130)}`;
  const [plain, ...others] = respell(turkey, marked);
  expect(others).toEqual([]);
  expect(plain).toMatchObject({ text: `"Kariniz" ${"a".repeat(130)}`, changesLetters: true });
  expect([segments(marked), segments(plain!.text)]).toEqual([3, 1]);
});

test("signs stay as they are where plain ones save nothing", () => {
  const iran = markets.get("IR");
  expect(respell(iran, `«${"سلام ".repeat(10)}…»`.replace(" …", "…"))).toEqual([]);
});

test("a respelled text takes more segments at no operator of any market", () => {
  const letters = Array.from("aZ1[€ “”«›…–•çğİâÛéđấừسيكکی\u200C\u200B\u00A0\t\n中😀");
  const text = fc
    .tuple(
      fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 12 }),
      fc.constantFrom("a", "ş", "س", "ấ", "…", " "),
      fc.integer({ min: 0, max: 320 }),
    )
    .map(([signs, letter, times]) => `${letter.repeat(times)}${signs.join("")}`);
  for (const market of markets.codes) {
    const pack = markets.get(market);
    const operators = pack.operators.map(({ id }) => id);
    const segmentsOf = (spelled: string): readonly number[] =>
      textAt(pack, spelled, operators).map(({ segments }) =>
        segments === 0 ? Infinity : segments,
      );
    fc.assert(
      fc.property(text, (spelled) => {
        const before = segmentsOf(spelled);
        for (const other of respell(pack, spelled)) {
          for (const [i, segments] of segmentsOf(other.text).entries()) {
            expect(segments).toBeLessThanOrEqual(before[i]!);
          }
        }
      }),
      { numRuns: 300 },
    );
  }
});

test("a text with a character that an operator's Latin-1 lacks is counted there as what carries it", () => {
  const text = `${"a".repeat(100)} 5 €`;
  expect(textAt(markets.get("IR"), text, ["MCI", "IRANCELL"], ["MCI"])).toMatchObject([
    { operator: "MCI", alphabet: "ucs2", script: "ucs2", segments: 2 },
    { operator: "IRANCELL", alphabet: "gsm7", script: "gsm7", segments: 1 },
  ]);
});

import fc from "fast-check";
import { market } from "@whiteline/markets";
import { eitherExtent, extentOf, type Extent } from "@whiteline/sms";
import { describe, expect, test } from "vitest";
import { extentsOf, mostPartsAt } from "./foresight.js";
import { render, takeApart, type Pattern } from "./message-text.js";
import { measureText, textRules } from "./text-rules.js";

/** The longest values of a column, as lists keeps them: of each kind every measure at its largest. */
const longestOf = (values: readonly string[]): readonly Extent[] => {
  const byKind = new Map<number, Extent>();
  for (const extent of values.filter((value) => value.trim() !== "").map(extentOf)) {
    const known = byKind.get(extent.kind);
    byKind.set(extent.kind, known === undefined ? extent : eitherExtent(known, extent));
  }
  return [...byKind.values()];
};

const roads = {
  plain: { latin1: false, suffix: "", wideReference: false },
  latin1: { latin1: true, suffix: "", wideReference: true },
  suffix: { latin1: false, suffix: " B 001", wideReference: false },
};

/** Words as people of the three markets have them, and what counts in some way of its own. */
const letters = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...Array.from("abcdeno 0123")) },
  { weight: 2, arbitrary: fc.constantFrom(...Array.from("ışğİçŞ€[]{^")) },
  { weight: 1, arbitrary: fc.constantFrom(...Array.from("éàñÇøΔ")) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("ی", "س", "đ", "ế", "ộ", "\ud83d\ude00", "\u0301", "\u0327"),
  },
);
const word = (most: number) => fc.array(letters, { maxLength: most }).map((all) => all.join(""));
const latin = (most: number) =>
  fc
    .array(fc.constantFrom(...Array.from("abcdeno 0123")), { maxLength: most })
    .map((all) => all.join(""));
/** Runs of what takes two places, after which a part may have one place free. */
const run = fc
  .tuple(fc.constantFrom("€", "\ud83d\ude00", "ş"), fc.nat(80))
  .map(([character, times]) => character.repeat(times));
const cell = fc.oneof({ weight: 3, arbitrary: latin(60) }, word(60), word(8), run);
const literal = fc.oneof(latin(150), word(40), fc.constant(""), run);

const patternOf = (pieces: readonly string[], mostLength: number): Pattern =>
  takeApart({
    body: `${pieces[0]}{name}${pieces[1]}{sum}${pieces[2]}{name}`.replaceAll("\u0000", ""),
    variables: [
      { name: "name", maxLength: mostLength },
      { name: "sum", maxLength: Infinity },
    ],
  });

describe("what a text becomes at most is at least what it becomes for anybody on the list", () => {
  test.each([
    ["IR", ["MCI", "IRANCELL"]],
    ["TR", ["TURKCELL", "VODAFONE"]],
    ["VN", ["VIETTEL", "GTEL", "MOBIFONE"]],
  ] as const)("%s", (code, operators) => {
    const pack = market(code);
    fc.assert(
      fc.property(
        fc.tuple(literal, literal, literal),
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 }),
        fc.constantFrom(3, 20, Infinity),
        fc.constantFrom(...Object.values(roads)),
        fc.option(word(10), { nil: "" }),
        (pieces, rows, mostLength, road, constant) => {
          const rules = textRules(pack, "", () => road);
          const stripped = pieces.map((piece) => piece.replaceAll(/[{}]/gu, ""));
          const pattern = patternOf(stripped, mostLength);
          const columns = new Map([
            ["name", [...rows.map(([name]) => name), constant]],
            ["sum", [...rows.map(([, sum]) => sum), constant]],
          ]);
          const extents = extentsOf(pattern, (name) => longestOf(columns.get(name) ?? []));
          const beyond: unknown[] = [];
          for (const operator of operators) {
            const foreseen = mostPartsAt(rules, extents, operator);
            for (const [name, sum] of rows) {
              const values = new Map([
                ["name", name],
                ["sum", sum],
              ]);
              const rendered = render(pattern, (asked) => {
                const value = values.get(asked) ?? "";
                return value === "" ? constant : value;
              });
              if (rendered.kind === "dropped") continue;
              const measured = measureText(rules, rendered.text, operator);
              if (measured.kind === "refused") continue;
              const { alphabet, parts } = measured;
              const bound = foreseen.find((kind) => kind.alphabet === alphabet)?.parts ?? 0;
              if (bound < parts) beyond.push({ operator, text: rendered.text, measured, foreseen });
            }
          }
          expect(beyond).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("what a text becomes at most is not more than its longest values make of it", () => {
  const of = (
    code: "IR" | "TR" | "VN",
    body: string,
    values: readonly string[],
    operator: string,
  ) => {
    const pattern = takeApart({ body, variables: [{ name: "v", maxLength: Infinity }] });
    const extents = extentsOf(pattern, () => longestOf(values));
    return mostPartsAt(textRules(market(code)), extents, operator);
  };
  const plain = "a".repeat(140);

  test("plain values leave a plain text in 7 bits", () => {
    expect(of("IR", `${plain}{v}`, ["Ali", "b".repeat(20)], "MCI")).toEqual([
      { alphabet: "gsm7", parts: 1 },
    ]);
    expect(of("IR", `${plain}{v}`, ["Ali", "b".repeat(21)], "MCI")).toEqual([
      { alphabet: "gsm7", parts: 2 },
    ]);
  });

  test("an extension character takes two septets, and one Persian name makes the text UCS-2", () => {
    expect(of("IR", `${plain}{v}`, ["[12345678901234567]", "x"], "MCI")).toEqual([
      { alphabet: "gsm7", parts: 2 },
    ]);
    expect(of("IR", `${plain}{v}`, ["Ali", "مینا"], "MCI")).toEqual([
      { alphabet: "gsm7", parts: 1 },
      { alphabet: "ucs2", parts: 3 },
    ]);
  });

  test("[TR-AKT-08] Turkish letters are counted by the table, and 454 characters are four parts", () => {
    const [text] = of("TR", `${"a".repeat(449)}{v}`, ["bbbbb"], "TURKCELL");
    expect(text).toEqual({ alphabet: "gsm7", parts: 4 });
    const turkish = of("TR", `${"a".repeat(145)}{v}`, ["kışın"], "TURKCELL");
    expect(turkish.map(({ parts }) => parts)).toEqual([1, 1]);
    const beyond = of("TR", `${"a".repeat(146)}{v}`, ["kışın"], "TURKCELL");
    expect(beyond.map(({ parts }) => parts)).toEqual([2, 2]);
  });

  test("[VN-BLK-17] one accented name makes it 'có dấu', which some operators do not take", () => {
    expect(of("VN", "Xin chao {v}", ["An", "Hà"], "VIETTEL")).toEqual([
      { alphabet: "gsm7", parts: 1 },
      { alphabet: "ucs2", parts: 1 },
    ]);
    expect(of("VN", "Xin chao {v}", ["An", "Hà"], "GTEL")).toEqual([
      { alphabet: "gsm7", parts: 1 },
    ]);
    expect(of("VN", "Xin chào {v}", ["An"], "GTEL")).toEqual([]);
  });

  test("of a column in which nobody has a value no text is made", () => {
    expect(of("IR", "a {v}", ["", "  "], "MCI")).toEqual([]);
  });
});

import { market } from "@whiteline/markets";
import { capacityOf, split, type Suffix } from "@whiteline/sms";
import { describe, expect, test } from "vitest";
import { measureText, suffixOf, textRoads, textRules } from "./text-rules.js";
import { PLAIN_ROAD, type Route } from "./routes.js";

const pack = market("TR");
const ours = { latin1: false, suffix: "B 001", wideReference: false };
const roads = { TURKCELL: ours, VODAFONE: PLAIN_ROAD };
const rules = textRules(pack, "", (operator) =>
  operator === "TURKCELL" ? roads.TURKCELL : roads.VODAFONE,
);
const letters = { plain: ["a", "x"], turkish: ["ş", "ğa", "aş"], ucs2: ["س", "aس"] } as const;
/** A text of so many characters of one of the tables. */
const textOf = (script: keyof typeof letters, way: string, length: number): string => {
  const mark = script === "plain" ? "" : letters[script][0];
  return (mark + way.repeat(length)).slice(0, length);
};
const borders = pack.segmentation.tables.flatMap(({ script, rows }) =>
  rows.map(({ segments, maxChars }) => ({
    script: script as keyof typeof letters,
    segments,
    maxChars,
  })),
);

describe.each(borders)("[TR-AKT-09] $script, $maxChars characters", (border) => {
  const { script, segments, maxChars } = border;

  test(`make ${segments} on the air with the code, as the table bills them, and one more beyond, whoever appends it`, () => {
    for (const way of letters[script]) {
      for (const operator of ["TURKCELL", "VODAFONE"]) {
        const full = measureText(rules, textOf(script, way, maxChars), operator);
        expect(full).toMatchObject({ kind: "ok", parts: segments });
        if (segments === 7) continue;
        const beyond = measureText(rules, textOf(script, way, maxChars + 1), operator);
        expect(beyond).toMatchObject({ kind: "ok", parts: segments + 1 });
      }
    }
  });

  test("go with the code whole at the end of the last part, or with room for it there", () => {
    for (const way of letters[script]) {
      for (let length = Math.max(1, maxChars - 7); length <= maxChars; length += 1) {
        const text = textOf(script, way, length);
        const [appended, left] = [cut(text, ours), cut(text, PLAIN_ROAD)];
        expect(appended.parts.map((part) => part.text).join("")).toBe(`${text}B 001`);
        expect(appended.parts.at(-1)?.text).toMatch(/.B 001$/su);
        expect(left.parts.map((part) => part.text).join("")).toBe(text);
        // The same cuts, so that the parts that were paid hold for both.
        const without = ({ text: piece }: { readonly text: string }, i: number): string =>
          i === appended.parts.length - 1 ? piece.slice(0, -5) : piece;
        expect(appended.parts.map(without)).toEqual(left.parts.map((part) => part.text));
        expect(left.parts.at(-1)?.text).not.toBe("");
        expect(octetsFree(left)).toBeGreaterThanOrEqual(script === "ucs2" ? 10 : 5);
      }
    }
  });
});

const cut = (text: string, road: typeof PLAIN_ROAD) => {
  const suffix: Suffix = suffixOf(pack, road);
  const measured = measureText(rules, text, road === ours ? "TURKCELL" : "VODAFONE");
  const atLeast = measured.kind === "ok" ? measured.parts : 0;
  const made = split(text, { alphabet: rules.alphabets, suffix, atLeast });
  if (made.kind === "refused") throw new Error(made.code);
  expect(measured).toEqual({ kind: "ok", alphabet: made.alphabet, parts: made.parts.length });
  return made;
};

const octetsFree = ({ alphabet, parts }: ReturnType<typeof cut>): number => {
  const { single, perPart } = capacityOf(alphabet);
  const last = parts.at(-1)!;
  const room = (parts.length === 1 ? single : perPart) * (alphabet === "ucs2" ? 2 : 1);
  return room - (last.userData.length - last.udhLength);
};

test("[TR-AKT-08] what the printed table counts as a part more than the air needs is sent so, with the code whole in the last", () => {
  for (const [text, parts] of [
    ["a".repeat(454), 4],
    [`ş${"a".repeat(287)}`, 3],
    [`ş${"a".repeat(441)}`, 4],
  ] as const) {
    const made = cut(text, ours);
    expect(made.parts).toHaveLength(parts);
    expect(made.parts.map((part) => part.text).join("")).toBe(`${text}B 001`);
    expect(made.parts.at(-1)?.text).toMatch(/.B 001$/su);
  }
});

test("a flash text whose code does not fit beside it is no flash text, and an empty text has no code to carry", () => {
  const flash = textRules(pack, "flash", () => ours);
  expect(measureText(flash, "a".repeat(155), "TURKCELL")).toMatchObject({ parts: 1 });
  expect(measureText(flash, "a".repeat(156), "TURKCELL")).toMatchObject({ kind: "refused" });
  expect(measureText(rules, "", "TURKCELL")).toMatchObject({ finding: { code: "EMPTY_TEXT" } });
});

test("[TR-AKT-09] who appends the code is data of each operator's account, and nobody appends one elsewhere", () => {
  const route = { market: "TR", senders: [], traffic: [], rate: 0, currentRate: 0, down: false };
  const usual = { latin1: false, wideReference: false };
  const routes: readonly Route[] = [
    { ...route, ...usual, route: "a", operators: ["TURKCELL"], suffix: "B 001" },
    { ...route, ...usual, route: "b", operators: ["*"], suffix: "" },
  ];
  expect(textRoads(pack, routes)).toEqual([
    { ...usual, operators: ["TURKCELL"], suffix: { text: "B 001", room: 0 } },
    {
      operators: pack.operators.map(({ id }) => id).filter((id) => id !== "TURKCELL"),
      ...usual,
      suffix: { text: "", room: 5 },
    },
  ]);
  expect(suffixOf(market("IR"), PLAIN_ROAD)).toEqual({ text: "", room: 0 });
});

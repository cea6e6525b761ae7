import { describe, expect, test } from "vitest";
import { market } from "./markets.js";
import type { MarketPack } from "./schema/pack.js";
import {
  carriedAlphabets,
  mostParts,
  scriptOf,
  segmentTable,
  type MarketSegmentTable,
} from "./segments.js";

/** The rule of data/README.md: the smallest row whose maxChars reaches the length. */
const count = (table: MarketSegmentTable | undefined, length: number) =>
  table?.rows.find(({ maxChars }) => maxChars >= length)?.segments ?? null;

const tables: readonly (readonly [string, MarketPack, MarketSegmentTable])[] = (
  ["IR", "TR", "VN"] as const
).flatMap((code) =>
  market(code).segmentation.tables.map(
    (table) => [`${code} ${table.operator ?? "any"} ${table.script}`, market(code), table] as const,
  ),
);

describe("every row follows from the air interface or says why not", () => {
  test.each(tables.filter(([, , { formula }]) => formula !== null))("%s", (_, pack, table) => {
    const { single, perPart, minus } = table.formula!;
    const differing = table.rows.filter(({ segments, maxChars }) => {
      const onAir = (segments === 1 ? single : perPart * segments) - minus;
      return maxChars !== onAir;
    });
    expect(differing.map(({ segments }) => segments)).toEqual(
      table.deviations.map(({ segments }) => segments),
    );
    expect(table.rows.at(-1)?.maxChars ?? 0).toBeLessThanOrEqual(
      pack.segmentation.absoluteMaxChars ?? Infinity,
    );
  });
});

describe("[TR-AKT-08] the credit table (public cases tr.segments)", () => {
  test.each([
    [1, "plain", 1],
    [155, "plain", 1],
    [156, "plain", 2],
    [301, "plain", 2],
    [453, "plain", 3],
    [454, "plain", 4],
    [607, "plain", 4],
    [608, "plain", 5],
    [1024, "plain", 7],
    [1025, "plain", null],
    [150, "turkish", 1],
    [151, "turkish", 2],
    [287, "turkish", 2],
    [434, "turkish", 3],
    [582, "turkish", 4],
  ])("%i characters, %s, cost %s", (length, script, credits) => {
    expect(count(segmentTable(market("TR"), { script }), length)).toBe(credits);
  });

  test("[TR-AKT-09] the operator code takes five characters that the lengths exclude", () => {
    expect(market("TR").segmentation.suffix).toMatchObject({
      chars: 5,
      examples: ["B 001", "B 251"],
    });
  });
});

describe("[VN-BLK-16] [VN-BLK-17] the Vietnamese tables (public cases vn.segments)", () => {
  test.each([
    ["VIETTEL", 160, "unaccented", 1],
    ["VIETTEL", 161, "unaccented", 2],
    ["MOBIFONE", 459, "unaccented", 3],
    ["GTEL", 460, "unaccented", 4],
    ["VIETTEL", 765, "unaccented", 5],
    ["VIETTEL", 766, "unaccented", null],
    ["ITEL", 613, "unaccented", null],
    ["VIETTEL", 70, "accented", 1],
    ["VIETTEL", 71, "accented", 2],
    ["VINAPHONE", 71, "accented", 2],
    ["MOBIFONE", 201, "accented", 3],
    ["VIETTEL", 269, "accented", 5],
  ])("%s, %i characters, %s: %s", (operator, length, script, segments) => {
    expect(count(segmentTable(market("VN"), { operator, script }), length)).toBe(segments);
  });

  test.each(["GTEL", "VIETNAMOBILE", "ITEL"])("%s takes no accented text", (operator) => {
    expect(segmentTable(market("VN"), { operator, script: "accented" })?.sendable).toBe(false);
  });

  test("an operator without a table cannot be sent to", () => {
    expect(segmentTable(market("VN"), { operator: "WINTEL", script: "accented" })).toBeUndefined();
  });
});

test("Iran counts by 3GPP sizes until an operator's table is configured, ten parts at most", () => {
  const persian = segmentTable(market("IR"), { operator: "MCI", script: "ucs2" });
  expect([70, 71, 134, 135, 670, 671].map((length) => count(persian, length))).toEqual([
    1,
    2,
    2,
    3,
    10,
    null,
  ]);
  expect(count(segmentTable(market("IR"), { script: "gsm7" }), 161)).toBe(2);
});

describe("the script of a text", () => {
  test.each([
    ["TR", "Randevunuz yarın saat 10:00", false, "turkish"],
    ["TR", "Ödemeniz alindi, tesekkürler", false, "plain"],
    ["TR", "S\u0327ube", false, "turkish"],
    ["TR", "Randevu 🎉", true, "ucs2"],
    ["VN", "Cam on quy khach", false, "unaccented"],
    ["VN", "Con bò", false, "accented"],
    ["VN", "Đơn hàng", true, "accented"],
    ["IR", "کد تایید شما", true, "ucs2"],
    ["IR", "Your code", false, "gsm7"],
  ] as const)("%s: %j is %4$s", (code, text, needsUcs2, script) => {
    expect(scriptOf(market(code), text, needsUcs2)).toBe(script);
  });

  test("has a table in every market", () => {
    for (const code of ["IR", "TR", "VN"] as const) {
      const pack = market(code);
      for (const { id } of pack.segmentation.scripts) {
        const named = pack.segmentation.tables.filter(({ script }) => script === id);
        expect(named.length, `${code} ${id}`).toBeGreaterThan(0);
      }
    }
  });
});

test("where each operator counts by its own table, a text may be as long as the most patient of them takes", () => {
  expect(mostParts(market("VN"), "unaccented")).toBe(5);
  expect(mostParts(market("VN"), "accented")).toBe(5);
  expect(mostParts(market("VN"), "klingon")).toBe(0);
  expect(carriedAlphabets(market("VN")).map(({ maxParts }) => maxParts)).toEqual([5, 5]);
});

test("only a market that counts its own letters apart carries them in a table of its own", () => {
  const words = (code: "IR" | "TR" | "VN") =>
    carriedAlphabets(market(code)).map(({ alphabet }) => alphabet);
  expect(words("IR")).toEqual(["gsm7", "ucs2"]);
  expect(words("TR")).toEqual(["gsm7", "gsm7-tr-single", "gsm7-tr-locking", "ucs2"]);
  expect(words("VN")).toEqual(["gsm7", "ucs2"]);
});

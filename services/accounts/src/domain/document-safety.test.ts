import { expect, test } from "vitest";
import { judgeInspection, limits, type Inspection } from "./document-safety.js";

const codes = (found: Inspection) => judgeInspection(found).map(({ code }) => code);
const pdf = { kind: "pdf", pages: 3, unpackedBytes: 1_000, active: [] } as const;
const workbook = { kind: "workbook", unpackedBytes: 1_000, parts: 9, active: [] } as const;

test("an ordinary scan, PDF or workbook is kept", () => {
  expect(codes({ kind: "image", width: 4_960, height: 7_016 })).toEqual([]);
  expect(codes(pdf)).toEqual([]);
  expect(codes(workbook)).toEqual([]);
});

test("the limits themselves are still allowed", () => {
  expect(codes({ kind: "image", width: limits.imageSide, height: 5_000 })).toEqual([]);
  expect(codes({ ...pdf, pages: limits.pages, unpackedBytes: limits.unpackedBytes })).toEqual([]);
});

test("an absurd image is refused by its sides and by its pixels", () => {
  expect(codes({ kind: "image", width: limits.imageSide + 1, height: 1 })).toEqual([
    "IMAGE_TOO_LARGE",
  ]);
  expect(codes({ kind: "image", width: 15_000, height: 15_000 })).toEqual(["IMAGE_TOO_LARGE"]);
});

test("every fault of a PDF is told at once", () => {
  expect(
    codes({ kind: "pdf", pages: 9_999, unpackedBytes: Number.MAX_VALUE, active: ["JavaScript"] }),
  ).toEqual(["DOCUMENT_TOO_MANY_PAGES", "DOCUMENT_UNPACKS_TOO_LARGE", "DOCUMENT_ACTIVE_CONTENT"]);
  expect(codes({ ...pdf, pages: 0 })).toEqual(["DOCUMENT_UNREADABLE"]);
});

test("a workbook with macros, or with more parts than one needs, is refused", () => {
  expect(codes({ ...workbook, active: ["macros"] })).toEqual(["DOCUMENT_ACTIVE_CONTENT"]);
  expect(codes({ ...workbook, parts: limits.workbookParts + 1 })).toEqual([
    "DOCUMENT_UNPACKS_TOO_LARGE",
  ]);
});

test("what cannot be looked through says why, and every refusal has a way out", () => {
  expect(codes({ kind: "unreadable" })).toEqual(["DOCUMENT_UNREADABLE"]);
  expect(codes({ kind: "locked" })).toEqual(["DOCUMENT_LOCKED"]);
  expect(codes({ kind: "too_complex" })).toEqual(["DOCUMENT_TOO_COMPLEX"]);
  const [finding] = judgeInspection({ kind: "unreadable" });
  expect([finding?.rule, finding?.remedy, finding?.source]).not.toContain("");
});

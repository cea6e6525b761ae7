import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { isSameUpload, judgeContent, judgeDraft, type DocumentDraft } from "./document.js";

const iran = market("IR");
const now = new Date("2026-11-22T10:00:00Z");
const draft: DocumentDraft = {
  requestId: "r1",
  code: "commitment_form",
  fileName: "فرم تعهد.pdf",
  expiresAt: null,
};
const codesOf = (change: Partial<DocumentDraft>) =>
  judgeDraft({ ...draft, ...change }, iran, now).map(({ code }) => code);

test("a paper of the market with a bare file name may be filed", () => {
  expect(codesOf({})).toEqual([]);
  expect(codesOf({ expiresAt: new Date("2027-01-01T00:00:00Z") })).toEqual([]);
});

test("the slip of a bank transfer is filed in every market, as a picture or PDF", () => {
  for (const pack of [iran, market("TR"), market("VN")]) {
    expect(judgeDraft({ ...draft, code: "transfer_proof" }, pack, now)).toEqual([]);
    const content = { sizeBytes: 3, mediaType: "application/pdf" };
    expect(judgeContent(content, pack, "transfer_proof").kind).toBe("accepted");
  }
});

test("every fault of a draft is told at once", () => {
  expect(codesOf({ requestId: "", code: "selfie", fileName: "../x", expiresAt: now })).toEqual([
    "REQUEST_ID_MISSING",
    "DOCUMENT_CODE_UNKNOWN",
    "FILE_NAME_INVALID",
    "DOCUMENT_EXPIRED",
  ]);
});

test.each(["", "a/b.pdf", "a\\b.pdf", "a\u0000.pdf", " a.pdf", "a".repeat(256)])(
  "%j is no file name",
  (fileName) => {
    expect(codesOf({ fileName })).toEqual(["FILE_NAME_INVALID"]);
  },
);

const workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const judged = (mediaType: string | undefined, code = "commitment_form", sizeBytes = 3) => {
  const verdict = judgeContent({ sizeBytes, mediaType }, iran, code);
  return verdict.kind === "accepted" ? verdict.mediaType : verdict.finding.code;
};

test("content is judged by what it is", () => {
  expect(judged("image/png")).toBe("image/png");
  expect(judged(undefined, "commitment_form", 0)).toBe("EMPTY_DOCUMENT");
  for (const mediaType of [undefined, "application/zip", "image/svg+xml"])
    expect(judged(mediaType)).toBe("UNSUPPORTED_DOCUMENT_TYPE");
});

test("a scan is no workbook, and the list of customers is no scan", () => {
  expect(judged(workbook, "customer_list")).toBe(workbook);
  expect(judged(workbook, "national_card")).toBe("DOCUMENT_TYPE_NOT_TAKEN");
  expect(judged("application/pdf", "customer_list")).toBe("DOCUMENT_TYPE_NOT_TAKEN");
  expect(judged("application/pdf", "board_change_notice")).toBe("application/pdf");
});

test("a repeated request id with other content is another upload", () => {
  const stored = {
    ...draft,
    documentId: "d1",
    tenantId: "t1",
    mediaType: "image/png",
    sizeBytes: 3,
    sha256: "aa",
    storedAt: now,
  };
  expect(isSameUpload(stored, draft, "aa")).toBe(true);
  expect(isSameUpload(stored, draft, "bb")).toBe(false);
  expect(isSameUpload(stored, { ...draft, code: "promissory_note" }, "aa")).toBe(false);
});

import type { MarketPack } from "@whiteline/markets";
import type { Finding } from "./finding.js";
import { hasControlCharacters, tidyText } from "./written-text.js";

/** The largest paper of a company file, in bytes: a scan, not an archive (our decision, issue 3). */
export const largestDocument = 20 * 1024 * 1024;

/** What experts can open, by the packs' words: a scan, a PDF, the Excel list [ir.md · 3.1, 4, 6]. */
const mediaTypes = {
  jpg: "image/jpeg",
  png: "image/png",
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

/** The bank's slip of a transfer for credit; of every market, because no pack names it (issue 6, "Wallets"). */
export const transferProof = { code: "transfer_proof", formats: ["jpg", "png", "pdf"] } as const;

/** A paper that a company may file in a market. */
function paperOf(pack: MarketPack, wanted: string): { formats: readonly Format[] } | undefined {
  return [...pack.documents.codes, transferProof].find(({ code }) => code === wanted);
}

type Format = keyof typeof mediaTypes;

/** What the caller says about a document before its bytes. */
export type DocumentDraft = {
  readonly requestId: string;
  readonly code: string;
  readonly fileName: string;
  readonly expiresAt: Date | null;
};

/** Whether two documents of a company are one: the same bytes for the same purpose, as long. */
export type SamePaper = Pick<StoredDocument, "tenantId" | "code" | "sha256" | "expiresAt">;

export type StoredDocument = DocumentDraft & {
  readonly documentId: string;
  readonly tenantId: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Of the clear content, hex. */
  readonly sha256: string;
  readonly storedAt: Date;
};

/** Every fault of a draft at once; nothing has been read of the bytes yet. */
export function judgeDraft(draft: DocumentDraft, pack: MarketPack, now: Date): readonly Finding[] {
  const findings: Finding[] = [];
  if (draft.requestId === "" || draft.requestId.length > 128) {
    findings.push({
      code: "REQUEST_ID_MISSING",
      subject: "request_id",
      rule: "An upload carries a request id of 1 to 128 characters, so that it can be repeated.",
      source: "style.md · 2.5",
      remedy: "Send a fresh random id, and the same one again when you repeat the upload.",
    });
  }
  if (paperOf(pack, draft.code) === undefined) {
    findings.push({
      code: "DOCUMENT_CODE_UNKNOWN",
      subject: "code",
      rule: "A document is filed under a code of the market.",
      source: `market pack ${pack.code} · documents`,
      remedy: "Ask for the checklist of your line and take the code from there.",
    });
  }
  const { fileName } = draft;
  if (
    fileName !== tidyText(fileName) ||
    !/^[^/\\]{1,255}$/u.test(fileName) ||
    hasControlCharacters(fileName)
  ) {
    findings.push({
      code: "FILE_NAME_INVALID",
      subject: "file_name",
      rule: "A file name has 1 to 255 characters, no path and no control characters.",
      source: "delivery.md · 8",
      remedy: "Send the bare name of the file.",
    });
  }
  if (draft.expiresAt !== null && draft.expiresAt <= now) {
    findings.push({
      code: "DOCUMENT_EXPIRED",
      subject: "expires_at",
      rule: "A document is still valid when it is filed.",
      source: "issue 3 · company file",
      remedy: "File a valid document, or leave the date out if it does not expire.",
    });
  }
  return findings;
}

type ContentVerdict =
  | { readonly kind: "accepted"; readonly mediaType: string }
  | { readonly kind: "refused"; readonly finding: Finding };

/**
 * Whether a content can be kept under a code. The name says nothing: a PDF called scan.jpg is a PDF.
 * @param mediaType found from the bytes; undefined when they are of no known kind.
 */
export function judgeContent(
  { sizeBytes, mediaType }: { readonly sizeBytes: number; readonly mediaType: string | undefined },
  pack: MarketPack,
  code: string,
): ContentVerdict {
  if (sizeBytes === 0) {
    return {
      kind: "refused",
      finding: {
        code: "EMPTY_DOCUMENT",
        subject: "data",
        rule: "A document has content.",
        source: "issue 3 · company file",
        remedy: "Choose the file again; this one has no bytes.",
      },
    };
  }
  const known: readonly string[] = Object.values(mediaTypes);
  if (mediaType === undefined || !known.includes(mediaType)) {
    return {
      kind: "refused",
      finding: {
        code: "UNSUPPORTED_DOCUMENT_TYPE",
        subject: "data",
        rule: "A document is a JPEG, a PNG, a PDF or an .xlsx workbook, by its content.",
        source: "ir.md · 3.1, 4, 6",
        remedy: "Scan or save the paper in one of these kinds; renaming the file does not help.",
      },
    };
  }
  const formats = paperOf(pack, code)?.formats ?? [];
  if (!formats.some((format) => mediaTypes[format] === mediaType)) {
    const words = formats.join(", ").toUpperCase();
    return {
      kind: "refused",
      finding: {
        code: "DOCUMENT_TYPE_NOT_TAKEN",
        subject: "data",
        rule: `This paper is filed as ${words}, by its content.`,
        source: `market pack ${pack.code} · documents`,
        remedy: `Send the paper as ${words}; renaming the file does not help.`,
      },
    };
  }
  return { kind: "accepted", mediaType };
}

/** Whether a repeated request id repeats the same upload. */
export function isSameUpload(
  stored: StoredDocument,
  draft: DocumentDraft,
  sha256: string,
): boolean {
  return stored.code === draft.code && stored.sha256 === sha256;
}

import type { Finding } from "./finding.js";

/** What was found inside a document, by what it is. Nothing of its content is told. */
export type Inspection =
  | { readonly kind: "image"; readonly width: number; readonly height: number }
  | {
      readonly kind: "pdf";
      readonly pages: number;
      /** Bytes that its compressed parts unpack to; more than `limits.unpackedBytes` is not counted on. */
      readonly unpackedBytes: number;
      /** What it would do beside being read, e.g. "JavaScript", "EmbeddedFile". */
      readonly active: readonly string[];
    }
  | {
      readonly kind: "workbook";
      readonly unpackedBytes: number;
      /** Parts of its archive. */
      readonly parts: number;
      /** "macros" where it carries a program. */
      readonly active: readonly string[];
    }
  /** Broken, cut off, or not what its first bytes say. */
  | { readonly kind: "unreadable" }
  /** Opens with a password only. */
  | { readonly kind: "locked" }
  /** It could not be looked through within the time and memory of a check. */
  | { readonly kind: "too_complex" };

/**
 * What a paper of a company can reasonably be (our decision, issue 4). A sheet of A3 scanned at 600 dpi
 * has 70 million pixels; a sheet of A4 at 600 dpi in colour unpacks to 105 MB.
 */
export const limits = {
  imagePixels: 100_000_000,
  imageSide: 20_000,
  pages: 200,
  /** Of all compressed parts together. */
  unpackedBytes: 512 * 1024 * 1024,
  /** Of one compressed part. */
  partBytes: 128 * 1024 * 1024,
  workbookParts: 2_000,
} as const;

const source = "issue 4 · bad input";
const finding = (code: string, rule: string, remedy: string): Finding => ({
  code,
  subject: "data",
  rule,
  source,
  remedy,
});

/** Everything that keeps a document out of the company file, once it was looked through. */
export function judgeInspection(found: Inspection): readonly Finding[] {
  switch (found.kind) {
    case "image": {
      const { width, height } = found;
      const isFit =
        width <= limits.imageSide &&
        height <= limits.imageSide &&
        width * height <= limits.imagePixels;
      return isFit ? [] : [imageTooLarge];
    }
    case "pdf":
      return [
        ...(found.pages > limits.pages ? [tooManyPages] : []),
        ...(found.pages === 0 ? [unreadable] : []),
        ...(found.unpackedBytes > limits.unpackedBytes ? [unpacksTooLarge] : []),
        ...(found.active.length > 0 ? [activeContent] : []),
      ];
    case "workbook":
      return [
        ...(found.unpackedBytes > limits.unpackedBytes || found.parts > limits.workbookParts
          ? [unpacksTooLarge]
          : []),
        ...(found.active.length > 0 ? [activeContent] : []),
      ];
    case "unreadable":
      return [unreadable];
    case "locked":
      return [locked];
    case "too_complex":
      return [tooComplex];
  }
}

const imageTooLarge = finding(
  "IMAGE_TOO_LARGE",
  `An image has at most ${limits.imageSide} pixels on a side and ${limits.imagePixels} in all.`,
  "Scan the paper again at 300 dpi.",
);
const tooManyPages = finding(
  "DOCUMENT_TOO_MANY_PAGES",
  `A document has at most ${limits.pages} pages.`,
  "Send the paper alone, without what belongs to others.",
);
const unpacksTooLarge = finding(
  "DOCUMENT_UNPACKS_TOO_LARGE",
  `What is packed into a document unpacks to at most ${limits.unpackedBytes} bytes.`,
  "Print the paper into a new PDF, or scan it.",
);
const activeContent = finding(
  "DOCUMENT_ACTIVE_CONTENT",
  "A document is only read: it carries no program, no macro and no other file.",
  "Print the paper into a new PDF, or save the workbook without macros.",
);
const unreadable = finding(
  "DOCUMENT_UNREADABLE",
  "A document opens and is whole, to its last byte.",
  "Open the file yourself; if it is damaged, scan or save the paper again.",
);
const locked = finding(
  "DOCUMENT_LOCKED",
  "A document opens without a password, so that an expert can read it.",
  "Save it without a password.",
);
const tooComplex = finding(
  "DOCUMENT_TOO_COMPLEX",
  "A document can be looked through within a few seconds.",
  "Print the paper into a new PDF, or scan it.",
);

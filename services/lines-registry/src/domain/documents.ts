import type { ChecklistDocument, MarketPack } from "@whiteline/markets";
import { customerListCode, formCode } from "./document-codes.js";
import type { Finding } from "./finding.js";

/** A document of the company file, as accounts knows it. */
export type CompanyDocument = {
  readonly documentId: string;
  readonly code: string;
  /** Found from the content, e.g. "image/jpeg". */
  readonly mediaType: string;
  readonly expiresAt: Date | undefined;
};

/** What a file of this format is by its content, and how its name ends. */
const mediaTypes: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  png: "image/png",
  pdf: "application/pdf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Extension of a stored document's name; "bin" for what accounts would not have taken. */
export function extensionOf({ mediaType }: CompanyDocument): string {
  return Object.entries(mediaTypes).find(([, known]) => known === mediaType)?.[0] ?? "bin";
}

/** Whether the company file holds a paper of this demand that could be filed now. */
export function isPresent(
  pack: MarketPack,
  provider: string,
  demand: ChecklistDocument,
  held: readonly CompanyDocument[],
  at: Date,
): boolean {
  return held.some(
    (document) =>
      codesOf(demand).includes(document.code) &&
      judgeDocument(pack, provider, document, at).length === 0,
  );
}

/** The documents chosen for the demands, by code; only those that were found. */
export function chosenDocuments(
  demands: readonly ChecklistDocument[],
  given: Readonly<Record<string, string>>,
  held: readonly CompanyDocument[],
): readonly CompanyDocument[] {
  return demands.flatMap((demand) => {
    const id = chosenId(demand, given);
    return held.find(({ documentId }) => documentId === id) ?? [];
  });
}

/**
 * Whether each paper of the checklist is among the documents given, belongs to the applicant, is of
 * the right kind and valid. The customer list is judged elsewhere.
 * @param given document ids by code
 */
export function judgeDocuments(
  pack: MarketPack,
  provider: string,
  demands: readonly ChecklistDocument[],
  papers: {
    readonly given: Readonly<Record<string, string>>;
    readonly held: readonly CompanyDocument[];
    readonly at: Date;
  },
): readonly Finding[] {
  const { given, held, at } = papers;
  return demands.flatMap((demand) => {
    if (demand.code === customerListCode) return [];
    const id = chosenId(demand, given);
    const about = { subject: demand.code, source: demand.source };
    if (id === undefined) {
      return {
        ...about,
        code: "DOCUMENT_MISSING",
        rule: `The application carries this paper: ${demand.english}.`,
        remedy: "Upload it to the company file and name its id under this code.",
      };
    }
    const document = held.find(({ documentId }) => documentId === id);
    if (document === undefined) {
      return {
        ...about,
        code: "DOCUMENT_UNKNOWN",
        rule: "The paper is a document of the applicant's own company file.",
        remedy: "List the documents of the company file and take the id from there.",
      };
    }
    if (!codesOf(demand).includes(document.code)) {
      return {
        ...about,
        code: "DOCUMENT_OF_OTHER_KIND",
        rule: "The document was filed under the code that it is given for.",
        remedy: "Name a document of this code, or upload the paper again under it.",
      };
    }
    return judgeDocument(pack, provider, document, at);
  });
}

function judgeDocument(
  pack: MarketPack,
  provider: string,
  { code, mediaType, expiresAt }: CompanyDocument,
  at: Date,
): readonly Finding[] {
  const findings: Finding[] = [];
  if (expiresAt !== undefined && expiresAt <= at) {
    findings.push({
      code: "DOCUMENT_EXPIRED",
      subject: code,
      rule: "A paper is still valid when it is filed.",
      source: "issue 3 · company file",
      remedy: "Upload a valid one.",
    });
  }
  const scan = scanOf(pack, provider);
  if (scan !== undefined && !isOfAcceptedFormat(pack, provider, { code, mediaType })) {
    const formats = scan.formats.join(" or ").toUpperCase();
    findings.push({
      code: "FORM_SCAN_FORMAT",
      subject: code,
      rule: `The scan of the form is a ${formats} file, by its content.`,
      source: scan.source,
      remedy: `Scan the form again as ${formats}; renaming the file does not help.`,
    });
  }
  return findings;
}

/** Whether a paper is of a format that the provider takes for it; only the form's scan is bound to one. */
export function isOfAcceptedFormat(
  pack: MarketPack,
  provider: string,
  { code, mediaType }: Pick<CompanyDocument, "code" | "mediaType">,
): boolean {
  const scan = scanOf(pack, provider);
  return code !== formCode || scan === undefined || isOneOf(scan.formats, mediaType);
}

function scanOf(pack: MarketPack, provider: string) {
  return pack.commitmentForm?.scanFormats.find((known) => known.provider === provider);
}

function isOneOf(formats: readonly string[], mediaType: string): boolean {
  return formats.some((format) => mediaTypes[format] === mediaType);
}

/** `a|b` = either paper is enough. */
function codesOf({ code }: ChecklistDocument): readonly string[] {
  return code.split("|");
}

function chosenId(
  demand: ChecklistDocument,
  given: Readonly<Record<string, string>>,
): string | undefined {
  const ids = new Map(Object.entries(given).filter(([, id]) => id !== ""));
  const code = [demand.code, ...codesOf(demand)].find((known) => ids.has(known));
  return code === undefined ? undefined : ids.get(code);
}

import { createHash } from "node:crypto";
import { PassThrough, Readable } from "node:stream";
import type { Document } from "@whiteline/contracts/accounts/v1/accounts";
import type {
  ExportDossierRequest,
  ExportDossierResponse,
} from "@whiteline/contracts/lines_registry/v1/papers";
import {
  actorOf,
  DomainError,
  forward,
  requireStaff,
  type CallContext,
  type CallOptions,
} from "@whiteline/service-kit";
import { ZipFile } from "yazl";
import { sees } from "./domain/access.js";
import { isCalledOff, type Application } from "./domain/application.js";
import type { ApplicationContent } from "./domain/completeness.js";
import { coverPage, type DossierPaper } from "./domain/cover-page.js";
import { customerListCode } from "./domain/document-codes.js";
import { extensionOf } from "./domain/documents.js";
import { fileName, fileNames } from "./domain/file-names.js";
import { tellDeed } from "./events/publish.js";
import { fetchSample } from "./fetch-sample.js";
import type { Parts } from "./parts.js";
import { coverTemplate } from "./print/templates.js";
import { toDocument } from "./proto.js";
import { applicationUnknown } from "./refuse.js";
import { viewerOf } from "./viewer-of.js";

type Needs = Pick<
  Parts,
  | "packs"
  | "now"
  | "newId"
  | "applications"
  | "accounts"
  | "lists"
  | "tokens"
  | "printer"
  | "dossierExports"
  | "commit"
  | "outbox"
>;

/**
 * The dossier of an application as one zip archive, streamed: a cover sheet, and the files named after
 * the number [000 · Conversion notes]. Staff of its provider only, and not of a case that was called
 * off. The export is on record before its first byte leaves, and accounts records each document that
 * was read.
 */
export function exportDossier(parts: Needs) {
  const { now, newId, packs, applications, accounts, printer, dossierExports } = parts;
  const { commit, outbox } = parts;
  return async function* (
    { applicationId }: ExportDossierRequest,
    context: CallContext,
  ): AsyncGenerator<ExportDossierResponse, void> {
    const application = await applications.byId(applicationId);
    if (application === undefined || !sees(viewerOf(context), application)) {
      throw applicationUnknown();
    }
    const staff = requireStaff(context, undefined, application.providerId);
    const { tenantId, providerId } = application;
    const stem = stemOf(application);
    const options = forward(context);
    const [content, { file }, { documents }] = await Promise.all([
      applications.latestContent(applicationId),
      accounts.getCompanyFile({ tenantId }, options),
      accounts.listDocuments({ tenantId }, options),
    ]);
    const documentPapers = papersOf(application, content, documents);
    const sample = await sampleOf(parts, application, content, context);
    const papers = [...documentPapers, ...(sample?.kind === "file" ? [sample.paper] : [])];
    const at = now();
    const pack = packs.of(application.market, at);
    const cover = printer.pdf(
      coverTemplate,
      coverPage(pack, {
        application,
        applicantName: file?.companyName ?? "",
        nationalId: file?.nationalId || file?.taxNumber || file?.enterpriseCode || "",
        papers,
        apart: sample?.kind === "apart" ? [customerListCode] : [],
        at,
      }),
    );
    const [exportId, by] = [newId(), actorOf(staff)];
    const documentIds = papers.map(({ documentId }) => documentId);
    await commit(async (session) => {
      await applications.markExported(session, applicationId, at);
      const newest = await applications.byId(applicationId, session);
      if (newest === undefined || isCalledOff(pack, newest)) throw calledOff();
      const taken = { exportId, applicationId, tenantId, providerId, by, at, documentIds };
      await dossierExports.insert(session, taken);
      await tellDeed(outbox, session, {
        entryId: exportId,
        ...{ tenantId, providerId, actor: by, at },
        action: "application.dossier_exported",
        subject: `application:${applicationId}`,
        after: { documents: String(documentIds.length) },
      });
    });

    yield { part: { $case: "head", value: { fileName: fileName(stem, "zip") } } };
    const zip = new ZipFile();
    // A file that cannot be read ends the whole archive: half a dossier must not look like one.
    const output = new PassThrough();
    zip.on("error", (error: Error) => output.destroy(error));
    zip.outputStream.pipe(output);
    zip.addBuffer(cover, fileName(`${stem}-cover`, "pdf"), { mtime: at });
    for (const paper of documentPapers) addPaper(zip, paper, { accounts, options, at });
    if (sample?.kind === "file") zip.addBuffer(sample.file, sample.paper.fileName, { mtime: at });
    zip.end();
    for await (const piece of output) {
      if (Buffer.isBuffer(piece)) yield { part: { $case: "data", value: piece } };
    }
  };
}

/** Scans and PDFs are compressed already; each is read when its turn comes, never two at once. */
function addPaper(
  zip: ZipFile,
  { documentId, fileName: name, storedAt }: DossierPaper,
  {
    accounts,
    options,
    at,
  }: Pick<Needs, "accounts"> & { readonly options: CallOptions; readonly at: Date },
): void {
  zip.addReadStreamLazy(name, { mtime: storedAt ?? at, compress: false }, (done) => {
    const content = Readable.from(contentOf(accounts, documentId, options));
    // yazl hears the end of a stream, not its failure.
    content.on("error", (error) => zip.emit("error", error));
    done(null, content);
  });
}

async function* contentOf(
  accounts: Needs["accounts"],
  documentId: string,
  options: CallOptions,
): AsyncGenerator<Uint8Array, void> {
  for await (const { part } of accounts.getDocument({ documentId }, options)) {
    if (part?.$case === "data") yield part.value;
  }
}

/** The files that were filed, by the names they were filed under. @throws DomainError precondition DOSSIER_INCOMPLETE */
function papersOf(
  application: Application,
  content: ApplicationContent | undefined,
  documents: readonly Document[],
): readonly DossierPaper[] {
  const { fileNames: filed } = application;
  const chosen = Object.entries(content?.documentIds ?? {}).filter(([, id]) => id !== "");
  return chosen.map(([code, id]) => {
    const document = documents.find(({ documentId }) => documentId === id);
    if (document === undefined) throw dossierIncomplete(code);
    const name =
      fileNames(stemOf(application), { [code]: extensionOf(toDocument(document)) })[code] ?? code;
    return {
      code,
      fileName: bare(filed[code] ?? name),
      documentId: id,
      sizeBytes: Number(document.sizeBytes),
      sha256: document.sha256,
      storedAt: document.storedAt,
    };
  });
}

/** Files are called after the number or name; a common sender that is not given yet has none. */
function stemOf({ lineNumber, applicationId }: Application): string {
  return bare(lineNumber === "" ? applicationId : lineNumber);
}

/** A name that is no path on any system; brandnames may carry what a path does not. */
function bare(name: string): string {
  return name.replace(/[^\p{L}\p{N}._ -]/gu, "_");
}

/** The sample list, which lies with lists unless it was also put into the company file. */
type Sample =
  | { readonly kind: "apart" }
  | { readonly kind: "file"; readonly paper: DossierPaper; readonly file: Buffer };

async function sampleOf(
  parts: Needs,
  application: Application,
  content: ApplicationContent | undefined,
  context: CallContext,
): Promise<Sample | undefined> {
  const importId = content?.customerListImportId ?? "";
  if (importId === "" || (content?.documentIds[customerListCode] ?? "") !== "") return undefined;
  const { tenantId, fileNames: filed } = application;
  const file = await fetchSample(parts, { tenantId, importId }, context);
  if (file === undefined) return { kind: "apart" };
  const paper = {
    code: customerListCode,
    fileName: bare(filed[customerListCode] ?? fileName(stemOf(application), "xlsx")),
    documentId: importId,
    sizeBytes: file.length,
    sha256: createHash("sha256").update(file).digest("hex"),
    storedAt: undefined,
  };
  return { kind: "file", paper, file };
}

/** Nobody takes out the papers of a number that is free again. */
function calledOff(): DomainError {
  return new DomainError(
    "precondition",
    "APPLICATION_WITHDRAWN",
    "The applicant called the application off.",
    { remedy: "Look at it in the console; its papers leave the house no more." },
  );
}

function dossierIncomplete(code: string): DomainError {
  return new DomainError(
    "precondition",
    "DOSSIER_INCOMPLETE",
    `The paper ${code} of the application is not in the company file.`,
    { remedy: "Return the application, so that the paper is filed again." },
  );
}

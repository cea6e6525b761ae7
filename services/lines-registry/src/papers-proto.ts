import type { CompanyFile, Document, Identity } from "@whiteline/contracts/accounts/v1/accounts";
import type {
  FormRules,
  GetMatrixResponse,
  MatrixFamily as MatrixFamilyMessage,
  NoteSample,
  Original,
  RenderFormRequest,
} from "@whiteline/contracts/lines_registry/v1/papers";
import {
  commitmentFormRules,
  guarantee,
  type MarketPack,
  type PrintedForm,
} from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import type { CompanyMatrix, HeldPaper, MatrixFamily } from "./domain/company-matrix.js";
import { formRules } from "./domain/commitment-form.js";
import type { Application } from "./domain/application.js";
import type { TrackedOriginal } from "./domain/original-papers.js";
import type {
  PrintedCompany,
  PrintedPerson,
  PrintedRequest,
  PrintedValues,
} from "./domain/printed-values.js";
import { isWritable, longestText } from "./domain/written-text.js";
import { toDocument } from "./proto.js";

/** @throws DomainError invalid FORM_TEXT_INVALID */
export function toPrintedRequest(request: RenderFormRequest): PrintedRequest {
  const { lineNumber, targetAudience, messageSubject } = request;
  const isFit = [lineNumber, targetAudience, messageSubject].every(isWritable);
  if (isFit) return { lineNumber, targetAudience, messageSubject };
  throw new DomainError(
    "invalid",
    "FORM_TEXT_INVALID",
    `A text of the form has at most ${longestText} characters and no control characters.`,
    { remedy: "Write it shorter, on one line." },
  );
}

export function toPrintedCompany(file: CompanyFile | undefined): PrintedCompany {
  return {
    companyName: file?.companyName ?? "",
    nationalId: file?.nationalId ?? "",
    economicCode: file?.economicCode ?? "",
    registrationNumber: file?.registrationNumber ?? "",
    activityType: file?.activityType ?? "",
    website: file?.website ?? "",
    email: file?.email ?? "",
    ceo: file?.ceo && toPerson(file.ceo),
    representative: file?.representative && toPerson(file.representative),
  };
}

function toPerson({ firstName, lastName, nationalCode, mobile, email }: Identity): PrintedPerson {
  return { firstName, lastName, nationalCode, mobile, email };
}

export function toHeldPaper(document: Document): HeldPaper {
  const { fileName, storedAt } = document;
  return { ...toDocument(document), fileName, storedAt };
}

export function fromForm(
  pack: MarketPack,
  { provider, family }: { readonly provider: string; readonly family: string },
  form: PrintedForm,
  values: PrintedValues,
): FormRules {
  const printed = commitmentFormRules(pack, provider, family);
  const { commitmentForm } = pack;
  return {
    version: form.id,
    title: form.title,
    rules: formRules(pack, provider, family).map((rule) => ({
      rule,
      original: printed.find(({ code }) => code === rule.code)?.original ?? "",
    })),
    fields: form.sections.flatMap(({ fields }) =>
      fields.map(({ key, label }) => ({ field: key, label, prefilled: values[key] ?? "" })),
    ),
    scanFormats:
      commitmentForm?.scanFormats.find((scan) => scan.provider === provider)?.formats ?? [],
    acceptedSubjects: commitmentForm?.acceptedSubjects ?? [],
    acceptedAudiences: commitmentForm?.acceptedAudiences ?? [],
  };
}

export function fromNote(pack: MarketPack, provider: string, family: string): NoteSample {
  const { amount, currency, beneficiary, source } = guarantee(pack, provider, family);
  return {
    amount: { currency, minor: amount },
    beneficiaryCode: beneficiary?.code ?? "",
    beneficiaryName: beneficiary?.name ?? "",
    source,
  };
}

export function fromMatrix(
  pack: MarketPack,
  { rows, families, warningDays }: CompanyMatrix,
): GetMatrixResponse {
  return {
    rows: rows.map(({ documentCode, originalName, english, held }) => ({
      documentCode,
      originalName,
      english,
      held: held && {
        documentId: held.documentId,
        fileName: held.fileName,
        storedAt: held.storedAt,
        expiresAt: held.expiresAt,
      },
    })),
    families: families.map((row) => fromFamily(pack, row)),
    expiryWarningDays: warningDays,
  };
}

function fromFamily({ code: market }: MarketPack, row: MatrixFamily): MatrixFamilyMessage {
  const { family, provider, lineType, ownProvider, operator, reason, cells, complete } = row;
  return {
    family: family.id,
    original: family.original,
    english: family.name,
    providerId: provider.id,
    providerName: provider.name,
    lineType,
    market,
    ownProvider,
    operator,
    eligible: reason === undefined,
    reason,
    cells: cells.map((cell) => ({ ...cell })),
    complete,
  };
}

export function fromOriginal(
  pack: MarketPack,
  { providerId, family }: Pick<Application, "providerId" | "family">,
  original: TrackedOriginal,
): Original {
  const note = original.code === noteCode ? fromNote(pack, providerId, family) : undefined;
  return {
    documentCode: original.code,
    originalName: original.originalName,
    english: original.english,
    state: original.state,
    askedAt: original.askedAt,
    arrivedAt: original.arrivedAt,
    returnedAt: original.returnedAt,
    note: original.note,
    amount: note?.amount,
    beneficiaryName: note?.beneficiaryName ?? "",
  };
}

/** The paper that has an amount and a beneficiary, by its code in the packs. */
const noteCode = "promissory_note";

import {
  ApplicantKind,
  LineType,
  type AdvanceApplicationRequest,
  type Application,
  type ApplyRequest,
  type Filed,
  type FiledContent,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { z } from "zod";

import type * as shapes from "../shapes/applications.js";
import { fromApplicationLife } from "./line-life.js";
import { kindNames, kinds, typeNames, types } from "./line-words.js";
import { fromFinding, fromTime, given, maybeMoney, present, toFinding, toMoney } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

/** @param applicationId empty for a new application. */
export function toApply(
  body: Json<"newApplication">,
  requestId: string,
  applicationId: string,
): ApplyRequest {
  const { applicant, note } = body;
  return {
    requestId,
    applicationId,
    providerId: body.providerId,
    family: body.family,
    lineNumber: body.sender === "" ? body.lineNumber : body.sender,
    lineType: body.lineType === undefined ? LineType.UNSPECIFIED : types[body.lineType],
    spellings: Object.entries(body.spellings).map(([operator, text]) => ({ operator, text })),
    applicant: { ...applicant, kind: kinds[applicant.kind], facts: wordsOf(body.facts) },
    form: body.form,
    note: note && { ...note, amount: note.amount && toMoney(note.amount) },
    documentIds: body.documents,
    customerListImportId: body.customerListImportId,
  };
}

type Said = string | boolean | readonly string[];

function wordsOf(facts: Readonly<Record<string, Said>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(facts).map(([fact, said]) => [
      fact,
      typeof said === "object" ? said.join(" ") : String(said),
    ]),
  );
}

/** What was filed: the first application, with all of them where a name is declared per operator. */
export function fromFiled(filed: Filed): Json<"application"> {
  const applications = filed.applications.map(fromApplication);
  const first = applications[0] ?? fromApplication(present(filed.application, "application"));
  if (first.operator === undefined) return first;
  const declarations = applications.map(({ operator, sender, applicationId, state, dueAt }) => ({
    operator: operator ?? "",
    sender,
    applicationId,
    state,
    dueAt,
  }));
  return { ...first, declarations };
}

export function fromApplication(application: Application): Json<"application"> {
  return {
    applicationId: application.applicationId,
    tenantId: application.tenantId,
    providerId: application.providerId,
    family: application.family,
    lineNumber: application.lineNumber,
    state: application.state,
    version: Number(application.version),
    history: application.history.map(({ at, note, ...step }) => ({
      ...step,
      at: fromTime(at),
      note: given(note),
    })),
    findings: application.findings.map(fromFinding),
    warnings: application.warnings.map(fromFinding),
    dueAt: fromTime(application.dueAt),
    lineId: given(application.lineId),
    fileNames: { ...application.fileNames },
    possibleEvents: [...application.possibleEvents],
    ...fromApplicationLife(application),
    sender: application.lineNumber,
    senderKind: kindNames[application.senderKind],
    purposes: [...application.purposes],
    lineType: typeNames[application.lineType],
    operator: given(application.operator),
    groupId: given(application.groupId) ?? application.applicationId,
    filed: application.filed && fromContent(application.filed),
  };
}

/** What was filed, in the words in which it is filed. */
function fromContent(filed: FiledContent): Json<"application">["filed"] {
  const { lineType, applicant, form, note } = filed;
  const ownFields = new Set(["representativeIsSignatory", "nationalCardIsSmart", "sector"]);
  const facts = Object.entries(applicant?.facts ?? {}).filter(([fact]) => !ownFields.has(fact));
  const type = typeNames[lineType];
  return {
    sender: filed.lineNumber,
    lineType: type === "service" || type === "advertising" ? type : undefined,
    applicant: {
      kind: applicant?.kind === ApplicantKind.NATURAL ? "natural" : "legal",
      representativeIsSignatory: applicant?.representativeIsSignatory ?? false,
      nationalCardIsSmart: applicant?.nationalCardIsSmart ?? false,
      sector: applicant?.sector ?? "",
    },
    facts: Object.fromEntries(facts),
    spellings: Object.fromEntries(filed.spellings.map(({ operator, text }) => [operator, text])),
    form,
    note: note && { ...note, amount: maybeMoney(note.amount) },
    documents: { ...filed.documentIds },
    customerListImportId: filed.customerListImportId,
  };
}

export function toAdvance(
  body: Json<"applicationEvent">,
  applicationId: string,
): AdvanceApplicationRequest {
  return {
    applicationId,
    event: body.event,
    expectedVersion: BigInt(body.expectedVersion),
    note: body.note,
    findings: body.findings.map(toFinding),
    originals: body.originals,
    operatorAnswer: body.operatorAnswer && {
      ...body.operatorAnswer,
      at: undefined,
    },
  };
}

import type {
  FormRules,
  GetMatrixResponse,
  MatrixCell,
  MatrixFamily,
  Original,
  RenderFormRequest,
} from "@whiteline/contracts/lines_registry/v1/papers";
import type { z } from "zod";

import type * as shapes from "../shapes/papers.js";
import { fromFinding, fromTime, given, maybeMoney, present } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;
type Family = Json<"matrix">["families"][number];
type Cell = Family["cells"][number];

export function toRenderForm(query: Json<"formQuery">): RenderFormRequest {
  return {
    providerId: query.provider,
    family: query.family,
    lineNumber: query.lineNumber,
    targetAudience: query.targetAudience,
    messageSubject: query.messageSubject,
    withRulesPage: query.rulesPage === "true",
  };
}

export function fromFormRules(form: FormRules): Json<"formRules"> {
  return {
    version: form.version,
    title: form.title,
    rules: form.rules.map(({ rule, original }) => ({
      ...fromFinding(present(rule, "rule")),
      original: given(original),
    })),
    fields: form.fields.map(({ field, label, prefilled }) => ({
      field,
      label,
      prefilled: given(prefilled),
    })),
    scanFormats: [...form.scanFormats],
    acceptedSubjects: [...form.acceptedSubjects],
    acceptedAudiences: [...form.acceptedAudiences],
  };
}

export function fromMatrix(answer: GetMatrixResponse): Json<"matrix"> {
  return {
    warningDays: answer.expiryWarningDays,
    rows: answer.rows.map(({ documentCode, originalName, english, held }) => ({
      documentCode,
      originalName,
      english,
      held: held && {
        documentId: held.documentId,
        fileName: held.fileName,
        storedAt: fromTime(held.storedAt),
        expiresAt: fromTime(held.expiresAt),
      },
    })),
    families: answer.families.map(fromFamily),
  };
}

function fromFamily(row: MatrixFamily): Family {
  return {
    family: row.family,
    original: row.original,
    english: row.english,
    provider: row.providerId,
    providerName: row.providerName,
    ownProvider: row.ownProvider,
    lineType: row.lineType,
    market: row.market,
    operator: given(row.operator),
    eligible: row.eligible,
    reasonCode: row.reason && given(row.reason.code),
    reason: row.reason && given(row.reason.rule),
    source: row.reason && given(row.reason.source),
    remedy: row.reason && given(row.reason.remedy),
    complete: row.complete,
    cells: row.cells.map(fromCell),
  };
}

const needs: readonly string[] = ["required", "conditional"] satisfies Cell["need"][];
const states: readonly string[] = ["held", "missing", "expires_soon", "expired"] satisfies Exclude<
  Cell["state"],
  undefined
>[];

function fromCell({ documentCode, need, state, when, instead }: MatrixCell): Cell {
  return {
    documentCode,
    need: isNeed(need) ? need : "not_asked",
    state: isState(state) ? state : undefined,
    when: given(when),
    instead: given(instead),
  };
}

function isNeed(word: string): word is Cell["need"] {
  return needs.includes(word);
}

function isState(word: string): word is NonNullable<Cell["state"]> {
  return states.includes(word);
}

const originalStates: readonly string[] = [
  "asked",
  "arrived",
  "returned",
] satisfies Json<"original">["state"][];

function isOriginalState(word: string): word is Json<"original">["state"] {
  return originalStates.includes(word);
}

export function fromOriginal(original: Original): Json<"original"> {
  return {
    documentCode: original.documentCode,
    originalName: original.originalName,
    english: original.english,
    state: isOriginalState(original.state) ? original.state : "not_asked_yet",
    askedAt: fromTime(original.askedAt),
    arrivedAt: fromTime(original.arrivedAt),
    returnedAt: fromTime(original.returnedAt),
    note: given(original.note),
    amount: maybeMoney(original.amount),
    beneficiaryName: given(original.beneficiaryName),
  };
}

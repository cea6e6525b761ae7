import type {
  CalendarDay,
  Case,
  GetCalendarResponse,
  GetCaseResponse,
  ItemVerdict,
  LineAlarm,
  ListAlarmsResponse,
  ListCasesResponse,
} from "@whiteline/contracts/lines_registry/v1/desk";
import type { z } from "zod";

import type * as shapes from "../shapes/desk.js";
import { typeNames } from "./line-words.js";
import { fromApplication } from "./applications.js";
import { fromFinding, fromTime, given, present } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

export function fromCase(known: Case): Json<"deskCase"> {
  return {
    caseId: known.caseId,
    tenantId: known.tenantId,
    tenantName: known.applicantName,
    family: known.family,
    lineType: typeNames[known.lineType],
    sender: known.sender,
    operator: given(known.operator),
    state: known.state,
    kind: known.kind,
    assignee: given(known.assignee),
    submittedAt: fromTime(known.submittedAt),
    ageWorkingDays: known.ageWorkingDays,
    dueOn: given(known.dueOn),
    dueSource: given(known.dueSource),
    overdue: known.overdue,
    version: Number(known.version),
  };
}

export function fromCases({ cases, counts }: ListCasesResponse): Json<"caseList"> {
  return {
    cases: cases.map(fromCase),
    counts: Object.fromEntries(counts.map(({ state, count }) => [state, count])),
  };
}

export function fromCaseFile(file: GetCaseResponse): Json<"caseFile"> {
  return {
    case: fromCase(present(file.case, "case")),
    application: fromApplication(present(file.application, "application")),
    documents: file.documents.map((document) => ({
      documentCode: document.documentCode,
      documentId: document.documentId,
      fileName: document.fileName,
      mediaType: given(document.mediaType),
      originalName: given(document.originalName),
      original: originalWord(document.original),
      verdict: document.verdict && fromVerdict(document.verdict),
    })),
    fields: file.fields.map(({ field, value, documentCode, verdict, findings }) => ({
      field,
      value,
      documentCode: given(documentCode),
      verdict: verdict && fromVerdict(verdict),
      findings: findings.map(fromFinding),
    })),
    timeline: file.timeline.map(({ at, actor, event, from, to, note, by }) => ({
      at: fromTime(at),
      actor,
      event,
      from: given(from),
      to: given(to),
      note: given(note),
      by: given(by),
    })),
    possibleEvents: [...file.possibleEvents],
  };
}

export function fromVerdict({ item, verdict, note, by, at }: ItemVerdict) {
  return {
    item,
    verdict: verdict === "rejected" ? ("rejected" as const) : ("accepted" as const),
    note: given(note),
    by: given(by),
    at: fromTime(at),
  };
}

export function fromAlarms(known: ListAlarmsResponse): Json<"alarms"> {
  return {
    overdue: known.overdue.map(fromCase),
    refreshDue: known.refreshDue.map(fromLineAlarm),
    renewals: known.renewals.map(fromLineAlarm),
  };
}

export function fromCalendar({ market, weekend, days }: GetCalendarResponse): Json<"calendar"> {
  return { market, weekend: [...weekend], days: days.map(fromDay) };
}

function fromDay({
  date,
  kind,
  name,
  origin,
  operator,
}: CalendarDay): Json<"calendar">["days"][number] {
  return {
    date,
    kind: kind === "working" || kind === "paused" ? kind : "holiday",
    name,
    origin: origin === "staff" ? "staff" : "pack",
    operator: given(operator),
  };
}

function fromLineAlarm({ lineId, tenantId, number, family, dueOn, overdue }: LineAlarm) {
  return { lineId, tenantId, number, family, dueOn, overdue };
}

function originalWord(word: string): "awaited" | "arrived" | undefined {
  return word === "awaited" || word === "arrived" ? word : undefined;
}

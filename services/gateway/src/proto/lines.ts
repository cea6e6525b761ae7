import type { Bind, Route } from "@whiteline/contracts/dispatcher/v1/dispatcher";
import type {
  AdvanceApplicationRequest,
  Application,
  ApplyRequest,
  Checklist,
  GetChecklistRequest,
  Line,
  ProvisionLineRequest,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { z } from "zod";

import type * as shapes from "../shapes/lines.js";
import { kinds, statusNames, typeNames, types } from "./line-words.js";
import { fromApplicationLife, fromLineLife } from "./line-life.js";
import { fromFinding, fromTime, given, maybeMoney, toFinding, toMoney } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

export function toChecklistRequest(query: Json<"checklistQuery">): GetChecklistRequest {
  return {
    providerId: query.provider,
    family: query.family,
    applicant: {
      kind: kinds[query.applicantKind],
      representativeIsSignatory: query.representativeIsSignatory === "true",
      nationalCardIsSmart: query.nationalCardIsSmart === "true",
      sector: query.sector,
    },
  };
}

export function fromChecklist(checklist: Checklist): Json<"checklist"> {
  const { guarantee, duration } = checklist;
  return {
    eligible: checklist.eligible,
    reason: given(checklist.reason),
    documents: checklist.documents.map(({ when, ...document }) => ({
      ...document,
      when: given(when),
    })),
    guarantee: guarantee && {
      required: guarantee.required,
      amount: maybeMoney(guarantee.amount),
      beneficiaryCode: given(guarantee.beneficiaryCode),
      beneficiaryName: given(guarantee.beneficiaryName),
      source: given(guarantee.source),
    },
    formRules: checklist.formRules.map(fromFinding),
    listRules: checklist.listRules.map(fromFinding),
    originals: [...checklist.originals],
    duration: duration && {
      from: given(duration.from),
      minimum: given(duration.minimum),
      maximum: given(duration.maximum),
      source: given(duration.source),
    },
  };
}

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
    lineNumber: body.lineNumber,
    applicant: { ...applicant, kind: kinds[applicant.kind] },
    form: body.form,
    note: note && { ...note, amount: note.amount && toMoney(note.amount) },
    documentIds: body.documents,
    customerListImportId: body.customerListImportId,
  };
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

export function toProvisionLine(body: Json<"newLine">): ProvisionLineRequest {
  return { ...body, type: types[body.type] };
}

export function fromLine(line: Line): Json<"line"> {
  return {
    lineId: line.lineId,
    tenantId: line.tenantId,
    providerId: line.providerId,
    market: line.market,
    family: line.family,
    number: line.number,
    type: typeNames[line.type],
    status: statusNames[line.status],
    version: Number(line.version),
    governedByList: line.governedByList,
    inbound: line.inbound,
    activeSince: fromTime(line.activeSince),
    activationNotice: given(line.activationNotice),
    activationMessageId: given(line.activationMessageId),
    ...fromLineLife(line),
  };
}

export function fromRoute(route: Route): Json<"routeList">["routes"][number] {
  const { operators, rate, market } = route;
  return { route: route.route, operators: [...operators], rate, market: given(market) };
}

export function fromBind(bind: Bind): Json<"bindList">["binds"][number] {
  return {
    bindId: bind.bindId,
    account: bind.account,
    operator: bind.operator,
    up: bind.up,
    holder: given(bind.holder),
    epoch: Number(bind.epoch),
    window: bind.window,
    inFlight: bind.inFlight,
    submitted: Number(bind.submitted),
    throttled: Number(bind.throttled),
    since: fromTime(bind.since),
    lastError: given(bind.lastError),
    rate: bind.rate,
  };
}

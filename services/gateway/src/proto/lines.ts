import type { Bind, Route } from "@whiteline/contracts/dispatcher/v1/dispatcher";
import {
  LineType,
  SenderOrigin,
  type AdvanceApplicationRequest,
  type Application,
  type ApplyRequest,
  type Checklist,
  type ExpectedDuration,
  type Filed,
  type GetChecklistRequest,
  type Guarantee,
  type Line,
  type OfferedFamily,
  type OperatorSpelling,
  type ProviderEligibility,
  type ProvisionLineRequest,
  type SetProviderEligibilityRequest,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { z } from "zod";

import type * as shapes from "../shapes/lines.js";
import { kindNames, kinds, originNames, statusNames, typeNames, types } from "./line-words.js";
import { fromApplicationLife, fromLineLife } from "./line-life.js";
import { fromFinding, fromTime, given, maybeMoney, present, toFinding, toMoney } from "./words.js";

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
      facts: factsOf(query.facts),
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
    guarantee: guarantee && fromGuarantee(guarantee),
    formRules: checklist.formRules.map(fromFinding),
    listRules: checklist.listRules.map(fromFinding),
    originals: [...checklist.originals],
    duration: duration && fromDuration(duration),
    senderKind: kindNames[checklist.senderKind],
    senderOrigin: originNames[checklist.senderOrigin],
    lineTypes: checklist.lineTypes.map((type) => typeNames[type]),
    facts: checklist.facts.map((fact) => ({ ...fact, values: [...fact.values] })),
    senderRules: checklist.senderRules.map(fromFinding),
    companyIdentifiers: [...checklist.companyIdentifiers],
    operators: checklist.operators.map((each) => ({
      operator: each.operator,
      duration: each.duration && fromDuration(each.duration),
    })),
    providerLacks: [...checklist.providerLacks],
  };
}

function fromGuarantee(guarantee: Guarantee) {
  return {
    required: guarantee.required,
    amount: maybeMoney(guarantee.amount),
    beneficiaryCode: given(guarantee.beneficiaryCode),
    beneficiaryName: given(guarantee.beneficiaryName),
    source: given(guarantee.source),
  };
}

function fromDuration(duration: ExpectedDuration) {
  return {
    from: given(duration.from),
    minimum: given(duration.minimum),
    maximum: given(duration.maximum),
    source: given(duration.source),
  };
}

/** "voipActive:true,hasSite:false" as name → word. */
function factsOf(written: string): Readonly<Record<string, string>> {
  const pairs = written === "" ? [] : written.split(",").map((pair) => pair.split(":"));
  return Object.fromEntries(pairs.map(([fact, said]) => [fact, said]));
}

export function fromFamily(family: OfferedFamily): Json<"familyList">["families"][number] {
  const { guarantee, duration } = family;
  return {
    family: family.family,
    provider: family.providerId,
    market: family.market,
    english: family.name,
    original: family.original,
    kind: kindNames[family.senderKind],
    origin: originNames[family.senderOrigin],
    choosesNumber: family.senderOrigin === SenderOrigin.CHOSEN,
    naturalPerson: family.naturalPerson,
    legalPerson: family.legalPerson,
    lineTypes: family.lineTypes.map((type) => typeNames[type]),
    guarantee: guarantee && fromGuarantee(guarantee),
    duration: duration && fromDuration(duration),
    needsList: family.needsList,
    facts: family.facts.map((fact) => ({ ...fact, values: [...fact.values] })),
    operators: [...family.operators],
    prefix: given(family.prefix),
    digits: [...family.digits],
    source: family.source,
    basis: family.basis,
    note: given(family.note),
    inbound: family.inbound,
    eligible: family.eligible,
    reason: given(family.reason),
  };
}

export function fromSpelling(
  spelling: OperatorSpelling,
): Json<"brandnameProposals">["operators"][number] {
  const { operator, verdict, reasons, proposals } = spelling;
  return {
    operator,
    verdict: verdict === "valid" || verdict === "manual_review" ? verdict : "invalid",
    codes: reasons.map(({ code }) => code),
    reasons: reasons.map(fromFinding),
    proposals: [...proposals],
  };
}

export function fromEligibility(eligibility: ProviderEligibility): Json<"providerEligibility"> {
  const { kind } = eligibility;
  return {
    providerId: eligibility.providerId,
    market: eligibility.market,
    kind: kind === "operator" || kind === "partner" ? kind : undefined,
    requirements: eligibility.requirements.map((each) => ({ ...each })),
    eligible: eligibility.eligible,
    missing: [...eligibility.missing],
    suspended: eligibility.suspended,
    note: given(eligibility.note),
    version: Number(eligibility.version),
    recordedAt: fromTime(eligibility.recordedAt),
  };
}

/** Each truth value of the body is a requirement of the market; the registry judges the names. */
export function toEligibility(
  { kind, suspended, note, version, requirements }: Json<"newProviderEligibility">,
  providerId: string,
): SetProviderEligibilityRequest {
  const met = Object.entries(requirements).filter(([, isMet]) => isMet);
  return {
    providerId,
    expectedVersion: BigInt(version),
    kind,
    met: met.map(([code]) => code),
    suspended,
    note,
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

function wordsOf(facts: Readonly<Record<string, string | boolean>>): Record<string, string> {
  return Object.fromEntries(Object.entries(facts).map(([fact, said]) => [fact, String(said)]));
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
    lineType: typeNames[application.lineType],
    operator: given(application.operator),
    groupId: given(application.groupId) ?? application.applicationId,
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
    senderKind: kindNames[line.senderKind],
    operatorStatuses: line.operators.map((declared) => ({
      ...declared,
      status: statusNames[declared.status],
    })),
    heldBack: given(line.heldBack),
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

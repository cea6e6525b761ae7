import {
  SenderOrigin,
  type Checklist,
  type ExpectedDuration,
  type GetChecklistRequest,
  type Guarantee,
  type OfferedFamily,
  type OperatorSpelling,
  type ProviderEligibility,
  type SetProviderEligibilityRequest,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import type { z } from "zod";

import type * as shapes from "../shapes/families.js";
import { kindNames, kinds, originNames, typeNames } from "./line-words.js";
import { fromFinding, fromTime, given, maybeMoney } from "./words.js";

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
    note: given(duration.note),
  };
}

/** "voipActive:true,hasSite:false" as name → word. */
function factsOf(written: string): Readonly<Record<string, string>> {
  const pairs = written === "" ? [] : written.split(",");
  return Object.fromEntries(
    pairs.map((pair): readonly [string, string] => {
      const [fact = "", said = ""] = pair.split(":");
      return [fact, said];
    }),
  );
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
    lineOperator: given(family.lineOperator),
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
    requirements: eligibility.requirements.map(({ validUntil, ...each }) => ({
      ...each,
      validUntil: given(validUntil),
    })),
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
  { kind, suspended, note, version, requirements, validUntil }: Json<"newProviderEligibility">,
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
    validUntil,
  };
}

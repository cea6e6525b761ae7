import {
  SenderOrigin as SenderOriginWord,
  type AskedFact as AskedFactMessage,
  type Checklist as ChecklistMessage,
  type ExpectedDuration,
  type Guarantee,
  type OfferedFamily,
  type OperatorSpelling,
  type ProviderEligibility,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import {
  askedFacts,
  guarantee,
  promisedDuration,
  type AskedFact,
  type Checklist,
  type Duration,
  type LineFamily,
  type MarketPack,
} from "@whiteline/markets";
import { conditionOf, listRules, originalsOf, requestRules } from "./domain/checklist.js";
import { formRules } from "./domain/commitment-form.js";
import { isPresent, type CompanyDocument } from "./domain/documents.js";
import { inWords } from "./domain/due-date.js";
import { inboundOf } from "./domain/line.js";
import type { Eligibility, ProviderRecord } from "./domain/provider-eligibility.js";
import type { NameVerdict } from "./domain/sender-name.js";
import { nameRules } from "./domain/sender-name.js";
import { lineTypesOf, originOf, type SenderOrigin } from "./domain/sender.js";
import { lineTypes, senderKinds } from "./proto.js";

/** A family at one provider. */
type Offer = { readonly provider: string; readonly family: LineFamily };

export function fromChecklist(
  pack: MarketPack,
  {
    provider,
    familyId,
    family,
  }: Omit<Offer, "family"> & {
    readonly familyId: string;
    readonly family: LineFamily | undefined;
  },
  demands: Checklist,
  known: {
    readonly applicantType: "natural" | "legal";
    readonly held: readonly CompanyDocument[];
    readonly at: Date;
    readonly lacks: readonly string[];
  },
): ChecklistMessage {
  const { eligible, reason, documents } = demands;
  const about = { provider, family: familyId, applicantType: known.applicantType };
  return {
    eligible,
    reason: reason ?? "",
    documents: documents.map((demand) => ({
      code: demand.code,
      originalName: demand.originalName,
      english: demand.english,
      when: conditionOf(demand),
      source: demand.source,
      basis: demand.basis,
      present: isPresent(pack, provider, demand, known.held, known.at),
    })),
    guarantee: guaranteeOf(pack, provider, familyId),
    formRules: formRules(pack, provider, familyId),
    listRules: listRules(pack, provider, familyId),
    originals: originalsOf(pack, provider, familyId),
    duration: durationOf(promisedDuration(pack, about)),
    ...senderWords(family),
    facts: askedFacts(pack, about).map(fromFact),
    senderRules: [...requestRules(pack, familyId), ...nameRules(pack, familyId)],
    companyIdentifiers: demands.companyIdentifiers,
    operators: (family?.declaredAt ?? []).map((operator) => ({
      operator,
      duration: durationOf(promisedDuration(pack, { ...about, operator })),
    })),
    providerLacks: known.lacks,
  };
}

/** @param eligible whether the caller's kind of person may hold it, with the reason when not */
export function fromOffer(
  pack: MarketPack,
  { provider, family }: Offer,
  { eligible, reason }: { readonly eligible: boolean; readonly reason: string },
): OfferedFamily {
  const both = (["natural", "legal"] as const).flatMap((applicantType) =>
    askedFacts(pack, { provider, family: family.id, applicantType }),
  );
  return {
    family: family.id,
    providerId: provider,
    market: pack.code,
    name: family.name,
    original: family.original,
    ...senderWords(family),
    naturalPerson: family.naturalPerson,
    legalPerson: family.legalPerson,
    guarantee: guaranteeOf(pack, provider, family.id),
    duration: durationOf(promisedDuration(pack, { provider, family: family.id })),
    needsList: listRules(pack, provider, family.id).length > 0,
    facts: [...new Set(both)].map(fromFact),
    operators: family.declaredAt,
    prefix: family.prefix ?? "",
    digits: family.digits,
    lineOperator: family.issuedBy ?? "",
    source: family.source,
    basis: family.basis,
    note: family.note ?? "",
    inbound: inboundOf(family.receives),
    eligible,
    reason,
  };
}

export function fromSpelling(
  operator: string,
  { verdict, reasons }: NameVerdict,
  proposals: readonly string[],
): OperatorSpelling {
  return { operator, verdict, reasons, proposals };
}

/** @param record undefined when nothing was recorded of the provider */
export function fromEligibility(
  providerId: string,
  market: string,
  record: ProviderRecord | undefined,
  { eligible, missing, requirements }: Eligibility,
): ProviderEligibility {
  return {
    providerId,
    market,
    kind: record?.kind ?? "",
    requirements,
    eligible,
    missing,
    suspended: record?.suspended ?? false,
    note: record?.note ?? "",
    version: BigInt(record?.version ?? 0),
    recordedAt: record?.recordedAt,
  };
}

function senderWords(family: LineFamily | undefined) {
  return {
    senderKind: senderKinds[family?.kind ?? "number"],
    senderOrigin: family === undefined ? SenderOriginWord.UNSPECIFIED : origins[originOf(family)],
    lineTypes: family === undefined ? [] : lineTypesOf(family).map((type) => lineTypes[type]),
  };
}

const origins = {
  chosen: SenderOriginWord.CHOSEN,
  held: SenderOriginWord.HELD,
  drawn: SenderOriginWord.DRAWN,
  common: SenderOriginWord.COMMON,
} as const satisfies Record<SenderOrigin, SenderOriginWord>;

function guaranteeOf(pack: MarketPack, provider: string, family: string): Guarantee {
  const note = guarantee(pack, provider, family);
  return {
    required: note.required,
    amount: { currency: note.currency, minor: note.amount },
    beneficiaryCode: note.beneficiary?.code ?? "",
    beneficiaryName: note.beneficiary?.name ?? "",
    source: note.source,
  };
}

function durationOf(expected: Duration | undefined): ExpectedDuration | undefined {
  return (
    expected && {
      from: expected.from,
      minimum: inWords(expected.min),
      maximum: inWords(expected.max),
      source: expected.source,
      note: expected.note ?? "",
    }
  );
}

function fromFact({ id, question, values, several, source, basis }: AskedFact): AskedFactMessage {
  return { fact: id, question, values, several, source, basis };
}

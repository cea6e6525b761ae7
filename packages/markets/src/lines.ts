import type { Basis } from "./schema/entry.js";
import type { MarketPack } from "./schema/pack.js";

export type LineFamily = MarketPack["families"][number];
export type CommitmentForm = NonNullable<MarketPack["commitmentForm"]>;
export type FormRule = CommitmentForm["rules"][number];
export type CustomerListRules = MarketPack["customerLists"][number];
export type AskedFact = MarketPack["facts"][number];
export type LineRequestRule = MarketPack["lineRequestRules"][number];
export type SenderNames = MarketPack["senderNames"][number];
type Demand = MarketPack["documents"]["demands"][number];
type DemandedDocument = NonNullable<Demand["documents"]>[number];
type Condition = NonNullable<DemandedDocument["when"]>;

/** What an applicant says, by the names of the pack's facts; "true" and "false" for a yes or no. */
export type ApplicantFacts = Readonly<Record<string, string>>;

/** Who asks for what; a fact that is unknown is left out. */
export type ChecklistRequest = {
  readonly provider: string;
  readonly family: string;
  readonly applicantType: "natural" | "legal";
  readonly facts?: ApplicantFacts;
};

export type ChecklistDocument = {
  /** `a|b` = either paper is enough. */
  readonly code: string;
  readonly originalName: string;
  readonly english: string;
  /** Why this applicant is asked, when not every applicant is. */
  readonly when?: Condition;
  readonly source: string;
  readonly basis: Basis;
};

export type Checklist = {
  readonly eligible: boolean;
  readonly reason: null | "legal_person_only" | "natural_person_only" | "not_offered";
  readonly documents: readonly ChecklistDocument[];
  /** Which company numbers the form must carry. */
  readonly companyIdentifiers: readonly string[];
  readonly source: string;
  readonly basis: Basis;
};

/** A line family of the market. */
export function lineFamily(pack: MarketPack, family: string): LineFamily | undefined {
  return pack.families.find(({ id }) => id === family);
}

/**
 * The exact papers for one applicant (golden kind `ir.checklist`). A paper whose condition rests on
 * a fact that the request leaves out is asked for: better one paper too many than a returned
 * application.
 */
export function checklist(pack: MarketPack, request: ChecklistRequest): Checklist {
  const offered = pack.documents.demands.filter(
    ({ provider, family }) => provider === request.provider && family === request.family,
  );
  const demand = offered.find(({ applicantType }) => applicantType === request.applicantType);
  if (demand === undefined || demand.documents === null) {
    const other = request.applicantType === "natural" ? "legal_person_only" : "natural_person_only";
    const printed = demand ?? offered[0];
    return {
      eligible: false,
      reason: printed === undefined ? "not_offered" : other,
      documents: [],
      companyIdentifiers: [],
      source:
        printed?.source ?? `no demand of ${request.provider} for ${request.family} in the pack`,
      basis: printed?.basis ?? "derived",
    };
  }
  return {
    eligible: true,
    reason: null,
    documents: demand.documents
      .filter(({ when }) => when === undefined || mayHold(when, request.facts ?? {}))
      .map((document) => describe(pack, document, request.facts ?? {})),
    companyIdentifiers: demand.companyIdentifiers,
    source: demand.source,
    basis: demand.basis,
  };
}

/**
 * The promissory note (golden kind `ir.guarantee`); amount and beneficiary depend on provider and
 * family [ir.md §5]. `amount` is in minor units of `currency` (rial, not toman).
 */
export function guarantee(
  pack: MarketPack,
  provider: string,
  family: string,
): {
  readonly required: boolean;
  readonly amount: bigint;
  readonly currency: string;
  readonly beneficiary: { readonly code: string; readonly name: string } | null;
  readonly details: string | null;
  readonly source: string;
  readonly basis: Basis;
} {
  const note = pack.guarantees.find((g) => g.provider === provider && g.family === family);
  return {
    required: (note?.amount ?? 0n) > 0n,
    amount: note?.amount ?? 0n,
    currency: pack.currency.code,
    beneficiary: note?.beneficiary ?? null,
    details: note?.details ?? null,
    source: note?.source ?? "no promissory note among the papers of this family",
    basis: note?.basis ?? "derived",
  };
}

/** The rules of the commitment form that this provider applies to this family; may be none. */
export function commitmentFormRules(
  pack: MarketPack,
  provider: string,
  family: string,
): readonly FormRule[] {
  return (pack.commitmentForm?.rules ?? []).filter(({ appliesTo }) =>
    appliesTo.some((pair) => pair.provider === provider && pair.family === family),
  );
}

/** What the list of an application must satisfy; undefined for families without a list. */
export function customerListRules(
  pack: MarketPack,
  provider: string,
  family: string,
): CustomerListRules | undefined {
  return pack.customerLists.find(
    (list) => list.provider === provider && list.families.includes(family),
  );
}

/** Papers handed over as originals, and when; undefined where none is named. */
export function originals(
  pack: MarketPack,
  provider: string,
  family: string,
): MarketPack["documents"]["originals"][number] | undefined {
  return pack.documents.originals.find((o) => o.provider === provider && o.family === family);
}

/**
 * Facts on which papers or preconditions of a family rest, for this kind of applicant, in the order of
 * the pack: what must be asked before the demands are known.
 */
export function askedFacts(
  pack: MarketPack,
  { provider, family, applicantType }: Omit<ChecklistRequest, "facts">,
): readonly AskedFact[] {
  const papers = pack.documents.demands
    .filter((demand) => demand.provider === provider && demand.family === family)
    .filter((demand) => demand.applicantType === applicantType)
    .flatMap(({ documents }) => documents ?? [])
    .flatMap(({ when, or }) => [when, or?.when])
    .flatMap((condition) => condition?.fact ?? []);
  const preconditions = lineRequestRules(pack, family).flatMap(({ anyOf }) =>
    anyOf.map(({ fact }) => fact),
  );
  const lists = customerListRules(pack, provider, family)?.holdingFact ?? [];
  const purposes = lineFamily(pack, family)?.purposeFact ?? [];
  const names = new Set<string>([...papers, ...preconditions, lists, purposes].flat());
  return pack.facts.filter(({ id }) => names.has(id));
}

/** What a new sender of this family must satisfy beside its papers. */
export function lineRequestRules(pack: MarketPack, family: string): readonly LineRequestRule[] {
  return pack.lineRequestRules.filter(({ families }) => families.includes(family));
}

/**
 * Whether one of the conditions of a precondition holds. Unlike a paper, which is asked for when in
 * doubt, a precondition that nobody affirmed is not met.
 * @param requestedNumber the sender that the applicant asks for; "" for none
 */
export function meetsRule(
  { anyOf }: LineRequestRule,
  facts: ApplicantFacts,
  requestedNumber: string,
): boolean {
  return anyOf.some((condition) => {
    if ("given" in condition) return condition.given === (requestedNumber !== "");
    const said = facts[condition.fact];
    return said !== undefined && agrees(condition, said);
  });
}

/** How names of a family are written; undefined for numbers. */
export function senderNames(pack: MarketPack, family: string): SenderNames | undefined {
  return pack.senderNames.find(({ families }) => families.includes(family));
}

/** A paper is asked for when its condition holds, or when the fact is not known. */
function mayHold(condition: Condition, facts: ApplicantFacts): boolean {
  const said = facts[condition.fact];
  return said === undefined || agrees(condition, said);
}

function agrees(condition: Condition, said: string): boolean {
  if ("is" in condition) return said === String(condition.is);
  const words = wordsOf(said);
  return words.length > 0 && words.every((word) => condition.in.includes(word));
}

/** The words of a fact that may take several, each once. */
export function wordsOf(said: string): readonly string[] {
  return [...new Set(said.split(" ").filter((word) => word !== ""))];
}

/** Kinds of traffic for which the applicant declares a sender of the family, in the order of the pack [VN-BLK-19]. */
export function purposesSaid(
  pack: MarketPack,
  family: string,
  facts: ApplicantFacts,
): readonly string[] {
  const fact = lineFamily(pack, family)?.purposeFact ?? "";
  const said = wordsOf(facts[fact] ?? "");
  return pack.content.purposes.map(({ id }) => id).filter((id) => said.includes(id));
}

function describe(
  pack: MarketPack,
  document: DemandedDocument,
  facts: ApplicantFacts,
): ChecklistDocument {
  const { or } = document;
  const mayReplace = or !== undefined && (or.when === undefined || isSaid(or.when, facts));
  const codes = mayReplace ? [document.code, or.code] : [document.code];
  const names = codes.flatMap(
    (code) => pack.documents.codes.find((known) => known.code === code) ?? [],
  );
  return {
    code: codes.join("|"),
    originalName: names.map(({ originalName }) => originalName).join(" / "),
    english: names.map(({ english }) => english).join(", or "),
    ...(document.when === undefined ? {} : { when: document.when }),
    source: document.source,
    basis: document.basis,
  };
}

/** Another paper serves instead only for who said that it may. */
function isSaid(condition: Condition, facts: ApplicantFacts): boolean {
  const said = facts[condition.fact];
  return said !== undefined && agrees(condition, said);
}

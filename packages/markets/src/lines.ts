import type { Basis } from "./schema/entry.js";
import type { MarketPack } from "./schema/pack.js";

export type LineFamily = MarketPack["families"][number];
export type CommitmentForm = NonNullable<MarketPack["commitmentForm"]>;
export type FormRule = CommitmentForm["rules"][number];
export type CustomerListRules = MarketPack["customerLists"][number];
type Demand = MarketPack["documents"]["demands"][number];
type DemandedDocument = NonNullable<Demand["documents"]>[number];
type Condition = NonNullable<DemandedDocument["when"]>;

/** The facts of an applicant that decide which papers are asked; an unknown fact is left out. */
export type ChecklistRequest = {
  readonly provider: string;
  readonly family: string;
  readonly applicantType: "natural" | "legal";
  readonly representativeIsSignatory?: boolean;
  readonly nationalCardIsSmart?: boolean;
  /** "general", "qarz_al_hasaneh", "listed_company" (IR). */
  readonly sector?: string;
  /** "direct" or "agent" (VN). */
  readonly declaredBy?: string;
  /** "own_name", "product", "service" or "domain" (VN). */
  readonly nameKind?: string;
  readonly publicAdministrativeUnit?: boolean;
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
      .filter(({ when }) => when === undefined || holds(when, request))
      .map((document) => describe(pack, document, request)),
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

function holds(condition: Condition, request: ChecklistRequest): boolean {
  const facts: Readonly<Record<string, unknown>> = request;
  const fact = facts[condition.fact];
  if (fact === undefined) return true;
  return "is" in condition ? fact === condition.is : condition.in.some((value) => value === fact);
}

function describe(
  pack: MarketPack,
  document: DemandedDocument,
  request: ChecklistRequest,
): ChecklistDocument {
  const { or } = document;
  const mayReplace = or !== undefined && (or.when === undefined || holds(or.when, request));
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

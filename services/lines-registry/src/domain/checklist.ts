import {
  checklist,
  customerListRules,
  lineRequestRules,
  meetsRule,
  originals,
  wordsOf,
  type ApplicantFacts,
  type Checklist,
  type ChecklistDocument,
  type LineRequestRule,
  type MarketPack,
} from "@whiteline/markets";
import type { Finding } from "./finding.js";

/** Who applies. */
export type Applicant = {
  readonly kind: "natural" | "legal";
  /** By the names of the pack's facts; what was not said is left out. */
  readonly facts: ApplicantFacts;
};

/** What a family demands of this applicant; a fact that was not said asks for one paper too many. */
export function demandsOf(
  pack: MarketPack,
  provider: string,
  family: string,
  { kind, facts }: Applicant,
): Checklist {
  return checklist(pack, { provider, family, applicantType: kind, facts });
}

/** Words that a fact cannot take. */
export function judgeFacts(pack: MarketPack, { facts }: Applicant): readonly Finding[] {
  return Object.entries(facts).flatMap(([name, said]) => {
    const asked = pack.facts.find(({ id }) => id === name);
    const isFree = asked?.values.length === 0;
    if (asked === undefined || isFree) return [];
    const words = asked.several ? wordsOf(said) : [said];
    if (words.every((word) => asked.values.includes(word))) return [];
    return {
      code: "FACT_INVALID",
      subject: `facts.${name}`,
      rule: `${asked.question} ${asked.several ? "Some" : "One"} of: ${asked.values.join(", ")}.`,
      source: asked.source,
      remedy: "Say it in one of these words.",
    };
  });
}

/**
 * Preconditions that a new sender of the family does not meet (golden kind `ir.line_request`).
 * @param requestedNumber the sender that the applicant asks for; "" for none
 */
export function judgeRequest(
  pack: MarketPack,
  family: string,
  facts: ApplicantFacts,
  requestedNumber: string,
): readonly Finding[] {
  return lineRequestRules(pack, family)
    .filter((rule) => !meetsRule(rule, facts, requestedNumber))
    .map(requestFinding);
}

/** The preconditions of a family, to be read beforehand. */
export function requestRules(pack: MarketPack, family: string): readonly Finding[] {
  return lineRequestRules(pack, family).map(requestFinding);
}

function requestFinding({ code, demand, source, remedy, anyOf }: LineRequestRule): Finding {
  const about = anyOf.map(({ fact }) =>
    fact === "requestedNumber" ? "line_number" : `facts.${fact}`,
  );
  return { code, subject: about[0] ?? "line_number", rule: demand, source, remedy };
}

/** Why this applicant may not hold the line, when it may not. */
export function judgeEligibility({ eligible, reason, source }: Checklist): readonly Finding[] {
  if (eligible) return [];
  const said = reasons[reason ?? "not_offered"];
  return [{ code: reason ?? "not_offered", subject: "applicant", source, ...said }];
}

/** Papers that the provider takes as originals before it forwards [000 · Landline 021/026; 002]. */
export function originalsOf(pack: MarketPack, provider: string, family: string): readonly string[] {
  return originals(pack, provider, family)?.documents ?? [];
}

/** The rules of the application's sample list, to be read beforehand; none for families without one. */
export function listRules(pack: MarketPack, provider: string, family: string): readonly Finding[] {
  return (customerListRules(pack, provider, family)?.rules ?? []).map(
    ({ code, demand, source, remedy }) => ({
      code,
      subject: "customer_list",
      rule: demand,
      source,
      remedy,
    }),
  );
}

/** Under which condition a paper is asked, in words; empty when every applicant is asked. */
export function conditionOf({ when }: ChecklistDocument): string {
  if (when === undefined) return "";
  return "is" in when
    ? `${when.fact} is ${String(when.is)}`
    : `${when.fact} is ${when.in.join(" or ")}`;
}

const reasons = {
  legal_person_only: {
    rule: "Only legal persons may hold this line; the operator refuses natural persons.",
    remedy: "Apply as a registered company, or choose a family that natural persons may hold.",
  },
  natural_person_only: {
    rule: "Only natural persons may hold this line.",
    remedy: "Choose a family that legal persons may hold.",
  },
  not_offered: {
    rule: "The provider does not offer this family.",
    remedy: "Choose one of the families of this provider.",
  },
} as const;

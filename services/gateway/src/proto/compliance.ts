import {
  type CardWords,
  Decision,
  type Fact,
  TemplateState,
  type DecideHeldCampaignRequest,
  type RegisterTemplateRequest,
  type ReviewTemplateRequest,
  type Template,
  type VerdictCard,
} from "@whiteline/contracts/compliance/v1/compliance";
import type { z } from "zod";

import type * as shapes from "../shapes/compliance.js";
import { fromTime, given } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

const stateNames = {
  [TemplateState.UNDER_REVIEW]: "under_review",
  [TemplateState.APPROVED]: "approved",
  [TemplateState.REJECTED]: "rejected",
  [TemplateState.UNSPECIFIED]: "unknown",
  [TemplateState.UNRECOGNIZED]: "unknown",
} as const satisfies Record<TemplateState, string>;

export const decisionNames = {
  [Decision.CLEARED]: "cleared",
  [Decision.HELD]: "held",
  [Decision.REFUSED]: "refused",
  [Decision.UNSPECIFIED]: "unknown",
  [Decision.UNRECOGNIZED]: "unknown",
} as const satisfies Record<Decision, string>;

export function toRegisterTemplate(
  body: Json<"newTemplate">,
  requestId: string,
): RegisterTemplateRequest {
  return { ...body, requestId };
}

export function fromTemplate(template: Template): Json<"template"> {
  return {
    templateId: template.templateId,
    name: template.name,
    body: template.body,
    variables: template.variables.map(({ name, maxLength }) => ({ name, maxLength })),
    state: stateNames[template.state],
    category: given(template.category),
    reviewNote: given(template.reviewNote),
    version: Number(template.version),
    worstCaseParts: template.worstCaseParts,
  };
}

export function toReview(body: Json<"templateReview">, templateId: string): ReviewTemplateRequest {
  return {
    templateId,
    approve: body.decision === "approve",
    note: body.note,
    expectedVersion: BigInt(body.expectedVersion),
  };
}

export function fromVerdict(card: VerdictCard): Json<"verdict"> {
  return {
    verdictId: card.verdictId,
    subject: card.subject,
    decision: decisionNames[card.decision],
    rulesTried: card.rulesTried.map(({ rule, passed, source, facts, words }) => ({
      rule,
      passed,
      source: given(source),
      words: given(words),
      facts: facts.map((fact) => fromFact(fact, card.at)),
    })),
    decidingRule: given(card.decidingRule),
    source: given(card.source),
    remedy: given(card.remedy),
    overrideBy: given(card.overrideBy),
    at: fromTime(card.at),
    expiresAt: fromTime(card.expiresAt),
    overrides: given(card.overrides),
    overriddenBy: given(card.overriddenBy),
    reasons: card.reasons.length === 0 ? undefined : [...card.reasons],
    note: given(card.note),
    words: card.words && fromCardWords(card.words),
  };
}

/** A fact of a card; its age is how long it had been known when it was used. */
function fromFact({ name, value, version, asOf, label, words }: Fact, at: Date | undefined) {
  const age = asOf === undefined || at === undefined ? undefined : at.getTime() - asOf.getTime();
  return {
    name,
    value,
    version: given(version),
    asOf: fromTime(asOf),
    ageSeconds: age === undefined ? undefined : Math.max(0, Math.floor(age / 1_000)),
    label: given(label),
    words: given(words),
  };
}

function fromCardWords({ language, decision, demand, remedy, override }: CardWords) {
  return {
    language,
    decision,
    demand: given(demand),
    remedy: given(remedy),
    override: given(override),
  };
}

export function toHeldDecision(
  body: Json<"heldDecision">,
  campaignId: string,
): DecideHeldCampaignRequest {
  return {
    campaignId,
    revision: BigInt(body.revision),
    clear: body.decision === "clear",
    note: body.note,
  };
}

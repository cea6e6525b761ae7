import {
  Decision,
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

const decisionNames = {
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
    rulesTried: card.rulesTried.map(({ rule, passed, source, facts }) => ({
      rule,
      passed,
      source: given(source),
      facts: facts.map(({ name, value, version }) => ({ name, value, version: given(version) })),
    })),
    decidingRule: given(card.decidingRule),
    source: given(card.source),
    remedy: given(card.remedy),
    overrideBy: given(card.overrideBy),
    at: fromTime(card.at),
    expiresAt: fromTime(card.expiresAt),
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

import {
  type CardWords,
  Decision,
  type Fact,
  TemplateState,
  VariableType,
  type CheckTextRequest,
  type CheckTextResponse,
  type DecideHeldCampaignRequest,
  type MatchTemplateResponse,
  type MeasureContentRulesResponse,
  type RegisterTemplateRequest,
  type ReviewTemplateRequest,
  type RuleTried,
  type Template,
  type VerdictCard,
} from "@whiteline/contracts/compliance/v1/compliance";
import type { z } from "zod";

import type * as shapes from "../shapes/compliance.js";
import { fromFinding, fromTime, given } from "./words.js";

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

const typeWords = {
  text: VariableType.TEXT,
  number: VariableType.NUMBER,
  date: VariableType.DATE,
  code: VariableType.CODE,
  link: VariableType.LINK,
  amount: VariableType.AMOUNT,
} as const;
const typeNames = {
  [VariableType.TEXT]: "text",
  [VariableType.NUMBER]: "number",
  [VariableType.DATE]: "date",
  [VariableType.CODE]: "code",
  [VariableType.LINK]: "link",
  [VariableType.AMOUNT]: "amount",
  [VariableType.UNSPECIFIED]: "text",
  [VariableType.UNRECOGNIZED]: "text",
} as const satisfies Record<VariableType, string>;
const changeKinds = ["kept", "value", "missing", "added", "replaced", "wrong_value"] as const;
const disguiseCodes = ["direction_override", "zero_width", "look_alike", "split_word"] as const;

const fromRule = ({ rule, passed, source, facts, words }: RuleTried, at: Date | undefined) => ({
  rule,
  passed,
  source: given(source),
  words: given(words),
  facts: facts.map((fact) => fromFact(fact, at)),
});

export function toRegisterTemplate(
  body: Json<"newTemplate">,
  requestId: string,
): RegisterTemplateRequest {
  const variables = body.variables.map((variable) => ({
    ...variable,
    type: typeWords[variable.type],
    pattern: "",
  }));
  return { ...body, variables, requestId };
}

export function fromTemplate(template: Template): Json<"template"> {
  return {
    templateId: template.templateId,
    name: template.name,
    body: template.body,
    variables: template.variables.map(({ name, maxLength, type, pattern }) => ({
      name,
      maxLength,
      type: typeNames[type],
      pattern: given(pattern),
    })),
    state: stateNames[template.state],
    category: given(template.category),
    reviewNote: given(template.reviewNote),
    version: Number(template.version),
    worstCaseParts: template.worstCaseParts,
    worstCaseTexts: [...template.worstCaseTexts],
  };
}

export function toReview(body: Json<"templateReview">, templateId: string): ReviewTemplateRequest {
  return {
    templateId,
    approve: body.decision === "approve",
    note: body.note,
    expectedVersion: BigInt(body.expectedVersion),
    category: body.category,
  };
}

export function fromVerdict(card: VerdictCard): Json<"verdict"> {
  return {
    verdictId: card.verdictId,
    subject: card.subject,
    decision: decisionNames[card.decision],
    rulesTried: card.rulesTried.map((tried) => fromRule(tried, card.at)),
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
    variant: given(card.variant),
    variants:
      card.variants.length === 0
        ? undefined
        : card.variants.map((each) => ({ ...each, decision: decisionNames[each.decision] })),
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
    category: body.category,
  };
}

export function fromMatch(answer: MatchTemplateResponse): Json<"templateMatch"> {
  return {
    matches: answer.matches,
    templateId: given(answer.templateId),
    templateName: given(answer.templateName),
    values: answer.values.map(({ name, value, at }) => ({ name, value, at })),
    changes: answer.changes.map((change) => ({
      kind: changeKinds.find((kind) => kind === change.kind) ?? "replaced",
      at: change.at,
      expected: given(change.expected),
      found: given(change.found),
      culprit: given(change.culprit),
      variable: given(change.variable),
      rule: given(change.rule),
      remedy: given(change.remedy),
    })),
    tried: answer.tried,
  };
}

export function toCheckText(body: Json<"textCheckQuestion">): CheckTextRequest {
  return { ...body, recipients: BigInt(body.recipients) };
}

export function fromCheck(answer: CheckTextResponse): Json<"textCheck"> {
  const { content } = answer;
  return {
    decision: decisionNames[answer.decision],
    content: content && {
      category: given(content.category),
      advertising: content.advertising,
      confidence: content.confidence,
      certain: content.certain,
      signals: content.signals.map(({ code, category, found, weight }) => ({
        code,
        category: given(category),
        found,
        weight,
      })),
      disguises: content.disguises.map(({ code, at, found, looksLike }) => ({
        code: disguiseCodes.find((known) => known === code) ?? "look_alike",
        at,
        found,
        looksLike: given(looksLike),
      })),
    },
    refusal: answer.refusal && fromFinding(answer.refusal),
    rulesTried: answer.rulesTried.map((tried) => fromRule(tried, undefined)),
    traffic: given(answer.traffic),
    overrideBy: given(answer.overrideBy),
  };
}

export function fromMeasures(answer: MeasureContentRulesResponse): Json<"contentQuality"> {
  return {
    measures: answer.measures.map((measure) => ({
      market: measure.market,
      rulesVersion: measure.rulesVersion,
      reviewed: Number(measure.reviewed),
      rightlyAdvertising: Number(measure.rightlyAdvertising),
      wronglyAdvertising: Number(measure.wronglyAdvertising),
      rightlyAllowed: Number(measure.rightlyAllowed),
      wronglyAllowed: Number(measure.wronglyAllowed),
      uncertain: Number(measure.uncertain),
    })),
  };
}

import {
  type GetTextCaseResponse,
  type ListTextCasesResponse,
  type PendingTextDecision,
  type ReplayPolicyRequest,
  type ReplayPolicyResponse,
  type DecideTextCaseRequest,
  type DecideTextCaseResponse,
  type TextCase,
  TextDecision,
} from "@whiteline/contracts/compliance/v1/text_desk";
import type { z } from "zod";

import type * as shapes from "../shapes/text-desk.js";
import { decisionNames, fromTemplate, fromVerdict } from "./compliance.js";
import { fromCounts, fromFinding, fromMoney, fromTime, given, present, toTime } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

const textDecisionNames = {
  [TextDecision.APPROVE]: "approve",
  [TextDecision.RETURN]: "return",
  [TextDecision.REFUSE]: "refuse",
  [TextDecision.UNSPECIFIED]: "unknown",
  [TextDecision.UNRECOGNIZED]: "unknown",
} as const satisfies Record<TextDecision, string>;

const textDecisions = {
  approve: TextDecision.APPROVE,
  return: TextDecision.RETURN,
  refuse: TextDecision.REFUSE,
} as const;

export function fromTextCase(found: TextCase): Json<"textCase"> {
  const ofCampaign = found.kind === "campaign";
  return {
    caseId: found.caseId,
    kind: ofCampaign ? "campaign" : "template",
    tenantId: found.tenantId,
    name: given(found.name),
    state: found.state,
    campaignId: given(found.campaignId),
    revision: ofCampaign ? Number(found.revision) : undefined,
    lineId: given(found.lineId),
    sender: given(found.sender),
    family: given(found.family),
    templateId: given(found.templateId),
    text: given(found.text),
    category: given(found.category),
    recipients: ofCampaign ? Number(found.recipients) : undefined,
    openedAt: fromTime(found.openedAt),
    ageWorkingDays: found.ageWorkingDays,
    dueOn: given(found.dueOn),
    overdue: found.overdue,
    assignee: given(found.assignee),
    version: Number(found.version),
    verdictId: given(found.verdictId),
    decidingRule: given(found.decidingRule),
    needsTwo: found.needsTwo,
    pending: found.pending && fromPending(found.pending),
  };
}

function fromPending({ decision, by, at, note }: PendingTextDecision) {
  return { decision: textDecisionNames[decision], by, at: fromTime(at), note: given(note) };
}

export function fromTextCases({ cases, counts }: ListTextCasesResponse): Json<"textCaseList"> {
  return {
    cases: cases.map(fromTextCase),
    counts: counts.map(({ kind, waiting, overdue }) => ({ kind, waiting, overdue })),
  };
}

export function fromTextCaseFile(answer: GetTextCaseResponse): Json<"textCaseFile"> {
  const { card, template, samples, events } = answer;
  return {
    case: fromTextCase(present(answer.case, "case")),
    card: card && fromVerdict(card),
    template: template && fromTemplate(template),
    samples: samples.map(({ maskedNumber, operator, text, parts }) => ({
      maskedNumber,
      operator,
      text,
      parts,
    })),
    samplesMissing: given(answer.samplesMissing),
    dropped: fromCounts(answer.dropped),
    operators: fromCounts(answer.operators),
    listVersion: answer.listVersion === 0n ? undefined : Number(answer.listVersion),
    events: events.map(({ at, by, event, note }) => ({
      at: fromTime(at),
      by,
      event,
      note: given(note),
    })),
  };
}

export function toTextDecision(body: Json<"textDecision">, caseId: string): DecideTextCaseRequest {
  return {
    caseId,
    decision: textDecisions[body.decision],
    note: body.note,
    reasons: body.reasons,
    category: body.category,
    expectedVersion: BigInt(body.expectedVersion),
  };
}

export function fromTextDecided(answer: DecideTextCaseResponse): Json<"textDecided"> {
  return {
    case: fromTextCase(present(answer.case, "case")),
    card: answer.card && fromVerdict(answer.card),
    template: answer.template && fromTemplate(answer.template),
  };
}

export function toReplay(body: Json<"newReplay">): ReplayPolicyRequest {
  return {
    draftJson: JSON.stringify(body.draft),
    since: toTime(body.since),
    until: toTime(body.until),
    limit: body.limit,
  };
}

export function fromReplay(answer: ReplayPolicyResponse): Json<"replay"> {
  return {
    draftName: answer.draftName,
    replayed: Number(answer.replayed),
    flipped: Number(answer.flipped),
    otherRule: Number(answer.otherRule),
    skipped: fromCounts(answer.skipped),
    unfaithful: [...answer.unfaithful],
    sums: answer.sums.map((sum) => ({
      tenantId: sum.tenantId,
      before: decisionNames[sum.before],
      after: decisionNames[sum.after],
      verdicts: Number(sum.verdicts),
      messages: Number(sum.messages),
      money: sum.money.map(fromMoney),
      unpriced: Number(sum.unpriced),
    })),
    flips: answer.flips.map((flip) => ({
      verdictId: flip.verdictId,
      tenantId: flip.tenantId,
      lineId: flip.lineId,
      campaignId: given(flip.campaignId),
      judgedAt: fromTime(flip.judgedAt),
      before: decisionNames[flip.before],
      after: decisionNames[flip.after],
      ruleBefore: given(flip.ruleBefore),
      ruleAfter: given(flip.ruleAfter),
      messages: Number(flip.messages),
      money: flip.money && fromMoney(flip.money),
    })),
    faults: answer.faults.map(fromFinding),
  };
}

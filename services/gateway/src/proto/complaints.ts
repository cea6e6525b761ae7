import type {
  ComplainRequest,
  Complaint,
  Counted,
  DecideComplaintRequest,
  Evidence,
  GetComplaintRateResponse,
  GetComplaintResponse,
  ListComplaintsResponse,
  OpenComplaintRequest,
  Penalty,
} from "@whiteline/contracts/compliance/v1/complaints";
import type { z } from "zod";

import type * as shapes from "../shapes/complaints.js";
import { fromMoney, fromTime, given, present, toTime } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;
type CountedJson = Json<"penaltyQuestion">["counted"];

const sources = ["subscriber", "operator", "authority"] as const;
const evidenceStates = ["gathering", "complete", "partial"] as const;
const refusals = ["asked", "recorded"] as const;
const answers = ["yes", "no"] as const;

/** The word if it is one of those that are documented. */
function wordOf<Word extends string>(words: readonly Word[], given: string): Word | "unknown" {
  return words.find((word) => word === given) ?? "unknown";
}

export function toNewComplaint(
  body: Json<"newComplaint">,
  requestId: string,
): OpenComplaintRequest {
  return {
    ...body,
    requestId,
    lineId: body.lineId ?? "",
    messageId: body.messageId ?? "",
    receivedAt: toTime(body.receivedAt),
  };
}

export function toSubscriberComplaint(
  body: Json<"subscriberComplaint">,
  about: Pick<ComplainRequest, "requestId" | "remoteAddress">,
): ComplainRequest {
  return { ...body, ...about, receivedAt: toTime(body.receivedAt) };
}

export function fromComplaint(found: Complaint): Json<"complaint"> {
  const { pending, decision } = found;
  return {
    complaintId: found.complaintId,
    tenantId: found.tenantId,
    market: found.market,
    lineId: found.lineId,
    sender: found.sender,
    family: found.family,
    source: wordOf(sources, found.source),
    reference: given(found.reference),
    maskedNumber: given(found.maskedNumber),
    messageId: given(found.messageId),
    campaignId: given(found.campaignId),
    receivedAt: fromTime(found.receivedAt),
    text: given(found.text),
    state: found.state,
    openedAt: fromTime(found.openedAt),
    ageWorkingDays: found.ageWorkingDays,
    dueOn: given(found.dueOn),
    overdue: found.overdue,
    assignee: given(found.assignee),
    version: Number(found.version),
    evidence: found.evidence && fromEvidence(found.evidence),
    pending: pending && {
      decision: pending.confirmed ? "confirm" : "dismiss",
      violation: given(pending.violation),
      counted: pending.counted && fromCounted(pending.counted),
      by: pending.by,
      at: fromTime(pending.at),
      note: given(pending.note),
    },
    decision: decision && {
      outcome: decision.outcome === "confirmed" ? "confirmed" : "dismissed",
      violation: given(decision.violation),
      counted: decision.counted && fromCounted(decision.counted),
      penalty: decision.penalty && fromPenalty(decision.penalty),
      note: given(decision.note),
      decidedBy: [...decision.decidedBy],
      at: fromTime(decision.at),
      violationId: given(decision.violationId),
      legalRecord: given(decision.legalRecord),
    },
    answer: given(found.answer),
    answeredAt: fromTime(found.answeredAt),
    refusal: found.refusal === "" ? undefined : wordOf(refusals, found.refusal),
    refusalOfEveryLine: found.refusalOfEveryLine || undefined,
  };
}

function fromEvidence(evidence: Evidence): Json<"complaint">["evidence"] {
  const { findings, proposed } = evidence;
  return {
    state: wordOf(evidenceStates, evidence.state),
    gatheredAt: fromTime(evidence.gatheredAt),
    entries: evidence.entries,
    rootHash: given(evidence.rootHash),
    missing: [...evidence.missing],
    findings: findings && {
      messages: findings.messages,
      onCustomerList: wordOf(answers, findings.onCustomerList),
      optedOut: wordOf(answers, findings.optedOut),
      blacklisted: wordOf(answers, findings.blacklisted),
      sentAfterOptOut: wordOf(answers, findings.sentAfterOptOut),
      wayToWithdraw: wordOf(answers, findings.wayToWithdraw),
      category: given(findings.category),
    },
    proposed: proposed && fromCounted(proposed),
  };
}

function fromCounted(counted: Counted): CountedJson {
  return {
    advertisingMessages: Number(counted.advertisingMessages),
    toBlacklisted: Number(counted.toBlacklisted),
    toNonCustomers: Number(counted.toNonCustomers),
  };
}

export function toCounted(counted: CountedJson): Counted {
  return {
    advertisingMessages: BigInt(counted.advertisingMessages),
    toBlacklisted: BigInt(counted.toBlacklisted),
    toNonCustomers: BigInt(counted.toNonCustomers),
  };
}

export function fromPenalty(penalty: Penalty): Json<"penalty"> {
  return {
    violation: penalty.violation,
    fine: fromMoney(present(penalty.fine, "fine")),
    counted: Number(penalty.counted),
    countedMessages: given(penalty.countedMessages),
    removedFromWhiteList: penalty.removedFromWhiteList,
    removedForEver: penalty.removedForEver,
    reapplyAllowed: penalty.reapplyAllowed,
    lineClosed: penalty.lineClosed,
    legalAction: penalty.legalAction,
    reprimandOrAccessRemoval: penalty.reprimandOrAccessRemoval,
    suspensionOrCancellation: penalty.suspensionOrCancellation,
    sources: [...penalty.sources],
    needsTwo: penalty.needsTwo,
  };
}

export function fromComplaints(answer: ListComplaintsResponse): Json<"complaintList"> {
  const { complaints, open, overdue } = answer;
  return { complaints: complaints.map(fromComplaint), open, overdue };
}

export function fromComplaintFile(answer: GetComplaintResponse): Json<"complaintFile"> {
  return {
    complaint: fromComplaint(present(answer.complaint, "complaint")),
    events: answer.events.map(({ at, by, event, note }) => ({
      at: fromTime(at),
      by,
      event,
      note: given(note),
    })),
    possible: answer.possible.map(fromPenalty),
  };
}

export function toComplaintDecision(
  body: Json<"complaintDecision">,
  complaintId: string,
): DecideComplaintRequest {
  return {
    complaintId,
    confirm: body.decision === "confirm",
    violation: body.violation,
    counted: toCounted(body.counted),
    note: body.note,
    expectedVersion: BigInt(body.expectedVersion),
  };
}

export function fromRate(answer: GetComplaintRateResponse): Json<"complaintRate"> {
  const hundredths = answer.perTenThousandHundredths;
  return {
    lineId: answer.lineId,
    complaints: Number(answer.complaints),
    confirmed: Number(answer.confirmed),
    messages: Number(answer.messages),
    perTenThousand: hundredths === undefined ? undefined : Number(hundredths) / 100,
    since: fromTime(answer.since),
  };
}

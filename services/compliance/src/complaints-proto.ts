import type {
  Complaint as ComplaintMessage,
  Counted as CountedMessage,
  Penalty as PenaltyMessage,
} from "@whiteline/contracts/compliance/v1/complaints";
import type { Penalty } from "@whiteline/markets";
import {
  needsTwo,
  type Complaint,
  type ComplaintDecision,
  type Counted,
  type EvidenceState,
} from "./domain/complaint.js";
import type { DeskClock } from "./domain/desk-clock.js";

const fromCounted = (counted: Counted): CountedMessage => ({
  advertisingMessages: BigInt(counted.advertisingMessages),
  toBlacklisted: BigInt(counted.toBlacklisted),
  toNonCustomers: BigInt(counted.toNonCustomers),
});

export const fromPenalty = (penalty: Penalty, currency: string): PenaltyMessage => ({
  violation: penalty.violation,
  fine: { currency, minor: penalty.fine },
  counted: penalty.counted,
  countedMessages: penalty.countedMessages ?? "",
  removedFromWhiteList: penalty.removedFromWhiteList,
  removedForEver: penalty.removedForEver,
  reapplyAllowed: penalty.reapplyAllowed,
  lineClosed: penalty.lineClosed,
  legalAction: penalty.legalAction,
  reprimandOrAccessRemoval: penalty.reprimandOrAccessRemoval,
  suspensionOrCancellation: penalty.suspensionOrCancellation,
  sources: [...penalty.sources],
  needsTwo: needsTwo(penalty),
});

const fromDecision = (decision: ComplaintDecision, currency: string) => ({
  outcome: decision.confirmed ? "confirmed" : "dismissed",
  violation: decision.violation,
  counted: decision.confirmed ? fromCounted(decision.counted) : undefined,
  penalty: decision.penalty === null ? undefined : fromPenalty(decision.penalty, currency),
  note: decision.note,
  decidedBy: [...decision.decidedBy],
  at: decision.at,
  violationId: decision.violationId,
  legalRecord: decision.legalRecord,
});

const fromEvidence = (evidence: EvidenceState) => ({
  state: evidence.state,
  gatheredAt: evidence.gatheredAt ?? undefined,
  entries: evidence.entries,
  rootHash: evidence.rootHash,
  missing: [...evidence.missing],
  findings: evidence.findings ?? undefined,
  proposed: evidence.proposed === null ? undefined : fromCounted(evidence.proposed),
});

/** A complaint as its reader sees it; `text` is empty for its holder. */
export const fromComplaint = (
  complaint: Complaint,
  seen: {
    readonly clock: DeskClock | undefined;
    readonly currency: string;
    readonly text: string;
    readonly answer: string;
  },
): ComplaintMessage => {
  const { pending, decision } = complaint;
  const isOpen = complaint.state === "open";
  return {
    complaintId: complaint.complaintId,
    tenantId: complaint.tenantId,
    providerId: complaint.providerId,
    market: complaint.market,
    lineId: complaint.lineId,
    sender: complaint.sender,
    family: complaint.family,
    source: complaint.source,
    reference: complaint.reference,
    maskedNumber: complaint.maskedNumber,
    messageId: complaint.messageId,
    campaignId: complaint.campaignId,
    receivedAt: complaint.receivedAt ?? undefined,
    text: seen.text,
    state: isOpen && pending !== null ? "second_person" : complaint.state,
    openedAt: complaint.openedAt,
    ageWorkingDays: seen.clock?.ageWorkingDays ?? 0,
    dueOn: seen.clock?.dueOn ?? "",
    overdue: isOpen && (seen.clock?.overdue ?? false),
    assignee: complaint.assignee,
    version: BigInt(complaint.version),
    evidence: fromEvidence(complaint.evidence),
    pending:
      pending === null
        ? undefined
        : {
            confirmed: pending.confirmed,
            violation: pending.violation,
            counted: fromCounted(pending.counted),
            by: pending.by,
            at: pending.at,
            note: pending.note,
          },
    decision: decision === null ? undefined : fromDecision(decision, seen.currency),
    answer: seen.answer,
    answeredAt: complaint.answeredAt ?? undefined,
    refusal: complaint.refusal ?? "",
    refusalOfEveryLine: complaint.refusalOfEveryLine ?? false,
  };
};

import type { DecideComplaintRequest } from "@whiteline/contracts/compliance/v1/complaints";
import {
  actorOf,
  DomainError,
  inTransaction,
  type Logger,
  type Ports,
  type Principal,
} from "@whiteline/service-kit";
import type { MarketPack, Penalty } from "@whiteline/markets";
import type { Events, TrailFields } from "@whiteline/events";
import { movedOn, requireVersion, secondPersonNeeded } from "./decide-text-case.js";
import {
  isCountable,
  isSameWord,
  needsTwo,
  noneCounted,
  penaltyOf,
  possibleViolations,
  verdictOfComplaint,
  type Complaint,
  type ComplaintDecision,
  type ComplaintWord,
  type Counted,
} from "./domain/complaint.js";
import { linkEvidence, evidenceStart, type EvidenceEntry } from "./domain/evidence-chain.js";
import { tellComplaintDecided } from "./events/publish.js";
import { sha256 } from "./evidence-digest.js";
import type { JudgingCampaigns } from "./judge-campaign.js";
import type { Trail } from "./keep-trail.js";
import type { Measures } from "./metrics.js";
import { packInForce } from "./pack-in-force.js";
import { toNote } from "./proto.js";
import type { SamePerson } from "./same-person.js";
import type { ComplaintStore } from "./store/complaints.js";
import { withTrace } from "./trace.js";

export type DecidingComplaints = Ports &
  Pick<JudgingCampaigns, "connection"> & {
    readonly events: Pick<Events, "outbox">;
    readonly complaints: ComplaintStore;
    readonly trail: Trail;
    readonly samePerson: SamePerson;
    readonly measures: Pick<Measures, "complaints">;
    readonly log: Pick<Logger, "error">;
  };

/**
 * The desk's word on a complaint: dismissed, or a violation of the market's rules with what it counts.
 * Where a line is lost two people say the same. Decision, evidence, legal record and facts are one write.
 * @throws DomainError COMPLAINT_UNKNOWN, COMPLAINT_DECIDED, CASE_MOVED_ON, EVIDENCE_NOT_GATHERED,
 *   VIOLATION_UNKNOWN, COUNTS_IMPOSSIBLE, NOTE_NEEDED, SECOND_PERSON_NEEDED
 */
export const decideComplaint = async (
  it: DecidingComplaints,
  staff: Principal,
  request: DecideComplaintRequest,
): Promise<Complaint> => {
  const complaint = await findOwnComplaint(it.complaints, staff, request.complaintId);
  const { complaintId, tenantId, providerId } = complaint;
  const by = actorOf(staff);
  const tried = request.confirm ? `confirm ${request.violation}` : "dismiss";
  return withTrace(it, { subject: complaintId, tenantId, providerId, by, tried }, () =>
    decide(it, complaint, by, request),
  );
};

const decide = async (
  it: DecidingComplaints,
  complaint: Complaint,
  by: string,
  request: DecideComplaintRequest,
): Promise<Complaint> => {
  const at = it.now();
  const word = wordOf(request, by, at);
  const { decision: standing } = complaint;
  if (standing !== null) {
    if (isSameWord({ ...standing, by }, word)) return complaint;
    throw decided(complaint.state);
  }
  requireVersion(complaint, request.expectedVersion);
  if (complaint.evidence.state === "gathering") throw notGathered();
  const pack = packOf(complaint, at);
  if (word.confirmed) checkWord(pack, complaint, word);
  const penalty = word.confirmed
    ? penaltyOf(pack, complaint, word.violation, word.counted)
    : undefined;
  const { pending, complaintId, tenantId, providerId } = complaint;
  const next = { ...complaint, version: complaint.version + 1 };
  const trace = { subject: complaintId, tenantId, providerId, by, at, note: word.note };
  const isSecond = pending !== null && isSameWord(pending, word);
  const two = penalty !== undefined && needsTwo(penalty);
  if (two && !isSecond) {
    const waiting: Complaint = { ...next, pending: word };
    await inTransaction(it.connection, async (session) => {
      if (!(await it.complaints.save(session, waiting))) throw movedOn();
      await it.trail.add({ ...trace, event: "confirm:proposed" }, session, {
        after: { proposed: "confirm", ...fieldsOf(pack, complaint, penalty) },
      });
    });
    return waiting;
  }
  if (two && pending !== null && (await it.samePerson(pending.by, by))) throw secondPersonNeeded();

  const violationId = word.confirmed ? it.newId() : "";
  const decision: ComplaintDecision = {
    confirmed: word.confirmed,
    violation: word.violation,
    counted: word.counted,
    at,
    note: word.note,
    decidedBy: two && pending !== null ? [pending.by, by] : [by],
    penalty: penalty ?? null,
    violationId,
    legalRecord: penalty?.legalAction === true ? `LR-${violationId}` : "",
  };
  const chained = await chainOn(it, complaint, {
    kind: "decision",
    toldBy: "desk",
    at: at.toISOString(),
    content: decision,
  });
  const after: Complaint = {
    ...next,
    state: word.confirmed ? "confirmed" : "dismissed",
    pending: null,
    decision,
    evidence: chained.evidence,
  };
  await inTransaction(it.connection, async (session) => {
    if (!(await it.complaints.save(session, after))) throw movedOn();
    await it.complaints.putEvidence(session, complaint, chained.chain);
    if (decision.legalRecord !== "") {
      const { lineId, sender, openedAt } = complaint;
      const { rootHash } = chained.evidence;
      const record = { complaintId, tenantId, providerId, lineId, sender, rootHash, openedAt };
      await it.complaints.addLegalRecord(session, {
        ...record,
        recordId: decision.legalRecord,
        decision,
      });
    }
    const [first = "", second] = decision.decidedBy;
    await it.trail.add({ ...trace, event: after.state }, session, {
      after: {
        ...fieldsOf(pack, complaint, penalty),
        ...(second !== undefined && { proposed_by: first }),
        ...(decision.legalRecord !== "" && { legal_record: decision.legalRecord }),
      },
    });
    await tellComplaintDecided(it.events.outbox, session, after, pack.currency.code);
  });
  it.measures.complaints.inc({ event: after.state });
  return after;
};

/** The card that it is about, the violation, and what it brings, as the audit trail tells it. */
const fieldsOf = (
  pack: MarketPack,
  complaint: Complaint,
  penalty: Penalty | undefined,
): TrailFields => ({
  ...verdictOfComplaint(complaint),
  ...(penalty !== undefined && {
    violation: penalty.violation,
    fine: `${penalty.fine} ${pack.currency.code}`,
    counted: penalty.counted.toString(),
    sanctions: sanctionsOf(penalty).join(", "),
  }),
});

/** What befalls a line and its holder. */
const sanctionsOf = (penalty: Penalty): readonly string[] =>
  (
    [
      "removedFromWhiteList",
      "removedForEver",
      "lineClosed",
      "suspensionOrCancellation",
      "legalAction",
    ] as const
  ).filter((sanction) => penalty[sanction]);

/** The complaint if it is this desk's, or this tenant's, also where a service acts for it. @throws DomainError COMPLAINT_UNKNOWN */
export const findOwnComplaint = async (
  complaints: Pick<ComplaintStore, "byId">,
  { kind, providerId, tenantId }: Principal,
  complaintId: string,
): Promise<Complaint> => {
  const found = await complaints.byId(complaintId);
  const isOwn = kind === "staff" ? found?.providerId === providerId : found?.tenantId === tenantId;
  if (found !== undefined && isOwn) return found;
  throw new DomainError("not_found", "COMPLAINT_UNKNOWN", "There is no such complaint.", {
    remedy: "List the complaints.",
  });
};

/** Adds an entry to the evidence: what was gathered stays as it is, and the root moves on. */
export const chainOn = async (
  { complaints }: Pick<DecidingComplaints, "complaints">,
  { complaintId, evidence }: Pick<Complaint, "complaintId" | "evidence">,
  entry: EvidenceEntry,
) => {
  const before = await complaints.evidenceOf(complaintId);
  const from = before.at(-1)?.hash ?? evidenceStart(sha256, complaintId);
  const linked = linkEvidence(sha256, from, before.length + 1, entry);
  const chain = [...before, linked];
  return { chain, evidence: { ...evidence, entries: chain.length, rootHash: linked.hash } };
};

/** @throws DomainError VIOLATION_UNKNOWN */
export const checkViolation = (
  pack: MarketPack,
  complaint: Pick<Complaint, "providerId" | "family">,
  violation: string,
): void => {
  const possible = possibleViolations(pack, complaint);
  if (possible.includes(violation)) return;
  throw new DomainError(
    "precondition",
    "VIOLATION_UNKNOWN",
    "The market's rules know no such violation of this line.",
    { remedy: `Take one of ${possible.join(", ")}.` },
  );
};

/** @throws DomainError COUNTS_IMPOSSIBLE */
export const checkCounts = (counted: Counted): void => {
  if (isCountable(counted)) return;
  throw new DomainError("invalid", "COUNTS_IMPOSSIBLE", "The counts cannot be.", {
    remedy: "Count whole messages; blacklisted and non-customers are among the advertising ones.",
  });
};

const checkWord = (pack: MarketPack, complaint: Complaint, word: ComplaintWord): void => {
  checkViolation(pack, complaint, word.violation);
  checkCounts(word.counted);
};

/** @throws DomainError MARKET_UNKNOWN */
export const packOf = ({ market }: Pick<Complaint, "market">, at: Date): MarketPack => {
  const pack = packInForce(market, at);
  if (pack !== undefined) return pack;
  throw new DomainError("invalid", "MARKET_UNKNOWN", "The market of the line has no pack.");
};

/** @throws DomainError NOTE_NEEDED, NOTE_TOO_LONG */
const wordOf = (request: DecideComplaintRequest, by: string, at: Date): ComplaintWord => ({
  confirmed: request.confirm,
  violation: request.confirm ? request.violation : "",
  counted: request.confirm ? toCounted(request.counted) : noneCounted,
  by,
  at,
  note: toNote(request.note, true),
});

/** Absent counts are none. */
export const toCounted = (counted: DecideComplaintRequest["counted"]): Counted =>
  counted === undefined
    ? noneCounted
    : {
        advertisingMessages: Number(counted.advertisingMessages),
        toBlacklisted: Number(counted.toBlacklisted),
        toNonCustomers: Number(counted.toNonCustomers),
      };

const decided = (state: string): DomainError =>
  new DomainError("precondition", "COMPLAINT_DECIDED", `The complaint is ${state}.`, {
    remedy: "Read its decision.",
  });

const notGathered = (): DomainError =>
  new DomainError("precondition", "EVIDENCE_NOT_GATHERED", "The evidence is being gathered.", {
    remedy: "Ask again in a moment.",
  });

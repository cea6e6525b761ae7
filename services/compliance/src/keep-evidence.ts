import type { ListsServiceDefinition } from "@whiteline/contracts/lists/v1/lists";
import { DomainError, inTransaction, type Client, type Logger } from "@whiteline/service-kit";
import type { Complaint, ComplaintSecrets, EvidenceState } from "./domain/complaint.js";
import { chainEvidence, rootOf, type EvidenceEntry } from "./domain/evidence-chain.js";
import { sha256 } from "./evidence-digest.js";
import { gatherEvidence, type Gathered, type GatheringEvidence } from "./gather-evidence.js";
import type { JudgingCampaigns } from "./judge-campaign.js";
import type { ComplaintStore } from "./store/complaints.js";
import type { TrailStore } from "./store/trail.js";

export type KeepingEvidence = GatheringEvidence &
  Pick<JudgingCampaigns, "connection"> & {
    readonly complaints: ComplaintStore;
    readonly trail: TrailStore;
    readonly lists: Pick<Client<typeof ListsServiceDefinition>, "recordOptOut">;
    readonly log: Pick<Logger, "warn" | "error">;
  };

/** How often neighbours that are away are asked before the evidence is kept without them. */
const MOST_ATTEMPTS = 8;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 300_000;
const AT_ONCE = 20;

/**
 * Gathers the evidence of complaints that have none yet. A process that dies in between begins again:
 * nothing of it is kept before all of it is.
 */
export const keepEvidence = async (it: KeepingEvidence): Promise<void> => {
  for (const complaint of await it.complaints.ungathered(it.now(), AT_ONCE)) {
    try {
      await keepOne(it, complaint);
    } catch (error) {
      it.log.error({ err: error, complaintId: complaint.complaintId }, "evidence_not_gathered");
      await it.complaints.postpone(complaint.complaintId, later(it, complaint.evidence));
    }
  }
};

const keepOne = async (it: KeepingEvidence, complaint: Complaint): Promise<void> => {
  const { complaintId, tenantId, providerId, evidence } = complaint;
  const secrets = await it.complaints.secretsOf(complaintId);
  if (secrets === undefined) return;
  const gathered = await gatherEvidence(it, complaint, secrets);
  // A wish for no more messages waits as long as it takes to know whether there were any.
  const isAwaited = complaint.refusal === "waiting" && gathered.away.includes("campaigns");
  const isLast = evidence.attempts + 1 >= MOST_ATTEMPTS && !isAwaited;
  if (gathered.away.length > 0 && !isLast) {
    it.log.warn({ complaintId, away: gathered.away }, "evidence_waits");
    await it.complaints.postpone(complaintId, later(it, evidence));
    return;
  }
  const refused = await refuseAsAsked(it, complaint, secrets, gathered);
  const chain = chainEvidence(sha256, complaintId, [...gathered.entries, ...refused.entries]);
  const missing = [...gathered.away, ...gathered.unknown];
  const state: EvidenceState = {
    ...evidence,
    state: missing.length === 0 ? "complete" : "partial",
    attempts: evidence.attempts + 1,
    gatheredAt: it.now(),
    entries: chain.length,
    rootHash: rootOf(sha256, complaintId, chain),
    missing,
    findings: gathered.findings,
    proposed: gathered.proposed,
  };
  const { messageId, campaignId } = gathered;
  const next = {
    ...complaint,
    ...refused.change,
    messageId,
    campaignId,
    evidence: state,
    version: complaint.version + 1,
  };
  await inTransaction(it.connection, async (session) => {
    // Somebody wrote into it meanwhile: it is gathered again at the next turn.
    if (!(await it.complaints.save(session, next))) return;
    await it.complaints.putEvidence(session, complaint, chain);
    const trace = { subject: complaintId, tenantId, providerId, at: it.now() };
    const note = `${chain.length} entries, root ${state.rootHash}`;
    const by = "service:compliance";
    await it.trail.add({ ...trace, by, event: "evidence_gathered", note }, session);
  });
};

type Refused = {
  readonly change: Pick<Complaint, "refusal">;
  readonly entries: readonly EvidenceEntry[];
};

/**
 * Closes the door to a number whose holder asked for it, where the evidence shows that the line wrote to it; the clock
 * runs from the complaint. Asked twice it is one refusal, so a crash in between repeats it.
 */
const refuseAsAsked = async (
  it: KeepingEvidence,
  { refusal, complaintId, tenantId, lineId, openedAt }: Complaint,
  { number }: ComplaintSecrets,
  { findings }: Gathered,
): Promise<Refused> => {
  if (refusal !== "waiting") return { change: {}, entries: [] };
  if (findings.messages === 0) return { change: { refusal: "unproven" }, entries: [] };
  const word = {
    ...{ requestId: `complaint:${complaintId}`, number: `+${number}`, lineId },
    ...{ channel: "complaint", heardAt: openedAt, reference: complaintId },
  };
  const at = it.now().toISOString();
  try {
    const content = await it.lists.recordOptOut(word, await it.tokens.forTenant(tenantId));
    const entry = { kind: "refusal_made", toldBy: "lists", at, content };
    return { change: { refusal: "made" }, entries: [entry] };
  } catch (error) {
    // Away: everything is asked again. What lists refuses for good is the desk's to look at.
    if (!(error instanceof DomainError) || error.kind === "unavailable") throw error;
    const entry = { kind: "missing", toldBy: "lists", at, content: { reason: error.reason } };
    return { change: { refusal: "unproven" }, entries: [entry] };
  }
};

const later = ({ now }: KeepingEvidence, evidence: EvidenceState): EvidenceState => ({
  ...evidence,
  attempts: evidence.attempts + 1,
  nextAt: new Date(
    now().getTime() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** evidence.attempts),
  ),
});

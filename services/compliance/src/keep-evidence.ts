import { inTransaction, type Logger } from "@whiteline/service-kit";
import { verdictOfComplaint, type Complaint, type EvidenceState } from "./domain/complaint.js";
import { chainEvidence, rootOf } from "./domain/evidence-chain.js";
import { sha256 } from "./evidence-digest.js";
import { gatherEvidence, type GatheringEvidence } from "./gather-evidence.js";
import type { JudgingCampaigns } from "./judge-campaign.js";
import type { Trail } from "./keep-trail.js";
import type { ComplaintStore } from "./store/complaints.js";

export type KeepingEvidence = GatheringEvidence &
  Pick<JudgingCampaigns, "connection"> & {
    readonly complaints: ComplaintStore;
    readonly trail: Trail;
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
  const isLast = evidence.attempts + 1 >= MOST_ATTEMPTS;
  if (gathered.away.length > 0 && !isLast) {
    it.log.warn({ complaintId, away: gathered.away }, "evidence_waits");
    await it.complaints.postpone(complaintId, later(it, evidence));
    return;
  }
  const chain = chainEvidence(sha256, complaintId, gathered.entries);
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
    ...(gathered.verdictId !== undefined && { verdictId: gathered.verdictId }),
  };
  const { messageId, campaignId } = gathered;
  const next = {
    ...complaint,
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
    await it.trail.add({ ...trace, by, event: "evidence_gathered", note }, session, {
      after: {
        root: state.rootHash,
        entries: String(chain.length),
        ...verdictOfComplaint(next),
      },
      codes: missing,
    });
  });
};

const later = ({ now }: KeepingEvidence, evidence: EvidenceState): EvidenceState => ({
  ...evidence,
  attempts: evidence.attempts + 1,
  nextAt: new Date(
    now().getTime() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** evidence.attempts),
  ),
});

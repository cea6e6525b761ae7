import type { CampaignMaterialised } from "@whiteline/contracts/campaigns/v1/events";
import {
  CampaignCleared,
  CampaignHeld,
  CampaignRefused,
  ComplaintDecided,
  TemplateApproved,
  ViolationConfirmed,
} from "@whiteline/contracts/compliance/v1/events";
import type { Outbox } from "@whiteline/events";
import type { Complaint } from "../domain/complaint.js";
import type { Template } from "../domain/template.js";
import type { Judgement, VerdictCard } from "../domain/verdict.js";

type Session = Parameters<Outbox["add"]>[0];

/** Tells what was decided on a campaign, in the write that decided it (law 7). */
export const tellVerdict = async (
  outbox: Pick<Outbox, "add">,
  session: Session,
  materialised: CampaignMaterialised,
  { judgement, card }: { readonly judgement: Judgement; readonly card: VerdictCard },
): Promise<void> => {
  const { campaignId, tenantId, revision } = materialised;
  const { verdictId, source, remedy } = card;
  const about = { campaignId, tenantId, revision, verdictId };
  const eventId = `verdict:${verdictId}`;
  switch (judgement.decision) {
    case "cleared": {
      const { clearanceId, expiresAt } = card;
      const cleared = { ...about, clearanceId, expiresAt, materialised };
      return outbox.add(session, CampaignCleared, cleared, eventId);
    }
    case "held": {
      const reason = judgement.deciding?.demand ?? "";
      return outbox.add(session, CampaignHeld, { ...about, reason }, eventId);
    }
    case "refused": {
      const refused = { ...about, rule: card.decidingRule, source, remedy };
      return outbox.add(session, CampaignRefused, refused, eventId);
    }
  }
};

/** Tells that a template may be sent. */
export const tellApproved = (
  outbox: Pick<Outbox, "add">,
  session: Session,
  { templateId, tenantId, version }: Template,
  at: Date,
): Promise<void> =>
  outbox.add(
    session,
    TemplateApproved,
    { templateId, tenantId, version: BigInt(version), at },
    `template-approved:${templateId}`,
  );

/**
 * Tells what was decided on a complaint, in the write that decided it: the decision, and of a violation
 * everything that lines-registry, pricing and others need to do their part.
 */
export const tellComplaintDecided = async (
  outbox: Pick<Outbox, "add">,
  session: Session,
  { complaintId, tenantId, providerId, lineId, decision }: Complaint,
  currency: string,
): Promise<void> => {
  if (decision === null) return;
  const { violation, violationId, at, penalty, decidedBy } = decision;
  const about = { complaintId, tenantId, providerId, lineId, violation, violationId, at };
  const outcome = decision.confirmed ? "confirmed" : "dismissed";
  const eventId = `complaint-decided:${complaintId}`;
  await outbox.add(session, ComplaintDecided, { ...about, outcome }, eventId);
  if (penalty === null) return;
  const violated: ViolationConfirmed = {
    ...about,
    fine: { currency, minor: penalty.fine },
    counted: penalty.counted,
    removedFromWhiteList: penalty.removedFromWhiteList,
    removedForEver: penalty.removedForEver,
    reapplyAllowed: penalty.reapplyAllowed,
    lineClosed: penalty.lineClosed,
    legalAction: penalty.legalAction,
    decidedBy: [...decidedBy],
    source: penalty.sources.join("; "),
  };
  await outbox.add(session, ViolationConfirmed, violated, `violation:${violationId}`);
};

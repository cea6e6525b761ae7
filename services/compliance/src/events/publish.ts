import type { CampaignMaterialised } from "@whiteline/contracts/campaigns/v1/events";
import {
  CampaignCleared,
  CampaignHeld,
  CampaignRefused,
  TemplateApproved,
} from "@whiteline/contracts/compliance/v1/events";
import type { Outbox } from "@whiteline/events";
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

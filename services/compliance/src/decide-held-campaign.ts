import type { DecideHeldCampaignRequest } from "@whiteline/contracts/compliance/v1/compliance";
import { DomainError, type Principal } from "@whiteline/service-kit";
import { decideTextCase, type DecidingTexts } from "./decide-text-case.js";
import { subjectOf } from "./domain/campaign-case.js";
import type { VerdictCard } from "./domain/verdict.js";

/**
 * The desk's decision on a held campaign by its id: the short door to the same decision. While a second
 * person is awaited it answers the card that holds the campaign.
 * @throws DomainError CAMPAIGN_UNKNOWN, CAMPAIGN_NOT_HELD, SECOND_PERSON_NEEDED, NOTE_NEEDED (a
 *   refusal explains itself)
 */
export const decideHeldCampaign = async (
  it: DecidingTexts,
  expert: Principal,
  { campaignId, revision, clear, note, category }: DecideHeldCampaignRequest,
): Promise<VerdictCard> => {
  try {
    const decided = await decideTextCase(it, expert, {
      caseId: subjectOf(campaignId, Number(revision)),
      decision: clear ? "approve" : "refuse",
      note,
      reasons: [],
      category,
      expectedVersion: 0n,
    });
    const standing = decided.card ?? (await cardOf(it, decided.case));
    if (standing !== undefined) return standing;
    throw new Error("a held campaign has no card");
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.reason === "TEXT_CASE_UNKNOWN") {
      throw new DomainError("not_found", "CAMPAIGN_UNKNOWN", "No such campaign was judged here.");
    }
    if (error.reason === "CASE_CLOSED") {
      throw new DomainError("precondition", "CAMPAIGN_NOT_HELD", error.message, {
        remedy: "Read the campaign again.",
      });
    }
    throw error;
  }
};

const cardOf = async (
  { verdicts }: DecidingTexts,
  found: Awaited<ReturnType<typeof decideTextCase>>["case"],
): Promise<VerdictCard | undefined> =>
  found.kind === "campaign" ? verdicts.byId(found.campaign.verdictId) : undefined;

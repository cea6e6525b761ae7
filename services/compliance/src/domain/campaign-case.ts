import type { Decision, Judgement, RuleTried } from "./verdict.js";
import { houseRules } from "./house-rules.js";

/** What campaigns tells of a materialised campaign, as far as a verdict asks. */
export type CampaignFacts = {
  readonly campaignId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly revision: number;
  readonly lineId: string;
  readonly templateId: string;
  readonly text: string;
  readonly recipients: number;
  readonly dropped: Readonly<Record<string, number>>;
  readonly listVersion: number;
  readonly dryRun: boolean;
  /** Kind of traffic as the market knows it; empty where it knows none. */
  readonly traffic: string;
};

/** One revision of a campaign and what was decided; decided once, or held and then decided once. */
export type CampaignCase = {
  readonly campaignId: string;
  readonly revision: number;
  readonly tenantId: string;
  readonly providerId: string;
  readonly decision: Decision;
  /** Card of the decision that stands. */
  readonly verdictId: string;
  /** The fact as it came, while it is held: what is cleared later must repeat it. */
  readonly held: Uint8Array | undefined;
};

/** The subject of a campaign's cards, which is also the key of its case. */
export const subjectOf = (campaignId: string, revision: number): string =>
  `campaign:${campaignId}:${revision}`;

/**
 * The expert's word on a held campaign, on the facts of now: what a rule refuses meanwhile (a line
 * suspended, a template gone) the desk cannot clear.
 */
export const decideAtDesk = (
  current: Judgement,
  desk: { readonly clear: boolean; readonly note: string; readonly keyId: string },
): Judgement => {
  if (current.decision === "refused") return current;
  const { deskReview } = houseRules;
  const review: RuleTried = {
    rule: deskReview.code,
    passed: desk.clear,
    source: deskReview.source,
    facts: [
      { name: "role", value: "expert", version: "" },
      { name: "key", value: desk.keyId, version: "" },
      { name: "note", value: desk.note, version: "" },
    ],
  };
  return {
    ...current,
    decision: desk.clear ? "cleared" : "refused",
    rulesTried: [...current.rulesTried, review],
    deciding: desk.clear
      ? deskReview
      : { ...deskReview, remedy: `${deskReview.remedy} Note: ${desk.note}` },
    subject: "text",
    overrideBy: "",
  };
};

import { CampaignMaterialised } from "@whiteline/contracts/campaigns/v1/events";
import type { MarketPack } from "@whiteline/markets";
import type { CampaignCase } from "./domain/campaign-case.js";
import { subjectOf } from "./domain/campaign-case.js";
import { deskClock } from "./domain/desk-clock.js";
import { newDeskFacts, type DeskFacts } from "./domain/desk-facts.js";
import type { Line } from "./domain/line.js";
import type { Template } from "./domain/template.js";
import { packInForce } from "./pack-in-force.js";
import type { CampaignCaseStore } from "./store/campaign-cases.js";
import type { DeskFactsStore } from "./store/desk-facts.js";
import type { LineStore } from "./store/lines.js";
import type { TemplateStore } from "./store/templates.js";

/** A text or campaign as the desk sees it. */
export type TextCase = {
  readonly facts: DeskFacts;
  readonly state: string;
  readonly openedAt: Date;
  readonly ageWorkingDays: number;
  readonly dueOn: string;
  readonly overdue: boolean;
  /** Approval takes two people. */
  readonly needsTwo: boolean;
} & (
  | { readonly kind: "template"; readonly template: Template }
  | {
      readonly kind: "campaign";
      readonly campaign: CampaignCase;
      readonly line: Line | undefined;
      /** As campaigns told it; undefined once it is decided. */
      readonly materialised: CampaignMaterialised | undefined;
    }
);

export type FindingTextCases = {
  readonly templates: TemplateStore;
  readonly campaignCases: CampaignCaseStore;
  readonly deskFacts: DeskFactsStore;
  readonly lines: Pick<LineStore, "get">;
  readonly now: () => Date;
};

const TEMPLATE = "template:";
const CAMPAIGN = "campaign:";

/** Everything that waits at a provider's desk, the oldest first. */
export const findTextCases = async (
  it: FindingTextCases,
  providerId: string,
): Promise<readonly TextCase[]> => {
  const [templates, campaigns] = await Promise.all([
    it.templates.waiting(providerId),
    it.campaignCases.waiting(providerId),
  ]);
  const caseIds = [
    ...templates.map(({ templateId }) => `${TEMPLATE}${templateId}`),
    ...campaigns.map(({ campaignId, revision }) => subjectOf(campaignId, revision)),
  ];
  const facts = await it.deskFacts.among(caseIds);
  const views = [
    ...templates.map((template) => ofTemplate(it, template, facts)),
    ...campaigns.map((campaign) => ofCampaign(it, campaign, facts)),
  ];
  return views.toSorted((a, b) => a.openedAt.getTime() - b.openedAt.getTime());
};

/** One case of a provider, whatever became of it; undefined where this desk has no such case. */
export const findTextCase = async (
  it: FindingTextCases,
  providerId: string,
  caseId: string,
): Promise<TextCase | undefined> => {
  if (caseId.startsWith(TEMPLATE)) {
    const template = await it.templates.byId(caseId.slice(TEMPLATE.length));
    if (template?.providerId !== providerId) return undefined;
    return ofTemplate(it, template, await it.deskFacts.among([caseId]));
  }
  if (!caseId.startsWith(CAMPAIGN)) return undefined;
  const [campaignId = "", revision = ""] = caseId.slice(CAMPAIGN.length).split(":");
  const campaign = await it.campaignCases.get(campaignId, Number(revision));
  if (campaign?.providerId !== providerId) return undefined;
  return ofCampaign(it, campaign, await it.deskFacts.among([caseId]));
};

const ofTemplate = (
  { now }: FindingTextCases,
  template: Template & { readonly createdAt?: Date },
  known: ReadonlyMap<string, DeskFacts>,
): TextCase => {
  const caseId = `${TEMPLATE}${template.templateId}`;
  const facts = known.get(caseId) ?? newDeskFacts({ ...template, caseId });
  const openedAt = template.createdAt ?? now();
  const state = template.state === "under_review" ? "waiting" : template.state;
  const pack = packInForce(template.market, now());
  return {
    kind: "template",
    template,
    facts,
    state,
    openedAt,
    needsTwo: false,
    ...clockOf(pack, openedAt, now()),
  };
};

const ofCampaign = (
  { lines, now }: FindingTextCases,
  campaign: CampaignCase,
  known: ReadonlyMap<string, DeskFacts>,
): TextCase => {
  const caseId = subjectOf(campaign.campaignId, campaign.revision);
  const facts = known.get(caseId) ?? newDeskFacts({ ...campaign, caseId });
  const { held } = campaign;
  const materialised = held === undefined ? undefined : CampaignMaterialised.decode(held);
  const line = materialised === undefined ? undefined : lines.get(materialised.lineId);
  const openedAt = campaign.openedAt ?? materialised?.at ?? now();
  const pack = line === undefined ? undefined : packInForce(line.market, now());
  const waiting = facts.pending === null ? "waiting" : "second_person";
  return {
    kind: "campaign",
    campaign,
    line,
    materialised,
    facts,
    state: held === undefined ? facts.decided || campaign.decision : waiting,
    openedAt,
    needsTwo: Number(materialised?.recipients ?? 0n) > (pack?.textDesk.fourEyesAbove ?? 0),
    ...clockOf(pack, openedAt, now()),
  };
};

const clockOf = (pack: MarketPack | undefined, openedAt: Date, now: Date) =>
  pack === undefined
    ? { ageWorkingDays: 0, dueOn: "", overdue: false }
    : deskClock(pack, { openedAt, now, withinDays: pack.textDesk.deskDays });

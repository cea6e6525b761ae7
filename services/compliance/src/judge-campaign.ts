import { CampaignMaterialised } from "@whiteline/contracts/campaigns/v1/events";
import type { Events } from "@whiteline/events";
import {
  inTransaction,
  isDuplicateKey,
  type connectMongo,
  type Ports,
} from "@whiteline/service-kit";
import { subjectOf, type CampaignFacts } from "./domain/campaign-case.js";
import { judgeSending } from "./domain/judge-sending.js";
import { makeCard, type Judgement, type VerdictCard } from "./domain/verdict.js";
import { tellVerdict } from "./events/publish.js";
import type { FindLine } from "./find-line.js";
import type { FindTemplates } from "./find-templates.js";
import { packInForce } from "./pack-in-force.js";
import { toCampaignFacts } from "./proto.js";
import type { CampaignCaseStore } from "./store/campaign-cases.js";
import type { LineStore } from "./store/lines.js";
import type { VerdictStore } from "./store/verdicts.js";

export type JudgingCampaigns = Ports & {
  readonly connection: Awaited<ReturnType<typeof connectMongo>>;
  readonly events: Pick<Events, "outbox">;
  readonly lines: Pick<LineStore, "advertising">;
  readonly findLine: FindLine;
  readonly findTemplates: FindTemplates;
  readonly campaignCases: CampaignCaseStore;
  readonly verdicts: VerdictStore;
  readonly clearanceMs: number;
  readonly holdFreeTextAbove: number;
};

/**
 * Judges a materialised campaign on the facts of now. Campaigns count as asked for: who may be
 * written to is decided by the list, whose members are customers [000 · Definition].
 */
export const judgeCampaign = async (
  { lines, findLine, findTemplates, holdFreeTextAbove, now }: JudgingCampaigns,
  campaign: CampaignFacts,
): Promise<Judgement> => {
  const { tenantId, lineId, text, templateId, recipients, dropped, listVersion } = campaign;
  const [line, templates] = await Promise.all([
    findLine(tenantId, lineId),
    findTemplates(tenantId, [templateId]),
  ]);
  return judgeSending({
    tenantId,
    line,
    pack: line && packInForce(line.market, now()),
    content: { text, templateId, template: templates.get(templateId) },
    solicited: true,
    recipient: { kind: "filtered", dropped, listVersion },
    recipients,
    // Nothing of a dry run ever leaves, so it does not wait at the desk for its forecast.
    holdAbove: campaign.dryRun ? recipients : holdFreeTextAbove,
    advertisingLines: line === undefined ? [] : lines.advertising(tenantId, line.market),
  });
};

/** The card of a decision on a campaign. */
export const writeCampaignCard = (
  { now, newId, clearanceMs }: Pick<JudgingCampaigns, "now" | "newId" | "clearanceMs">,
  { campaignId, revision, tenantId, providerId }: CampaignFacts,
  judgement: Judgement,
): VerdictCard =>
  makeCard(judgement, {
    verdictId: newId(),
    clearanceId: newId(),
    tenantId,
    providerId,
    subject: subjectOf(campaignId, revision),
    at: now(),
    clearanceMs,
  });

/**
 * Hears CampaignMaterialised: case, card and fact are one write, once per campaign and revision. The
 * same fact again finds its case and changes nothing.
 */
export const hearMaterialised = async (
  it: JudgingCampaigns,
  materialised: CampaignMaterialised,
): Promise<void> => {
  const campaign = toCampaignFacts(materialised);
  const { campaignId, revision, tenantId, providerId } = campaign;
  if (await it.campaignCases.exists(campaignId, revision)) return;
  const judgement = await judgeCampaign(it, campaign);
  const { decision } = judgement;
  const card = writeCampaignCard(it, campaign, judgement);
  const { verdictId } = card;
  const held = decision === "held" ? CampaignMaterialised.encode(materialised).finish() : undefined;
  try {
    await inTransaction(it.connection, async (session) => {
      const opened = { campaignId, revision, tenantId, providerId, decision, verdictId, held };
      await it.campaignCases.open(session, opened);
      await it.verdicts.addAll([card], session);
      await tellVerdict(it.events.outbox, session, materialised, { judgement, card });
    });
  } catch (error) {
    // The same fact was handled at the same moment; its verdict stands.
    if (!isDuplicateKey(error)) throw error;
  }
};

import { CampaignMaterialised } from "@whiteline/contracts/campaigns/v1/events";
import type { Events, TellTrail } from "@whiteline/events";
import {
  inTransaction,
  isDuplicateKey,
  type connectMongo,
  type Ports,
} from "@whiteline/service-kit";
import { byText, decidingOf, subjectOf, type CampaignFacts } from "./domain/campaign-case.js";
import { judgeSending, type Sending } from "./domain/judge-sending.js";
import { makeCard, type DeskPart, type Judgement, type VerdictCard } from "./domain/verdict.js";
import { takeApart, type VerdictInputs } from "./domain/verdict-inputs.js";
import { tellVerdict } from "./events/publish.js";
import type { FindLine } from "./find-line.js";
import type { FindTemplates, ReadAsTemplate } from "./find-templates.js";
import { countJudgement, type Measures } from "./metrics.js";
import { packInForce } from "./pack-in-force.js";
import { toCampaignFacts } from "./proto.js";
import type { CampaignCaseStore } from "./store/campaign-cases.js";
import type { LineStore } from "./store/lines.js";
import type { VerdictInputsStore } from "./store/verdict-inputs.js";
import type { VerdictStore } from "./store/verdicts.js";

export type JudgingCampaigns = Ports & {
  readonly connection: Awaited<ReturnType<typeof connectMongo>>;
  readonly events: Pick<Events, "outbox">;
  readonly lines: Pick<LineStore, "advertising">;
  readonly findLine: FindLine;
  readonly findTemplates: FindTemplates;
  readonly readAsTemplate: ReadAsTemplate;
  readonly campaignCases: CampaignCaseStore;
  readonly verdicts: VerdictStore;
  readonly inputs: Pick<VerdictInputsStore, "add">;
  readonly clearanceMs: number;
  readonly holdFreeTextAbove: number;
  readonly withoutRefusalService: ReadonlySet<string>;
  readonly tellTrail: TellTrail;
};

/**
 * What a materialised campaign is judged by, on the facts of now. Campaigns count as asked for: who may
 * be written to is decided by the list, whose members are customers [000 · Definition].
 */
const prepareCampaign = async (
  {
    lines,
    findLine,
    findTemplates,
    readAsTemplate,
    holdFreeTextAbove,
    withoutRefusalService,
    now,
  }: PreparingCampaigns,
  campaign: CampaignFacts,
): Promise<Sending> => {
  const { tenantId, lineId, text, templateId, recipients, dropped, listVersion } = campaign;
  const [line, templates] = await Promise.all([
    findLine(tenantId, lineId),
    findTemplates(tenantId, [templateId]),
  ]);
  const pack = line && packInForce(line.market, now());
  const read = pack && (await readAsTemplate(tenantId, pack));
  const content = { text, templateId, template: templates.get(templateId) };
  return {
    tenantId,
    line,
    pack,
    content: read?.(content) ?? content,
    traffic: campaign.traffic,
    solicited: true,
    recipient: { kind: "filtered", dropped, listVersion },
    recipients,
    // Nothing of a dry run ever leaves, so it does not wait at the desk for its forecast.
    as: campaign.dryRun ? "dry_run" : "campaign",
    holdAbove: holdFreeTextAbove,
    offersRefusalService: !withoutRefusalService.has(campaign.providerId),
    // The release waits for the hours of its traffic.
    localTime: "",
    advertisingLines: line === undefined ? [] : lines.advertising(tenantId, line.market),
  };
};

/** One text of a campaign, judged. */
export type JudgedText = {
  readonly campaign: CampaignFacts;
  readonly sending: Sending;
  readonly judgement: Judgement;
};

/** Each text of a campaign judged by itself on the facts of now, in order of its variants. */
export const judgeCampaign = async (
  it: PreparingCampaigns,
  campaign: CampaignFacts,
): Promise<readonly JudgedText[]> =>
  Promise.all(
    byText(campaign).map(async (ofText) => {
      const sending = await prepareCampaign(it, ofText);
      return { campaign: ofText, sending, judgement: judgeSending(sending) };
    }),
  );

/** One text of a campaign with its card, and what it was judged by, so that it can be judged again. */
export type WrittenText = JudgedText & {
  readonly card: VerdictCard;
  readonly inputs: VerdictInputs;
};

type PreparingCampaigns = Pick<
  JudgingCampaigns,
  | "lines"
  | "findLine"
  | "findTemplates"
  | "readAsTemplate"
  | "holdFreeTextAbove"
  | "withoutRefusalService"
  | "now"
>;

/** Writes the card of a decision on a text of a campaign. */
export const writeCampaignCard = (
  { now, newId, clearanceMs }: Pick<JudgingCampaigns, "now" | "newId" | "clearanceMs">,
  { campaign, sending, judgement }: JudgedText,
  desk?: DeskPart,
): WrittenText => {
  const {
    campaignId,
    revision,
    tenantId,
    providerId,
    lineId,
    family,
    counts,
    variant = "",
  } = campaign;
  const at = now();
  const { line, pack } = sending;
  const card = makeCard(judgement, {
    verdictId: newId(),
    clearanceId: newId(),
    tenantId,
    providerId,
    subject: subjectOf(campaignId, revision),
    at,
    clearanceMs,
    known: {
      line: line?.asOf,
      list: campaign.at,
      pack: pack && new Date(`${pack.effectiveFrom}T00:00:00Z`),
    },
    variant,
    ...(desk && { desk }),
  });
  const parts = takeApart(sending);
  const { verdictId, decision, decidingRule } = card;
  const item = { ...parts.own, verdictId, decision, rule: decidingRule, counts };
  const inputs: VerdictInputs = {
    inputsId: newId(),
    tenantId,
    providerId,
    lineId,
    family: line?.family ?? family,
    campaignId,
    at,
    pack: parts.pack,
    common: parts.common,
    items: [item],
  };
  return { campaign, sending, judgement, card, inputs };
};

/** Keeps the cards of a campaign's texts and what they were made of. */
export const keepTexts = async (
  { verdicts, inputs }: Pick<JudgingCampaigns, "verdicts" | "inputs">,
  session: Parameters<Parameters<typeof inTransaction>[1]>[0],
  texts: readonly WrittenText[],
): Promise<void> => {
  await verdicts.addAll(
    texts.map(({ card }) => card),
    session,
  );
  for (const text of texts) await inputs.add(text.inputs, session);
};

/**
 * Hears CampaignMaterialised: case, card and fact are one write, once per campaign and revision. The
 * same fact again finds its case and changes nothing.
 */
export const hearMaterialised = async (
  it: JudgingCampaigns & { readonly measures: Pick<Measures, "judged" | "read"> },
  materialised: CampaignMaterialised,
): Promise<void> => {
  const campaign = toCampaignFacts(materialised);
  const { campaignId, revision, tenantId, providerId } = campaign;
  if (await it.campaignCases.exists(campaignId, revision)) return;
  const texts = (await judgeCampaign(it, campaign)).map((text) => writeCampaignCard(it, text));
  const verdictIds = texts.map(({ card }) => card.verdictId);
  const { sending, judgement, card } = decidingOf(texts);
  const { decision, category } = judgement;
  const { verdictId, decidingRule, at: openedAt } = card;
  const held = decision === "held" ? CampaignMaterialised.encode(materialised).finish() : undefined;
  try {
    await inTransaction(it.connection, async (session) => {
      const about = { campaignId, revision, tenantId, providerId, decision, verdictId, held };
      const found = { openedAt, category, decidingRule, verdictIds };
      await it.campaignCases.open(session, { ...about, ...found });
      await keepTexts(it, session, texts);
      await tellVerdict(it.events.outbox, session, materialised, { judgement, card });
      await it.tellTrail(session, judgedDeed(card));
    });
    countJudgement(it.measures, "campaign", sending.line?.market ?? "", judgement);
    // An earlier revision that still waits at the desk is decided by nobody any more.
    await it.campaignCases.moveOn(campaignId, revision);
  } catch (error) {
    // The same fact was handled at the same moment; its verdict stands.
    if (!isDuplicateKey(error)) throw error;
  }
};

const judgedAs = {
  cleared: { action: "verdict.cleared" },
  held: { action: "verdict.held" },
  refused: { action: "verdict.refused" },
} as const;

/** The rules' own word on a campaign as an entry of the audit trail: it names its card. */
const judgedDeed = ({ verdictId, tenantId, providerId, subject, ...card }: VerdictCard) => ({
  ...{ entryId: `verdict:${verdictId}`, tenantId, providerId, subject, at: card.at },
  ...{ actor: "service:compliance", ...judgedAs[card.decision] },
  after: { verdict: verdictId, rule: card.decidingRule },
});

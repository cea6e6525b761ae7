import type {
  CheckTextRequest,
  CheckTextResponse,
} from "@whiteline/contracts/compliance/v1/compliance";
import { localTimeIn, trafficOf } from "@whiteline/markets";
import type { JudgingCampaigns } from "./judge-campaign.js";
import { judgeSending } from "./domain/judge-sending.js";
import { checkLength } from "./match-template.js";
import { packInForce } from "./pack-in-force.js";
import { fromCheck } from "./proto.js";

/**
 * What the rules say of a text on a line, asked before anything is sent: the same judgement as of a campaign or a
 * message, without recipients and without a card. Nothing is kept.
 * @throws DomainError TEXT_TOO_LONG
 */
export const checkText = async (
  it: Pick<
    JudgingCampaigns,
    | "lines"
    | "findLine"
    | "findTemplates"
    | "readAsTemplate"
    | "holdFreeTextAbove"
    | "withoutRefusalService"
    | "now"
  >,
  tenantId: string,
  request: CheckTextRequest,
): Promise<CheckTextResponse> => {
  checkLength(request.text);
  const { lineId, text, templateId } = request;
  const [line, templates] = await Promise.all([
    it.findLine(tenantId, lineId),
    it.findTemplates(tenantId, [templateId]),
  ]);
  const pack = line && packInForce(line.market, it.now());
  const read = pack && (await it.readAsTemplate(tenantId, pack));
  const content = { text, templateId, template: templates.get(templateId) };
  const isCampaign = request.recipients > 1n;
  const traffic = pack && trafficOf(pack, request.traffic, isCampaign ? "campaign" : "message");
  const recipients = isCampaign ? Number(request.recipients) : 1;
  const judgement = judgeSending({
    tenantId,
    line,
    pack,
    content: read?.(content) ?? content,
    traffic: request.traffic,
    solicited: true,
    recipient: { kind: "filtered", dropped: {}, listVersion: 0 },
    recipients,
    as: isCampaign ? "campaign" : "message",
    holdAbove: it.holdFreeTextAbove,
    offersRefusalService: line === undefined || !it.withoutRefusalService.has(line.providerId),
    localTime: isCampaign || pack === undefined ? "" : localTimeIn(pack, it.now()),
    advertisingLines: line === undefined ? [] : it.lines.advertising(tenantId, line.market),
  });
  return fromCheck(judgement, typeof traffic === "object" ? traffic.id : "");
};

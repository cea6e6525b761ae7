import { createHash } from "node:crypto";
import type { SubmitCampaignRequest } from "@whiteline/contracts/campaigns/v1/campaigns";
import { TemplateState } from "@whiteline/contracts/compliance/v1/compliance";
import { markets, trafficOf } from "@whiteline/markets";
import { DomainError, type CallOptions } from "@whiteline/service-kit";
import type { Campaign, Order } from "./domain/campaign.js";
import { findHoursFault } from "./domain/campaign-window.js";
import type { Finding } from "./domain/finding.js";
import type { TemplateText } from "./domain/message-text.js";
import { trafficUnknown } from "./domain/message-refusals.js";
import { findFault, findLineFault, findTextFault, findTypeFault } from "./domain/order.js";
import { deadlineOf, patience } from "./domain/patience.js";
import { textRules } from "./domain/text-rules.js";
import type { FindLine } from "./find-line.js";
import type { Neighbours } from "./neighbours.js";
import { findingOf, toOrder, toTemplateText } from "./proto.js";
import type { CampaignStore } from "./store/campaigns.js";

type Dependencies = Pick<Neighbours, "lists" | "segments" | "compliance"> & {
  readonly campaigns: CampaignStore;
  readonly findLine: FindLine;
  readonly now: () => Date;
  readonly newId: () => string;
};

export type Submitted =
  | { readonly kind: "kept"; readonly campaign: Campaign }
  | { readonly kind: "refused"; readonly finding: Finding };

/**
 * Checks an order and keeps it as revision 1; everything after follows by facts. A repeated request
 * id gets the campaign it made first.
 *
 * @param asked token of the tenant, handed on to lists and compliance, and who asks.
 * @throws DomainError already_exists REQUEST_ID_REUSED
 */
export const submitCampaign = async (
  dependencies: Dependencies,
  tenantId: string,
  request: SubmitCampaignRequest,
  { options, submittedBy }: { readonly options: CallOptions; readonly submittedBy: string },
): Promise<Submitted> => {
  const { campaigns, now, newId } = dependencies;
  const at = now();
  const order = toOrder(request, { fingerprint: fingerprintOf(request), submittedBy });
  const first = await campaigns.byRequest(tenantId, order.requestId);
  if (first !== undefined) return replay(first, order.fingerprint);

  const line = await dependencies.findLine(tenantId, request.lineId);
  const fault = findFault(order, at) ?? findLineFault(line, tenantId);
  if (fault !== undefined || line === undefined) return refused(fault);
  const [list, template] = await Promise.all([
    findAudience(dependencies, order, options),
    findTemplate(dependencies, order.templateId, options),
  ]);
  const missing = list ?? template.fault;
  if (missing !== undefined) return refused(missing);
  const pack = markets.get(line.market);
  const traffic = trafficOf(pack, order.traffic, "campaign");
  if (traffic === "unknown") return refused(trafficUnknown(pack));
  const hoursFault = findHoursFault(
    { ...order, traffic: traffic === "none" ? "" : traffic.id },
    line,
  );
  if (hoursFault !== undefined) return refused(hoursFault);
  const typeFault = findTypeFault(pack, order, line);
  if (typeFault !== undefined) return refused(typeFault);
  const textFault = findTextFault(order, template.text, textRules(pack, order.messageType));
  if (textFault !== undefined) return refused(textFault);

  const kept = await campaigns.insert({
    campaignId: newId(),
    tenantId,
    version: 1,
    revision: 1,
    order: { ...order, traffic: traffic === "none" ? "" : traffic.id },
    line,
    stage: "materialising",
    pausedAt: undefined,
    cause: patience.materialising.cause,
    since: at,
    deadline: deadlineOf("materialising", at, undefined),
    asks: 0,
    batch: "",
    audience: undefined,
    ask: undefined,
    clearance: undefined,
    verdictId: "",
    funding: undefined,
    refusal: undefined,
    createdAt: at,
    finishedAt: undefined,
    closed: false,
  });
  return replay(kept, order.fingerprint);
};

const refused = (finding: Finding | undefined): Submitted => {
  if (finding === undefined) throw new Error("a line without fault is a line");
  return { kind: "refused", finding };
};

const replay = (campaign: Campaign, fingerprint: string): Submitted => {
  if (campaign.order.fingerprint === fingerprint) return { kind: "kept", campaign };
  throw new DomainError(
    "already_exists",
    "REQUEST_ID_REUSED",
    "This request id was used for another campaign.",
    { remedy: "Send a fresh request id." },
  );
};

/** Says of two requests whether they are the same; order of constants does not matter. */
const fingerprintOf = (request: SubmitCampaignRequest): string =>
  createHash("sha256")
    .update(
      JSON.stringify([
        request.name,
        request.lineId,
        request.listId,
        request.numbers,
        request.templateId,
        request.text,
        Object.entries(request.constants).sort(([a], [b]) => (a < b ? -1 : 1)),
        request.dryRun,
        request.notBefore ?? null,
        request.validitySeconds,
        request.traffic,
        ...(request.messageType === "" ? [] : [request.messageType, request.expectReply]),
        ...(request.segmentId === "" ? [] : [request.segmentId]),
        ...(request.hours === undefined ? [] : [request.hours.opens, request.hours.closes]),
        ...(request.maxCost === undefined
          ? []
          : [request.maxCost.currency, request.maxCost.minor.toString()]),
      ]),
    )
    .digest("base64url");

const findAudience = async (
  { lists, segments }: Dependencies,
  { listId, segmentId }: Pick<Order, "listId" | "segmentId">,
  options: CallOptions,
): Promise<Finding | undefined> => {
  try {
    if (listId !== "") await lists.getList({ listId }, options);
    if (segmentId !== "") await segments.getSegment({ segmentId }, options);
    return undefined;
  } catch (error) {
    return unknownOf(error, segmentId === "" ? "list_id" : "segment_id");
  }
};

const findTemplate = async (
  { compliance }: Dependencies,
  templateId: string,
  options: CallOptions,
): Promise<{ readonly text?: TemplateText; readonly fault?: Finding }> => {
  if (templateId === "") return {};
  try {
    const { template } = await compliance.getTemplate({ templateId }, options);
    if (template?.state === TemplateState.APPROVED) return { text: toTemplateText(template) };
    return {
      fault: {
        code: "TEMPLATE_NOT_APPROVED",
        subject: "template_id",
        rule: "A campaign goes with an approved template.",
        source: "campaign order",
        remedy: "Wait until the provider's desk has approved the template, or use another.",
      },
    };
  } catch (error) {
    return { fault: unknownOf(error, "template_id") };
  }
};

/** What a neighbour does not know is the order's fault; that it does not answer is not. */
const unknownOf = (error: unknown, subject: string): Finding => {
  if (error instanceof DomainError && (error.kind === "not_found" || error.kind === "invalid")) {
    return findingOf(error, subject);
  }
  throw error;
};

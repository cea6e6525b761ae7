import { createHash } from "node:crypto";
import type { SubmitCampaignRequest } from "@whiteline/contracts/campaigns/v1/campaigns";
import { TemplateState } from "@whiteline/contracts/compliance/v1/compliance";
import type { TellTrail } from "@whiteline/events";
import { markets, trafficOf } from "@whiteline/markets";
import { DomainError, type CallOptions } from "@whiteline/service-kit";
import type { Campaign, Order } from "./domain/campaign.js";
import { findHoursFault } from "./domain/campaign-window.js";
import { findCeilingFault } from "./domain/ceiling.js";
import type { Finding } from "./domain/finding.js";
import type { TemplateText } from "./domain/message-text.js";
import { trafficUnknown } from "./domain/message-refusals.js";
import type { Line } from "./domain/line.js";
import {
  findFault,
  findLineFault,
  findTextFault,
  findTypeFault,
  findValueFault,
} from "./domain/order.js";
import { deadlineOf, patience } from "./domain/patience.js";
import { textRules } from "./domain/text-rules.js";
import { textsOf } from "./domain/variant.js";
import { submittedDeed } from "./events/trail-deeds.js";
import type { FindLine } from "./find-line.js";
import type { Neighbours } from "./neighbours.js";
import { findingOf, toOrder, toTemplateText } from "./proto.js";
import type { CampaignStore } from "./store/campaigns.js";

type Dependencies = Pick<Neighbours, "lists" | "segments" | "compliance"> & {
  readonly campaigns: CampaignStore;
  readonly findLine: FindLine;
  readonly tellTrail: TellTrail;
  readonly now: () => Date;
  readonly newId: () => string;
};

export type Submitted =
  | { readonly kind: "kept"; readonly campaign: Campaign }
  | { readonly kind: "refused"; readonly finding: Finding };

export type Checking = Dependencies;

/** Who asks, and what a test or a plan adds to what was asked for. */
export type Asking = Pick<Order, "submittedBy"> &
  Partial<Pick<Order, "test" | "occurrence" | "due">> & {
    /** Token of the tenant, handed on to lists and compliance. */
    readonly options: CallOptions;
  };

/** What was asked for as an order. */
export const readOrder = (
  request: SubmitCampaignRequest,
  { submittedBy, test = false, occurrence, due }: Omit<Asking, "options">,
): Order =>
  toOrder(request, {
    ...{ submittedBy, test, occurrence, due },
    fingerprint: fingerprintOf(request),
  });

/**
 * Checks an order and keeps it as revision 1; everything after follows by facts. A repeated request
 * id gets the campaign it made first.
 *
 * @throws DomainError already_exists REQUEST_ID_REUSED
 */
export const submitCampaign = async (
  dependencies: Dependencies,
  tenantId: string,
  request: SubmitCampaignRequest,
  { options, ...asking }: Asking,
): Promise<Submitted> => {
  const { campaigns } = dependencies;
  const order = readOrder(request, asking);
  const first = await campaigns.byRequest(tenantId, order.requestId);
  if (first !== undefined) return replay(first, order.fingerprint);
  const checked = await checkOrder(dependencies, tenantId, {
    order,
    lineId: request.lineId,
    options,
  });
  if (checked.kind === "refused") return checked;
  const campaign = firstRevision(dependencies, tenantId, checked.order, checked.line);
  const kept = await campaigns.insert(campaign, (session) =>
    dependencies.tellTrail(session, submittedDeed(campaign)),
  );
  return replay(kept, order.fingerprint);
};

export type Checked =
  | { readonly kind: "ok"; readonly order: Order; readonly line: Line }
  | { readonly kind: "refused"; readonly finding: Finding };

/** Whether an order could be sent as it stands: its line, audience, texts, kinds and times. */
export const checkOrder = async (
  dependencies: Pick<Dependencies, "findLine" | "now" | "lists" | "segments" | "compliance">,
  tenantId: string,
  asked: { readonly order: Order; readonly lineId: string; readonly options: CallOptions },
): Promise<Checked> => {
  const { options } = asked;
  const line = await dependencies.findLine(tenantId, asked.lineId);
  const fault = findFault(asked.order, dependencies.now()) ?? findLineFault(line, tenantId);
  if (fault !== undefined || line === undefined) return refused(fault);
  const pack = markets.get(line.market);
  const traffic = trafficOf(pack, asked.order.traffic, "campaign");
  const order = { ...asked.order, traffic: typeof traffic === "object" ? traffic.id : "" };
  const [list, templates] = await Promise.all([
    findAudience(dependencies, order, options),
    Promise.all(
      textsOf(order).map(({ templateId }) => findTemplate(dependencies, templateId, options)),
    ),
  ]);
  const missing = list ?? templates.find((template) => template.fault !== undefined)?.fault;
  if (missing !== undefined) return refused(missing);
  if (traffic === "unknown") return refused(trafficUnknown(pack));
  const texts = templates.map(({ text }) => text);
  const wrong =
    findCeilingFault(pack, order) ??
    findHoursFault(order, line) ??
    findTypeFault(pack, order, line) ??
    findTextFault(order, texts, textRules(pack, order.messageType)) ??
    (order.test ? findValueFault(order, texts) : undefined);
  return wrong === undefined ? { kind: "ok", order, line } : refused(wrong);
};

const firstRevision = (
  { now, newId }: Pick<Dependencies, "now" | "newId">,
  tenantId: string,
  order: Order,
  line: Line,
): Campaign => {
  const at = now();
  return {
    campaignId: newId(),
    tenantId,
    version: 1,
    revision: 1,
    order,
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
  };
};

const refused = (
  finding: Finding | undefined,
): { readonly kind: "refused"; readonly finding: Finding } => {
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
        ...(request.pacePerMinute === undefined ? [] : ["pace", request.pacePerMinute]),
        ...request.variants.map(({ name, templateId, text, share, count }) => [
          ...[name, templateId, text, share],
          count.toString(),
        ]),
      ]),
    )
    .digest("base64url");

const findAudience = async (
  { lists, segments }: Pick<Dependencies, "lists" | "segments">,
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
  { compliance }: Pick<Dependencies, "compliance">,
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

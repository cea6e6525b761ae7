import type { ComplianceServiceImplementation } from "@whiteline/contracts/compliance/v1/compliance";
import {
  actorOf,
  DomainError,
  principalOf,
  requireStaff,
  requireTenant,
  type CallContextExt,
  type Principal,
} from "@whiteline/service-kit";
import { decideHeldCampaign } from "./decide-held-campaign.js";
import type { DecidingTexts } from "./decide-text-case.js";
import { judgeMessages } from "./judge-messages.js";
import { checkText } from "./check-text.js";
import { matchTemplate } from "./match-template.js";
import type { Measures } from "./metrics.js";
import { measureContentRules } from "./measure-content-rules.js";
import { fromTemplate } from "./proto.js";
import { withTrace } from "./trace.js";
import { registerTemplate } from "./register-template.js";
import { reviewTemplate, templateUnknown } from "./review-template.js";
import type { ContentReviewStore } from "./store/content-reviews.js";
import type { TemplateStore } from "./store/templates.js";
import { toLanguage } from "./text-desk-proto.js";
import { wordCard } from "./word-card.js";

type Dependencies = DecidingTexts & {
  readonly templates: TemplateStore;
  readonly contentReviews: ContentReviewStore;
  readonly measures: Pick<Measures, "judged" | "read">;
};

const MOST_ITEMS = 1_000;

/** What compliance answers. A stranger learns no more than of what does not exist (law 8). */
export const complianceService = (
  it: Dependencies,
): ComplianceServiceImplementation<CallContextExt> => ({
  async registerTemplate(request, context) {
    const tenantId = requireTenant(context);
    return registerTemplate(it, { tenantId, principal: principalOf(context) }, request);
  },

  async reviewTemplate(request, context) {
    const expert = requireStaff(context, "expert");
    const { templateId, approve } = request;
    const found = await it.templates.byId(templateId);
    const review = () => reviewTemplate(it, expert, request);
    if (found === undefined || found.providerId !== expert.providerId)
      return { template: fromTemplate(await review()) };
    const { tenantId, providerId } = found;
    const about = { subject: `template:${templateId}`, tenantId, providerId };
    const deed = { ...about, by: actorOf(expert), tried: approve ? "approve" : "return" };
    return { template: fromTemplate(await withTrace(it, deed, review)) };
  },

  async getTemplate({ templateId }, context) {
    const template = await it.templates.byId(templateId);
    if (template === undefined || !mayRead(principalOf(context), template)) throw templateUnknown();
    return { template: fromTemplate(template) };
  },

  async listTemplates({ reviewQueue }, context) {
    const templates = reviewQueue
      ? await it.templates.waiting(requireStaff(context).providerId ?? "")
      : await it.templates.ofTenant(requireTenant(context));
    return { templates: templates.map(fromTemplate) };
  },

  async judge({ lineId, items, solicited, traffic }, context) {
    const tenantId = requireTenant(context);
    if (items.length > MOST_ITEMS) {
      throw new DomainError(
        "invalid",
        "TOO_MANY_ITEMS",
        `At most ${MOST_ITEMS} messages are judged at once.`,
        { remedy: "Ask in smaller groups." },
      );
    }
    return {
      judgements: [...(await judgeMessages(it, { tenantId, lineId, items, solicited, traffic }))],
    };
  },

  async getVerdict({ verdictId, language }, context) {
    const words = toLanguage(language);
    const card = await it.verdicts.byId(verdictId);
    if (card === undefined || !mayRead(principalOf(context), card)) {
      throw new DomainError("not_found", "VERDICT_UNKNOWN", "There is no such verdict.");
    }
    return { card: await wordCard(it, card, words) };
  },

  async decideHeldCampaign(request, context) {
    const expert = requireStaff(context, "expert");
    return { card: await wordCard(it, await decideHeldCampaign(it, expert, request), "en") };
  },

  async matchTemplate(request, context) {
    const tenantId = requireTenant(context);
    const { market = "" } = principalOf(context);
    return matchTemplate(it, { tenantId, market }, request);
  },

  async checkText(request, context) {
    return checkText(it, requireTenant(context), request);
  },

  async measureContentRules({ market }, context) {
    const { providerId = "" } = requireStaff(context);
    return { measures: await measureContentRules(it, providerId, market) };
  },
});

/** The tenant its own, a service for it or for the platform, staff those of their provider. */
const mayRead = (
  { kind, tenantId, providerId }: Principal,
  owned: { readonly tenantId: string; readonly providerId: string },
): boolean => {
  switch (kind) {
    case "tenant":
      return tenantId === owned.tenantId;
    case "service":
      return tenantId === undefined || tenantId === owned.tenantId;
    case "staff":
      return providerId !== undefined && providerId === owned.providerId;
  }
};

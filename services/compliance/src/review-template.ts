import type { ReviewTemplateRequest } from "@whiteline/contracts/compliance/v1/compliance";
import type { Events } from "@whiteline/events";
import {
  actorOf,
  DomainError,
  inTransaction,
  type connectMongo,
  type Ports,
  type Principal,
} from "@whiteline/service-kit";
import { classifyText } from "./domain/content-class.js";
import type { Template } from "./domain/template.js";
import { advanceTemplate } from "./domain/template-state.js";
import { tellApproved } from "./events/publish.js";
import type { Trail } from "./keep-trail.js";
import { packInForce } from "./pack-in-force.js";
import { toNote, toReviewedCategory } from "./proto.js";
import type { ContentReviewStore } from "./store/content-reviews.js";
import type { TemplateStore } from "./store/templates.js";

type Dependencies = Ports & {
  readonly connection: Awaited<ReturnType<typeof connectMongo>>;
  readonly events: Pick<Events, "outbox">;
  readonly templates: TemplateStore;
  readonly contentReviews: Pick<ContentReviewStore, "add">;
  readonly trail: Pick<Trail, "add">;
};

/**
 * The expert's decision, taken on the version that was read. The category is found again by the rules
 * now in force: it is what sending is judged by.
 * @param reasons codes of a return, for the audit trail
 * @throws DomainError TEMPLATE_UNKNOWN, TEMPLATE_CHANGED, TEMPLATE_NOT_UNDER_REVIEW, NOTE_NEEDED
 */
export const reviewTemplate = async (
  { connection, events, templates, contentReviews, trail, now, newId }: Dependencies,
  expert: Principal,
  request: ReviewTemplateRequest,
  reasons: readonly string[] = [],
): Promise<Template> => {
  const { approve, templateId, expectedVersion } = request;
  const reviewNote = toNote(request.note, !approve);
  const found = await templates.byId(templateId);
  if (found === undefined || found.providerId !== expert.providerId) throw templateUnknown();
  if (BigInt(found.version) !== expectedVersion) throw changed();
  const at = now();
  const pack = packInForce(found.market, at);
  const category = toReviewedCategory(pack, request.category);
  const state = pack && advanceTemplate(pack, found.state, approve ? "approve" : "reject");
  if (pack === undefined || state === undefined) {
    throw new DomainError(
      "precondition",
      "TEMPLATE_NOT_UNDER_REVIEW",
      `A template that is ${found.state} is not reviewed.`,
      { remedy: "A changed text is registered as a new template." },
    );
  }
  const reviewed: Template = {
    ...found,
    state,
    category: classifyText(pack, found.body).category,
    reviewNote,
    version: found.version + 1,
  };
  await inTransaction(connection, async (session) => {
    const saved = await templates.saveReviewed(session, reviewed, expert.keyId ?? "");
    if (!saved) throw changed();
    await contentReviews.add(session, {
      reviewId: newId(),
      tenantId: reviewed.tenantId,
      providerId: reviewed.providerId,
      market: reviewed.market,
      subject: `template:${templateId}`,
      text: reviewed.body,
      approved: approve,
      category,
      at,
    });
    const subject = `template:${templateId}`;
    const { tenantId, providerId } = reviewed;
    const trace = { subject, tenantId, providerId, at, by: actorOf(expert), note: reviewNote };
    const after = { version: String(reviewed.version), category: reviewed.category ?? "" };
    await trail.add({ ...trace, event: state }, session, {
      before: { state: found.state },
      after: { state, ...after },
      codes: reasons,
    });
    if (state === "approved") await tellApproved(events.outbox, session, reviewed, at);
  });
  return reviewed;
};

export const templateUnknown = (): DomainError =>
  new DomainError("not_found", "TEMPLATE_UNKNOWN", "There is no such template.", {
    remedy: "Look at the list of your templates.",
  });

const changed = (): DomainError =>
  new DomainError("conflict", "TEMPLATE_CHANGED", "The template was changed meanwhile.", {
    remedy: "Read it again and decide on its new version.",
  });

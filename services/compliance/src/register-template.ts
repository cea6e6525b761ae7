import type {
  RegisterTemplateRequest,
  RegisterTemplateResponse,
} from "@whiteline/contracts/compliance/v1/compliance";
import type { MarketPack } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  inTransaction,
  isDuplicateKey,
  type Ports,
  type Principal,
} from "@whiteline/service-kit";
import { checkTemplate, type Template, type TemplateDraft } from "./domain/template.js";
import { advanceTemplate } from "./domain/template-state.js";
import type { JudgingCampaigns } from "./judge-campaign.js";
import type { Trail } from "./keep-trail.js";
import { packInForce } from "./pack-in-force.js";
import { fromFinding, fromTemplate, toDraft, toRequestId } from "./proto.js";
import type { TemplateStore } from "./store/templates.js";

type RegisteringTemplates = Ports &
  Pick<JudgingCampaigns, "connection"> & {
    readonly templates: TemplateStore;
    readonly trail: Pick<Trail, "tell">;
  };

/**
 * Keeps a text for review, or refuses it with every fault at once. The same request id answers what
 * it made.
 * @throws DomainError REQUEST_ID_MISSING, REQUEST_ID_REUSED, TEMPLATES_NOT_OFFERED
 */
export const registerTemplate = async (
  it: RegisteringTemplates,
  { tenantId, principal }: { readonly tenantId: string; readonly principal: Principal },
  request: RegisterTemplateRequest,
): Promise<RegisterTemplateResponse> => {
  const requestId = toRequestId(request.requestId);
  const { market = "", providerId = "" } = principal;
  const { pack, state } = processOf(market, it.now());
  const draft = toDraft(request);
  const checked = checkTemplate(pack, draft);
  if (checked.kind === "refused") {
    const findings = checked.findings.map(fromFinding);
    return { outcome: { $case: "refused", value: { findings } } };
  }
  const template: Template = {
    templateId: it.newId(),
    tenantId,
    providerId,
    market,
    ...draft,
    state,
    category: checked.category,
    reviewNote: "",
    version: 1,
    worstCaseParts: checked.worstCaseParts,
  };
  const kept = await keep(it, template, { requestId, by: actorOf(principal) });
  if (!isSame(kept, draft)) {
    throw new DomainError(
      "already_exists",
      "REQUEST_ID_REUSED",
      "This request id registered another template.",
      { remedy: "Use a fresh request id for each template." },
    );
  }
  return { outcome: { $case: "template", value: fromTemplate(kept) } };
};

/** Keeps it with its entry of the audit trail; the same request, at the same moment, too, answers what it made. */
const keep = async (
  { connection, templates, trail, now }: RegisteringTemplates,
  template: Template,
  { requestId, by }: { readonly requestId: string; readonly by: string },
): Promise<Template> => {
  const { templateId, tenantId, providerId, state, version, category } = template;
  const at = now();
  try {
    await inTransaction(connection, async (session) => {
      await templates.add(session, template, { requestId, createdAt: at });
      const subject = `template:${templateId}`;
      const about = { entryId: `${subject}:registered`, tenantId, providerId, subject, at };
      const after = { state, version: String(version), ...(category !== null && { category }) };
      await trail.tell(session, { ...about, actor: by, action: "template.registered", after });
    });
    return template;
  } catch (error) {
    const earlier = isDuplicateKey(error)
      ? await templates.ofRequest(tenantId, requestId)
      : undefined;
    if (earlier !== undefined) return earlier;
    throw error;
  }
};

const processOf = (
  market: string,
  at: Date,
): { readonly pack: MarketPack; readonly state: string } => {
  const pack = packInForce(market, at);
  const state = pack && advanceTemplate(pack, undefined, "submit");
  if (pack !== undefined && state !== undefined) return { pack, state };
  throw new DomainError(
    "precondition",
    "TEMPLATES_NOT_OFFERED",
    "The market of this tenant has no approval of templates.",
    { remedy: "Send free texts." },
  );
};

const isSame = (kept: TemplateDraft, draft: TemplateDraft): boolean =>
  [kept, draft]
    .map(({ name, body, variables }) =>
      JSON.stringify([name, body, variables.map((v) => [v.name, v.maxLength, v.type])]),
    )
    .every((content, _, [first]) => content === first);

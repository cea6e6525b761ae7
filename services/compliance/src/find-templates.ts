import type { MarketPack } from "@whiteline/markets";
import type { Content } from "./domain/judge-sending.js";
import { prepareTemplate, templateSearch } from "./domain/template-search.js";
import type { Template } from "./domain/template.js";
import type { TemplateStore } from "./store/templates.js";

const MOST_KEPT = 10_000;

/** The tenant's templates by id; ids that are not the tenant's are missing from the answer. */
export type FindTemplates = (
  tenantId: string,
  templateIds: Iterable<string>,
) => Promise<ReadonlyMap<string, Template>>;

/**
 * Templates for judgements. An approved version is kept in memory: the pack's machine knows no way
 * out of "approved" [001 · Shared], so it cannot become wrong. All others are read each time.
 */
export const templateFinder = (templates: TemplateStore): FindTemplates => {
  const approved = new Map<string, Template>();

  const keep = (template: Template): void => {
    if (template.state !== "approved") return;
    approved.set(template.templateId, template);
    const [oldest] = approved.keys();
    if (approved.size > MOST_KEPT && oldest !== undefined) approved.delete(oldest);
  };

  return async (tenantId, templateIds) => {
    const found = new Map<string, Template>();
    const unknown: string[] = [];
    for (const templateId of new Set(templateIds)) {
      if (templateId === "") continue;
      const known = approved.get(templateId);
      if (known === undefined) unknown.push(templateId);
      else if (known.tenantId === tenantId) found.set(templateId, known);
    }
    for (const template of await templates.ofTenantById(tenantId, unknown)) {
      keep(template);
      found.set(template.templateId, template);
    }
    return found;
  };
};

/** How long a tenant's approved templates are taken for all of them; a new one is found that much later. */
const LISTED_MS = 5_000;
const MOST_TENANTS = 1_000;

/** The content as it is judged: a free text that is one of the sender's approved templates counts as that. */
export type ReadAsTemplate = (
  tenantId: string,
  pack: MarketPack,
) => Promise<(content: Content) => Content>;

/** Holds free texts against the sender's approved templates, so that what an expert has read is not read again. */
export const textReader = (
  templates: Pick<TemplateStore, "approved">,
  now: () => Date,
): ReadAsTemplate => {
  type Search = ReturnType<typeof templateSearch>;
  const known = new Map<string, { readonly until: number; readonly search: Promise<Search> }>();

  const list = async (tenantId: string, pack: MarketPack): Promise<Search> => {
    const approved = await templates.approved(tenantId, pack.code);
    return templateSearch(approved.map((template) => prepareTemplate(pack, template)));
  };

  return async (tenantId, pack) => {
    const key = `${tenantId}:${pack.code}:${pack.effectiveFrom}`;
    const at = now().getTime();
    const before = known.get(key);
    const fresh = before !== undefined && at < before.until;
    const search = fresh ? before.search : list(tenantId, pack);
    if (!fresh) {
      known.delete(key);
      known.set(key, { until: at + LISTED_MS, search });
      search.catch(() => known.delete(key));
      const [oldest] = known.keys();
      if (known.size > MOST_TENANTS && oldest !== undefined) known.delete(oldest);
    }
    const find = await search;
    return (content) => {
      if (content.templateId !== "" || content.text === "") return content;
      const found = find(content.text)?.template;
      return found === undefined
        ? content
        : { ...content, templateId: found.templateId, template: found };
    };
  };
};

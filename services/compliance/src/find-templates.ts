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

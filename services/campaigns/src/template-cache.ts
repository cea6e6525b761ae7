import { TemplateState } from "@whiteline/contracts/compliance/v1/compliance";
import { DomainError } from "@whiteline/service-kit";
import type { TemplateText } from "./domain/message-text.js";
import type { Neighbours } from "./neighbours.js";
import { toTemplateText } from "./proto.js";

/** A template that loses its approval is judged by compliance anyway; this only spares a hop. */
const KEPT_MS = 5_000;
const MOST_KEPT = 10_000;

/**
 * Approved templates of tenants, kept for a few seconds; callers that ask at once share one question.
 * Undefined for one that does not exist, is another tenant's, or is not approved.
 */
export const templateCache = ({
  compliance,
  tokens,
  now,
}: Pick<Neighbours, "compliance" | "tokens"> & { readonly now: () => Date }) => {
  const kept = new Map<
    string,
    { readonly until: number; readonly template: Promise<TemplateText | undefined> }
  >();

  const ask = async (tenantId: string, templateId: string): Promise<TemplateText | undefined> => {
    try {
      const options = await tokens.forTenant(tenantId);
      const { template } = await compliance.getTemplate({ templateId }, options);
      return template?.state === TemplateState.APPROVED ? toTemplateText(template) : undefined;
    } catch (error) {
      if (error instanceof DomainError && error.kind === "not_found") return undefined;
      throw error;
    }
  };

  return (tenantId: string, templateId: string): Promise<TemplateText | undefined> => {
    const key = `${tenantId}:${templateId}`;
    const at = now().getTime();
    const known = kept.get(key);
    if (known !== undefined && at < known.until) return known.template;
    const template = ask(tenantId, templateId);
    kept.delete(key);
    kept.set(key, { until: at + KEPT_MS, template });
    template.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    return template;
  };
};

export type FindTemplate = ReturnType<typeof templateCache>;

import type {
  MatchTemplateRequest,
  MatchTemplateResponse,
} from "@whiteline/contracts/compliance/v1/compliance";
import { markets } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { differenceOf } from "./domain/template-difference.js";
import {
  nearestTemplate,
  prepareTemplate,
  templateSearch,
  type PreparedTemplate,
} from "./domain/template-search.js";
import { matchText } from "./domain/template-match.js";
import { templateUnknown } from "./review-template.js";
import type { TemplateStore } from "./store/templates.js";

/** Longest text that is held against templates: more than any market sends in one message. */
const LONGEST_TEXT = 10_000;

/**
 * Which approved template a text is, or where it differs from the nearest one. A template that is named is compared
 * whatever its state, so that a text can be tried while the desk still reads it.
 * @throws DomainError TEXT_TOO_LONG, TEMPLATE_UNKNOWN
 */
export const matchTemplate = async (
  { templates }: { readonly templates: Pick<TemplateStore, "approved" | "ofTenantById"> },
  { tenantId, market }: { readonly tenantId: string; readonly market: string },
  { text, templateId }: MatchTemplateRequest,
): Promise<MatchTemplateResponse> => {
  checkLength(text);
  if (!markets.has(market)) return noneLikeIt(0);
  const pack = markets.get(market);
  const found =
    templateId === ""
      ? await templates.approved(tenantId, market)
      : await templates.ofTenantById(tenantId, [templateId]);
  if (templateId !== "" && found.length === 0) throw templateUnknown();
  const prepared = found.map((template) => prepareTemplate(pack, template));
  const whole = templateSearch(prepared)(text);
  const nearest = whole ?? (templateId === "" ? nearestTemplate(prepared, text) : prepared.at(0));
  return nearest === undefined
    ? noneLikeIt(prepared.length)
    : compare(nearest, text, prepared.length);
};

const compare = (
  { template, pieces }: PreparedTemplate,
  text: string,
  tried: number,
): MatchTemplateResponse => {
  const values = matchText(pieces, text);
  const changes = values === undefined ? differenceOf(pieces, text) : [];
  return {
    matches: values !== undefined,
    templateId: template.templateId,
    templateName: template.name,
    values: (values ?? []).map(({ name, value, at }) => ({ name, value, at })),
    changes: changes.map((change) => ({ ...change })),
    tried,
  };
};

const noneLikeIt = (tried: number): MatchTemplateResponse => ({
  matches: false,
  templateId: "",
  templateName: "",
  values: [],
  changes: [],
  tried,
});

/** @throws DomainError TEXT_TOO_LONG */
export const checkLength = (text: string): void => {
  if (text.length <= LONGEST_TEXT) return;
  throw new DomainError(
    "precondition",
    "TEXT_TOO_LONG",
    `A text has at most ${LONGEST_TEXT} characters.`,
    { remedy: "Shorten the text." },
  );
};

import type {
  GetFormRulesRequest,
  GetFormRulesResponse,
  RenderFormRequest,
  RenderFormResponse,
  RenderNoteSampleRequest,
  RenderNoteSampleResponse,
} from "@whiteline/contracts/lines_registry/v1/papers";
import { lineFamily, printedForm, type MarketPack } from "@whiteline/markets";
import { DomainError, forward, principalOf, type CallContext } from "@whiteline/service-kit";
import { readLineNumber } from "./domain/sender.js";
import { formPage, notePage } from "./domain/printed-page.js";
import { companyValues, requestValues, type PrintedValues } from "./domain/printed-values.js";
import { fromForm, fromNote, toPrintedCompany, toPrintedRequest } from "./papers-proto.js";
import type { Parts } from "./parts.js";
import { piecesOf } from "./print/pieces-of.js";
import { formTemplate, noteTemplate } from "./print/templates.js";
import { providerUnknown, refuse } from "./refuse.js";

type Needs = Pick<Parts, "now" | "packs" | "accounts" | "printer">;
type Asked = { readonly providerId: string; readonly family: string };

/** The rules of a form, to be read before it is filled in [002 · Line 3000/1000/021]. */
export function getFormRules(parts: Needs) {
  return async (
    request: GetFormRulesRequest,
    context: CallContext,
  ): Promise<GetFormRulesResponse> => {
    const about = placeOf(parts, request, context);
    const form = printedForm(about.pack, about.provider, about.family);
    if (form === undefined) throw formNotDemanded();
    const values = await knownOf(parts, about.pack, context);
    return { form: fromForm(about.pack, about, form, values) };
  };
}

/** The form itself: its rules first, then a PDF with what the caller's company file says. */
export function renderForm(parts: Needs) {
  return async function* (
    request: RenderFormRequest,
    context: CallContext,
  ): AsyncGenerator<RenderFormResponse, void> {
    const about = placeOf(parts, request, context);
    const form = printedForm(about.pack, about.provider, about.family);
    if (form === undefined) throw formNotDemanded();
    const said = tidyRequest(about, request);
    const values = {
      ...(await knownOf(parts, about.pack, context)),
      ...requestValues(said),
    };
    const page = formPage(about.pack, about, values, request.withRulesPage);
    yield { part: { $case: "form", value: fromForm(about.pack, about, form, values) } };
    for (const value of piecesOf(parts.printer.pdf(formTemplate, page))) {
      yield { part: { $case: "data", value } };
    }
  };
}

/** What a filled note of this provider and family looks like [ir.md §5]. */
export function renderNoteSample(parts: Needs) {
  return async function* (
    request: RenderNoteSampleRequest,
    context: CallContext,
  ): AsyncGenerator<RenderNoteSampleResponse, void> {
    const about = placeOf(parts, request, context);
    const { pack, provider, family } = about;
    const page = notePage(pack, about, await knownOf(parts, pack, context));
    if (page === undefined) throw noteNotDemanded();
    yield { part: { $case: "note", value: fromNote(pack, provider, family) } };
    for (const value of piecesOf(parts.printer.pdf(noteTemplate, page))) {
      yield { part: { $case: "data", value } };
    }
  };
}

type Place = { readonly pack: MarketPack; readonly provider: string; readonly family: string };

/** Provider and family, and the pack in which they stand. An empty provider is the caller's own. */
function placeOf(
  { now, packs }: Needs,
  { providerId, family }: Asked,
  context: CallContext,
): Place {
  const provider = providerId === "" ? (principalOf(context).providerId ?? "") : providerId;
  const pack = packs.ofProvider(provider, now());
  if (pack === undefined) throw providerUnknown();
  return { pack, provider, family };
}

/** What the caller's own company file says; staff and the platform have none. */
async function knownOf(
  { accounts }: Needs,
  pack: MarketPack,
  context: CallContext,
): Promise<PrintedValues> {
  const { tenantId } = principalOf(context);
  if (tenantId === undefined) return {};
  const { file } = await accounts.getCompanyFile({ tenantId }, forward(context));
  return companyValues(pack, toPrintedCompany(file));
}

/** A number that the family cannot have is not printed. @throws DomainError invalid LINE_NUMBER_INVALID */
function tidyRequest({ pack, family }: Place, request: RenderFormRequest) {
  const said = toPrintedRequest(request);
  const known = lineFamily(pack, family);
  if (said.lineNumber === "" || known === undefined) return said;
  const number = readLineNumber(known, said.lineNumber);
  if (number.kind !== "ok") throw refuse(number.finding, "invalid");
  return { ...said, lineNumber: number.number };
}

function formNotDemanded(): DomainError {
  return new DomainError(
    "not_found",
    "FORM_NOT_DEMANDED",
    "The provider asks for no commitment form for this family.",
    { remedy: "See the checklist of the family for what it asks." },
  );
}

function noteNotDemanded(): DomainError {
  return new DomainError(
    "not_found",
    "NOTE_NOT_DEMANDED",
    "The provider asks for no promissory note for this family.",
    { remedy: "See the checklist of the family for what it asks." },
  );
}

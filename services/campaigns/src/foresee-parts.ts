import type {
  ForeseenParts,
  ForeseePartsRequest,
  ForeseePartsResponse,
  UnreachedOperator,
} from "@whiteline/contracts/campaigns/v1/campaigns";
import type { MeasureVersionResponse } from "@whiteline/contracts/lists/v1/list_versions";
import type { PartChoice } from "@whiteline/contracts/pricing/v1/pricing";
import { markets, trafficOf } from "@whiteline/markets";
import { extentOf } from "@whiteline/sms";
import type { CallOptions } from "@whiteline/service-kit";
import type { Finding } from "./domain/finding.js";
import { extentsOf, mostPartsAt, type PartKind } from "./domain/foresight.js";
import { SENDER_NOT_ACTIVE, senderAt } from "./domain/line.js";
import { trafficUnknown } from "./domain/message-refusals.js";
import {
  REFUSAL_LINK,
  takeApart,
  valueIn,
  variablesOf,
  type Pattern,
  type TemplateText,
} from "./domain/message-text.js";
import { findLineFault, findTextFault } from "./domain/order.js";
import { routesFor, textRoadAt } from "./domain/routes.js";
import { measureText, textRules, untakenCode, type TextRules } from "./domain/text-rules.js";
import type { FindLine } from "./find-line.js";
import type { Neighbours } from "./neighbours.js";
import { toTemplateText } from "./proto.js";
import type { RouteBook } from "./route-book.js";

type Dependencies = Pick<Neighbours, "listVersions" | "compliance"> & {
  readonly findLine: FindLine;
  readonly book: Pick<RouteBook, "known">;
};

/** Of members at an operator: what their texts become at most, or why none goes there. */
type Foreseen = readonly PartKind[] | string;
type AtOperator = (operator: string) => Foreseen;

/**
 * What a text becomes at most when a list fills it in: by the longest values of the list's version, of which none is read,
 * counted as the campaign will count its texts. Who refused, or may not be reached, is counted, too.
 */
export const foreseeParts = async (
  it: Dependencies,
  tenantId: string,
  request: ForeseePartsRequest,
  options: CallOptions,
): Promise<ForeseePartsResponse> => {
  const { listId, listVersion: version, segmentId, constants } = request;
  const line = await it.findLine(tenantId, request.lineId);
  if (line === undefined) return refused(findLineFault(undefined, tenantId));
  const pack = markets.get(line.market);
  const asked = trafficOf(pack, request.traffic, "campaign");
  if (asked === "unknown") return refused(trafficUnknown(pack));
  const traffic = asked === "none" ? "" : asked.id;
  const routes = routesFor(await it.book.known(), { ...line, traffic });
  const rules = textRules(pack, request.messageType, textRoadAt(routes));

  const { text, worstTexts } = await findText(it, request, options);
  const pattern = takeApart(text);
  const order = { templateId: request.templateId, text: request.text, constants, variants: [] };
  const empty = text.body === "" ? measureText(rules, "") : undefined;
  if (empty?.kind === "refused") return refused(empty.finding);
  const fault = findTextFault(order, [text], rules);
  if (fault !== undefined) return refused(fault);

  const names = variablesOf(pattern);
  const measured = await it.listVersions.measureVersion(
    {
      ...{ listId, version, segmentId, columns: [...names] },
      refusalLinkVariable: names.includes(REFUSAL_LINK) ? REFUSAL_LINK : "",
    },
    options,
  );
  const constantOf = (name: string): string => valueIn(constants, name) ?? "";
  const columns = new Map(measured.columns.map((column) => [column.name, column]));
  const lacking = names.find((name) => !columns.has(name) && constantOf(name).trim() === "");
  if (lacking !== undefined) return refused(columnLacking(lacking));
  const isKnown = measured.columns.every(({ known }) => known);
  if (!isKnown && worstTexts.length === 0) return refused(worstCaseUnknown());

  const at = isKnown
    ? byValues(rules, pattern, columns, constantOf)
    : dearestOf(worstTexts.map((worst) => byText(rules, worst)));
  const { family } = line;
  const basis = isKnown ? "values" : "template";
  const foreseen = { ...foreseenParts(measured, line, at), basis, family, traffic };
  return foreseen.choices.length === 0
    ? refused(nobodyReached(foreseen.unreached))
    : { outcome: { $case: "foreseen", value: foreseen } };
};

/** The text that is filled in, and of a template its dearest fillings. */
const findText = async (
  { compliance }: Pick<Dependencies, "compliance">,
  { templateId, text: body }: ForeseePartsRequest,
  options: CallOptions,
): Promise<{ readonly text: TemplateText; readonly worstTexts: readonly string[] }> => {
  if (templateId === "") {
    const names = variablesOf(takeApart({ body, variables: [] }));
    const variables = names.map((name) => ({ name, maxLength: Infinity }));
    return { text: { body, variables }, worstTexts: [] };
  }
  const { template } = await compliance.getTemplate({ templateId }, options);
  if (template === undefined) throw new Error("compliance answered without a template");
  return { text: toTemplateText(template), worstTexts: template.worstCaseTexts };
};

/** By the longest values of the list, and by constants, which go to whom it has no value for. */
const byValues = (
  rules: TextRules,
  pattern: Pattern,
  columns: ReadonlyMap<string, Pick<MeasureVersionResponse["columns"][number], "longest">>,
  constantOf: (name: string) => string,
): AtOperator => {
  const [only] = pattern;
  if (only?.kind === "literal" && pattern.length === 1) return byText(rules, only.text);
  const extents = extentsOf(pattern, (name) => {
    const constant = constantOf(name);
    const longest = columns.get(name)?.longest ?? [];
    return constant.trim() === "" ? longest : [...longest, extentOf(constant)];
  });
  return (operator) => {
    if (extents.length === 0) return "MISSING_VARIABLE";
    const most = mostPartsAt(rules, extents, operator);
    return most.length === 0 ? untakenCode(rules.pack, { operator }) : most;
  };
};

const byText =
  (rules: TextRules, text: string): AtOperator =>
  (operator) => {
    const measured = measureText(rules, text, operator);
    return measured.kind === "ok" ? [measured] : measured.finding.code;
  };

const dearestOf =
  (texts: readonly AtOperator[]): AtOperator =>
  (operator) => {
    const answers = texts.map((at) => at(operator));
    const parts = answers.flatMap((answer) => (typeof answer === "string" ? [] : answer));
    return parts.length === 0
      ? (answers.find((answer) => typeof answer === "string") ?? [])
      : parts;
  };

const foreseenParts = (
  { listId, version: listVersion, members, operators }: MeasureVersionResponse,
  line: Parameters<typeof senderAt>[0],
  at: AtOperator,
): Pick<ForeseenParts, "listId" | "listVersion" | "members" | "choices" | "unreached"> => {
  const choices: PartChoice[] = [];
  const unreached: UnreachedOperator[] = [];
  for (const { operator, rows } of operators) {
    const answer = senderAt(line, operator) === undefined ? SENDER_NOT_ACTIVE : at(operator);
    if (typeof answer === "string") {
      unreached.push({ operator, members: rows, reason: answer });
      continue;
    }
    const kinds = answer.map(({ alphabet, parts }) => ({ alphabet, segments: parts }));
    choices.push({ operator, messages: rows, kinds });
  }
  return { listId, listVersion, members, choices, unreached };
};

const refused = (finding: Finding | undefined): ForeseePartsResponse => {
  if (finding === undefined) throw new Error("what is refused has a reason");
  return { outcome: { $case: "refused", value: finding } };
};

const columnLacking = (name: string): Finding => ({
  code: "LIST_LACKS_COLUMN",
  subject: name,
  rule: "Each variable of a text is a column of the list, or has a constant.",
  source: "campaign order",
  remedy: "Give a constant for the variable, or import the list with that column.",
});

const nobodyReached = (unreached: ForeseenParts["unreached"]): Finding => ({
  code: "NOBODY_REACHED",
  subject: "list_id",
  rule:
    unreached.length === 0
      ? "There is nobody on the list."
      : `No text goes to anybody: ${unreached.map(({ operator, reason }) => `${operator} ${reason}`).join(", ")}.`,
  source: "campaign order",
  remedy: "Change the text, the list or the line.",
});

const worstCaseUnknown = (): Finding => ({
  code: "WORST_CASE_UNKNOWN",
  subject: "list_id",
  rule: "How long the values of this version become was not kept when it was made.",
  source: "campaign order",
  remedy: "Import the list again, or ask with a dry run of the campaign.",
});

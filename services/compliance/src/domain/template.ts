import { carriedAlphabets, mostParts, scriptOf, type MarketPack } from "@whiteline/markets";
import {
  alphabets,
  chooseAlphabet,
  countParts,
  countSegments,
  lengthOf,
  MAX_PARTS,
  split,
  withSuffix,
} from "@whiteline/sms";
import { classifyText } from "./content-class.js";
import { describeDisguise, findDisguises, findRefused } from "./disguise.js";
import type { Finding } from "./finding.js";
import { houseRules } from "./house-rules.js";
import {
  isVariableName,
  parseTemplate,
  type BraceFault,
  type TemplatePiece,
} from "./template-text.js";
import { dearestOf, type VariableType } from "./variable-type.js";

export type TemplateVariable = {
  readonly name: string;
  /** Longest value in UTF-16 units, which is what an SMS pays for. */
  readonly maxLength: number;
  readonly type: VariableType;
};

export type TemplateDraft = {
  readonly name: string;
  readonly body: string;
  readonly variables: readonly TemplateVariable[];
};

export type Template = TemplateDraft & {
  readonly templateId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly market: string;
  /** State of the pack's machine: "under_review", "approved" or "rejected". */
  readonly state: string;
  /** Found by the hints of the pack; null: none matched. */
  readonly category: string | null;
  readonly reviewNote: string;
  readonly version: number;
  readonly worstCaseParts: number;
};

export type CheckedTemplate =
  | { readonly kind: "ok"; readonly category: string | null; readonly worstCaseParts: number }
  | { readonly kind: "refused"; readonly findings: readonly Finding[] };

/** Bounds of ours, so that the worst case is known before a value is: no seed states any. */
const LONGEST_TITLE = 200;
const LONGEST_BODY = 10_000;
const LONGEST_VALUE = 200;
const MOST_VARIABLES = 100;

/** Judges a template before it is kept: every fault at once, or what it is and what it may cost. */
export const checkTemplate = (pack: MarketPack, draft: TemplateDraft): CheckedTemplate => {
  const { pieces, faults } = parseTemplate(draft.body);
  const findings = [
    ...checkTitle(draft.name),
    ...checkText(draft.body),
    ...checkCharacters(draft.body),
    ...faults.map(braceFinding),
    ...checkVariables(draft.variables, pieces),
  ];
  const worstCaseParts = countWorstCase(pack, draft.body, pieces, draft.variables);
  const filled = fillLongest(pack, pieces, draft.variables);
  const most = mostParts(pack, scriptOfText(pack, filled)) ?? MAX_PARTS;
  if (draft.body.length > LONGEST_BODY || worstCaseParts > most) {
    findings.push(
      finding(
        "TEXT_TOO_LONG",
        "body",
        `With every variable at its longest the text has ${worstCaseParts > most ? worstCaseParts : "too many"} parts; ${pack.name} takes at most ${most}.`,
        "Shorten the text, or the longest value of a variable.",
        pack.segmentation.source,
      ),
    );
  }
  if (findings.length > 0) return { kind: "refused", findings };
  return { kind: "ok", category: classifyText(pack, draft.body).category, worstCaseParts };
};

/**
 * Parts when every variable is at its longest and as dear as its type lets it be in this market, on the wire or by the
 * market's dearest table, whichever is more; a text without variables is counted as it is. 0 for a text that cannot be
 * sent at all; a text beyond what SMS can carry counts as one part more than that.
 */
export const countWorstCase = (
  pack: MarketPack,
  body: string,
  pieces: readonly TemplatePiece[],
  variables: readonly TemplateVariable[],
): number => {
  if (body.length > LONGEST_BODY) return MAX_PARTS + 1;
  const filled = fillLongest(pack, pieces, variables);
  const alphabet = alphabetsOf(pack);
  // The tables leave the operator's suffix out; on the air it is there, whoever appends it.
  const suffix = { text: "", room: pack.segmentation.suffix?.chars ?? 0 };
  const parts = filled === "" ? 0 : countParts(withSuffix(filled, suffix), alphabet);
  if (parts > 0) return Math.max(parts, billedParts(pack, filled));
  const refusal = split(filled, { alphabet, suffix });
  return refusal.kind === "refused" && refusal.code === "TEXT_TOO_LONG" ? refusal.parts : 0;
};

/**
 * A template's texts that may cost most: in the dearest letters that its variables may have, and in plain ones, which cost
 * more where a market prices Latin higher or an operator takes no other.
 */
export const worstCaseTexts = (
  pack: MarketPack,
  { body, variables }: Pick<TemplateDraft, "body" | "variables">,
): readonly string[] => {
  const { pieces } = parseTemplate(body);
  const lengths = new Map(variables.map(({ name, maxLength }) => [name, maxLength]));
  const plain = pieces.map((piece) =>
    piece.kind === "literal"
      ? piece.text
      : "0".repeat(Math.min(Math.max(1, lengths.get(piece.name) ?? 1), LONGEST_VALUE)),
  );
  return [...new Set([fillLongest(pack, pieces, variables), plain.join("")])];
};

/** The dearest text of a template; one that is not declared counts as one letter. */
const fillLongest = (
  pack: MarketPack,
  pieces: readonly TemplatePiece[],
  variables: readonly TemplateVariable[],
): string => {
  const declared = new Map(variables.map((variable) => [variable.name, variable]));
  return pieces
    .map((piece) => {
      if (piece.kind === "literal") return piece.text;
      const { maxLength = 1, type = "text" } = declared.get(piece.name) ?? {};
      return dearestOf(type, pack).repeat(Math.min(Math.max(1, maxLength), LONGEST_VALUE));
    })
    .join("");
};

const alphabetsOf = (pack: MarketPack) => carriedAlphabets(pack).map(({ alphabet }) => alphabet);

const scriptOfText = (pack: MarketPack, text: string): string =>
  scriptOf(pack, text, chooseAlphabet(text, alphabetsOf(pack)) === "ucs2");

/** Parts by the dearest of the market's tables that counts such a text [data · segment tables]; 0: none does. */
const billedParts = (pack: MarketPack, text: string): number => {
  const script = scriptOfText(pack, text);
  const counts = pack.segmentation.tables
    .filter((table) => table.script === script)
    .map((table) => countSegments(lengthOf(text), table));
  return Math.max(0, ...counts.map((count) => ("segments" in count ? count.segments : 0)));
};

const checkTitle = (name: string): readonly Finding[] => {
  if (name.trim() === "") {
    return [finding("NAME_MISSING", "name", "A template has a name.", "Name the template.")];
  }
  if (name.length <= LONGEST_TITLE) return [];
  const rule = `A name has at most ${LONGEST_TITLE} characters.`;
  return [finding("NAME_TOO_LONG", "name", rule, "Shorten the name.")];
};

const checkText = (body: string): readonly Finding[] => {
  if (body.trim() === "") {
    return [finding("EMPTY_TEXT", "body", "A template has a text.", "Write a text.")];
  }
  const whole = split(body, { alphabet: alphabets });
  if (whole.kind === "ok" || whole.code === "TEXT_TOO_LONG") return [];
  const place = "at" in whole ? ` at character ${whole.at + 1}` : "";
  const rule = `The text holds what an SMS cannot carry${place}.`;
  return [finding(whole.code, "body", rule, whole.remedy)];
};

/** What would be refused in every message of it must not wait for an expert who cannot see it. */
const checkCharacters = (body: string): readonly Finding[] => {
  const hidden = findRefused(findDisguises(body));
  if (hidden === undefined) return [];
  const { code, demand, remedy, source } = houseRules.hiddenCharacters;
  return [finding(code, "body", demand, `${remedy} ${describeDisguise(hidden)}`, source)];
};

const braces: Readonly<Record<BraceFault["code"], readonly [rule: string, remedy: string]>> = {
  VARIABLE_UNCLOSED: ["is never closed", "Close the variable with a brace: {name}."],
  VARIABLE_UNOPENED: ["closes no variable", "Remove the brace, or open the variable: {name}."],
  VARIABLE_NESTED: [
    "stands inside a variable",
    "Close one variable before the next begins; a variable holds its name only.",
  ],
  VARIABLE_NAME_INVALID: [
    "has no name that a variable may have",
    "Name the variable with 1 to 100 characters, such as {code}.",
  ],
};

const braceFinding = ({ code, at }: BraceFault): Finding => {
  const [rule, remedy] = braces[code];
  return finding(code, "body", `The brace at character ${at} ${rule}.`, remedy);
};

const checkVariables = (
  variables: readonly TemplateVariable[],
  pieces: readonly TemplatePiece[],
): readonly Finding[] => {
  const used = new Set(pieces.flatMap((piece) => (piece.kind === "variable" ? [piece.name] : [])));
  if (variables.length > MOST_VARIABLES || used.size > MOST_VARIABLES) {
    const rule = `A template has at most ${MOST_VARIABLES} variables.`;
    return [finding("TOO_MANY_VARIABLES", "variables", rule, "Use fewer variables.")];
  }
  const declared = new Set<string>();
  const findings: Finding[] = [];
  const add = (code: string, name: string, rule: string, remedy: string): void =>
    void findings.push(finding(code, `variable:${name.slice(0, LONGEST_TITLE)}`, rule, remedy));
  for (const { name, maxLength } of variables) {
    if (declared.has(name)) {
      add("VARIABLE_DUPLICATE", name, "The variable is declared twice.", "Declare it once.");
      continue;
    }
    declared.add(name);
    // Wherever it stands, a name that no text can use is said once, as unused.
    if (!isVariableName(name) || !used.has(name)) {
      add(
        "VARIABLE_UNKNOWN",
        name,
        "The variable is declared, but the text does not use it.",
        "Write it into the text as {name}, or do not declare it.",
      );
    }
    if (maxLength <= 0) {
      const remedy = `Give its longest value, 1 to ${LONGEST_VALUE} characters.`;
      add("VARIABLE_LENGTH_MISSING", name, "The longest value of the variable is missing.", remedy);
    } else if (maxLength > LONGEST_VALUE) {
      const rule = `A value has at most ${LONGEST_VALUE} characters.`;
      add("VARIABLE_LENGTH_TOO_LARGE", name, rule, `Give at most ${LONGEST_VALUE}.`);
    }
  }
  for (const name of used) {
    if (declared.has(name)) continue;
    add(
      "VARIABLE_UNDECLARED",
      name,
      "The text uses a variable that is not declared.",
      "Declare it with its longest value, or take it out of the text.",
    );
  }
  return findings;
};

const finding = (
  code: string,
  subject: string,
  rule: string,
  remedy: string,
  source = "compliance · templates",
): Finding => ({ code, subject, rule, source, remedy });

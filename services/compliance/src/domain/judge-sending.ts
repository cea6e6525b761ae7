import type { GateReason, MarketPack } from "@whiteline/markets";
import { classifyText, isAdvertising, type ContentClass } from "./content-class.js";
import { houseRules } from "./house-rules.js";
import type { Line } from "./line.js";
import { askGate, everyMessageGate, isAskedOf, type RecipientFacts } from "./send-gate.js";
import type { Template } from "./template.js";
import { yesNo, type Fact, type Judgement, type Rule, type RuleTried } from "./verdict.js";

export type Content = {
  /** Free text, or the rendered text of the template; empty when only a template is named. */
  readonly text: string;
  /** Empty for a free text. */
  readonly templateId: string;
  /** Undefined when the sender has no such template. */
  readonly template: Template | undefined;
};

export type Sending = {
  readonly tenantId: string;
  readonly line: Line | undefined;
  /** Of the line's market, in force now; undefined when there is none. */
  readonly pack: MarketPack | undefined;
  readonly content: Content;
  readonly solicited: boolean;
  readonly recipient: RecipientFacts;
  readonly recipients: number;
  /** A free text of a service line to more recipients is held for the desk. */
  readonly holdAbove: number;
  /** Active advertising lines of the same sender, for the remedy. */
  readonly advertisingLines: readonly Line[];
};

/**
 * Judges what is to be sent, campaign or single message: the house's rules, the pack's gate, the
 * desk's. The first rule that fails decides; every rule tried is recorded with its facts.
 */
export const judgeSending = (sending: Sending): Judgement => {
  const { tenantId, line, pack, content } = sending;
  const tried: RuleTried[] = [];
  /** Records a rule of the house; answers whether it failed. */
  const fails = ({ code, source }: Rule, passed: boolean, ...facts: readonly Fact[]): boolean => {
    tried.push({ rule: code, passed, source, facts });
    return !passed;
  };
  const refuse = (deciding: Rule, subject: string, found?: ContentClass): Judgement => ({
    decision: "refused",
    category: found?.category ?? null,
    content: found,
    rulesTried: tried,
    deciding,
    subject,
    overrideBy: "",
  });

  // Another's line is told apart from no line by nobody (law 8).
  if (fails(houseRules.lineUnknown, line?.tenantId === tenantId) || line === undefined) {
    return refuse(houseRules.lineUnknown, "line");
  }
  const gate = pack && everyMessageGate(pack);
  const marketFact = fact("market", line.market, pack?.effectiveFrom);
  if (fails(houseRules.marketNotJudged, gate !== undefined, marketFact) || !pack || !gate) {
    return refuse(houseRules.marketNotJudged, "line");
  }
  const usesTemplate = content.templateId !== "";
  if (fails(houseRules.contentMissing, usesTemplate || content.text.trim() !== "")) {
    return refuse(houseRules.contentMissing, "text");
  }
  const { template } = content;
  const ownsTemplate = template?.tenantId === tenantId;
  if (usesTemplate && fails(houseRules.templateUnknown, ownsTemplate)) {
    return refuse(houseRules.templateUnknown, "template");
  }

  const found = classify(pack, content);
  const { category } = found;
  const advertising = isAdvertising(pack, category, sending.solicited);
  const templateVersion = template === undefined ? "" : String(template.version);
  const approved = template?.state === "approved";
  const { blocking, tried: asked } = askGate(gate, {
    line: { ...line, version: String(line.version) },
    content: {
      category,
      advertising,
      solicited: sending.solicited,
      version: pack.effectiveFrom,
    },
    patternApproved: usesTemplate ? approved : null,
    patternVersion: templateVersion,
    recipient: sending.recipient,
  });
  tried.push(...asked);
  if (blocking !== undefined) {
    const remedy = remedyOf(blocking, sending.advertisingLines);
    return refuse({ ...blocking, remedy }, subjects[blocking.code] ?? "recipient", found);
  }

  const stateFact = fact("template_state", template?.state ?? "", templateVersion);
  if (usesTemplate && fails(houseRules.templateNotApproved, approved, stateFact)) {
    return refuse(houseRules.templateNotApproved, "template", found);
  }
  // Only a line that must not advertise needs the desk, and only for a text that nobody has read.
  const mustNotAdvertise = gate.reasons.some(
    (reason) => reason.code === ADVERTISING && isAskedOf(reason, line),
  );
  const isRead = usesTemplate || !mustNotAdvertise;
  const small = sending.recipients <= sending.holdAbove;
  const deskFacts = [
    fact("template", yesNo(usesTemplate), templateVersion),
    fact("line_type", line.type, String(line.version)),
    fact("recipients", String(sending.recipients)),
    fact("held_above", String(sending.holdAbove)),
  ];
  if (fails(houseRules.freeTextNeedsDesk, isRead || small, ...deskFacts)) {
    return {
      decision: "held",
      category,
      content: found,
      rulesTried: tried,
      deciding: houseRules.freeTextNeedsDesk,
      subject: "text",
      overrideBy: "expert",
    };
  }
  return {
    decision: "cleared",
    category,
    content: found,
    rulesTried: tried,
    deciding: undefined,
    subject: "",
    overrideBy: "",
  };
};

const ADVERTISING = "advertising_on_service_line";

/** What a reason of the gate is about; the others are about the recipient. */
const subjects: Readonly<Record<string, string>> = {
  line_not_active: "line",
  [ADVERTISING]: "text",
  pattern_not_approved: "template",
};

/** A template speaks by the category of its review, its rendered text for itself: the worse counts. */
const classify = (pack: MarketPack, { text, template }: Content): ContentClass => {
  const ofText = classifyText(pack, text);
  if (template === undefined || ofText.category !== null) return ofText;
  return { ...ofText, category: template.category };
};

/** Promotion is refused on the service line and offered on the sender's own advertising line. */
const remedyOf = ({ code, remedy }: GateReason, lines: readonly Line[]): string => {
  if (code !== ADVERTISING) return remedy;
  if (lines.length === 0) {
    return `${remedy} You hold no active advertising line: ask your provider for one.`;
  }
  return `${remedy} Yours: ${lines.map(({ number }) => number).join(", ")}.`;
};

const fact = (name: string, value: string, version = ""): Fact => ({ name, value, version });

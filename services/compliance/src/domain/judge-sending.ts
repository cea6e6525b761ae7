import { rulesVersion, trafficOf, type GateReason, type MarketPack } from "@whiteline/markets";
import {
  classifyText,
  countsAsUnsolicited,
  HINT,
  isForbidden,
  type ContentClass,
} from "./content-class.js";
import { describeDisguise, findRefused, type Disguise } from "./disguise.js";
import { houseRules } from "./house-rules.js";
import type { Line } from "./line.js";
import {
  askGate,
  gatesOf,
  isAskedOf,
  keepsAdvertisingOut,
  type GateFacts,
  type RecipientFacts,
} from "./send-gate.js";
import { prepareTemplate, type PreparedTemplate } from "./template-search.js";
import { findSmuggled } from "./smuggled-words.js";
import { matchText } from "./template-match.js";
import type { Template } from "./template.js";
import type { Fact, RuleTried } from "./rule-tried.js";
import { yesNo, type Judgement, type Rule } from "./verdict.js";

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
  /** As the sender says it; empty: what the market takes for granted. */
  readonly traffic: string;
  readonly solicited: boolean;
  readonly recipient: RecipientFacts;
  readonly recipients: number;
  /** A message is answered at once; a campaign can wait for the desk; of a dry run nothing leaves. */
  readonly as: "message" | "campaign" | "dry_run";
  /** A text of which nothing is known waits for the desk when it goes to more recipients. */
  readonly holdAbove: number;
  readonly offersRefusalService: boolean;
  /** "HH:MM" of the market now; empty where the release waits for its hours. */
  readonly localTime: string;
  /** Active advertising lines of the same sender, for the remedy; undefined while they are not known. */
  readonly advertisingLines: readonly Line[] | undefined;
};

/**
 * Judges what is to be sent, campaign or single message: the house's rules, the gates of the pack, the
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
  const known =
    pack && trafficOf(pack, sending.traffic, sending.as === "message" ? "message" : "campaign");
  const traffic = typeof known === "object" ? known.id : "";
  const gates = pack === undefined ? [] : gatesOf(pack, traffic);
  const marketFact = fact("market", line.market, pack && rulesVersion(pack));
  if (fails(houseRules.marketNotJudged, gates.length > 0, marketFact) || pack === undefined) {
    return refuse(houseRules.marketNotJudged, "line");
  }
  const trafficFact = fact(
    "traffic",
    sending.traffic === "" ? traffic : sending.traffic,
    pack.effectiveFrom,
  );
  if (fails(houseRules.trafficUnknown, known !== "unknown", trafficFact)) {
    return refuse(houseRules.trafficUnknown, "traffic");
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
  const templateVersion = template === undefined ? "" : String(template.version);
  const read = readContent(pack, content);
  if (
    usesTemplate &&
    fails(
      houseRules.textNotOfTemplate,
      read.isOfTemplate,
      fact("template", content.templateId, templateVersion),
    )
  ) {
    return refuse(houseRules.textNotOfTemplate, "text");
  }
  const { found } = read;
  const hidden = findRefused(found.disguises);
  const hiddenFacts = hidden === undefined ? [] : hiddenFactsOf(hidden);
  if (fails(houseRules.hiddenCharacters, hidden === undefined, ...hiddenFacts)) {
    return refuse(hiddenRule(hidden), "text", found);
  }

  const approved = template?.state === "approved";
  const facts: GateFacts = {
    line: { ...line, purposes: line.purposes ?? [], version: String(line.version) },
    traffic,
    content: {
      category: found.category,
      advertising: countsAsAdvertising(pack, found, sending, approved && !read.isSmuggling),
      solicited: sending.solicited,
      confidence: found.confidence,
      version: pack.effectiveFrom,
    },
    text: content.text === "" ? (template?.body ?? "") : content.text,
    patternApproved: usesTemplate ? approved : null,
    patternVersion: templateVersion,
    recipient: sending.recipient,
    provider: { id: line.providerId, offersRefusalService: sending.offersRefusalService },
    localTime: sending.localTime,
  };
  for (const gate of gates) {
    const { blocking, tried: asked } = askGate(pack, gate, facts);
    tried.push(...asked);
    if (blocking === undefined) continue;
    const explained = explain(blocking, found, sending.advertisingLines);
    const last = tried.pop();
    if (last !== undefined) tried.push({ ...last, facts: [...last.facts, ...explained.facts] });
    return refuse({ ...blocking, remedy: explained.remedy }, blocking.subject, found);
  }

  const stateFact = fact("template_state", template?.state ?? "", templateVersion);
  if (usesTemplate && fails(houseRules.templateNotApproved, approved, stateFact)) {
    return refuse(houseRules.templateNotApproved, "template", found);
  }
  // Only where advertising is kept out does an expert read, and only what nobody has read and the rules leave open.
  const mustNotAdvertise = gates.some(({ reasons }) =>
    reasons.some((reason) => keepsAdvertisingOut(reason) && isAskedOf(reason, line, traffic)),
  );
  const isOpen = mustNotAdvertise && !usesTemplate && !(found.certain && !found.advertising);
  const isHeld =
    sending.as === "campaign" &&
    isOpen &&
    (found.advertising || sending.recipients > sending.holdAbove);
  const deskFacts = [
    fact("template", yesNo(usesTemplate), templateVersion),
    fact("line_type", line.type, String(line.version)),
    fact("leans_to", found.advertising ? "advertising" : "notice", pack.effectiveFrom),
    fact("confidence", String(found.confidence), pack.effectiveFrom),
    fact("recipients", String(sending.recipients)),
    fact("held_above", String(sending.holdAbove)),
  ];
  if (fails(houseRules.freeTextNeedsDesk, !isHeld, ...deskFacts)) {
    return {
      decision: "held",
      category: found.category,
      content: found,
      rulesTried: tried,
      deciding: houseRules.freeTextNeedsDesk,
      subject: "text",
      overrideBy: "expert",
    };
  }
  return {
    decision: "cleared",
    category: found.category,
    content: found,
    rulesTried: tried,
    deciding: undefined,
    subject: "",
    overrideBy: "",
  };
};

type ReadContent = {
  readonly found: ContentClass;
  /** Whether the text is the template, filled in. */
  readonly isOfTemplate: boolean;
  /** Whether a value says what the template does not. */
  readonly isSmuggling: boolean;
};

/**
 * A free text speaks for itself. A template speaks by its body, which is read once, and its values beside it, so that a
 * variable smuggles nothing in: free values are texts, and of typed ones the words that their type has room for count.
 */
const readContent = (pack: MarketPack, { text, template }: Content): ReadContent => {
  if (template === undefined) {
    return { found: classifyText(pack, text), isOfTemplate: true, isSmuggling: false };
  }
  const { prepared, found } = bodyOf(pack, template);
  if (text === "") return { found, isOfTemplate: true, isSmuggling: false };
  const values = matchText(prepared.pieces, text);
  if (values === undefined) return { found, isOfTemplate: false, isSmuggling: false };
  const smuggled = findSmuggled(pack, values);
  return { found: smuggled ?? found, isOfTemplate: true, isSmuggling: smuggled !== undefined };
};

type Body = {
  readonly pack: MarketPack;
  readonly prepared: PreparedTemplate;
  readonly found: ContentClass;
};
/** Approved templates are kept in memory and never change; what was found of one is kept with it. */
const bodies = new WeakMap<Template, Body>();

const bodyOf = (pack: MarketPack, template: Template): Body => {
  const before = bodies.get(template);
  if (before?.pack === pack) return before;
  const prepared = prepareTemplate(pack, template);
  const literal = prepared.pieces
    .map((piece) => (piece.kind === "literal" ? piece.text : " "))
    .join("");
  const body = { pack, prepared, found: classifyText(pack, literal) };
  bodies.set(template, body);
  return body;
};

/**
 * Whether the gate is told that it advertises. What is certain does. What only leans to it waits for the desk as a
 * campaign; a single message cannot wait, and goes on unless a keyword of the pack stands in it. An expert's approval
 * of the template is the desk's word.
 */
const countsAsAdvertising = (
  pack: MarketPack,
  found: ContentClass,
  { solicited, as }: Sending,
  isReadByExpert: boolean,
): boolean => {
  if (countsAsUnsolicited(pack, solicited)) return true;
  if (!found.advertising) return false;
  if (found.certain) return found.category === null || isForbidden(pack, found.category);
  // A word that the pack itself forbids is not waved through because the message cannot wait.
  return as === "message" && !isReadByExpert && found.signals.some(({ code }) => code === HINT);
};

/**
 * Promotion is refused on the service line and offered on the sender's own advertising line. What the remedy says stands
 * in facts beside it, so that a card says it in every language.
 */
const explain = (
  reason: GateReason,
  found: ContentClass,
  lines: readonly Line[] | undefined,
): { readonly remedy: string; readonly facts: readonly Fact[] } => {
  if (!keepsAdvertisingOut(reason)) return { remedy: reason.remedy, facts: [] };
  const why = found.signals.filter(({ weight }) => weight > 0).map(({ found: word }) => word);
  const words = why.slice(0, 3).join(", ");
  const isUncertain = found.advertising && !found.certain;
  const offersLine = lines !== undefined && reason.lineTypes.length > 0;
  const own = (lines ?? []).map(({ number }) => number).join(", ");
  const ownLine =
    own === ""
      ? " You hold no active advertising line: ask your provider for one."
      : ` Yours: ${own}.`;
  const remedy = [
    reason.remedy,
    offersLine ? ownLine : "",
    words === "" ? "" : ` Found: ${words}.`,
    isUncertain ? " If it is none, have it approved as a template: an expert then reads it." : "",
  ].join("");
  return {
    remedy,
    facts: [
      ...(offersLine ? [fact("own_advertising_lines", own)] : []),
      ...(words === "" ? [] : [fact("found_words", words)]),
      ...(isUncertain ? [fact("if_it_is_none", "template_review")] : []),
    ],
  };
};

/** Characters are counted from one, as editors do. */
const hiddenFactsOf = ({ code, found, at, looksLike }: Disguise): readonly Fact[] => [
  fact(code, found),
  fact("at", String(at + 1)),
  ...(looksLike === "" ? [] : [fact("looks_like", looksLike)]),
];

const hiddenRule = (hidden: Disguise | undefined): Rule => {
  const { hiddenCharacters } = houseRules;
  if (hidden === undefined) return hiddenCharacters;
  return {
    ...hiddenCharacters,
    remedy: `${hiddenCharacters.remedy} ${describeDisguise(hidden)}`,
  };
};

const fact = (name: string, value: string, version = ""): Fact => ({ name, value, version });

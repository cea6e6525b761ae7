import type { CampaignMaterialised } from "@whiteline/contracts/campaigns/v1/events";
import type { Finding as FindingMessage } from "@whiteline/contracts/common/v1/finding";
import {
  Decision as DecisionWord,
  TemplateState,
  VariableType as VariableTypeWord,
  type CheckTextResponse,
  type ContentClass as ContentClassMessage,
  type JudgeItem,
  type Judgement as JudgementMessage,
  type RegisterTemplateRequest,
  type Template as TemplateMessage,
  type VerdictCard as CardMessage,
} from "@whiteline/contracts/compliance/v1/compliance";
import {
  LineStatus,
  LineType,
  type Line as LineMessage,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { markets, type MarketPack } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import type { CardWords } from "./domain/describe-card.js";
import type { CampaignFacts } from "./domain/campaign-case.js";
import type { Finding } from "./domain/finding.js";
import type { Line } from "./domain/line.js";
import { worstCaseTexts, type Template, type TemplateDraft } from "./domain/template.js";
import { patternOf, variableTypes, type VariableType } from "./domain/variable-type.js";
import type { ContentClass } from "./domain/content-class.js";
import type { RuleTried } from "./domain/rule-tried.js";
import type { Decision, Judgement, VerdictCard } from "./domain/verdict.js";

const LONGEST_REQUEST_ID = 128;

/** @throws DomainError REQUEST_ID_MISSING */
export const toRequestId = (requestId: string): string => {
  if (requestId !== "" && requestId.length <= LONGEST_REQUEST_ID) return requestId;
  throw new DomainError(
    "invalid",
    "REQUEST_ID_MISSING",
    "A change carries a request id of 1 to 128 characters.",
    { remedy: "Make a fresh request id for each change, and repeat it when you try again." },
  );
};

export const toDraft = ({ name, body, variables }: RegisterTemplateRequest): TemplateDraft => ({
  name: name.trim(),
  body,
  variables: variables.map(({ name: given, maxLength, type }) => ({
    name: given.trim(),
    maxLength,
    type: toVariableType(type),
  })),
});

const typeWords = {
  text: VariableTypeWord.TEXT,
  number: VariableTypeWord.NUMBER,
  date: VariableTypeWord.DATE,
  code: VariableTypeWord.CODE,
  link: VariableTypeWord.LINK,
  amount: VariableTypeWord.AMOUNT,
} as const satisfies Readonly<Record<VariableType, VariableTypeWord>>;

/** A type that we do not know yet is not taken for a text: it would let anything pass. */
const toVariableType = (word: VariableTypeWord): VariableType => {
  if (word === VariableTypeWord.UNSPECIFIED) return "text";
  const known = variableTypes.find((type) => typeWords[type] === word);
  if (known !== undefined) return known;
  throw new DomainError("invalid", "VARIABLE_TYPE_UNKNOWN", "There is no such type of variable.", {
    remedy: `Use one of ${variableTypes.join(", ")}.`,
  });
};

const stateWords: Readonly<Record<string, TemplateState>> = {
  under_review: TemplateState.UNDER_REVIEW,
  approved: TemplateState.APPROVED,
  rejected: TemplateState.REJECTED,
};

export const fromTemplate = (template: Template): TemplateMessage => ({
  templateId: template.templateId,
  tenantId: template.tenantId,
  name: template.name,
  body: template.body,
  variables: template.variables.map(({ name, maxLength, type }) => ({
    name,
    maxLength,
    type: typeWords[type],
    pattern: patternOf(type, markets.get(template.market)),
  })),
  state: stateWords[template.state] ?? TemplateState.UNSPECIFIED,
  category: template.category ?? "",
  reviewNote: template.reviewNote,
  version: BigInt(template.version),
  worstCaseParts: template.worstCaseParts,
  worstCaseTexts: [...worstCaseTexts(markets.get(template.market), template)],
});

export const fromFinding = (finding: Finding): FindingMessage => ({ ...finding });

const lineStates: Readonly<Record<LineStatus, string>> = {
  [LineStatus.ACTIVE]: "active",
  [LineStatus.SUSPENDED]: "suspended",
  [LineStatus.REMOVED]: "removed",
  [LineStatus.EXPIRED]: "expired",
  [LineStatus.UNSPECIFIED]: "unknown",
  [LineStatus.UNRECOGNIZED]: "unknown",
};

export const toLine = (line: LineMessage): Line => ({
  lineId: line.lineId,
  tenantId: line.tenantId,
  providerId: line.providerId,
  market: line.market,
  family: line.family,
  number: line.number,
  // A type we do not know must not slip past the rules of service lines.
  type: line.type === LineType.ADVERTISING ? "advertising" : "service",
  status: lineStates[line.status],
  version: Number(line.version),
  governedByList: line.governedByList,
  purposes: [...line.purposes],
});

export const toCampaignFacts = (fact: CampaignMaterialised): CampaignFacts => ({
  campaignId: fact.campaignId,
  tenantId: fact.tenantId,
  providerId: fact.providerId,
  revision: Number(fact.revision),
  lineId: fact.lineId,
  templateId: fact.templateId,
  text: fact.text,
  recipients: Number(fact.recipients),
  dropped: Object.fromEntries(fact.dropped.map(({ key, value }) => [key, Number(value)])),
  listVersion: Number(fact.listVersion),
  dryRun: fact.dryRun,
  traffic: fact.traffic,
  family: fact.family,
  counts: fact.counts.map(({ operator, alphabet, segments, messages }) => ({
    operator,
    alphabet,
    segments,
    messages: Number(messages),
  })),
  variants: fact.variants.map(({ name, templateId, text, recipients }) => ({
    name,
    templateId,
    text,
    recipients: Number(recipients),
  })),
  at: fact.at,
});

/** What lists knows of one recipient, as the gate asks for it. */
export const toRecipient = ({ recipientFindings }: JudgeItem) => ({
  kind: "one" as const,
  findings: new Set(recipientFindings),
});

export const decisionWords: Readonly<Record<Decision, DecisionWord>> = {
  cleared: DecisionWord.CLEARED,
  held: DecisionWord.HELD,
  refused: DecisionWord.REFUSED,
};

/** The answer to one item: the card that was kept for it, and why it was refused. */
export const fromJudgement = (judgement: Judgement, card: VerdictCard): JudgementMessage => ({
  decision: decisionWords[judgement.decision],
  clearanceId: card.clearanceId,
  refusal:
    judgement.deciding === undefined || judgement.decision === "cleared"
      ? undefined
      : {
          code: judgement.deciding.code,
          subject: judgement.subject,
          rule: judgement.deciding.demand,
          source: card.source,
          remedy: card.remedy,
        },
  verdictId: card.verdictId,
  category: judgement.category ?? "",
});

const fromContent = (content: ContentClass): ContentClassMessage => ({
  category: content.category ?? "",
  advertising: content.advertising,
  confidence: content.confidence,
  certain: content.certain,
  signals: content.signals.map(({ category, ...rest }) => ({ ...rest, category: category ?? "" })),
  disguises: content.disguises.map((disguise) => ({ ...disguise })),
});

/** A judgement of which no card was made. */
export const fromCheck = (judgement: Judgement, traffic: string): CheckTextResponse => {
  const { decision, deciding, subject, rulesTried, content, overrideBy } = judgement;
  return {
    content: content && fromContent(content),
    decision: decisionWords[decision],
    refusal:
      deciding === undefined || decision === "cleared"
        ? undefined
        : {
            code: deciding.code,
            subject,
            rule: deciding.demand,
            source: deciding.source,
            remedy: deciding.remedy,
          },
    rulesTried: fromRules(rulesTried),
    traffic,
    overrideBy,
  };
};

const fromRules = (rulesTried: readonly RuleTried[], words?: CardWords) =>
  rulesTried.map(({ rule, passed, source, facts }, tried) => ({
    rule,
    passed,
    source,
    facts: facts.map(({ name, value, version, asOf }, index) => ({
      name,
      value,
      version,
      asOf,
      label: words?.facts[tried]?.[index]?.label ?? "",
      words: words?.facts[tried]?.[index]?.words ?? "",
    })),
    words: words?.rules[tried] ?? "",
  }));

export const fromCard = (
  card: VerdictCard,
  words: CardWords,
  overriddenBy: string,
  beside: readonly VerdictCard[],
): CardMessage => ({
  verdictId: card.verdictId,
  tenantId: card.tenantId,
  subject: card.subject,
  decision: decisionWords[card.decision],
  rulesTried: fromRules(card.rulesTried, words),
  decidingRule: card.decidingRule,
  source: card.source,
  remedy: card.remedy,
  overrideBy: card.overrideBy,
  at: card.at,
  expiresAt: card.expiresAt,
  overrides: card.overrides,
  overriddenBy,
  words: {
    language: words.language,
    decision: words.decision,
    demand: words.demand,
    remedy: words.remedy,
    override: words.override,
  },
  reasons: [...card.reasons],
  note: card.note,
  variant: card.variant,
  variants: beside.map(({ variant, verdictId, decision }) => ({
    variant,
    verdictId,
    decision: decisionWords[decision],
  })),
});

/** @throws DomainError CATEGORY_UNKNOWN */
export const toReviewedCategory = (pack: MarketPack | undefined, category: string): string => {
  if (category === "" || pack?.content.categories.some(({ id }) => id === category) === true) {
    return category;
  }
  throw new DomainError("invalid", "CATEGORY_UNKNOWN", "The market has no such category of text.", {
    remedy: "Name a category of the market, or none.",
  });
};

const LONGEST_NOTE = 2_000;

/** @throws DomainError NOTE_NEEDED, NOTE_TOO_LONG */
export const toNote = (note: string, isNeeded: boolean): string => {
  const tidy = note.trim();
  if (tidy === "" && isNeeded) {
    throw new DomainError("invalid", "NOTE_NEEDED", "A refusal explains itself.", {
      remedy: "Write what must be changed.",
    });
  }
  if (tidy.length <= LONGEST_NOTE) return tidy;
  throw new DomainError(
    "invalid",
    "NOTE_TOO_LONG",
    `A note has at most ${LONGEST_NOTE} characters.`,
    { remedy: "Shorten the note." },
  );
};

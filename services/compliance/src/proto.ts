import type { CampaignMaterialised } from "@whiteline/contracts/campaigns/v1/events";
import type { Finding as FindingMessage } from "@whiteline/contracts/common/v1/finding";
import {
  Decision as DecisionWord,
  TemplateState,
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
import { DomainError } from "@whiteline/service-kit";
import type { CampaignFacts } from "./domain/campaign-case.js";
import type { Finding } from "./domain/finding.js";
import type { Line } from "./domain/line.js";
import type { Template, TemplateDraft } from "./domain/template.js";
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
  variables: variables.map((given) => ({ name: given.name.trim(), maxLength: given.maxLength })),
});

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
  variables: template.variables.map(({ name, maxLength }) => ({ name, maxLength })),
  state: stateWords[template.state] ?? TemplateState.UNSPECIFIED,
  category: template.category ?? "",
  reviewNote: template.reviewNote,
  version: BigInt(template.version),
  worstCaseParts: template.worstCaseParts,
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
});

/** What lists knows of one recipient, as the gate asks for it. */
export const toRecipient = ({ recipientFindings }: JudgeItem) => ({
  kind: "one" as const,
  optedOut: recipientFindings.includes("opted_out"),
  onCustomerList: !recipientFindings.includes("not_on_customer_list"),
  blacklisted: recipientFindings.includes("blacklisted"),
});

const decisionWords: Readonly<Record<Decision, DecisionWord>> = {
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

export const fromCard = (card: VerdictCard): CardMessage => ({
  verdictId: card.verdictId,
  tenantId: card.tenantId,
  subject: card.subject,
  decision: decisionWords[card.decision],
  rulesTried: card.rulesTried.map(({ rule, passed, source, facts }) => ({
    rule,
    passed,
    source,
    facts: facts.map(({ name, value, version }) => ({
      name,
      value,
      version,
      asOf: undefined,
      label: "",
      words: "",
    })),
    words: "",
  })),
  decidingRule: card.decidingRule,
  source: card.source,
  remedy: card.remedy,
  overrideBy: card.overrideBy,
  at: card.at,
  expiresAt: card.expiresAt,
  overrides: "",
  overriddenBy: "",
  words: undefined,
  reasons: [],
  note: "",
});

const LONGEST_NOTE = 2_000;

/** @throws DomainError NOTE_MISSING, NOTE_TOO_LONG */
export const toNote = (note: string, isNeeded: boolean): string => {
  const tidy = note.trim();
  if (tidy === "" && isNeeded) {
    throw new DomainError("invalid", "NOTE_MISSING", "A refusal explains itself.", {
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

import type { CampaignMaterialised } from "@whiteline/contracts/campaigns/v1/events";
import {
  TextDecision,
  type Flip as FlipMessage,
  type FlipSum as FlipSumMessage,
  type TextCase as TextCaseMessage,
} from "@whiteline/contracts/compliance/v1/text_desk";
import { DomainError } from "@whiteline/service-kit";
import type { DeskDecision } from "./domain/desk-facts.js";
import { messagesOf } from "./domain/replay.js";
import { languageOf, type Language } from "./domain/words/language.js";
import type { TextCase } from "./find-text-cases.js";
import { decisionWords } from "./proto.js";
import type { FlipSum, PricedFlip } from "./replay-policy.js";

const decisionsOfDesk: Readonly<Record<DeskDecision, TextDecision>> = {
  approve: TextDecision.APPROVE,
  return: TextDecision.RETURN,
  refuse: TextDecision.REFUSE,
};

/** @throws DomainError LANGUAGE_UNKNOWN */
export const toLanguage = (code: string): Language => {
  const language = languageOf(code);
  if (language !== undefined) return language;
  throw new DomainError("invalid", "LANGUAGE_UNKNOWN", "Cards are not worded in this language.", {
    remedy: "Ask for fa, tr, vi or en.",
  });
};

export const fromTextCase = (found: TextCase): TextCaseMessage => {
  const { facts, pending } = { facts: found.facts, pending: found.facts.pending };
  return {
    caseId: facts.caseId,
    kind: found.kind,
    tenantId: facts.tenantId,
    state: found.state,
    openedAt: found.openedAt,
    ageWorkingDays: found.ageWorkingDays,
    dueOn: found.dueOn,
    overdue: found.overdue,
    assignee: facts.assignee,
    version: BigInt(facts.version),
    needsTwo: found.needsTwo,
    pending:
      pending === null ? undefined : { ...pending, decision: decisionsOfDesk[pending.decision] },
    ...ofKind(found),
  };
};

const ofKind = (found: TextCase) => {
  if (found.kind === "template") {
    const { template } = found;
    return {
      name: template.name,
      lineId: "",
      sender: "",
      family: "",
      templateId: template.templateId,
      text: template.body,
      category: template.category ?? "",
      recipients: 0n,
      verdictId: "",
      decidingRule: "",
      campaignId: "",
      revision: 0n,
    };
  }
  const { campaign, line, materialised } = found;
  return {
    name: "",
    lineId: materialised?.lineId ?? "",
    sender: line?.number ?? "",
    family: line?.family ?? materialised?.family ?? "",
    templateId: materialised?.templateId ?? "",
    text: textShown(materialised),
    category: campaign.category ?? "",
    recipients: materialised?.recipients ?? 0n,
    verdictId: campaign.verdictId,
    decidingRule: campaign.decidingRule ?? "",
    campaignId: campaign.campaignId,
    revision: BigInt(campaign.revision),
  };
};

export const fromFlip = (flip: PricedFlip): FlipMessage => ({
  verdictId: flip.verdictId,
  tenantId: flip.tenantId,
  lineId: flip.lineId,
  campaignId: flip.campaignId,
  judgedAt: flip.judgedAt,
  before: decisionWords[flip.before],
  after: decisionWords[flip.after],
  ruleBefore: flip.ruleBefore,
  ruleAfter: flip.ruleAfter,
  messages: BigInt(messagesOf(flip.counts)),
  money: flip.money,
});

export const fromSum = (sum: FlipSum): FlipSumMessage => ({
  tenantId: sum.tenantId,
  before: decisionWords[sum.before],
  after: decisionWords[sum.after],
  verdicts: BigInt(sum.verdicts),
  messages: BigInt(sum.messages),
  money: [...sum.money],
  unpriced: BigInt(sum.unpriced),
});

/** Every text of a campaign; of variants each under its name. */
const textShown = (materialised: CampaignMaterialised | undefined): string => {
  if (materialised === undefined) return "";
  const { text, variants } = materialised;
  if (variants.length === 0) return text;
  return variants
    .map((variant) => `${variant.name}: ${variant.text || variant.templateId}`)
    .join("\n\n");
};

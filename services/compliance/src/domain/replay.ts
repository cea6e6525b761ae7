import type { MarketPack } from "@whiteline/markets";
import { judgeSending, type Sending } from "./judge-sending.js";
import type { Template } from "./template.js";
import type { Decision, Judgement } from "./verdict.js";
import type { CountedParts, JudgedItem, VerdictInputs } from "./verdict-inputs.js";

/**
 * Puts a sending together again as it was judged. A template is the text that it always was, in the
 * state in which it was then.
 */
export const putTogether = (
  { common }: Pick<VerdictInputs, "common">,
  { text, templateId, template, recipient }: JudgedItem,
  pack: MarketPack | undefined,
  textOf: Template | undefined,
): Sending => ({
  ...common,
  pack,
  content: {
    text,
    templateId,
    template: template === null || textOf === undefined ? undefined : { ...textOf, ...template },
  },
  recipient,
});

/** What a draft decides otherwise. */
export type Flip = {
  readonly verdictId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly family: string;
  readonly lineId: string;
  readonly campaignId: string;
  readonly judgedAt: Date;
  readonly before: Decision;
  readonly after: Decision;
  readonly ruleBefore: string;
  readonly ruleAfter: string;
  readonly counts: readonly CountedParts[];
};

export type Replayed =
  | { readonly kind: "same" }
  /** The same decision, by another rule. */
  | { readonly kind: "other_rule" }
  | { readonly kind: "flipped"; readonly flip: Flip }
  /** The rules of its own time give another verdict than the one on the card. */
  | { readonly kind: "unfaithful" }
  | { readonly kind: "skipped"; readonly reason: "template_gone" | "pack_gone" };

/** The rules under which everything is judged again. */
export type Draft = {
  readonly pack: MarketPack;
  /** Another threshold for the desk; undefined keeps that of the judgement. */
  readonly holdAbove: number | undefined;
};

/** Judges one stored verdict again, under the rules of its time and under the draft. Pure: nothing is touched. */
export const replayItem = (
  inputs: VerdictInputs,
  item: JudgedItem,
  packOfTime: MarketPack | undefined,
  textOf: Template | undefined,
  draft: Draft,
): Replayed => {
  if (inputs.pack !== null && packOfTime === undefined) {
    return { kind: "skipped", reason: "pack_gone" };
  }
  if (item.template !== null && textOf === undefined) {
    return { kind: "skipped", reason: "template_gone" };
  }
  const then = judgeSending(putTogether(inputs, item, packOfTime, textOf));
  const isDesk = item.rule === DESK_REVIEW || item.rule === DESK_RETURNED;
  if (!isDesk && !isSame(then, item)) return { kind: "unfaithful" };
  const { holdAbove = inputs.common.holdAbove } = draft;
  const anew = { ...inputs, common: { ...inputs.common, holdAbove } };
  const after = judgeSending(putTogether(anew, item, draft.pack, textOf));
  // What the desk decided it decides again, unless a rule takes the decision away from it.
  if (isSame(after, item) || (isDesk && after.decision !== "refused")) return { kind: "same" };
  if (after.decision === item.decision) return { kind: "other_rule" };
  const { tenantId, providerId, family, lineId, campaignId } = inputs;
  const about = { tenantId, providerId, family, lineId, campaignId, judgedAt: inputs.at };
  return {
    kind: "flipped",
    flip: {
      ...about,
      verdictId: item.verdictId,
      before: item.decision,
      after: after.decision,
      ruleBefore: item.rule,
      ruleAfter: after.deciding?.code ?? "",
      counts: item.counts,
    },
  };
};

const DESK_REVIEW = "desk_review";
const DESK_RETURNED = "desk_returned";

/** The same word for the same reason. */
const isSame = ({ decision, deciding }: Judgement, item: JudgedItem): boolean =>
  decision === item.decision && (deciding?.code ?? "") === item.rule;

export const messagesOf = (counts: readonly CountedParts[]): number =>
  counts.reduce((sum, { messages }) => sum + messages, 0);

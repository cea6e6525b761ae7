import type { Sending } from "./judge-sending.js";
import type { Decision } from "./verdict.js";

/** The pack that judged, by country and version. */
export type PackReference = { readonly code: string; readonly effectiveFrom: string };

/** Of a template only what can change; its text never does, so it stays with its owner. */
export type TemplateReference = {
  readonly templateId: string;
  readonly tenantId: string;
  readonly state: string;
  readonly category: string | null;
  readonly version: number;
};

/** Parts of a sending as pricing counts them. */
export type CountedParts = {
  readonly operator: string;
  readonly alphabet: string;
  readonly segments: number;
  readonly messages: number;
};

/** One judgement of a group: what was its own, and what came of it. */
export type JudgedItem = Pick<Sending, "recipient"> & {
  readonly verdictId: string;
  readonly decision: Decision;
  readonly rule: string;
  readonly text: string;
  readonly templateId: string;
  readonly template: TemplateReference | null;
  readonly counts: readonly CountedParts[];
};

/** What judgements of one line were made of: everything `judgeSending` is asked, so that it can be asked again. */
export type VerdictInputs = {
  readonly inputsId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly lineId: string;
  readonly family: string;
  /** Empty for single messages. */
  readonly campaignId: string;
  readonly at: Date;
  readonly pack: PackReference | null;
  readonly common: Omit<Sending, "pack" | "content" | "recipient">;
  readonly items: readonly JudgedItem[];
};

/** Takes a sending apart into what a group shares and what is an item's own. */
export const takeApart = ({ pack, content, recipient, ...common }: Sending) => ({
  pack: pack === undefined ? null : { code: pack.code, effectiveFrom: pack.effectiveFrom },
  common,
  own: {
    recipient,
    text: content.text,
    templateId: content.templateId,
    template: content.template === undefined ? null : referTo(content.template),
  },
});

const referTo = ({
  templateId,
  tenantId,
  state,
  category,
  version,
}: TemplateReference): TemplateReference => ({ templateId, tenantId, state, category, version });

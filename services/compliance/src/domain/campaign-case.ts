import type { DeskDecision } from "./desk-facts.js";
import type { RuleTried } from "./rule-tried.js";
import type { Decision, Judgement } from "./verdict.js";
import type { CountedParts } from "./verdict-inputs.js";
import { houseRules } from "./house-rules.js";

/** What campaigns tells of a materialised campaign, as far as a verdict asks. */
export type CampaignFacts = {
  readonly campaignId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly revision: number;
  readonly lineId: string;
  readonly templateId: string;
  readonly text: string;
  readonly recipients: number;
  readonly dropped: Readonly<Record<string, number>>;
  readonly listVersion: number;
  readonly dryRun: boolean;
  /** Kind of traffic as the market knows it; empty where it knows none. */
  readonly traffic: string;
  readonly family: string;
  readonly counts: readonly CountedParts[];
  /** Texts that are tried against each other; `text` and `templateId` are empty then. */
  readonly variants: readonly {
    readonly name: string;
    readonly templateId: string;
    readonly text: string;
    readonly recipients: number;
  }[];
  /** Name of the text that this is one of; absent where there is only one. */
  readonly variant?: string;
  /** When it was materialised: what lists said is of then. */
  readonly at: Date | undefined;
};

/** One revision of a campaign and what was decided; decided once, or held and then decided once. */
export type CampaignCase = {
  readonly campaignId: string;
  readonly revision: number;
  readonly tenantId: string;
  readonly providerId: string;
  /** "moved_on": cancelled, or judged anew, before anybody decided. */
  readonly decision: Decision | "moved_on";
  /** Card of the decision that stands. */
  readonly verdictId: string;
  /** First cards of all its texts, in order of its variants; absent on cases of before these were kept. */
  readonly verdictIds?: readonly string[];
  /** The fact as it came, while it is held: what is cleared later must repeat it. */
  readonly held: Uint8Array | undefined;
  /** Absent on cases of before these were kept. */
  readonly openedAt?: Date;
  readonly category?: string | null;
  readonly decidingRule?: string;
};

/**
 * A campaign once for each of its texts, each to be judged by itself. The number of recipients stays whole: nobody
 * escapes the desk by dividing a text among variants. Its parts are shared out, so that the texts together count what
 * the campaign counts: how many parts each made by itself is not told, and a renewed clearance asks for the rest only.
 */
export const byText = (campaign: CampaignFacts): readonly CampaignFacts[] => {
  const { variants, counts } = campaign;
  if (variants.length === 0) return [campaign];
  const all = variants.reduce((sum, { recipients }) => sum + recipients, 0);
  let before = 0;
  return variants.map(({ name, templateId, text, recipients }) => {
    const until = before + recipients;
    const shareOf = ({ messages, ...of }: CountedParts): CountedParts => ({
      ...of,
      messages: portion(messages, until, all) - portion(messages, before, all),
    });
    const own = counts.map(shareOf).filter(({ messages }) => messages > 0);
    before = until;
    return { ...campaign, variant: name, templateId, text, counts: own };
  });
};

/** How many of the messages go to the first recipients of all; whole, and all of them to all. */
const portion = (messages: number, recipients: number, all: number): number =>
  all === 0 ? 0 : Number((BigInt(messages) * BigInt(recipients)) / BigInt(all));

const strictest: Readonly<Record<Decision, number>> = { refused: 0, held: 1, cleared: 2 };

/** The judgement that decides for the whole campaign: what one text may not, the campaign may not. */
export const decidingOf = <J extends { readonly judgement: Judgement }>(
  judged: readonly J[],
): J => {
  const [decides] = judged.toSorted(
    (a, b) => strictest[a.judgement.decision] - strictest[b.judgement.decision],
  );
  if (decides === undefined) throw new Error("a campaign without a text was judged");
  return decides;
};

/** The subject of a campaign's cards, which is also the key of its case. */
export const subjectOf = (campaignId: string, revision: number): string =>
  `campaign:${campaignId}:${revision}`;

/**
 * The expert's word on a held campaign, on the facts of now: what a rule refuses meanwhile (a line
 * suspended, a template gone) the desk cannot clear.
 */
export const decideAtDesk = (
  current: Judgement,
  desk: {
    readonly decision: DeskDecision;
    readonly note: string;
    readonly reasons: readonly string[];
    /** One person, or two. */
    readonly decidedBy: readonly string[];
  },
): Judgement => {
  if (current.decision === "refused") return current;
  const clear = desk.decision === "approve";
  const rule = desk.decision === "return" ? houseRules.deskReturned : houseRules.deskReview;
  const [first = "", second] = desk.decidedBy;
  const review: RuleTried = {
    rule: rule.code,
    passed: clear,
    source: rule.source,
    facts: [
      { name: "role", value: "expert", version: "" },
      { name: "key", value: first, version: "" },
      ...(second === undefined ? [] : [{ name: "second", value: second, version: "" }]),
      ...(desk.reasons.length === 0
        ? []
        : [{ name: "reasons", value: desk.reasons.join(", "), version: "" }]),
      { name: "note", value: desk.note, version: "" },
    ],
  };
  return {
    ...current,
    decision: clear ? "cleared" : "refused",
    rulesTried: [...current.rulesTried, review],
    deciding: clear ? rule : { ...rule, remedy: `${rule.remedy} Note: ${desk.note}` },
    subject: "text",
    overrideBy: "",
  };
};

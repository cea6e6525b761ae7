import type { ContentClass } from "./content-class.js";
import { withAges, type KnownSince } from "./fact-ages.js";
import type { RuleTried } from "./rule-tried.js";

/** A rule as it speaks when it decides: code, demand, source, remedy (law 4). */
export type Rule = {
  readonly code: string;
  readonly demand: string;
  readonly source: string;
  readonly remedy: string;
};

export type Decision = "cleared" | "held" | "refused";

/** What was found, before it becomes somebody's card. */
export type Judgement = {
  readonly decision: Decision;
  readonly category: string | null;
  /** What the rules found the text to be; undefined when it was refused before it was read. */
  readonly content: ContentClass | undefined;
  readonly rulesTried: readonly RuleTried[];
  /** Undefined when cleared because every rule passed. */
  readonly deciding: Rule | undefined;
  /** What the deciding rule is about: "line", "text", "template" or "recipient". */
  readonly subject: string;
  /** Role that may decide otherwise; empty when nobody may. */
  readonly overrideBy: string;
};

/** Law 4: one object in API, console and audit. Carries no text and no recipient (law 12). */
export type VerdictCard = {
  readonly verdictId: string;
  readonly tenantId: string;
  /** Whose staff may read it; empty when the line was unknown. */
  readonly providerId: string;
  /** "campaign:<id>:<revision>" or "message". */
  readonly subject: string;
  readonly decision: Decision;
  /** Under which the message goes; empty unless cleared. */
  readonly clearanceId: string;
  readonly rulesTried: readonly RuleTried[];
  readonly decidingRule: string;
  readonly source: string;
  readonly remedy: string;
  readonly overrideBy: string;
  readonly at: Date;
  /** Of the clearance; undefined unless cleared. */
  readonly expiresAt: Date | undefined;
  /** The card that this one takes the place of; empty when it is the first. */
  readonly overrides: string;
  /** Reasons of the desk by code, and its note; a note is written by staff, never by a sender. */
  readonly reasons: readonly string[];
  readonly note: string;
  /** Which text of a campaign it is about, where some are tried against each other; "" otherwise. */
  readonly variant: string;
};

/** Of each text the card that stands: the newest, by the name of the text's variant. */
export const standingCards = (cards: readonly VerdictCard[]): readonly VerdictCard[] => {
  const standing = new Map<string, VerdictCard>();
  for (const card of cards.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    standing.set(card.variant, card);
  }
  return [...standing.values()].toSorted((a, b) => a.variant.localeCompare(b.variant));
};

/** What a decision at the desk adds to a card. */
export type DeskPart = Pick<VerdictCard, "overrides" | "reasons" | "note">;

const noDesk: DeskPart = { overrides: "", reasons: [], note: "" };

/** Writes the card of a judgement; ids and instants are the caller's. */
export const makeCard = (
  judgement: Judgement,
  about: Pick<VerdictCard, "verdictId" | "tenantId" | "providerId" | "subject" | "at"> & {
    readonly clearanceId: string;
    readonly clearanceMs: number;
    /** Since when what was asked was known, for the ages of the facts. */
    readonly known?: KnownSince;
    readonly desk?: DeskPart;
    readonly variant?: string;
  },
): VerdictCard => {
  const { decision, rulesTried, deciding, overrideBy } = judgement;
  const { clearanceId, clearanceMs, known = {}, desk = noDesk, variant = "", ...rest } = about;
  const cleared = decision === "cleared";
  return {
    ...rest,
    ...desk,
    variant,
    decision,
    clearanceId: cleared ? clearanceId : "",
    rulesTried: withAges(rulesTried, known),
    decidingRule: deciding?.code ?? "",
    source: deciding?.source ?? "",
    remedy: cleared ? "" : (deciding?.remedy ?? ""),
    overrideBy,
    expiresAt: cleared ? new Date(about.at.getTime() + clearanceMs) : undefined,
  };
};

export const yesNo = (value: boolean): string => (value ? "yes" : "no");

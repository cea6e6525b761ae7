export type ConsentState = "given" | "withdrawn";
export type RecipientKind = "consumer" | "merchant";

/** One word of a recipient, with its proof. */
export type ConsentWord = {
  readonly state: ConsentState;
  readonly saidAt: Date;
  readonly source: string;
  readonly wording: string;
  readonly evidence: string;
  readonly recordedAt: Date;
};

/** What a recipient said about being advertised to. */
export type Consent = {
  readonly consentId: string;
  readonly tenantId: string;
  readonly msisdn: number;
  readonly kind: RecipientKind;
  readonly current: ConsentWord;
  /** Earlier words, newest first. */
  readonly history: readonly ConsentWord[];
  readonly registry: "none" | "waiting" | "uploaded" | "refused";
  readonly registryError: string;
  readonly version: number;
};

/** Words kept of one recipient. */
const MOST_WORDS = 50;

/**
 * The words of a recipient after another one: the later word wins, and of two at the same instant the withdrawal, because
 * silence harms nobody. An older or a repeated word changes nothing.
 * @returns undefined when nothing changes
 */
export function hearWord(
  known: Pick<Consent, "current" | "history"> | undefined,
  word: ConsentWord,
): Pick<Consent, "current" | "history"> | undefined {
  if (known === undefined) return { current: word, history: [] };
  const { current, history } = known;
  const isLater =
    word.saidAt > current.saidAt ||
    (word.saidAt.getTime() === current.saidAt.getTime() &&
      word.state === "withdrawn" &&
      current.state === "given");
  if (!isLater) return undefined;
  return { current: word, history: [current, ...history].slice(0, MOST_WORDS) };
}

/**
 * Of the consents of one number the one that decides: a withdrawal by either kind of recipient, because nobody tells us
 * in which role a person reads a message; of several the youngest.
 */
export function decidingConsent(ofNumber: readonly Consent[]): Consent | undefined {
  const withdrawn = ofNumber.filter(({ current }) => current.state === "withdrawn");
  const deciding = withdrawn.length === 0 ? ofNumber : withdrawn;
  return deciding.toSorted((a, b) => b.current.saidAt.getTime() - a.current.saidAt.getTime())[0];
}

/** The word that counted at a moment that is past; undefined when none was kept by then. */
export function wordAt(
  { current, history }: Pick<Consent, "current" | "history">,
  then: Date,
): ConsentWord | undefined {
  return [current, ...history].find(({ recordedAt }) => recordedAt <= then);
}

/** Why a word cannot be kept: what a market asks of a proof. */
export type WordFault =
  | "CONSENT_STATE_MISSING"
  | "SAID_AT_MISSING"
  | "SAID_IN_FUTURE"
  | "SOURCE_UNKNOWN"
  | "PROOF_MISSING";

/** @param sources codes of the market by which consent may be given */
export function faultOf(
  word: {
    readonly state: ConsentState | undefined;
    readonly saidAt: Date | undefined;
    readonly source: string;
    readonly wording: string;
    readonly evidence: string;
  },
  sources: ReadonlySet<string>,
  now: Date,
): WordFault | undefined {
  if (word.state === undefined) return "CONSENT_STATE_MISSING";
  if (word.saidAt === undefined || Number.isNaN(word.saidAt.getTime())) return "SAID_AT_MISSING";
  if (word.saidAt > now) return "SAID_IN_FUTURE";
  if (!sources.has(word.source)) return "SOURCE_UNKNOWN";
  return word.wording === "" || word.evidence === "" ? "PROOF_MISSING" : undefined;
}

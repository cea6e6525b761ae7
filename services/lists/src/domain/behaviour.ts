/** What a segment may ask of a member's past. */
export type Behaviour =
  "delivered" | "failed" | "never_written" | "written" | "replied" | "refused";

/** Of a campaign's message once the campaign has ended; `not_served`: the operator says that the number is not its own. */
export type MessageOutcome = "delivered" | "failed" | "not_served";

export type PastBehaviour = {
  readonly behaviour: Behaviour;
  /** 0: ever. */
  readonly withinDays: number;
  /** Campaigns or replies; 0: one. */
  readonly atLeast: number;
  /** Empty: any. */
  readonly campaignId: string;
};

/** Counts of campaigns are kept in a byte while they are made. */
const MOST_CAMPAIGNS = 100;
const MOST_DAYS = 3_650;
const DAY_MS = 86_400_000;
/** What dlr writes of a receipt that came after another one: the state stays, but the message did arrive. */
const LATE_DELIVERY = /^DELIVRD after /u;

/** What receipts said of the operator of a number. */
export type TaughtOperator = {
  readonly operator: string;
  readonly outcome: MessageOutcome;
  /** Campaign or single message that says so. */
  readonly detail: string;
  readonly at: Date;
};

/**
 * The words that hold: of each operator the last one, the newest first. Whom it reached after it had refused the number
 * it serves, and the other way round; a failure for another reason says nothing of whose number it is.
 */
export function standingWords(taught: readonly TaughtOperator[]): readonly TaughtOperator[] {
  const last = new Map<string, TaughtOperator>();
  for (const word of taught) {
    const known = last.get(word.operator);
    if (word.outcome !== "failed" && (known === undefined || known.at < word.at))
      last.set(word.operator, word);
  }
  return [...last.values()].toSorted((a, b) => b.at.getTime() - a.at.getTime());
}

/** What is wrong with the question, in words; undefined: nothing. */
export function behaviourFault(asked: PastBehaviour): string | undefined {
  const { behaviour, withinDays, atLeast, campaignId } = asked;
  if (withinDays < 0 || withinDays > MOST_DAYS)
    return `Behaviour is asked for 0 to ${MOST_DAYS} days.`;
  if (atLeast < 0 || atLeast > MOST_CAMPAIGNS)
    return `At least 0 to ${MOST_CAMPAIGNS} may be asked.`;
  const counts = behaviour !== "never_written" && behaviour !== "refused";
  if (!counts && atLeast > 1) return "Never written and refused are not counted.";
  if (campaignId !== "" && (behaviour === "replied" || behaviour === "refused"))
    return "A reply and a refusal belong to no campaign.";
  if (campaignId !== "" && atLeast > 1) return "One campaign writes to a number once.";
  return undefined;
}

/** The outcomes that a question counts; never written asks who has none of them. */
export function outcomesOf(behaviour: Behaviour): readonly MessageOutcome[] {
  if (behaviour === "delivered") return ["delivered"];
  if (behaviour === "failed") return ["failed", "not_served"];
  return ["delivered", "failed", "not_served"];
}

/** From when on it counts; undefined: ever. */
export function sinceWhen({ withinDays }: PastBehaviour, now: Date): Date | undefined {
  return withinDays === 0 ? undefined : new Date(now.getTime() - withinDays * DAY_MS);
}

/**
 * What a message's end says of its recipient; undefined when it never went out, or is not over.
 * @param state as dlr names it
 * @param reason the operator's code, or dlr's note of a receipt that contradicts the state
 * @param parts of the message: the reason is that of one of them
 * @param notServed codes by which operators say that a number is not theirs
 */
export function outcomeOf(
  {
    state,
    reason,
    parts,
  }: { readonly state: string; readonly reason: string; readonly parts: number },
  notServed: ReadonlySet<string>,
): MessageOutcome | undefined {
  switch (state) {
    case "delivered":
      return "delivered";
    case "rejected":
    case "undelivered":
    case "expired":
    case "deleted":
      if (parts === 1 && LATE_DELIVERY.test(reason)) return "delivered";
      return notServed.has(reason) ? "not_served" : "failed";
    case "failed":
    case "unknown":
      return "failed";
    default:
      return undefined;
  }
}

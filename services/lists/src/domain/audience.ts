/** Facts about a recipient that the send gate asks, in its order [ir.md §8, send gate; tr.md §3]. */
export type Finding =
  | "no_consent"
  /** A refusal is called as the market's gate calls it. */
  | "opted_out"
  | "refused"
  | "not_on_customer_list"
  | "blacklisted"
  | "frequency_cap"
  | "same_text_same_day";

/** What decides whom a sending may reach: of its line, and of its traffic by the market's rules. */
export type SendingRules = {
  readonly needsConsent: boolean;
  /** What a refusal is called where it stops this traffic; undefined where it does not. */
  readonly refusal: "opted_out" | "refused" | undefined;
  readonly governedByList: boolean;
  readonly barredByBlockList: boolean;
};

/** Who must not be reached; each answers for one number, and is asked only where the rules ask for it. */
export type Hindrances = {
  readonly hasConsent: (msisdn: number) => boolean;
  readonly hasRefused: (msisdn: number) => boolean;
  readonly isCustomer: (msisdn: number) => boolean;
  readonly isBlacklisted: (msisdn: number) => boolean;
  /** Written to often enough. */
  readonly limitOf: (msisdn: number) => Finding | undefined;
};

type Bar = (msisdn: number) => Finding | undefined;

/**
 * What may speak against a recipient, in the order of the send gate. A refusal wins always, also over list
 * membership and consent; the customer list binds the lines that one governs; the black list binds advertising
 * only [ir.md §6, §8; tr.md §3]; how often comes last, since it passes.
 */
function barsOf(rules: SendingRules, asked: Hindrances): readonly Bar[] {
  const { refusal } = rules;
  const bars: Bar[] = [];
  if (rules.needsConsent)
    bars.push((msisdn) => (asked.hasConsent(msisdn) ? undefined : "no_consent"));
  if (refusal !== undefined)
    bars.push((msisdn) => (asked.hasRefused(msisdn) ? refusal : undefined));
  if (rules.governedByList)
    bars.push((msisdn) => (asked.isCustomer(msisdn) ? undefined : "not_on_customer_list"));
  if (rules.barredByBlockList)
    bars.push((msisdn) => (asked.isBlacklisted(msisdn) ? "blacklisted" : undefined));
  bars.push(asked.limitOf);
  return bars;
}

/** Everything that speaks against a recipient, in the order of the send gate. */
export function findingsOf(
  rules: SendingRules,
  asked: Hindrances,
  msisdn: number,
): readonly Finding[] {
  return barsOf(rules, asked).flatMap((bar) => bar(msisdn) ?? []);
}

/** What speaks against a recipient first; for a million of them. */
export function firstFinding(rules: SendingRules, asked: Hindrances): Bar {
  const bars = barsOf(rules, asked);
  return (msisdn) => {
    for (const bar of bars) {
      const finding = bar(msisdn);
      if (finding !== undefined) return finding;
    }
    return undefined;
  };
}

/** Facts about a recipient that the send gate asks, in its order [ir.md §8, send gate]. */
export type Finding = "opted_out" | "not_on_customer_list" | "blacklisted";

/** What of a line decides whom it may reach. */
export type LineRules = {
  readonly lineId: string;
  readonly advertising: boolean;
  readonly governedByList: boolean;
};

/** Who must not be reached; each answers for one number. */
export type Refusals = {
  readonly isOptedOut: (msisdn: number) => boolean;
  /** Asked only for lines that a list governs. */
  readonly isCustomer: (msisdn: number) => boolean;
  /** Asked only for advertising lines. */
  readonly isBlacklisted: (msisdn: number) => boolean;
};

/**
 * Everything that speaks against a recipient, in the order of the send gate. Opt-out wins always, also over
 * list membership; the customer list binds the lines that one governs; the black list binds advertising lines
 * only [ir.md §6, §8].
 */
export function findingsOf(
  line: LineRules,
  refusals: Refusals,
  msisdn: number,
): readonly Finding[] {
  const findings: Finding[] = [];
  if (refusals.isOptedOut(msisdn)) findings.push("opted_out");
  if (line.governedByList && !refusals.isCustomer(msisdn)) findings.push("not_on_customer_list");
  if (line.advertising && refusals.isBlacklisted(msisdn)) findings.push("blacklisted");
  return findings;
}

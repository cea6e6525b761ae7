/** A line as a reply finds it; a projection of lines-registry. */
export type NumberedLine = {
  readonly lineId: string;
  readonly tenantId: string;
  readonly market: string;
  /** By {@link lineDigits}; empty for a sender that is a name. */
  readonly digits: string;
  readonly version: number;
  /** Absent in what was kept before it was asked for; the next snapshot brings it. */
  readonly providerId?: string;
  readonly family?: string;
  /** As the subscriber sees it; absent as `providerId` is. */
  readonly sender?: string;
};

/** The digits of a line's number without plus and leading zeros: "02191001234" is "2191001234". A name has none. */
export function lineDigits(number: string): string {
  const bare = number.replace(/[\s()+.\-\u200b-\u200f]/gu, "");
  return /^\d+$/u.test(bare) ? bare.replace(/^0+/u, "") : "";
}

/**
 * The digits under which a line may be known to which somebody wrote, the likeliest first: as the operator writes
 * it, without the country code, and with it, because an operator may write +98, 0098, 98, 0 or nothing before a number.
 */
export function spellingsOf(callingCode: string, number: string): readonly string[] {
  const digits = lineDigits(number);
  if (digits === "") return [];
  const national = digits.startsWith(callingCode)
    ? lineDigits(digits.slice(callingCode.length))
    : "";
  return [digits, national, callingCode + digits].filter((spelling) => spelling !== "");
}

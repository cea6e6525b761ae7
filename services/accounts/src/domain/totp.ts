/** Codes of 30 s, the one before and the one after too: clocks of telephones are not exact (RFC 6238 · 5.2). */
export const totpRules = { period: 30, digits: 6, window: 1 } as const;

/** The number of the 30 s step that an instant lies in. */
export function stepAt(at: Date): number {
  return Math.floor(at.getTime() / 1000 / totpRules.period);
}

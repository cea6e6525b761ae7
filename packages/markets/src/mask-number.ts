/** A number (E.164 without "+") of which only country, operator and the last digits are seen: 98912****567. */
export const maskNumber = (msisdn: bigint | string): string => {
  const digits = String(msisdn);
  const shown = 3;
  const hidden = Math.max(1, digits.length - 2 - 2 * shown);
  const start = Math.max(0, digits.length - shown - hidden);
  return `${digits.slice(0, start)}${"*".repeat(Math.min(hidden, digits.length))}${digits.slice(-shown)}`;
};

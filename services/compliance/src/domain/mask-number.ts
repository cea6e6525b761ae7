/** A number (E.164 without "+") of which only country, operator and the last digits are seen: 98912****567. */
export const maskNumber = (number: string): string => {
  const shown = 3;
  const hidden = Math.max(1, number.length - 2 - 2 * shown);
  return `${number.slice(0, Math.max(0, number.length - shown - hidden))}${"*".repeat(hidden)}${number.slice(-shown)}`;
};

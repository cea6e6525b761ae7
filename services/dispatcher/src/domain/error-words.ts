import type { FailureWord } from "@whiteline/sms";

/** Whose codes an operator's errors are, or what each of them means. */
export type ErrorCodes = "map" | "own" | Readonly<Record<string, FailureWord>>;

/** SMPP status as operators' papers print it. */
export const hexStatus = (status: number): string =>
  `0x${status.toString(16).toUpperCase().padStart(8, "0")}`;

/** The house's word for the first of these codes that stands in the operator's own table; empty: none does. Pure. */
export const wordOf = (codes: ErrorCodes, ...of: readonly (string | undefined)[]): string => {
  if (typeof codes === "string") return "";
  for (const code of of) {
    const word = code === undefined ? undefined : codes[code.toUpperCase()];
    if (word !== undefined) return word;
  }
  return "";
};

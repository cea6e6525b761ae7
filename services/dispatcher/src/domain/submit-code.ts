/** What is known of a part's submit; the numbers travel in SubmitsRecorded. */
export const submitCode = {
  notSent: 0,
  accepted: 1,
  refused: 2,
  inDoubt: 3,
  withheld: 4,
  expired: 5,
  failed: 6,
} as const;

export type SubmitCode = (typeof submitCode)[keyof typeof submitCode];

const known: ReadonlySet<number> = new Set(Object.values(submitCode));

/** A code read back from the journal; one of a newer version counts as not sent. */
export const readCode = (byte: number | undefined): SubmitCode =>
  Object.values(submitCode).find((code) => code === byte && known.has(code)) ?? submitCode.notSent;

/** One fault of what a caller gave: code, place, rule, where the rule stands, what to do. */
export type Finding = {
  readonly code: string;
  /** The field, e.g. "ceo.national_code"; never its value. */
  readonly subject: string;
  readonly rule: string;
  readonly source: string;
  readonly remedy: string;
};

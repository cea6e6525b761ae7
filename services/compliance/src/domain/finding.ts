/** One fault of what a caller gave: code, place, rule, where the rule stands, what to do (law 4). */
export type Finding = {
  readonly code: string;
  /** What it is about, e.g. "line", "text", "body" or "variable:code"; never a value. */
  readonly subject: string;
  readonly rule: string;
  readonly source: string;
  readonly remedy: string;
};

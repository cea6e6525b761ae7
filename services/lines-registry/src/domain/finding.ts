/** One deficiency, warning or rule: code, what it is about, the rule in words, its source, what to do (law 4). */
export type Finding = {
  readonly code: string;
  /** The form field, document code or subject of the rule; never a value. */
  readonly subject: string;
  readonly rule: string;
  readonly source: string;
  readonly remedy: string;
};

/** A refusal that explains itself (law 4). */
export type Finding = {
  readonly code: string;
  readonly subject: string;
  readonly rule: string;
  readonly source: string;
  readonly remedy: string;
};

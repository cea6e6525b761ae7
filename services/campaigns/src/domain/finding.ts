/** One refusal in the words of law 4: stable code, what it is about, rule, where it stands, what to do. */
export type Finding = {
  readonly code: string;
  readonly subject: string;
  readonly rule: string;
  readonly source: string;
  readonly remedy: string;
};

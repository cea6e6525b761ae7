/** A character that hides a word from a rule, or from a reader. */
export type Disguise = {
  readonly code: "direction_override" | "zero_width" | "look_alike" | "split_word";
  /** Where it stands, in UTF-16 units. */
  readonly at: number;
  /** U+XXXX of what stands there. */
  readonly found: string;
  /** What it looks like; empty when nothing is seen. */
  readonly looksLike: string;
};

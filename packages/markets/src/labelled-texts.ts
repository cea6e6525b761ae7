/** Texts by the category of the pack that a reader of the domain documents gives them. */
export type LabelledTexts = Readonly<Record<string, readonly string[]>>;

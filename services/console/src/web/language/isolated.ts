/** A name within a sentence: one of another direction turns neither the words around it nor a name beside it. */
export const isolated = (name: string): string => `\u2068${name}\u2069`;

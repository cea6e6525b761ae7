/** How an operator writes a message id. */
export const idForms = ["as-is", "hex", "decimal"] as const;

export type IdForm = (typeof idForms)[number];

export const isIdForm = (word: string): word is IdForm => idForms.some((form) => form === word);

/**
 * One form for an id, however answer and receipt write it: numbers become decimal digits, anything
 * else lower case without leading zeros. Declared per account, never guessed (delivery.md §5).
 */
export const normaliseId = (id: string, form: IdForm): string => {
  const trimmed = id.trim();
  if (form === "hex" && /^(0x)?[0-9a-f]+$/i.test(trimmed)) {
    return BigInt(`0x${trimmed.replace(/^0x/i, "")}`).toString();
  }
  if (form === "decimal" && /^\d+$/.test(trimmed)) return BigInt(trimmed).toString();
  return trimmed.toLowerCase().replace(/^0+(?=.)/, "");
};

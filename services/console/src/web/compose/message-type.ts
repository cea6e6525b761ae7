import type { TextRules } from "../templates/queries.js";

export type MessageType = TextRules["messageTypes"][number];

/** The rules of texts as they are for a message of a kind, which may let fewer parts and letters than the market does. */
export function rulesOfType(rules: TextRules, type: string): TextRules {
  const { maxParts, maxChars = rules.maxChars } =
    rules.messageTypes.find((each) => each.type === type) ?? {};
  return {
    ...rules,
    ...(maxChars !== undefined && { maxChars }),
    alphabets: rules.alphabets.map((each) => ({
      ...each,
      ...(maxParts !== undefined && { maxParts: Math.min(maxParts, each.maxParts ?? maxParts) }),
    })),
  };
}

/** Whether a message of a kind may come from a sender; a name has no digits. */
export function suitsSender({ senderDigits }: MessageType, sender: string | undefined): boolean {
  if (senderDigits.length === 0 || sender === undefined) return true;
  return /^\d+$/u.test(sender) && senderDigits.includes(sender.length);
}

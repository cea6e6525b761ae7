import { findUnencodable } from "./encode.js";

/**
 * Whether a text falls into the table "with Turkish characters": it holds one of the market's
 * trigger characters (by default ç ğ Ğ ı İ ş Ş) [003 · Long message, derived]. Composed and
 * decomposed spellings count alike.
 * @param triggers the characters, written one after the other.
 */
export function hasTriggerCharacters(text: string, triggers: string): boolean {
  const composed = text.normalize("NFC");
  for (const trigger of triggers.normalize("NFC")) {
    if (composed.includes(trigger)) return true;
  }
  return false;
}

/** The Vietnamese letters with a mark that the 7-bit alphabet happens to have. */
const markedSevenBitLetters = /[àèéìòùÉ]/;

/**
 * Whether a text falls into the Vietnamese table "có dấu" (accented). One such character makes the
 * whole message accented [004 · Rules 3, interpretation]. Two kinds of character count:
 * those outside GSM 03.38 with its extension, for they need UCS-2, to which the accented bounds
 * (70, 134 …) belong; and à è é ì ò ù É, which fit into 7 bits and still are "có dấu" to an operator
 * that refuses accents. Send an accented text as UCS-2, so that the bill and the air agree.
 */
export function isAccented(text: string): boolean {
  const composed = text.normalize("NFC");
  return markedSevenBitLetters.test(composed) || findUnencodable(composed, "gsm7") !== -1;
}

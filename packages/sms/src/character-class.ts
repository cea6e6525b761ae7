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

/** đ has no decomposition. */
const mark = /[\p{M}đĐ]/u;

/**
 * Whether a text falls into the Vietnamese table "có dấu" (accented). One such character makes the
 * whole message accented [004 · Rules 3, interpretation]. Two kinds of character count:
 * those outside GSM 03.38 with its extension, for they need UCS-2, to which the accented bounds
 * (70, 134 …) belong; and letters with a mark, of which 7 bits have some (à è é), and which still are "có dấu" to an
 * operator that refuses accents. Send an accented text as UCS-2, so that the bill and the air agree.
 */
export function isAccented(text: string): boolean {
  if (isAscii(text)) return findUnencodable(text, "gsm7") !== -1;
  return mark.test(text.normalize("NFD")) || findUnencodable(text.normalize("NFC"), "gsm7") !== -1;
}

const isAscii = (text: string): boolean => !/[^\u0000-\u007f]/.test(text);

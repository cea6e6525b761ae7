/**
 * The bank's number of a payment as it is compared: digits of Persian and Arabic keyboards, blanks, marks of direction and
 * the case of letters tell no two payments apart.
 * @returns empty: it is no number.
 */
export const bankNumberOf = (written: string): string =>
  written
    .normalize("NFKC")
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/gu, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\s\p{C}]/gu, "")
    .toUpperCase();

const BANK = "bank:";

/** The receipt of an order that was paid by transfer. */
export const bankReceipt = (written: string): string => BANK + written;

/** The bank's number that is in a receipt; empty: a port's, whose numbers are its own. */
export const numberInReceipt = (receipt: string): string =>
  receipt.startsWith(BANK) ? bankNumberOf(receipt.slice(BANK.length)) : "";

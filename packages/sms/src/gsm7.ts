/**
 * The GSM 7-bit default alphabet and its extension table.
 * Source: 3GPP TS 23.038, 6.2.1 (default alphabet) and 6.2.1.1 (extension table).
 */

/** The septet that announces a character of the extension (or single shift) table. */
export const ESCAPE = 0x1b;

/** Position = septet. Position 0x1B is the escape: a placeholder, not a character. */
export const defaultTable: readonly string[] = Array.from(
  "@£$¥èéùìòÇ\nØø\rÅå" +
    "Δ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ" +
    " !\"#¤%&'()*+,-./" +
    "0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNO" +
    "PQRSTUVWXYZÄÖÑÜ§" +
    "¿abcdefghijklmno" +
    "pqrstuvwxyzäöñüà",
);

/** Septet after the escape → character. 0x0A is the page break, carried as a form feed. */
export const extensionTable: ReadonlyMap<number, string> = new Map([
  [0x0a, "\f"],
  [0x14, "^"],
  [0x28, "{"],
  [0x29, "}"],
  [0x2f, "\\"],
  [0x3c, "["],
  [0x3d, "~"],
  [0x3e, "]"],
  [0x40, "|"],
  [0x65, "€"],
]);

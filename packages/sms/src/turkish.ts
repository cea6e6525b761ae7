/**
 * The Turkish national language tables.
 * Source: 3GPP TS 23.038, A.2.1 (single shift) and A.3.1 (locking shift).
 */

import { defaultTable, extensionTable } from "./gsm7.js";

/** The national language identifier of Turkish [3GPP TS 23.038, 6.2.1.2.4]. */
export const TURKISH = 1;

/** The eight places where the Turkish locking shift table differs from the default alphabet. */
const lockingChanges: ReadonlyMap<number, string> = new Map([
  [0x04, "€"], // instead of è
  [0x07, "ı"], // ì
  [0x0b, "Ğ"], // Ø
  [0x0c, "ğ"], // ø
  [0x1c, "Ş"], // Æ
  [0x1d, "ş"], // æ
  [0x40, "İ"], // ¡
  [0x60, "ç"], // ¿
]);

/** Replaces the default alphabet for the whole part. */
export const turkishLockingTable: readonly string[] = defaultTable.map(
  (character, septet) => lockingChanges.get(septet) ?? character,
);

/**
 * Replaces the extension table: everything in it, and the Turkish letters behind the letter they
 * resemble, so that a phone without the table still shows "s" for "ş".
 */
export const turkishSingleShiftTable: ReadonlyMap<number, string> = new Map([
  ...extensionTable,
  [0x47, "Ğ"],
  [0x49, "İ"],
  [0x53, "Ş"],
  [0x63, "ç"],
  [0x67, "ğ"],
  [0x69, "ı"],
  [0x73, "ş"],
]);

import type { Checksum } from "./schema/identities.js";
import type { MarketPack } from "./schema/pack.js";

export type Identity = MarketPack["identities"][number];

/** What a market asks of applicants of this kind, in the order of its pack. */
export function identitiesOf(
  pack: Pick<MarketPack, "identities">,
  kind: "natural" | "legal",
): readonly Identity[] {
  return pack.identities.filter((identity) => identity.of.includes(kind));
}

/**
 * Whether a number has the shape and the check digits of its kind. A correct one is no proof of
 * ownership [delivery.md · 8]; the expert compares it with the papers.
 * @param text ASCII digits and capital letters, without blanks.
 */
export function meetsIdentity(
  { pattern, checksum }: Pick<Identity, "pattern" | "checksum">,
  text: string,
): boolean {
  return new RegExp(pattern, "u").test(text) && checksums[checksum](text);
}

/** Each takes what its pack's pattern has let through. */
const checksums: Readonly<Record<Checksum, (text: string) => boolean>> = {
  none: () => true,
  ir_national_code: isIranianNationalCode,
  ir_legal_id: isIranianLegalId,
  iban: isIban,
  tr_vkn: isTurkishTaxNumber,
  tr_tckn: isTurkishIdentityNumber,
  vn_tax_code: isVietnameseTaxCode,
};

/** Ten digits, weights 10 to 2, modulo 11, not all equal [delivery.md · 8]. */
function isIranianNationalCode(text: string): boolean {
  const digits = digitsOf(text);
  const remainder = weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  const control = remainder < 2 ? remainder : 11 - remainder;
  return digits.length === 10 && !isOneDigit(text) && digits[9] === control;
}

/**
 * Eleven digits: each of the first ten plus the tens digit plus 2, weighted 29, 27, 23, 19, 17
 * twice; the sum modulo 11 (10 counts as 0) is the last digit. Registry convention, outside the seeds.
 */
function isIranianLegalId(text: string): boolean {
  const digits = digitsOf(text);
  const shift = (digits[9] ?? 0) + 2;
  const shifted = digits.slice(0, 10).map((digit) => digit + shift);
  const sum = weighted(shifted, [29, 27, 23, 19, 17, 29, 27, 23, 19, 17]);
  return digits.length === 11 && !isOneDigit(text) && digits[10] === (sum % 11) % 10;
}

/** ISO 13616: country and check digits moved to the end, letters as 10 to 35, modulo 97 is 1 [delivery.md · 8]. */
function isIban(text: string): boolean {
  let remainder = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/**
 * VKN, ten digits: each of the first nine plus its place from the right, modulo 10, times that power
 * of two, modulo 9 (a multiple of 9 counts as 9, nothing as 0); the tenth brings the sum to a multiple
 * of ten. Convention of the revenue administration, outside the seeds.
 */
function isTurkishTaxNumber(text: string): boolean {
  const digits = digitsOf(text);
  const sum = digits.slice(0, 9).reduce((total, digit, index) => {
    const place = 9 - index;
    const moved = (digit + place) % 10;
    return total + (moved === 0 ? 0 : (moved * 2 ** place) % 9 || 9);
  }, 0);
  return digits.length === 10 && digits[9] === (10 - (sum % 10)) % 10;
}

/**
 * TCKN, eleven digits, the first not 0: the tenth is seven times the odd places less the even ones, the
 * eleventh the sum of the first ten, modulo 10 both. Registry convention, outside the seeds.
 */
function isTurkishIdentityNumber(text: string): boolean {
  const digits = digitsOf(text);
  const tenth = weighted(digits, [7, -1, 7, -1, 7, -1, 7, -1, 7]);
  const eleventh = weighted(
    digits,
    Array.from({ length: 10 }, () => 1),
  );
  return (
    digits.length === 11 && digits[9] === ((tenth % 10) + 10) % 10 && digits[10] === eleventh % 10
  );
}

/**
 * Mã số thuế, which an enterprise code is: weights 31, 29, 23, 19, 17, 13, 7, 5, 3 over nine digits; the
 * tenth is ten less the sum modulo 11. A branch adds 001 to 999. Convention, outside the seeds.
 */
function isVietnameseTaxCode(text: string): boolean {
  const digits = digitsOf(text.slice(0, 10));
  const sum = weighted(digits, [31, 29, 23, 19, 17, 13, 7, 5, 3]);
  return digits.length === 10 && digits[9] === 10 - (sum % 11) && !/^\d{10}-?000$/u.test(text);
}

function digitsOf(text: string): readonly number[] {
  return Array.from(text, Number);
}

function weighted(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0);
}

function isOneDigit(text: string): boolean {
  return new Set(text).size === 1;
}

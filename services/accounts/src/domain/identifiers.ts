/**
 * The identifiers of a country and how they are checked. A correct checksum is not proof of
 * ownership [delivery.md · 8]; the expert compares with the papers.
 */
type IdentifierRules = {
  /** Number of a natural person. */
  readonly nationalCode: (digits: string) => boolean;
  /** Number of a legal person. */
  readonly legalNationalId: (digits: string) => boolean;
};

/** No seed prints a checksum for Turkey or Vietnam, so their identifiers are kept as written. */
const unchecked: IdentifierRules = { nationalCode: () => true, legalNationalId: () => true };

const rules: Readonly<Record<string, IdentifierRules>> = {
  IR: { nationalCode: isIranianNationalCode, legalNationalId: isIranianLegalId },
};

/** The checks of a market's identifiers; a market without printed checks accepts what is written. */
export function identifierRules(market: string): IdentifierRules {
  return rules[market] ?? unchecked;
}

/** Ten digits, weights 10 to 2, modulo 11, not all equal [delivery.md · 8]. */
function isIranianNationalCode(text: string): boolean {
  if (!/^\d{10}$/u.test(text) || /^(\d)\1{9}$/u.test(text)) return false;
  const digits = Array.from(text, Number);
  const control = digits.pop();
  const remainder = digits.reduce((sum, digit, index) => sum + digit * (10 - index), 0) % 11;
  return control === (remainder < 2 ? remainder : 11 - remainder);
}

/**
 * Eleven digits: each of the first ten plus the tens digit plus 2, weighted 29, 27, 23, 19, 17
 * twice; the sum modulo 11 (10 counts as 0) is the last digit. Registry convention, outside the seeds.
 */
function isIranianLegalId(text: string): boolean {
  if (!/^\d{11}$/u.test(text) || /^(\d)\1{10}$/u.test(text)) return false;
  const digits = Array.from(text, Number);
  const control = digits.pop();
  const shift = (digits.at(-1) ?? 0) + 2;
  const weights = [29, 27, 23, 19, 17];
  const sum = digits.reduce(
    (total, digit, index) => total + (shift + digit) * (weights[index % weights.length] ?? 0),
    0,
  );
  return control === (sum % 11) % 10;
}

import { numberPlanOf, type NumberPlan } from "./number-plan.js";
import { tidyNumber } from "./tidy-number.js";
import type { Basis } from "./schema/entry.js";
import type { MarketPack } from "./schema/pack.js";

export type NumberRefusalCode =
  | "EMPTY"
  | "NOT_A_NUMBER"
  | "SCIENTIFIC_NOTATION"
  | "WRONG_LENGTH"
  | "NOT_MOBILE"
  | "FOREIGN"
  | "UNKNOWN_PREFIX";

export type NormalisedNumber =
  | {
      readonly kind: "ok";
      /** With plus and country code: "+989123456789". */
      readonly e164: string;
      /** The significant number, without trunk zero: "9123456789". */
      readonly national: string;
      /** First guess by longest prefix; a ported number may be elsewhere. */
      readonly operator: string;
      readonly basis: Basis;
    }
  | { readonly kind: "refused"; readonly code: NumberRefusalCode; readonly remedy: string };

type Refusal = Extract<NormalisedNumber, { kind: "refused" }>;

const refusals: Readonly<Record<NumberRefusalCode, Refusal>> = {
  EMPTY: refusal("EMPTY", "Fill in the mobile number or delete the row."),
  NOT_A_NUMBER: refusal("NOT_A_NUMBER", "Leave only the digits of one mobile number in the cell."),
  SCIENTIFIC_NOTATION: refusal(
    "SCIENTIFIC_NOTATION",
    "The spreadsheet dropped digits; format the column as text and enter the number again.",
  ),
  WRONG_LENGTH: refusal("WRONG_LENGTH", "Check the number; digits are missing or too many."),
  NOT_MOBILE: refusal("NOT_MOBILE", "Give a mobile number; this one is not of a mobile range."),
  FOREIGN: refusal("FOREIGN", "Give a number of this market; this one has another country code."),
  UNKNOWN_PREFIX: refusal(
    "UNKNOWN_PREFIX",
    "No operator is known for this range; ask the provider to add it to the number plan.",
  ),
};

/**
 * One cell of a list as a mobile number of the market. Takes every spelling of `numbering.accept`,
 * Persian and Arabic digits, blanks, dashes, and what spreadsheets do to numbers: a lost zero, a
 * trailing ".0", scientific notation as long as no digit is lost. Vietnamese numbers of eleven
 * digits get their present prefix. Never throws; the answer does not repeat what was refused.
 *
 * The hot path of an import: clean ASCII digits are judged by char codes and one table look-up.
 */
export function normaliseNumber(pack: MarketPack, raw: string): NormalisedNumber {
  const plan = numberPlanOf(pack);
  return readPlainDigits(plan, raw) ?? readUntidy(plan, raw);
}

/** The operator that the number plan names for an E.164 number, with where that is known from. */
export function operatorOf(
  pack: MarketPack,
  e164: string,
):
  | {
      readonly operator: string;
      readonly prefix: string;
      readonly source: string;
      readonly verified: boolean;
    }
  | undefined {
  const plan = numberPlanOf(pack);
  const number = readPlainDigits(plan, e164);
  return number?.kind === "ok" ? plan.assignmentOf(number.national) : undefined;
}

const ZERO = 48;
const NINE = 57;
const PLUS = 43;

/** The answer when `raw` is a national or international spelling in clean digits, else undefined. */
function readPlainDigits(plan: NumberPlan, raw: string): NormalisedNumber | undefined {
  const start = raw.length - plan.length;
  if (start < 0 || start > plan.longestLead || !isLead(plan, raw, start)) return undefined;
  for (let i = start; i < raw.length; i += 1) {
    const code = raw.charCodeAt(i);
    if (code < ZERO || code > NINE) return undefined;
  }
  if (!plan.isMobile(raw.charCodeAt(start) - ZERO)) return undefined;
  const assignment = plan.assignmentAt(raw, start);
  if (assignment === undefined) return refusals.UNKNOWN_PREFIX;
  const national = start === 0 ? raw : raw.slice(start);
  return {
    kind: "ok",
    e164: raw.charCodeAt(0) === PLUS ? raw : plan.lead + national,
    national,
    operator: assignment.operator,
    basis: assignment.basis,
  };
}

/** Whether what stands before the significant number is nothing, 0, cc, +cc or 00cc (cc = country code). */
function isLead(plan: NumberPlan, raw: string, length: number): boolean {
  switch (length) {
    case 0:
      return true;
    case 1:
      return raw.startsWith("0") || raw.startsWith(plan.countryCode);
    case plan.countryCode.length:
      return raw.startsWith(plan.countryCode);
    case plan.countryCode.length + 1:
      return raw.startsWith(plan.lead);
    case plan.countryCode.length + 2:
      return raw.startsWith("00") && raw.startsWith(plan.countryCode, 2);
    default:
      return false;
  }
}

function readUntidy(plan: NumberPlan, raw: string): NormalisedNumber {
  const tidy = tidyNumber(raw);
  if (tidy.kind === "refused") return refusals[tidy.code];
  const significant = findSignificant(plan, tidy.digits, tidy.international);
  if (significant === undefined) return refusals.FOREIGN;
  const present = plan.modernise(significant);
  if (present.length === plan.length) {
    return readPlainDigits(plan, present) ?? refusals.NOT_MOBILE;
  }
  // One digit more is the length of a landline with a long area code.
  const mayBeLandline = present.length === plan.length + 1 && !plan.isMobile(Number(present[0]));
  return mayBeLandline ? refusals.NOT_MOBILE : refusals.WRONG_LENGTH;
}

/** The digits after country code and trunk zero; undefined when the country is another. */
function findSignificant(
  plan: NumberPlan,
  digits: string,
  international: boolean,
): string | undefined {
  const abroad = digits.startsWith("00") ? digits.slice(2) : international ? digits : undefined;
  if (abroad !== undefined) {
    // "+98 (0)912 …": people write the trunk zero behind the country code.
    return abroad.startsWith(plan.countryCode)
      ? dropZero(abroad.slice(plan.countryCode.length))
      : undefined;
  }
  const national = dropZero(digits);
  const carriesCountry = national.length > plan.length && national.startsWith(plan.countryCode);
  if (!carriesCountry) return national;
  const rest = dropZero(national.slice(plan.countryCode.length));
  return rest.length === plan.length || plan.modernise(rest) !== rest ? rest : national;
}

function dropZero(digits: string): string {
  return digits.startsWith("0") ? digits.slice(1) : digits;
}

function refusal(code: NumberRefusalCode, remedy: string): Refusal {
  return Object.freeze({ kind: "refused", code, remedy });
}

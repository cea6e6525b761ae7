import type { LineFamily } from "@whiteline/markets";
import type { Finding } from "./finding.js";
import { foldText, toAsciiDigits } from "./written-text.js";

export type SenderKind = LineFamily["kind"];

/** How a sender comes about; see `originOf`. */
export type SenderOrigin = "chosen" | "held" | "drawn" | "common";

export type LineType = "service" | "advertising" | "any";

/** Whether the applicant chooses the sender, holds it already, has it drawn, or shares a common one. */
export function originOf({ kind, customDigits, conversion }: LineFamily): SenderOrigin {
  if (kind === "shared") return "common";
  if (!customDigits) return "drawn";
  return conversion ? "held" : "chosen";
}

/** What a line of the family may carry when it is obtained; the first is the default. */
export function lineTypesOf(family: LineFamily): readonly LineType[] {
  const { conversion, defaultType, advertisingVariantOnRequest } = family;
  const first = conversion ? "service" : defaultType;
  return advertisingVariantOnRequest ? [first, "advertising"] : [first];
}

/**
 * What two senders have in common that cannot both exist: a number is itself; of a name case and
 * separators are no difference (interpretation), so that nobody takes `VT Edu` beside `VT.Edu`.
 */
export function senderKey(kind: SenderKind, sender: string): string {
  return kind === "number" ? sender : `${kind}:${foldText(sender)}`;
}

/** A common sender is shared: each tenant has one access to it. */
export function sharedKey(family: string, tenantId: string): string {
  return `shared:${family}:${tenantId}`;
}

/** A number of the family: its prefix and random digits [001 · Samantel]. `random` is any non-negative integer. */
export function drawNumber({ prefix, digits }: LineFamily, random: bigint): string {
  const start = prefix ?? "";
  const length = (digits[0] ?? start.length) - start.length;
  return start + String(random % 10n ** BigInt(length)).padStart(length, "0");
}

export type NumberVerdict =
  | { readonly kind: "ok"; readonly number: string }
  | { readonly kind: "refused"; readonly finding: Finding };

/** The number of a line as it is shown: digits only, of the family's prefix and lengths where these are printed. */
export function readLineNumber(family: LineFamily, written: string): NumberVerdict {
  const number = toAsciiDigits(written).replace(/[\s\-()\u200c-\u200f\u202a-\u202e]/gu, "");
  const { prefix, digits, source } = family;
  const isOfFamily =
    /^\d{3,15}$/u.test(number) &&
    number.startsWith(prefix ?? "") &&
    (digits.length === 0 || digits.includes(number.length));
  if (isOfFamily) return { kind: "ok", number };
  const length = digits.length === 0 ? "3 to 15" : digits.join(" or ");
  const rule = `A number of ${family.name} has ${length} digits${prefix === null ? "" : ` and begins with ${prefix}`}.`;
  const remedy = "Give the number as its subscribers see it, with its prefix.";
  return {
    kind: "refused",
    finding: { code: "LINE_NUMBER_INVALID", subject: "line_number", rule, source, remedy },
  };
}

import { senderNames, type MarketPack, type SenderNames } from "@whiteline/markets";
import type { Finding } from "./finding.js";

export type NameVerdict = {
  readonly verdict: "valid" | "invalid" | "manual_review";
  readonly reasons: readonly Finding[];
};

type Code = SenderNames["rules"][number]["code"];

/**
 * Whether a name may be shown as sender at this operator (golden kind `vn.brandname`). Every reason is
 * reported; a rule that nobody knows is asked only of a name that is valid otherwise.
 * @param operator null where the name is the same at every operator
 */
export function judgeName(names: SenderNames, name: string, operator: string | null): NameVerdict {
  const written = name.normalize("NFC");
  const characters = Array.from(written);
  const allowed = separatorsOf(names, operator);
  const known = new Set(names.separators.flatMap((rule) => rule.allowed ?? []));
  const used = characters.filter((character) => known.has(character));
  const isBase = baseTest(names);
  const isNothing = written.trim() === "";
  const faults: Record<Code, boolean> = {
    empty: isNothing,
    too_short: !isNothing && characters.length < names.minLength,
    too_long: characters.length > names.maxLength,
    forbidden_character: characters.some((each) => !isBase(each) && !known.has(each)),
    separator_not_allowed: !isNothing && used.some((each) => !(allowed ?? [each]).includes(each)),
    separator_rule_unknown: allowed === null && used.length > 0,
  };
  // A name that is nothing is told by the rule that the market has for it.
  if (isNothing && !names.rules.some(({ code }) => code === "empty")) faults.too_short = true;
  const broken = names.rules.filter(({ code }) => faults[code]);
  const invalid = broken.filter(({ verdict }) => verdict === "invalid");
  const reasons = invalid.length > 0 ? invalid : broken;
  return {
    verdict: reasons[0]?.verdict ?? "valid",
    reasons: reasons.map(({ code, demand: rule, source, remedy }) => ({
      code,
      subject: operator === null ? "sender" : `spellings.${operator}`,
      rule,
      source,
      remedy,
    })),
  };
}

/**
 * Spellings of a name that the operator takes without review, the nearest first: the name itself, then
 * with each separator that is taken, then in one word. Accents and forbidden signs are left out.
 */
export function proposeSpellings(
  names: SenderNames,
  name: string,
  operator: string | null,
): readonly string[] {
  const isBase = baseTest(names);
  const plain = Array.from(withoutAccents(name.normalize("NFC")))
    .map((character) => (isBase(character) ? character : " "))
    .join("");
  const words = plain.split(" ").filter((word) => word !== "");
  const separators = words.length > 1 ? (separatorsOf(names, operator) ?? []) : [];
  const candidates = [name, ...separators.map((each) => words.join(each)), words.join("")];
  return [...new Set(candidates)].filter(
    (candidate) => judgeName(names, candidate, operator).verdict === "valid",
  );
}

/** How names of a family are written, to be read beforehand; nothing for numbers. */
export function nameRules(pack: MarketPack, family: string): readonly Finding[] {
  return (senderNames(pack, family)?.rules ?? []).map(({ code, demand: rule, source, remedy }) => ({
    code,
    subject: "line_number",
    rule,
    source,
    remedy,
  }));
}

/** Null = no source says. */
function separatorsOf(names: SenderNames, operator: string | null): readonly string[] | null {
  const rule =
    names.separators.find((known) => known.operator === operator) ??
    names.separators.find((known) => known.operator === null);
  return rule?.allowed ?? null;
}

function baseTest({ baseCharacters }: SenderNames): (character: string) => boolean {
  const ranges = baseCharacters.split(" ").map((range) => Array.from(range));
  return (character) =>
    ranges.some(
      ([from, , to]) =>
        from !== undefined && to !== undefined && from <= character && character <= to,
    );
}

/** Latin letters that stand on their own in Unicode, with what is written for them. */
const ownLetters: Readonly<Record<string, string>> = { đ: "d", Đ: "D", ı: "i" };

function withoutAccents(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[đĐı]/gu, (letter) => ownLetters[letter] ?? letter);
}

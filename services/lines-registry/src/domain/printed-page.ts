import {
  commitmentFormRules,
  fineFor,
  guarantee,
  printedForm,
  sayingsFor,
  sumInWords,
  type MarketPack,
  type NoteSample,
} from "@whiteline/markets";
import { toAsciiDigits } from "./written-text.js";
import type { PrintedValues } from "./printed-values.js";

type SetAs = NoteSample["fields"][number]["as"];

/** A value as it is set: `latin` runs from left to right in any text; an empty one is a line to fill in. */
export type SetValue = { readonly text: string; readonly as: SetAs };

/** A clause: words, and values set in among them. */
export type Phrase = readonly (string | SetValue)[];

type Row = { readonly label: string; readonly value: SetValue };

/** A commitment form ready for the printer; nothing in it is left to decide. */
export type FormPage = {
  readonly language: string;
  /** 0, 1, 2, … in the digits of the language, as far as the page counts. */
  readonly numerals: readonly string[];
  readonly direction: "rtl" | "ltr";
  readonly letterhead: { readonly topMm: number; readonly bottomMm: number };
  readonly title: string;
  readonly opening: string;
  readonly sections: readonly {
    readonly heading: string;
    readonly columns: 1 | 2;
    readonly rows: readonly Row[];
  }[];
  readonly clausesHeading: string;
  readonly clauses: readonly Phrase[];
  readonly signatures: readonly { readonly label: string; readonly note: string | null }[];
  /** Absent where the rules were read elsewhere. */
  readonly rules: {
    readonly title: string;
    readonly note: string;
    readonly items: readonly string[];
  } | null;
};

/** A sample of a promissory note ready for the printer. */
export type NotePage = {
  readonly language: string;
  readonly numerals: readonly string[];
  readonly direction: "rtl" | "ltr";
  readonly title: string;
  readonly watermark: string;
  readonly rows: readonly (Row & { readonly fill: boolean })[];
  readonly signatureLabel: string;
  readonly instructionsHeading: string;
  readonly instructions: readonly Phrase[];
};

/** An empty letterhead, where a pack says nothing of it. */
const noLetterhead = { topMm: 20, bottomMm: 20 };

/**
 * The commitment form of a family with the values set in; undefined where the provider asks for none.
 * Sums of a fine come from the pack's fines [ir.md §9].
 */
export function formPage(
  pack: MarketPack,
  { provider, family }: { readonly provider: string; readonly family: string },
  values: PrintedValues,
  withRules: boolean,
): FormPage | undefined {
  const form = printedForm(pack, provider, family);
  if (form === undefined) return undefined;
  const language = languageOf(pack);
  const fine = fineFor(pack, provider, family);
  const known = {
    ...values,
    fine_fixed: grouped(language, fine?.fixed),
    fine_per_message: grouped(language, fine?.perMessage),
  };
  const kinds = new Map(
    form.sections.flatMap(({ fields }) => fields.map(({ key, as }) => [key, as] as const)),
  );
  const clauses = sayingsFor(form.clauses, provider, family).map(({ text }) =>
    fillIn(text, (key) => set(language, known, key, kinds.get(key) ?? "text")),
  );
  const rules = commitmentFormRules(pack, provider, family).map(
    ({ demand, original }) => original ?? demand,
  );
  return {
    language,
    numerals: numeralsOf(language, Math.max(clauses.length, rules.length)),
    direction: form.direction,
    letterhead: pack.commitmentForm?.letterhead ?? noLetterhead,
    title: form.title,
    opening: form.opening,
    sections: form.sections.map(({ heading, columns, fields }) => ({
      heading,
      columns,
      rows: fields.map(({ key, label, as }) => ({ label, value: set(language, known, key, as) })),
    })),
    clausesHeading: form.clausesHeading,
    clauses,
    signatures: form.signatures.map(({ label, note }) => ({ label, note })),
    rules: withRules ? { title: form.rulesTitle, note: form.rulesNote, items: rules } : null,
  };
}

/** The sample of a note by provider and family [ir.md §5]; undefined where none is asked. */
export function notePage(
  pack: MarketPack,
  { provider, family }: { readonly provider: string; readonly family: string },
  values: PrintedValues,
): NotePage | undefined {
  const { noteSample: sample } = pack;
  const { required, amount, beneficiary } = guarantee(pack, provider, family);
  if (sample === null || !required) return undefined;
  const language = languageOf(pack);
  const known = {
    ...values,
    amount: grouped(language, amount),
    amount_in_words: sumInWords(pack, amount) ?? "",
    beneficiary: beneficiary?.name ?? sample.noBeneficiary,
  };
  const kinds = new Map(sample.fields.map(({ key, as }) => [key, as]));
  const instructions = sayingsFor(sample.instructions, provider, family).map(({ text }) =>
    fillIn(text, (key) => set(language, known, key, kinds.get(key) ?? "text")),
  );
  return {
    language,
    numerals: numeralsOf(language, instructions.length),
    direction: sample.direction,
    title: sample.title,
    watermark: sample.watermark,
    rows: sample.fields.map(({ key, label, as, fill }) => ({
      label,
      fill,
      value: set(language, known, key, as),
    })),
    signatureLabel: sample.signatureLabel,
    instructionsHeading: sample.instructionsHeading,
    instructions,
  };
}

/** Digits of a text in those of a language: "021" is "۰۲۱" in Persian. */
export function inDigitsOf(language: string, text: string): string {
  const digits = new Intl.NumberFormat(language, { useGrouping: false });
  return toAsciiDigits(text).replace(/\d/gu, (digit) => digits.format(Number(digit)));
}

function languageOf({ languages }: MarketPack): string {
  return languages[0] ?? "en";
}

function numeralsOf(language: string, highest: number): readonly string[] {
  return Array.from({ length: highest + 1 }, (_, n) => inDigitsOf(language, String(n)));
}

function grouped(language: string, amount: bigint | undefined): string {
  return amount === undefined ? "" : new Intl.NumberFormat(language).format(amount);
}

function set(language: string, values: PrintedValues, key: string, as: SetAs): SetValue {
  const text = (values[key] ?? "").trim();
  return { text: as === "digits" ? inDigitsOf(language, text) : latinApart(text), as };
}

/** Latin words in brackets keep their own direction, so that "(Example Co.)" ends with its full stop in any line. */
function latinApart(text: string): string {
  return text.replace(/\((\p{Script=Latin}[^()]*)\)/gu, "(\u2066$1\u2069)");
}

/** Splits a text at its `{key}`s; an unknown key is a line to fill in, as an empty value is. */
function fillIn(text: string, valueOf: (key: string) => SetValue): Phrase {
  return text
    .split(/(\{\w+\})/u)
    .filter((part) => part !== "")
    .map((part) => (/^\{\w+\}$/u.test(part) ? valueOf(part.slice(1, -1)) : part));
}

import type { UseFormReturnType } from "@mantine/form";

/** Once as soon as it may, once not before a moment, again and again. */
export const TIMES_TO_SEND = ["now", "later", "plan"] as const;
/** The days of a plan: all, some of the week or of the month, or by a date of the list. */
export const PLAN_DAYS = ["daily", "weekdays", "monthDays", "date"] as const;

/** What is written on the compose screen. */
export type ComposeValues = {
  name: string;
  lineId: string;
  audience: "list" | "segment" | "numbers";
  listId: string;
  segmentId: string;
  /** As typed or pasted: one number a line, or separated by commas or blanks. */
  numbers: string;
  mode: "template" | "text" | "variants";
  templateId: string;
  text: string;
  constants: Record<string, string>;
  /** Texts that are tried against each other; 100 percent together. */
  variants: readonly VariantValues[];
  traffic: string;
  /** Short, long, flash, interactive where the market knows kinds; "" = the text decides. */
  messageType: string;
  /** Answers are counted on: a kind that cannot be answered is not taken. */
  expectReply: boolean;
  when: (typeof TIMES_TO_SEND)[number];
  /** ISO 8601; "" = as soon as possible. */
  notBefore: string;
  plan: PlanValues;
  /** At most so many messages a minute; "" = as fast as they are taken. */
  pacePerMinute: number | string;
  /** The most that it may cost, as typed; "" = whatever it costs. */
  maxCost: string;
  /** Hours of each day, HH:MM in the subscribers' time; "" = all that the law allows. */
  opens: string;
  closes: string;
};

/** One of the texts that are tried: an approved template, or a text where that is "". */
export type VariantValues = {
  readonly templateId: string;
  readonly text: string;
  readonly share: number;
};

/** When a plan comes back, in the subscribers' time. */
export type PlanValues = {
  readonly on: (typeof PLAN_DAYS)[number];
  /** "HH:MM". */
  readonly at: string;
  /** 1 is Monday. */
  readonly weekdays: readonly number[];
  /** Of the market's calendar. */
  readonly monthDays: readonly number[];
  /** A column of the list that holds dates. */
  readonly column: string;
  /** Negative: after the date. */
  readonly daysBefore: number;
};

export type ComposeForm = UseFormReturnType<ComposeValues>;

export const emptyCompose: ComposeValues = {
  name: "",
  lineId: "",
  audience: "list",
  listId: "",
  segmentId: "",
  numbers: "",
  mode: "template",
  templateId: "",
  text: "",
  constants: {},
  variants: [
    { templateId: "", text: "", share: 50 },
    { templateId: "", text: "", share: 50 },
  ],
  traffic: "",
  messageType: "",
  expectReply: false,
  when: "now",
  notBefore: "",
  plan: { on: "daily", at: "09:00", weekdays: [], monthDays: [], column: "", daysBefore: 0 },
  pacePerMinute: "",
  maxCost: "",
  opens: "",
  closes: "",
};

/** The numbers that were typed: what stands between commas, semicolons and line ends. */
export function typedNumbers(typed: string): readonly string[] {
  return typed
    .split(/[\n,;،؛]+/u)
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

/** The values as if the variant in this place were the only text; the same of what has no variants. */
export function asVariant(values: ComposeValues, place: number): ComposeValues {
  const variant = values.variants[place];
  if (values.mode !== "variants" || variant === undefined) return values;
  const { templateId, text } = variant;
  return { ...values, mode: templateId === "" ? "text" : "template", templateId, text };
}

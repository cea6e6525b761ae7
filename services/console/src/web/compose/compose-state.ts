import type { UseFormReturnType } from "@mantine/form";

/** What is written on the compose screen. */
export type ComposeValues = {
  name: string;
  lineId: string;
  audience: "list" | "segment" | "numbers";
  listId: string;
  segmentId: string;
  /** As typed or pasted: one number a line, or separated by commas or blanks. */
  numbers: string;
  mode: "template" | "text";
  templateId: string;
  text: string;
  constants: Record<string, string>;
  traffic: string;
  /** Short, long, flash, interactive where the market knows kinds; "" = the text decides. */
  messageType: string;
  /** Answers are counted on: a kind that cannot be answered is not taken. */
  expectReply: boolean;
  /** ISO 8601; "" = as soon as possible. */
  notBefore: string;
  /** The most that it may cost, as typed; "" = whatever it costs. */
  maxCost: string;
  /** Hours of each day, HH:MM in the subscribers' time; "" = all that the law allows. */
  opens: string;
  closes: string;
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
  traffic: "",
  messageType: "",
  expectReply: false,
  notBefore: "",
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

import { chunkBuilder, type ChunkDraft, type Slot } from "./chunk.js";
import type { Finding } from "./finding.js";
import { partCounter, type PartCount } from "./money.js";
import { render, takeApart, valueIn, type TemplateText } from "./message-text.js";

export type MessageItem = {
  readonly requestId: string;
  readonly to: string;
  readonly text: string;
  readonly templateId: string;
  readonly variables: Readonly<Record<string, string>>;
};

/** What became of one item; the answer of a group is one of these per item, in order. */
export type ItemAnswer =
  | {
      readonly kind: "accepted";
      readonly messageId: string;
      readonly parts: number;
      readonly verdictId: string;
    }
  | { readonly kind: "refused"; readonly finding: Finding; readonly verdictId: string };

export type ItemText =
  | { readonly kind: "ok"; readonly text: string }
  | { readonly kind: "refused"; readonly finding: Finding };

/** The text of one item: its own, or its template filled in. */
export const textOf = (item: MessageItem, template: TemplateText | undefined): ItemText => {
  if ((item.templateId === "") === (item.text === "")) {
    return refuse("TEXT_OR_TEMPLATE", "text", "A message has either a text or a template.", {
      remedy: "Give one of text and template_id.",
    });
  }
  if (item.templateId === "") return { kind: "ok", text: item.text };
  if (template === undefined) {
    return refuse("TEMPLATE_UNKNOWN", "template_id", "There is no such approved template.", {
      remedy: "Take the id from your approved templates.",
    });
  }
  const rendered = render(takeApart(template), (name) => valueIn(item.variables, name));
  if (rendered.kind === "ok") return rendered;
  const [rule, remedy] = valueFaults[rendered.reason];
  return refuse(rendered.reason, rendered.variable, rule, { remedy });
};

const valueFaults = {
  MISSING_VARIABLE: [
    "The template needs a value for it.",
    "Give a value for every variable of the template.",
  ],
  VARIABLE_TOO_LONG: [
    "Its value is longer than was approved.",
    "Shorten the value, or have a template with a longer variable approved.",
  ],
  VARIABLE_WRONG_TYPE: [
    "Its value is of another type than was approved.",
    "Give a value of the variable's type, or have a template with a text there approved.",
  ],
} as const;

const refuse = (
  code: string,
  subject: string,
  rule: string,
  { remedy }: { readonly remedy: string },
): ItemText => ({ kind: "refused", finding: { code, subject, rule, source: "message", remedy } });

/** An item that may be sent: measured, checked and cleared. */
export type ClearedSlot = Slot & {
  readonly index: number;
  readonly requestId: string;
  readonly clearanceId: string;
  readonly verdictId: string;
};

/** Chunks of a group: one operator, alphabet and clearance each. */
export const packGroup = (slots: readonly ClearedSlot[]): readonly ChunkDraft<ClearedSlot>[] => {
  const builder = chunkBuilder<ClearedSlot>({
    kindOf: ({ clearanceId, verdictId }) => `${clearanceId}|${verdictId}`,
  });
  return [...slots.flatMap((slot) => builder.add(slot)), ...builder.finish()];
};

/** What a group costs by, for its one reservation: its kinds, and each of its messages in order by the place of its kind. */
export const countGroup = (
  slots: readonly Slot[],
): { readonly counts: readonly PartCount[]; readonly order: readonly number[] } => {
  const counter = partCounter();
  const order = slots.map(({ operator, alphabet, parts }) =>
    counter.add(operator, alphabet, parts),
  );
  return { counts: counter.counts(), order };
};

import { markets } from "@whiteline/markets";
import type { Ask, Campaign } from "./campaign.js";
import { chunkBuilder, type ChunkDraft } from "./chunk.js";
import { SENDER_NOT_ACTIVE, senderAt } from "./line.js";
import { mask, render, valueIn, type Pattern } from "./message-text.js";
import { partCounter } from "./money.js";
import { stepOf } from "./pace.js";
import { variantUrn } from "./variant.js";
import { measureText, textRules, type MeasuredText, type TextRules } from "./text-rules.js";

/** Recipients as lists streams them. */
export type AudienceRows = {
  readonly msisdns: readonly bigint[];
  /** Index into `operators` for each recipient, one byte each. */
  readonly operatorIndex: Uint8Array;
  readonly operators: readonly string[];
  readonly variableNames: readonly string[];
  /** One per variable name. */
  readonly columns: readonly (readonly string[])[];
};

/** Rendered texts shown to compliance's desk, with what the list says masked. */
const SAMPLES = 3;
/** Of those for whom the counts of all variants leave nothing. */
const NOT_IN_A_VARIANT = "NOT_IN_A_VARIANT";

/** A text as it is made for each recipient; the pattern of a template, or undefined of a free text. */
export type AudienceText = {
  /** Of the campaign's variants, from 1; 0: it has none. */
  readonly variant: number;
  readonly text: string;
  readonly pattern: Pattern | undefined;
};

/** Takes what is full away; `common`: the text of all of them, where it is the same. */
type Give = (drafts: readonly ChunkDraft[], variant: number, common: string | undefined) => void;

/**
 * Renders and measures recipients as they come, counts them, and gives chunks away as they fill. Each gets one of the
 * texts; of a test, every one. Nothing of a recipient is held longer than its chunk is open.
 */
export const audienceReader = (
  campaign: Pick<Campaign, "campaignId" | "line" | "order"> & Partial<Pick<TextRules, "roadAt">>,
  texts: readonly AudienceText[],
  give: Give,
) => {
  const { line, order, roadAt } = campaign;
  const rules = textRules(markets.get(line.market), order.messageType, roadAt);
  const dropped = new Map<string, number>();
  const drop = (reason: string): void => {
    dropped.set(reason, (dropped.get(reason) ?? 0) + 1);
  };
  const writers = texts.map((text) => textWriter(text, { order, rules, give, drop }));
  const isTaken = known((operator) => senderAt(line, operator) !== undefined);
  const lots = variantUrn(order.variants, campaign.campaignId);
  const writersFor = (): readonly TextWriter[] => {
    if (order.test || writers.length === 1) return writers;
    const writer = writers[(lots() ?? 0) - 1];
    return writer === undefined ? [] : [writer];
  };
  const whole = partCounter();

  return {
    dropped,
    samples: (): readonly string[] => writers.flatMap(({ samples }) => samples),
    kept: (): number => writers.reduce((sum, { kept }) => sum + kept(), 0),
    counts: whole.counts,
    /** What of it each variant is; empty without variants. */
    variants: (): readonly Ask[] =>
      order.variants.length === 0
        ? []
        : writers.map(({ kept, counts }) => ({ recipients: kept(), counts: counts() })),
    finish(): void {
      for (const writer of writers) writer.finish();
    },

    take(batch: AudienceRows): void {
      const columns = new Map(batch.variableNames.map((name, i) => [name, batch.columns[i] ?? []]));
      for (const [row, msisdn] of batch.msisdns.entries()) {
        const operator = batch.operators[batch.operatorIndex[row] ?? -1] ?? "";
        if (!isTaken(operator)) {
          drop(SENDER_NOT_ACTIVE);
          continue;
        }
        const chosen = writersFor();
        if (chosen.length === 0) drop(NOT_IN_A_VARIANT);
        for (const writer of chosen) {
          const kind = writer.add({ msisdn, operator }, columns, row);
          if (kind !== undefined) whole.add(operator, kind.alphabet, kind.parts);
        }
      }
    },
  };
};

type TextWriter = ReturnType<typeof textWriter>;

/** One text to its recipients: rendered, measured, counted, packed. */
const textWriter = (
  { variant, text: common, pattern }: AudienceText,
  it: {
    readonly order: Campaign["order"];
    readonly rules: TextRules;
    readonly give: Give;
    readonly drop: (reason: string) => void;
  },
) => {
  const isCommonText = pattern === undefined;
  const mostRecipients = stepOf(it.order.pacePerMinute);
  const builder = chunkBuilder({
    isCommonText,
    ...(mostRecipients === undefined ? {} : { mostRecipients }),
  });
  const counter = partCounter();
  const samples: string[] = [];
  const measureCommon = measurerOf(it.rules);
  const give = (drafts: readonly ChunkDraft[]): void => {
    if (drafts.length > 0) it.give(drafts, variant, isCommonText ? common : undefined);
  };
  let kept = 0;
  return {
    samples,
    kept: () => kept,
    counts: counter.counts,
    finish: (): void => give(builder.finish()),
    /** What it became on the air; undefined when it was dropped. */
    add(
      { msisdn, operator }: { readonly msisdn: bigint; readonly operator: string },
      columns: ReadonlyMap<string, readonly string[]>,
      row: number,
    ): { readonly alphabet: string; readonly parts: number } | undefined {
      const valueOf = (name: string): string | undefined => {
        const value = columns.get(name)?.[row] ?? "";
        // The list goes before the constants, which stand in for what it does not carry.
        return value === "" ? valueIn(it.order.constants, name) : value;
      };
      const rendered = isCommonText
        ? { kind: "ok" as const, text: common }
        : render(pattern, valueOf);
      if (rendered.kind === "dropped") {
        it.drop(rendered.reason);
        return undefined;
      }
      const { text } = rendered;
      const measured = isCommonText
        ? measureCommon(text, operator)
        : measureText(it.rules, text, operator);
      if (measured.kind === "refused") {
        it.drop(measured.finding.code);
        return undefined;
      }
      kept += 1;
      const { alphabet, parts } = measured;
      counter.add(operator, alphabet, parts);
      if (samples.length < (isCommonText ? 1 : SAMPLES)) {
        samples.push(sampleOf(text, pattern, columns, valueOf));
      }
      give(builder.add({ msisdn, operator, alphabet, parts, text }));
      return measured;
    },
  };
};

/** Asked once per operator, not once per recipient. */
const known = (ask: (operator: string) => boolean): ((operator: string) => boolean) => {
  const answers = new Map<string, boolean>();
  return (operator) => {
    const answer = answers.get(operator) ?? ask(operator);
    answers.set(operator, answer);
    return answer;
  };
};

/** A text that is the same for all is measured once per operator. */
const measurerOf = (rules: TextRules) => {
  const known = new Map<string, MeasuredText>();
  return (text: string, operator: string): MeasuredText => {
    const measured = known.get(operator) ?? measureText(rules, text, operator);
    known.set(operator, measured);
    return measured;
  };
};

const sampleOf = (
  text: string,
  pattern: Pattern | undefined,
  columns: ReadonlyMap<string, unknown>,
  valueOf: (name: string) => string | undefined,
): string => {
  if (pattern === undefined) return text;
  // What is masked is of no type any more.
  const untyped = pattern.map((piece) =>
    piece.kind === "variable" ? { ...piece, pattern: undefined } : piece,
  );
  const masked = render(untyped, (name) =>
    columns.has(name) ? mask(valueOf(name) ?? "") : valueOf(name),
  );
  return masked.kind === "ok" ? masked.text : "";
};

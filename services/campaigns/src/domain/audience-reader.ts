import { markets } from "@whiteline/markets";
import type { Campaign } from "./campaign.js";
import { chunkBuilder, type ChunkDraft } from "./chunk.js";
import { SENDER_NOT_ACTIVE, senderAt } from "./line.js";
import { mask, render, valueIn, type Pattern } from "./message-text.js";
import { partCounter } from "./money.js";
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

/**
 * Renders and measures recipients as they come, counts them, and gives chunks away as they fill.
 * Nothing of a recipient is held longer than its chunk is open.
 */
export const audienceReader = (
  { line, order }: Pick<Campaign, "line" | "order">,
  pattern: Pattern | undefined,
  give: (drafts: readonly ChunkDraft[]) => void,
) => {
  const rules = textRules(markets.get(line.market), order.messageType);
  const builder = chunkBuilder({ isCommonText: pattern === undefined });
  const counter = partCounter();
  const dropped = new Map<string, number>();
  const samples: string[] = [];
  const measureCommon = measurerOf(rules);
  const isTaken = known((operator) => senderAt(line, operator) !== undefined);
  let kept = 0;

  const drop = (reason: string): void => {
    dropped.set(reason, (dropped.get(reason) ?? 0) + 1);
  };

  return {
    dropped,
    samples,
    kept: () => kept,
    counts: counter.counts,
    finish(): void {
      give(builder.finish());
    },

    take(batch: AudienceRows): void {
      const columns = new Map(batch.variableNames.map((name, i) => [name, batch.columns[i] ?? []]));
      for (const [row, msisdn] of batch.msisdns.entries()) {
        const operator = batch.operators[batch.operatorIndex[row] ?? -1] ?? "";
        if (!isTaken(operator)) {
          drop(SENDER_NOT_ACTIVE);
          continue;
        }
        const valueOf = (name: string): string | undefined => {
          const value = columns.get(name)?.[row] ?? "";
          // The list goes before the constants, which stand in for what it does not carry.
          return value === "" ? valueIn(order.constants, name) : value;
        };
        const rendered =
          pattern === undefined
            ? { kind: "ok" as const, text: order.text }
            : render(pattern, valueOf);
        if (rendered.kind === "dropped") {
          drop(rendered.reason);
          continue;
        }
        const { text } = rendered;
        const measured =
          pattern === undefined
            ? measureCommon(text, operator)
            : measureText(rules, text, operator);
        if (measured.kind === "refused") {
          drop(measured.finding.code);
          continue;
        }
        kept += 1;
        const { alphabet, parts } = measured;
        counter.add(operator, alphabet, parts);
        if (samples.length < (pattern === undefined ? 1 : SAMPLES)) {
          samples.push(sampleOf(text, pattern, columns, valueOf));
        }
        give(builder.add({ msisdn, operator, alphabet, parts, text }));
      }
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

import type { TextRoad } from "@whiteline/contracts/campaigns/v1/campaigns";
import type { Template } from "@whiteline/contracts/compliance/v1/compliance";
import type {
  CompareForecastResponse,
  ExamineTextRequest,
  ExamineTextResponse,
  TextCost,
} from "@whiteline/contracts/pricing/v1/pricing";
import type { z } from "zod";

import type * as shapes from "../shapes/forecasts.js";
import { given, maybeMoney } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

/**
 * @param template of a question about one: its text, and how it may be filled at its dearest.
 * @param roads of the line's texts, as far as they are known.
 */
export function toExamineText(
  { messages, text = "", templateId: _, ...question }: Json<"textQuestion">,
  tenantId: string,
  template: Pick<Template, "body" | "worstCaseTexts"> | undefined,
  roads: readonly TextRoad[],
): ExamineTextRequest {
  return {
    latin1Operators: roads.flatMap(({ operators, latin1 }) => (latin1 ? operators : [])),
    ...{ ...question, tenantId, messages: BigInt(messages) },
    text: template?.body ?? text,
    fillings: [...(template?.worstCaseTexts ?? [])],
  };
}

const fromTextCost = (cost: TextCost): Json<"textExamination">["costs"][number] => ({
  ...cost,
  cost: maybeMoney(cost.cost),
  error: given(cost.error),
});

export function fromExamination(answer: ExamineTextResponse): Json<"textExamination"> {
  return {
    costs: answer.costs.map(fromTextCost),
    spellings: answer.spellings.map((spelling) => ({
      text: spelling.text,
      changes: spelling.changes.map((change) => ({ ...change })),
      costs: spelling.costs.map(fromTextCost),
      saves: maybeMoney(spelling.saves),
      opens: [...spelling.opens],
      changesLetters: spelling.changesLetters,
    })),
  };
}

export function fromForecast(answer: CompareForecastResponse): Json<"forecastComparison"> {
  return {
    reservationId: given(answer.reservationId),
    lines: answer.lines.map((line) => ({
      operator: line.operator,
      alphabet: line.alphabet,
      partsForecast: Number(line.partsForecast),
      partsCharged: Number(line.partsCharged),
      partsOpen: Number(line.partsOpen),
      forecast: maybeMoney(line.forecast),
      actual: maybeMoney(line.actual),
    })),
    forecast: maybeMoney(answer.forecast),
    ceiling: maybeMoney(answer.ceiling),
    actual: maybeMoney(answer.actual),
    closed: answer.closed,
    errorBasisPoints: Number(answer.errorBasisPoints),
  };
}

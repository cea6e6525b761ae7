import type {
  GetNumberOperatorResponse,
  PortabilityFile,
} from "@whiteline/contracts/lists/v1/number_plan";
import type { z } from "zod";

import type { numberOperator, portabilityFile } from "../shapes/number-plan.js";
import { fromTime, given } from "./words.js";

export function fromNumberOperator(
  known: GetNumberOperatorResponse,
): z.output<typeof numberOperator> {
  const { number, national, operator } = known;
  return {
    number,
    national,
    operator,
    beliefs: known.beliefs.map((belief) => ({
      operator: belief.operator,
      source: belief.source,
      detail: given(belief.detail),
      at: fromTime(belief.at),
      ageDays: belief.at === undefined ? undefined : Number(belief.ageDays),
      verified: belief.verified,
      verdict: given(belief.verdict),
    })),
  };
}

export function fromPortability(file: PortabilityFile): z.output<typeof portabilityFile> {
  return {
    market: file.market,
    version: Number(file.version),
    fileName: file.fileName,
    asOf: fromTime(file.asOf),
    loadedAt: fromTime(file.loadedAt),
    loadedBy: file.loadedBy,
    numbers: Number(file.numbers),
    dropped: Object.fromEntries(file.dropped.map(({ code, rows }) => [code, Number(rows)])),
    inForce: file.inForce,
  };
}

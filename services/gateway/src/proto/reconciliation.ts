import type {
  CostPrice,
  LoadOperatorInvoiceRequest,
  Reconciliation,
  ReconciliationCase,
} from "@whiteline/contracts/pricing/v1/reconciliation";
import type { z } from "zod";

import type * as shapes from "../shapes/reconciliation.js";
import { fromTime, given, maybeMoney, toMoney } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

export function toInvoiceHeader(
  value: Json<"operatorInvoiceFields">,
): LoadOperatorInvoiceRequest["part"] {
  return { $case: "header", value };
}

export function fromReconciliation(found: Reconciliation): Json<"reconciliation"> {
  return {
    reconciliationId: found.reconciliationId,
    operator: found.operator,
    day: found.day,
    fileName: given(found.fileName),
    status: found.status,
    partsOurs: Number(found.partsOurs),
    partsCharged: Number(found.partsCharged),
    partsBilled: Number(found.partsBilled),
    partsDelivered: Number(found.partsDelivered),
    cases: Number(found.cases),
    // Matched at night without a file: nothing was billed, in no currency.
    billed: found.billed?.currency === "" ? undefined : maybeMoney(found.billed),
    expected: maybeMoney(found.expected),
    at: fromTime(found.at),
  };
}

export function toCostPrice(body: Json<"newCostPrice">): CostPrice {
  const { operator, script = "", perPart, effectiveFrom, reference } = body;
  return {
    ...{ operator, script, effectiveFrom, reference },
    perPart: toMoney(perPart),
    recordedBy: "",
    recordedAt: undefined,
  };
}

export function fromCostPrice(price: CostPrice): Json<"costPrice"> {
  return {
    operator: price.operator,
    script: given(price.script),
    perPart: maybeMoney(price.perPart),
    effectiveFrom: price.effectiveFrom,
    reference: given(price.reference),
    recordedBy: price.recordedBy,
    recordedAt: fromTime(price.recordedAt),
  };
}

export function fromCase(found: ReconciliationCase): Json<"reconciliationCase"> {
  return {
    caseId: found.caseId,
    reconciliationId: found.reconciliationId,
    operator: found.operator,
    day: found.day,
    kind: found.kind,
    subject: found.subject,
    chunkId: given(found.chunkId),
    ours: Number(found.ours),
    theirs: Number(found.theirs),
    currency: given(found.currency),
    status: found.status,
    resolution: given(found.resolution),
    closedBy: given(found.closedBy),
    at: fromTime(found.at),
  };
}

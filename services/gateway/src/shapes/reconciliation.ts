import { z } from "zod";

import { shape } from "./shape.js";
import { count, id, money, time } from "./words.js";

const rial = (minor: string) => ({ currency: "IRR", minor });
const operator = z.string().min(1).max(100);

export const operatorInvoiceFields = z.strictObject({
  operator: operator.meta({ examples: ["MCI"] }),
  day: z.iso
    .date()
    .describe("The local day that the file bills.")
    .meta({ examples: ["2026-11-29"] }),
  fileName: z
    .string()
    .max(200)
    .default("")
    .meta({ examples: ["mci-2026-11-29.csv"] }),
});
export const operatorInvoiceForm = shape(
  "OperatorInvoiceForm",
  { operator: "MCI", day: "2026-11-29", fileName: "mci-2026-11-29.csv" },
  z.strictObject({ ...operatorInvoiceFields.shape, file: z.file().optional() }),
);

export const reconciliation = shape(
  "Reconciliation",
  {
    reconciliationId: "65f0a1b2c3d4e5f6a7b8c9f1",
    operator: "MCI",
    day: "2026-11-29",
    fileName: "mci-2026-11-29.csv",
    status: "differs",
    partsOurs: 12_000,
    partsCharged: 12_000,
    partsBilled: 12_001,
    partsDelivered: 11_870,
    cases: 1,
    billed: rial("10801000"),
    expected: rial("10800000"),
    at: "2026-11-30T01:00:00.000Z",
  },
  z.strictObject({
    reconciliationId: z.string(),
    operator: z.string(),
    day: z.string(),
    fileName: z.string().optional(),
    status: z.string().describe("matching, exact or differs."),
    partsOurs: count.describe("Accepted, by the receipts' book."),
    partsCharged: count.describe("Charged, by our journal of money."),
    partsBilled: count.describe("By the operator's file."),
    partsDelivered: count,
    cases: count,
    billed: money.optional(),
    expected: money
      .optional()
      .describe("Accepted parts at the operator's agreed cost prices; none: no file, or no price."),
    at: time.optional(),
  }),
);
export const reconciliationQuery = z.strictObject({
  operator: operator.optional().meta({ examples: ["MCI"] }),
});
export const reconciliationList = shape(
  "ReconciliationList",
  { reconciliations: [] },
  z.strictObject({ reconciliations: z.array(reconciliation) }),
);

export const reconciliationCase = shape(
  "ReconciliationCase",
  {
    caseId: "65f0a1b2c3d4e5f6a7b8c9f1:unknown_id:4A01",
    reconciliationId: "65f0a1b2c3d4e5f6a7b8c9f1",
    operator: "MCI",
    day: "2026-11-29",
    kind: "unknown_id",
    subject: "4A01",
    ours: 0,
    theirs: 1,
    status: "open",
  },
  z.strictObject({
    caseId: z.string(),
    reconciliationId: z.string(),
    operator: z.string(),
    day: z.string(),
    kind: z
      .string()
      .describe(
        "unknown_id, billed_twice, not_billed, parts_differ, amount_differs, no_cost_price, day_billed_again, charged_differs, journal_differs or receipts_differ.",
      ),
    subject: z
      .string()
      .describe(
        "The operator's id of the message, the chunk, a script, or the earlier file's match.",
      ),
    chunkId: z.string().optional(),
    ours: count.describe(
      "Parts or rows; of amount_differs, no_cost_price and day_billed_again minor units.",
    ),
    theirs: count,
    currency: z.string().optional().describe("Where ours and theirs are minor units."),
    status: z.string().describe("open or closed."),
    resolution: z
      .string()
      .optional()
      .describe("Somebody's word; NO_MORE where a later match or price settled the difference."),
    closedBy: z.string().optional(),
    at: time.optional(),
  }),
);
export const caseQuery = z.strictObject({
  reconciliationId: id.optional().meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9f1"] }),
  status: z
    .enum(["open", "closed"])
    .optional()
    .meta({ examples: ["open"] }),
  after: z
    .string()
    .max(300)
    .default("")
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9f1:unknown_id:4A01"] }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(100)
    .meta({ examples: [100] }),
});
export const caseList = shape(
  "ReconciliationCaseList",
  { cases: [] },
  z.strictObject({ cases: z.array(reconciliationCase), next: z.string().optional() }),
);
export const caseResolution = shape(
  "CaseResolution",
  { resolution: "The operator took the part off its invoice." },
  z.strictObject({ resolution: z.string().min(1).max(1_000) }),
);
export const byCaseId = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(300)
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9f1:unknown_id:4A01"] }),
});

const agreed = {
  operator: "MCI",
  perPart: rial("800"),
  effectiveFrom: "2026-11-01",
  reference: "contract 12/1405",
};
const agreement = {
  operator,
  script: z.string().max(100).optional().describe("None: every script without a price of its own."),
  perPart: money,
  effectiveFrom: z.iso.date().describe("First local day on which it holds; may be over."),
};
export const newCostPrice = shape(
  "NewCostPrice",
  agreed,
  z.strictObject({
    ...agreement,
    reference: z.string().max(300).default("").describe("Where it is agreed."),
  }),
);
export const costPrice = shape(
  "CostPrice",
  { ...agreed, recordedBy: "person:65f0a1b2c3d4e5f6a7b8c9d3" },
  z.strictObject({
    ...agreement,
    perPart: money.optional(),
    reference: z.string().optional(),
    recordedBy: z.string(),
    recordedAt: time.optional(),
  }),
);
export const costPriceList = shape(
  "CostPriceList",
  { prices: [] },
  z.strictObject({ prices: z.array(costPrice) }),
);

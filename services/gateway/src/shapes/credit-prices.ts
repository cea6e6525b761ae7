import { z } from "zod";

import { shape } from "./shape.js";
import { id, money, time } from "./words.js";

const example = {
  perCredit: { currency: "TRY", minor: "30" },
  effectiveFrom: "2027-01-01",
  reference: "decision 7",
};
const words = {
  tenantId: id.optional().describe("One customer's own price; none: everybody's."),
  perCredit: money
    .optional()
    .describe("Tax inside. None, of a customer: no price of its own any more."),
  effectiveFrom: z.iso.date().describe("First local day on which it holds."),
};

export const newCreditPrice = shape(
  "NewCreditPrice",
  example,
  z.strictObject({
    ...words,
    reference: z.string().max(200).default("").describe("Where it was decided."),
  }),
);
export const creditPrice = shape(
  "CreditPrice",
  {
    ...example,
    proposedBy: "person:65f0a1b2c3d4e5f6a7b8c9d3",
    setBy: "person:65f0a1b2c3d4e5f6a7b8c9d5",
    setAt: "2026-11-30T08:31:00.000Z",
  },
  z.strictObject({
    ...words,
    reference: z.string().optional(),
    proposedBy: z.string(),
    setBy: z.string(),
    setAt: time.optional(),
  }),
);
export const creditPriceList = shape(
  "CreditPriceList",
  { prices: [] },
  z.strictObject({
    prices: z
      .array(creditPrice)
      .describe("The latest day first; of one day the latest word, which holds, first."),
  }),
);
export const creditPriceQuery = z.strictObject({
  tenantId: id.optional().meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d0"] }),
});

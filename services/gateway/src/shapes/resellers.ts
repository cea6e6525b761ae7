import { z } from "zod";

import { shape } from "./shape.js";
import { money, time } from "./words.js";

const rial = (minor: string) => ({ currency: "IRR", minor });

const surcharge = z.strictObject({
  operator: z.string().max(100).optional().describe("None: every operator."),
  group: z.string().max(100).optional().describe("Price group of the list; none: every one."),
  script: z.string().max(100).optional().describe("As the price lists name it; none: every one."),
  effectiveFrom: z.iso.date().optional().describe("A day of the market; none: at once."),
  perPart: money.optional(),
});
const surcharges = z
  .array(surcharge)
  .max(100)
  .describe(
    "On top of the provider's price: of the part's operator before that of all, then of its group, then of its script; " +
      "of those that say as much, the one that began last.",
  );

export const newReseller = shape(
  "NewReseller",
  { resellerId: "65f0a1b2c3d4e5f6a7b8c9d0" },
  z.strictObject({
    resellerId: z.string().max(128).describe("Empty: the provider's own customer again."),
  }),
);
export const resoldBy = shape(
  "ResoldBy",
  { tenantId: "65f0a1b2c3d4e5f6a7b8c9d9", resellerId: "65f0a1b2c3d4e5f6a7b8c9d0" },
  z.strictObject({ tenantId: z.string(), resellerId: z.string().optional() }),
);
export const resellerQuery = z.strictObject({
  resellerId: z
    .string()
    .max(128)
    .optional()
    .describe("Staff: whose.")
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d0"] }),
});
export const resoldList = shape(
  "ResoldList",
  {
    customers: [
      {
        tenantId: "65f0a1b2c3d4e5f6a7b8c9d9",
        name: "Alborz Trading",
        surcharges: [{ operator: "MCI", perPart: rial("50") }],
        since: "2026-11-22T09:12:00.000Z",
        effectiveFrom: "2026-11-23",
        status: "active",
        earned: rial("50000"),
      },
    ],
    surcharges: [{ perPart: rial("40") }],
  },
  z.strictObject({
    customers: z.array(
      z.strictObject({
        tenantId: z.string(),
        name: z.string().optional().describe("As it registered."),
        surcharges,
        since: time.optional(),
        effectiveFrom: z.iso
          .date()
          .optional()
          .describe("From this day of the market on your prices hold; none: since it is yours."),
        status: z.enum(["active", "suspended"]).optional(),
        earned: money.optional().describe("What you earned on it, drawn or not."),
      }),
    ),
    surcharges: surcharges.describe("For customers that have none of their own."),
  }),
);
export const newSurcharges = shape(
  "NewSurcharges",
  { surcharges: [{ operator: "MCI", perPart: rial("50") }] },
  z.strictObject({
    tenantId: z.string().max(128).optional().describe("None: customers without their own."),
    surcharges: z
      .array(surcharge.extend({ perPart: money }))
      .max(100)
      .describe("None: what holds for all, or nothing."),
  }),
);
export const surchargeList = shape(
  "SurchargeList",
  { surcharges: [{ operator: "MCI", perPart: rial("50") }] },
  z.strictObject({ surcharges }),
);
export const margin = shape(
  "Margin",
  {
    resellerId: "65f0a1b2c3d4e5f6a7b8c9d0",
    earned: rial("500000"),
    drawn: rial("200000"),
    margin: rial("300000"),
  },
  z.strictObject({
    resellerId: z.string(),
    earned: money.optional(),
    drawn: money.optional(),
    margin: money.optional().describe("What can be drawn."),
  }),
);
export const newDraw = shape(
  "NewMarginDraw",
  { amount: rial("300000") },
  z.strictObject({ amount: money }),
);
export const drawn = shape(
  "MarginDraw",
  { margin: rial("0") },
  z.strictObject({ margin: money.optional().describe("What is left to draw.") }),
);

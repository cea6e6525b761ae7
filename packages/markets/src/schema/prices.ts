import { z } from "zod";
import { entry, filledListOf, listOf, record } from "./entry.js";

/** `minorDigits` of one unit: every amount of a pack is an integer of the smallest unit. */
export const currency = entry({
  code: z.string().regex(/^[A-Z]{3}$/),
  name: z.string(),
  minorDigits: z.number().int().nonnegative(),
  /** Of credits that are bought with money, not money itself. */
  isCredit: z.boolean().default(false),
});

/** What one credit costs in the market's money, tax inside. */
export const creditPrice = entry({
  provider: z.string(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  perCredit: z.bigint().positive(),
  status: z.enum(["printed", "example"]),
});

/** The tax inside every price in money. */
export const tax = entry({
  name: z.string(),
  percent: z.number().int().min(0).max(100),
  currency: z.string().regex(/^[A-Z]{3}$/),
});

/** Null = any operator, any script. */
const price = record({
  operator: z.string().nullable(),
  script: z.string().nullable(),
  perPart: z.bigint().nonnegative(),
});

const tier = record({
  /** First and last part of the period that the tier prices; null = open. */
  fromPart: z.number().int().positive(),
  toPart: z.number().int().positive().nullable(),
  prices: filledListOf(price),
});

export const tariff = entry({
  id: z.string().min(1),
  provider: z.string(),
  /** Field and purpose of the messages; null = the only one. */
  group: z.string().nullable(),
  /** Families of lines; none: every family. */
  families: listOf(z.string()),
  /** Purposes for which an ordinary company has this list, unless staff gave it another group. */
  ordinaryFor: listOf(z.string()),
  description: z.string(),
  status: z.enum(["printed", "example", "platform"]),
  taxIncludedPercent: z.number().nullable(),
  period: z.enum(["calendar_month", "none"]),
  tierMode: z.enum(["graduated", "flat"]),
  tiers: filledListOf(tier),
});

export const fee = entry({
  id: z.string(),
  provider: z.string(),
  charged: z.enum(["once", "monthly"]),
  per: z.string(),
  amounts: filledListOf(record({ operator: z.string(), amount: z.bigint() })),
});

/** How long maintenance may be owed before the name sleeps at its operator. */
export const feeGrace = entry({ days: z.number().int().nonnegative() });

export const discount = entry({
  id: z.string(),
  mode: z.enum(["prepaid", "postpaid"]),
  base: z.string(),
  rounding: z.string(),
  tiers: filledListOf(
    record({ from: z.bigint(), below: z.bigint().nullable(), percent: z.number().int() }),
  ),
});

export const coupon = entry({
  provider: z.string(),
  code: z.string(),
  percent: z.number().int(),
  appliesTo: z.string(),
});

/** From so much on, two people of finance decide: price lists by reach, prices and cost, waivers by the customer's month. */
export const fourEyes = entry({
  tenants: z.number().int().positive(),
  percent: z.number().int().positive(),
  /** What one person decided alone counts together for so long. */
  days: z.number().int().positive(),
  /** Change of what the touched customers sent in thirty days. */
  cost: z.bigint().positive(),
  /** Fees of a customer waived in a calendar month. */
  waived: z.bigint().positive(),
});

/** When a part costs money, and when the bill of a chunk can no longer change. */
export const billing = entry({
  chargeable: z.enum(["accepted_by_operator", "delivered"]),
  chunkFinal: z.enum(["all_submits_answered", "all_outcomes_final"]),
});

import { z } from "zod";
import { entry, filledListOf, listOf, record } from "./entry.js";

/** A kind of message a provider sells; null = not stated. */
export const messageType = entry({
  id: z.string(),
  maxCredits: z.number().int().nullable(),
  maxChars: z.number().int().nullable(),
  deliveryGuarantee: z.boolean().nullable(),
  operatorRetries: z.boolean().nullable(),
  replyable: z.boolean().nullable(),
  popup: z.boolean(),
  dismissButtons: listOf(z.string()),
  priceMayDiffer: z.boolean(),
  numberDigits: listOf(z.number().int()),
  uses: listOf(z.string()),
});

export const reports = entry({
  campaignLog: filledListOf(z.string()),
  rates: filledListOf(entry({ id: z.string(), numerator: z.string(), divisor: z.string() })),
  rateUnit: z.string(),
  /** Information only, they disagree: never compute with them. */
  openRateClaims: listOf(entry({ channel: z.string(), claim: z.string() })),
  workedExample: record({
    clicks: z.number().int(),
    conversions: z.number().int(),
    conversionRateBps: z.number().int(),
  }),
});

/** What a provider must hold before it may send. */
export const providerRequirement = entry({
  code: z.string(),
  english: z.string(),
  askedOf: filledListOf(z.enum(["operator", "partner"])),
});

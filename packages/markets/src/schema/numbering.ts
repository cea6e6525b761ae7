import { z } from "zod";
import { entry, filledListOf, listOf } from "./entry.js";

const digits = z.string().regex(/^\d+$/);

/** `kind` mobile networks terminate messages; `line` operators only issue senders. */
export const operator = entry({
  id: z.string().min(1),
  name: z.string().min(1),
  kind: z.enum(["mobile", "line"]),
});

/** A number plan whose significant numbers have one length; 5 digits decide the operator at most. */
export const numbering = entry({
  countryCode: digits,
  nationalMobileLength: z.number().int().min(5).max(12),
  /** First digits of a mobile's significant number. */
  mobileStartsWith: filledListOf(z.string().regex(/^\d$/)),
  accept: filledListOf(z.string().min(1)),
  prefixes: filledListOf(
    entry({
      prefix: z.string().regex(/^\d{1,5}$/),
      operator: z.string(),
      /** False where the assignment is hearsay. */
      verified: z.boolean(),
    }),
  ),
  /** Old prefixes of numbers one digit too long, with the prefix that replaced them. */
  legacyPrefixes: listOf(entry({ from: digits, to: digits })),
  /** Operators' answers that mean: this number is not served here, as dlr names them. */
  notServed: listOf(entry({ code: z.string().min(1) })),
});

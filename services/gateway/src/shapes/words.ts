import { failureWords } from "@whiteline/sms";
import { z } from "zod";

import { shape } from "./shape.js";

/** The few words that every resource uses. */

/** At most 18 digits, so that every amount fits the contract's int64. */
const minorUnits = z
  .string()
  .regex(
    /^-?\d{1,18}$/,
    "expected whole minor units as text: at most 18 Latin digits, no blanks, point or exponent",
  );

export const money = shape(
  "Money",
  { currency: "IRR", minor: "2500000" },
  z
    .strictObject({
      currency: z.string().regex(/^[A-Z]{3}$/, "expected three capital letters"),
      minor: minorUnits,
    })
    .describe("Whole minor units of a currency (IRR: rial), as text: no rounding anywhere."),
);

export const finding = shape(
  "Finding",
  {
    code: "email_public_provider",
    subject: "email",
    rule: "The e-mail address belongs to the company's own domain.",
    source: "000 · Conditions",
    remedy: "Give an address at the domain of the company's site.",
  },
  z
    .strictObject({
      code: z.string(),
      subject: z.string().optional(),
      rule: z.string(),
      source: z.string().optional(),
      remedy: z.string().optional(),
    })
    .describe(
      "One refusal, deficiency or warning: what, by which rule, from where, and the way out.",
    ),
);

export const id = z.string().min(1).max(128);
export const shortText = z.string().max(500);
export const time = z.iso.datetime({ offset: true });
export const count = z.int().nonnegative();
export const version = z.int().nonnegative();
export const marketCode = z
  .string()
  .min(2)
  .max(2)
  .meta({ examples: ["IR"] });

export const counts = z
  .record(z.string(), count)
  .describe("How many of each; what is not named is zero.");

/** An answer without a body. */
export const nothing = z.undefined().describe("Done; there is nothing to say.");

export const byId = z.strictObject({ id: id.meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d0"] }) });

/** Longest key a caller may send; a batch adds ":" and the place of each message, and services take 128. */
const LONGEST_KEY = 120;
export const repeatable = z.object({
  "idempotency-key": z
    .string()
    .min(1)
    .max(LONGEST_KEY)
    .regex(/^[\x21-\x7e]+$/, "expected printable ASCII without blanks")
    .optional()
    .describe(
      "Your own name for this request. Sent again with the same body it gets the first answer; " +
        "with another body it is refused with REQUEST_ID_REUSED.",
    )
    .meta({ examples: ["order-7731-shipped"] }),
});

export const messageType = z
  .string()
  .max(40)
  .default("")
  .describe(
    "Kind of message where the market knows kinds: short, long, flash (pops up, one credit, no answer) or interactive (from a number of 4 or 10 digits) in Türkiye. Left out: the text decides.",
  );
export const expectReply = z
  .boolean()
  .default(false)
  .describe("You count on answers; a kind that cannot be answered is refused.");
export const traffic = z
  .string()
  .max(40)
  .default("")
  .describe(
    "Kind of traffic where the market knows kinds: informational or marketing in Türkiye; customer_care, internal_information or advertising in Vietnam. Left out: a campaign is marketing in Türkiye, everything else informs.",
  );
export const failure = z
  .string()
  .describe(
    `Why it failed, in one word for all operators: ${failureWords.join(", ")}; the operator's own code stands beside it.`,
  );

export const contradiction = z
  .strictObject({
    state: z.string(),
    code: z.string().optional().describe("The operator's own code."),
    at: time.optional(),
  })
  .describe("Another final word of the operator about the same part; the first one holds.");

import { z } from "zod";
import { isReplyConversion, ratesOf } from "./domain/campaign-log.js";

const count = z.number().int().nonnegative();
const funnel = z.object({ sends: count, deliveries: count, clicks: count, conversions: count });
const answer = z.object({ keyword: z.string(), reply: z.string() });

/** Golden cases of dlr: kind → the product's own function. */
export const cases: Readonly<Record<string, (input: unknown) => unknown>> = {
  "tr.conversion": (input) => ratesOf(funnel.parse(input)),
  "tr.reply_conversion": (input) => {
    const { keyword, reply } = answer.parse(input);
    return { conversion: isReplyConversion(keyword, reply) };
  },
};

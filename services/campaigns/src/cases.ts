import { markets } from "@whiteline/markets";
import { z } from "zod";
import { answerFaults, lengthFaults, messageTypeOf } from "./domain/message-type.js";

const typeInput = z.object({
  type: z.string(),
  length: z.number().int().nonnegative(),
  turkish: z.boolean(),
  numberDigits: z.number().int().optional(),
  expectReply: z.boolean().default(false),
});

/** Golden cases of campaigns: kind → the product's own function. */
export const cases: Readonly<Record<string, (input: unknown) => unknown>> = {
  "tr.message_type": (input) => {
    const { type, length, turkish, numberDigits, expectReply } = typeInput.parse(input);
    const pack = markets.get("TR");
    const kind = messageTypeOf(pack, type);
    if (kind === "none" || kind === "unknown") throw new Error(`no kind of message ${type}`);
    const errors = [
      ...lengthFaults(pack, kind, { length, script: turkish ? "turkish" : "plain" }),
      ...answerFaults(kind, { numberDigits, expectReply }),
    ];
    return { accepted: errors.length === 0, errors };
  },
};

import { markets } from "@whiteline/markets";
import { z } from "zod";
import { billedSegments, measureText } from "./domain/segments.js";

const length = z.number().int().nonnegative();
const turkishInput = z.union([
  z.object({ text: z.string() }),
  z.object({ length, turkish: z.boolean() }),
]);
const vietnameseInput = z.object({ operator: z.string(), length, accented: z.boolean() });

/** Golden cases of pricing: kind → the product's own function. */
export const cases: Readonly<Record<string, (input: unknown) => unknown>> = {
  "tr.segments": (input) => {
    const given = turkishInput.parse(input);
    const pack = markets.get("TR");
    if (!("text" in given)) {
      return turkishBill(pack, given.turkish ? "turkish" : "plain", given.length);
    }
    const text = measureText(pack, given.text);
    return {
      turkish: text.national,
      length: text.length,
      ...turkishBill(pack, text.script, text.length),
    };
  },

  "vn.segments": (input) => {
    const { operator, length, accented } = vietnameseInput.parse(input);
    const script = accented ? "accented" : "unaccented";
    const bill = billedSegments(markets.get("VN"), { operator, script, length });
    return "error" in bill
      ? { segments: null, error: bill.error }
      : { segments: bill.segments, error: null };
  },
};

/** The compulsory tail travels with the text and is not counted in its length [003 · Short message]. */
const turkishBill = (pack: ReturnType<typeof markets.get>, script: string, length: number) => {
  const bill = billedSegments(pack, { script, length });
  return "error" in bill
    ? { credits: null, error: bill.error }
    : { credits: bill.segments, charsOnAir: length + (pack.segmentation.suffix?.chars ?? 0) };
};

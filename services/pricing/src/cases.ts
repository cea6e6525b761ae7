import { markets, tariffs } from "@whiteline/markets";
import { z } from "zod";
import { redeemCoupon, volumeDiscount, type Reduced } from "./domain/discount.js";
import { brandnameFees } from "./domain/fees.js";
import { priceOfRun } from "./domain/graduated-price.js";
import { priceSteps } from "./domain/segment-price.js";
import { billedSegments, measureText } from "./domain/segments.js";

const length = z.number().int().nonnegative();
const turkishInput = z.union([
  z.object({ text: z.string() }),
  z.object({ length, turkish: z.boolean() }),
]);
const vietnameseInput = z.object({ operator: z.string(), length, accented: z.boolean() });
const amount = z.number().int().nonnegative().transform(BigInt);
const priceInput = z.object({
  group: z.string(),
  operator: z.string(),
  segmentsBeforeInMonth: amount,
  segments: amount,
});
const costInput = vietnameseInput.extend({
  group: z.string(),
  recipients: amount,
  segmentsBeforeInMonth: amount,
});
const feesInput = z.object({ brandnames: length, operators: z.array(z.string()), months: length });
const discountInput = z.object({ mode: z.enum(["prepaid", "postpaid"]), amountVnd: amount });
const couponInput = z.object({ provider: z.string(), code: z.string(), amountRial: amount });
/** Of the one provider that the seed's price list belongs to. */
const SELLER = "vn-bulksms";

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

  "vn.price": (input) => {
    const { group, operator, segmentsBeforeInMonth, segments } = priceInput.parse(input);
    return { amountVnd: dong(vietnamesePrice(group, operator, segmentsBeforeInMonth, segments)) };
  },

  "vn.message_cost": (input) => {
    const { group, operator, recipients, segmentsBeforeInMonth, ...text } = costInput.parse(input);
    const script = text.accented ? "accented" : "unaccented";
    const bill = billedSegments(markets.get("VN"), { operator, script, length: text.length });
    if ("error" in bill) {
      return { segmentsPerMessage: null, totalSegments: null, amountVnd: null };
    }
    const total = BigInt(bill.segments) * recipients;
    return {
      segmentsPerMessage: bill.segments,
      totalSegments: Number(total),
      amountVnd: dong(vietnamesePrice(group, operator, segmentsBeforeInMonth, total)),
    };
  },

  "vn.fees": (input) => {
    const fees = brandnameFees(markets.get("VN"), {
      providerId: SELLER,
      ...feesInput.parse(input),
    });
    if ("unknownOperator" in fees) return { error: `no fee at ${fees.unknownOperator}` };
    return {
      declarationVnd: dong(fees.declaration),
      maintenanceVnd: dong(fees.maintenance),
      totalVnd: dong(fees.total),
    };
  },

  "vn.discount": (input) => {
    const { mode, amountVnd } = discountInput.parse(input);
    const { percent, discount, net }: Reduced = volumeDiscount(markets.get("VN"), mode, amountVnd);
    return { percent, discountVnd: dong(discount), netVnd: dong(net) };
  },

  "ir.coupon": (input) => {
    const { provider, code, amountRial } = couponInput.parse(input);
    const answer = redeemCoupon(markets.get("IR"), { providerId: provider, code }, amountRial);
    const { percent, discount, net } =
      answer.kind === "reduced" ? answer : { percent: 0, discount: 0n, net: amountRial };
    return { percent, discountRial: Number(discount), netRial: Number(net) };
  },
};

const dong = (minor: bigint | undefined): number | null =>
  minor === undefined ? null : Number(minor);

/** Undefined: no such group or operator. */
const vietnamesePrice = (
  group: string,
  operator: string,
  before: bigint,
  segments: bigint,
): bigint | undefined => {
  const pack = markets.get("VN");
  const tariff = tariffs(pack, SELLER).find((known) => known.group === group);
  const steps = tariff && priceSteps(pack, tariff, { operator, alphabet: "gsm7" });
  return steps && priceOfRun(steps, before, segments);
};

/** The compulsory tail travels with the text and is not counted in its length [003 · Short message]. */
const turkishBill = (pack: ReturnType<typeof markets.get>, script: string, length: number) => {
  const bill = billedSegments(pack, { script, length });
  return "error" in bill
    ? { credits: null, error: bill.error }
    : { credits: bill.segments, charsOnAir: length + (pack.segmentation.suffix?.chars ?? 0) };
};

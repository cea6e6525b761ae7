import { z } from "zod";

import { shape } from "./shape.js";
import { id, money, time } from "./words.js";
import { walletQuery } from "./pricing.js";

const rial = (minor: string) => ({ currency: "IRR", minor });
const TENANT = "65f0a1b2c3d4e5f6a7b8c9d0";

export const orderPrice = shape(
  "OrderPrice",
  {
    value: rial("50000000"),
    price: rial("50000000"),
    discounts: [
      {
        kind: "code",
        code: "MPC10",
        percent: 10,
        amount: rial("5000000"),
        source: "001 · Advertising SMS call-out",
      },
    ],
    toPay: rial("45000000"),
    tax: rial("4090909"),
    taxPercent: 10,
    source: "price of money",
  },
  z.strictObject({
    value: money.optional().describe("Credit that enters the wallet."),
    price: money
      .optional()
      .describe("Before discounts; another currency where the wallet holds credits."),
    discounts: z.array(
      z.strictObject({
        kind: z.string().describe("volume or code."),
        code: z.string().optional(),
        percent: z.int(),
        amount: money.optional(),
        source: z.string(),
      }),
    ),
    toPay: money.optional(),
    tax: money.optional().describe("Inside toPay; absent where no rate is known."),
    taxPercent: z.number().optional(),
    source: z.string().optional(),
  }),
);

const orderStatus = z.enum([
  "awaiting_payment",
  "awaiting_proof",
  "awaiting_review",
  "paid",
  "rejected",
  "failed",
  "expired",
]);

export const order = shape(
  "Order",
  {
    orderId: "65f0a1b2c3d4e5f6a7b8c9e1",
    tenantId: TENANT,
    providerId: "melipayamak",
    method: "port",
    status: "awaiting_payment",
    price: {
      value: rial("50000000"),
      price: rial("50000000"),
      discounts: [],
      toPay: rial("50000000"),
    },
    redirectUrl: "https://port.example/pay?vnp_TxnRef=65f0a1b2c3d4e5f6a7b8c9e1",
    placedAt: "2026-11-22T09:12:00.000Z",
  },
  z.strictObject({
    orderId: z.string(),
    tenantId: z.string(),
    providerId: z.string(),
    method: z.string().describe("port or transfer."),
    status: z.string().describe(orderStatus.options.join(", ")),
    price: orderPrice.optional(),
    redirectUrl: z.string().optional().describe("Where the payer pays, of an open order by port."),
    paymentReference: z.string().optional().describe("What a transfer must name."),
    proofDocumentId: z.string().optional(),
    proofNote: z.string().optional(),
    receipt: z.string().optional().describe("The port's or bank's own number of the payment."),
    reason: z.string().optional(),
    placedAt: time.optional(),
    endedAt: time.optional(),
    decidedBy: z.string().optional(),
  }),
);

const code = z.string().max(64).optional().describe("A discount code.");

export const orderQuestion = shape(
  "OrderQuestion",
  { value: rial("50000000"), code: "MPC10" },
  z.strictObject({
    value: money.describe("Credit that is to enter the wallet."),
    code,
    tenantId: z.string().max(128).optional().describe("Staff: the tenant they ask for."),
  }),
);

export const orderQuote = shape(
  "OrderQuote",
  {
    price: {
      value: rial("50000000"),
      price: rial("50000000"),
      discounts: [],
      toPay: rial("50000000"),
    },
    methods: ["port", "transfer"],
  },
  z.strictObject({ price: orderPrice, methods: z.array(z.string()) }),
);

export const newOrder = shape(
  "NewOrder",
  { value: rial("50000000"), method: "port", returnUrl: "https://console.example/wallet" },
  z.strictObject({
    value: money,
    code,
    method: z.enum(["port", "transfer"]),
    returnUrl: z
      .url()
      .max(500)
      .optional()
      .describe(
        "The page of the console to which the payer's browser comes back; asked for where the method is the port.",
      ),
  }),
);

export const orderQuery = z.strictObject({
  ...walletQuery.shape,
  status: orderStatus.optional().meta({ examples: ["awaiting_review"] }),
  after: z
    .string()
    .max(128)
    .default("")
    .describe("Orders placed before this orderId.")
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9e1"] }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(100)
    .meta({ examples: [100] }),
});

export const orderList = shape(
  "OrderList",
  { orders: [] },
  z.strictObject({
    orders: z.array(order),
    next: z.string().optional().describe("Give it as `after` for the next page."),
  }),
);

export const transferProof = shape(
  "TransferProof",
  { documentId: "65f0a1b2c3d4e5f6a7b8c9e7", note: "bank 88213" },
  z.strictObject({
    documentId: id.describe("A document of the company file."),
    note: z.string().max(200).default(""),
  }),
);

export const orderDecision = shape(
  "OrderDecision",
  { decision: "confirm", receipt: "bank 88213" },
  z.strictObject({
    decision: z.enum(["confirm", "reject"]),
    receipt: z
      .string()
      .max(200)
      .default("")
      .describe("The bank's number of the payment; it confirms one order."),
    reason: z.string().max(500).default("").describe("Asked of a rejection."),
  }),
);

const paymentCaseStatus = z.enum(["open", "credited", "refunded"]);

export const paymentCase = shape(
  "PaymentCase",
  {
    caseId: "suspense:vn-bulksms:vnpay:14112",
    tenantId: TENANT,
    providerId: "vn-bulksms",
    orderId: "65f0a1b2c3d4e5f6a7b8c9e1",
    amount: { currency: "VND", minor: "500000" },
    receipt: "vnpay:14112",
    why: "paid_again",
    status: "open",
    cameAt: "2026-11-22T09:12:00.000Z",
  },
  z.strictObject({
    caseId: z.string(),
    tenantId: z.string(),
    providerId: z.string(),
    orderId: z.string(),
    amount: money.optional().describe("What was paid."),
    receipt: z.string().describe("The port's number of the payment."),
    why: z
      .string()
      .describe(
        "What the order was when it came: paid_again, order_expired, order_failed; amount_differs: more or less was paid than it asks.",
      ),
    status: z.string().describe(paymentCaseStatus.options.join(", ")),
    cameAt: time.optional(),
    decidedAt: time.optional(),
    decidedBy: z.string().optional(),
    reference: z
      .string()
      .optional()
      .describe("Of a refund: the bank's number of the transfer back."),
    proposed: z
      .strictObject({
        decision: z.string(),
        reference: z.string().optional(),
        by: z.string(),
        at: time.optional(),
      })
      .optional()
      .describe("For finance: what one person wants while a second one has to want the same."),
  }),
);

export const paymentCaseQuery = z.strictObject({
  ...walletQuery.shape,
  status: paymentCaseStatus.optional().meta({ examples: ["open"] }),
  after: z
    .string()
    .max(256)
    .default("")
    .describe("Payments that came before this caseId.")
    .meta({ examples: ["suspense:vn-bulksms:vnpay:14112"] }),
  limit: orderQuery.shape.limit,
});

export const paymentCaseList = shape(
  "PaymentCaseList",
  { cases: [] },
  z.strictObject({
    cases: z.array(paymentCase),
    next: z.string().optional().describe("Give it as `after` for the next page."),
  }),
);

export const paymentCaseDecision = shape(
  "PaymentCaseDecision",
  { decision: "refund", reference: "bank 90411" },
  z.strictObject({
    decision: z
      .enum(["credit", "refund"])
      .describe("credit: it enters the wallet. refund: it went back to its payer."),
    reference: z
      .string()
      .max(200)
      .default("")
      .describe("Asked of a refund: the bank's number of the transfer back."),
  }),
);

export const portPath = z.strictObject({
  provider: id.meta({ examples: ["vn-bulksms"] }),
  port: z
    .string()
    .max(32)
    .meta({ examples: ["vnpay"] }),
});
const parameter = z.string().max(1_000);
/** What the port sends, whatever its names; the two without which nothing can be told. */
export const portQuery = z
  .object({
    vnp_TxnRef: parameter
      .optional()
      .describe("The order.")
      .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9e1"] }),
    vnp_SecureHash: parameter
      .optional()
      .describe("The signature over all other parameters.")
      .meta({ examples: ["5f2c…"] }),
  })
  .catchall(parameter);
export const portAnswer = shape(
  "PortAnswer",
  { RspCode: "00", Message: "Confirm Success" },
  z.strictObject({ RspCode: z.string(), Message: z.string() }),
);

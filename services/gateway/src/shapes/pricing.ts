import { z } from "zod";

import { shape } from "./shape.js";
import { count, id, money, shortText, time } from "./words.js";

export const partCount = z.strictObject({
  operator: z.string().min(1).max(100),
  alphabet: z.enum(["gsm7", "gsm7-tr-single", "gsm7-tr-locking", "ucs2"]),
  segments: z.int().min(1).max(255).describe("Parts of one message."),
  messages: count.describe("Messages of that many parts."),
});

const rial = (minor: string) => ({ currency: "IRR", minor });

export const quote = shape(
  "Quote",
  {
    lines: [
      {
        operator: "MCI",
        alphabet: "ucs2",
        parts: 1_000,
        perPart: rial("2100"),
        amount: rial("2100000"),
        steps: [],
        expected: rial("2100000"),
        source: "000 · Tariffs",
      },
    ],
    total: rial("2100000"),
    expected: rial("2100000"),
    tariffId: "ir-asanak-2026",
    at: "2026-11-22T09:15:00.000Z",
  },
  z.strictObject({
    lines: z.array(
      z.strictObject({
        operator: z.string(),
        alphabet: z.string(),
        parts: count,
        perPart: money.optional(),
        amount: money.optional().describe("What is held for these parts: at their highest price."),
        steps: z
          .array(z.strictObject({ fromPart: count, perPart: money.optional() }))
          .describe("Price from that part of the calendar month onwards; none: perPart always."),
        expected: money.optional().describe("What they would cost if everything went now."),
        source: z.string().optional(),
      }),
    ),
    total: money.optional(),
    expected: money.optional(),
    tariffId: z.string().optional(),
    at: time.optional(),
    discount: z
      .strictObject({
        mode: z.string().describe("prepaid or postpaid."),
        percent: z.int(),
        amount: money.optional(),
        net: money.optional().describe("Expected cost less the discount."),
        source: z.string(),
      })
      .optional()
      .describe(
        "Postpaid: what the month's discount grows by. Prepaid: what is taken off when so much credit is ordered at once. Nothing is held less for it.",
      ),
  }),
);

export const wallet = shape(
  "Wallet",
  {
    tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
    available: rial("500000000"),
    held: rial("0"),
    owed: rial("0"),
    mode: "prepaid",
  },
  z.strictObject({
    tenantId: z.string(),
    available: money.optional(),
    held: money.optional().describe("Reserved for what is under way."),
    owed: money.optional().describe("Fees and fines that are raised and not paid."),
    mode: z.string().optional().describe("prepaid or postpaid."),
    creditLimit: money.optional().describe("Postpaid: the credit inside available and held."),
  }),
);
export const walletQuery = z.strictObject({
  tenantId: z
    .string()
    .max(128)
    .optional()
    .describe("Staff: whose wallet.")
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d0"] }),
});

export const newTopUp = shape(
  "NewTopUp",
  { tenantId: "65f0a1b2c3d4e5f6a7b8c9d0", amount: rial("500000000"), reference: "bank 88213" },
  z.strictObject({
    tenantId: id,
    amount: money,
    reference: shortText.describe(
      "The bank's number of the payment: it is booked once, as a top-up or as the payment of an order (RECEIPT_USED).",
    ),
  }),
);

export const entryQuery = z.strictObject({
  ...walletQuery.shape,
  after: z
    .string()
    .max(300)
    .default("")
    .describe("Entries after this entryId.")
    .meta({ examples: ["settle:65f0a1b2c3d4e5f6a7b8c9db:held"] }),
  order: z
    .enum(["oldest", "newest"])
    .default("oldest")
    .describe("newest: from the last movement back.")
    .meta({ examples: ["newest"] }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(100)
    .meta({ examples: [100] }),
});
export const entryList = shape(
  "EntryList",
  {
    entries: [
      {
        entryId: "top-up:asanak:bank-88213:available",
        cause: "top-up:asanak:bank-88213",
        account: "tenant:65f0a1b2c3d4e5f6a7b8c9d0:available",
        amount: rial("500000000"),
        at: "2026-11-22T09:12:00.000Z",
      },
    ],
    next: "top-up:asanak:bank-88213:available",
  },
  z.strictObject({
    entries: z.array(
      z.strictObject({
        entryId: z.string(),
        cause: z.string().describe("The entries of one cause sum to zero."),
        account: z.string(),
        amount: money.optional(),
        at: time.optional(),
      }),
    ),
    next: z
      .string()
      .optional()
      .describe("Give it as `after` for the next page; absent at the end."),
  }),
);

export const ledgerVerification = shape(
  "LedgerVerification",
  { exact: true, broken: [], unproved: [], entries: 1_204, accounts: 6, openReservations: 0 },
  z.strictObject({
    exact: z.boolean(),
    broken: z.array(z.string()).describe("Each broken invariant in words."),
    unproved: z
      .array(z.string())
      .describe(
        "Books that moved while they were read and are not proved, in words; no fault of theirs.",
      ),
    entries: count,
    accounts: count,
    openReservations: count,
  }),
);

const dong = (minor: string) => ({ currency: "VND", minor });

export const tariffQuery = z.strictObject({
  market: z
    .string()
    .length(2)
    .meta({ examples: ["VN"] }),
  provider: z
    .string()
    .max(128)
    .optional()
    .meta({ examples: ["vn-bulksms"] }),
});

export const priceLists = shape(
  "PriceLists",
  {
    tariffs: [
      {
        tariffId: "vn.bulksms.2.1",
        providerId: "vn-bulksms",
        group: "2.1",
        description: "health, education",
        status: "printed",
        taxIncludedPercent: 10,
        tiers: [
          {
            fromPart: 1,
            toPart: 20_000,
            prices: [{ operator: "VIETTEL", perPart: dong("150") }],
          },
          { fromPart: 20_001, prices: [{ operator: "VIETTEL", perPart: dong("350") }] },
        ],
        families: [],
        purposes: [],
        source: "004 · Policy 1",
        note: "Reference price of 2021, VAT 10% included.",
      },
    ],
    fees: [
      {
        fee: "maintenance",
        providerId: "vn-bulksms",
        charged: "monthly",
        per: "brandname and operator",
        operator: "VIETTEL",
        amount: dong("50000"),
        source: "004 · Policy 2",
      },
    ],
    discounts: [
      { mode: "prepaid", from: dong("3000000000"), percent: 2, source: "004 · Policy 3" },
    ],
    effectiveFrom: "2021-01-01",
    segmentTables: [
      {
        script: "unaccented",
        sendable: true,
        rows: [{ segments: 1, fromChars: 1, toChars: 160, printed: "0-160", basis: "seed" }],
        source: "004 · Rules 3",
      },
    ],
    suffixChars: 0,
    creditPrices: [],
  },
  z.strictObject({
    tariffs: z.array(
      z.strictObject({
        tariffId: z.string(),
        providerId: z.string(),
        group: z.string().optional(),
        description: z.string(),
        status: z
          .string()
          .describe("published by finance; printed; or example, where nothing is printed."),
        taxIncludedPercent: z.number().optional(),
        tiers: z.array(
          z.strictObject({
            fromPart: count,
            toPart: count.optional(),
            prices: z.array(
              z.strictObject({
                operator: z.string().optional(),
                script: z.string().optional(),
                perPart: money.optional(),
              }),
            ),
          }),
        ),
        families: z.array(z.string()).describe("Families of lines it is for; none: every one."),
        purposes: z
          .array(z.string())
          .describe("Kinds of traffic it is for, as the market's purposes; none: every one."),
        source: z.string(),
        note: z.string().optional(),
      }),
    ),
    fees: z.array(
      z.strictObject({
        fee: z.string(),
        providerId: z.string(),
        charged: z.string(),
        per: z.string(),
        operator: z.string(),
        amount: money.optional(),
        source: z.string(),
      }),
    ),
    discounts: z.array(
      z.strictObject({
        mode: z.string(),
        from: money.optional(),
        below: money.optional(),
        percent: z.number(),
        source: z.string(),
      }),
    ),
    effectiveFrom: z.string(),
    segmentTables: z
      .array(
        z.strictObject({
          operator: z
            .string()
            .optional()
            .describe("None: every operator without a table of its own."),
          script: z.string(),
          sendable: z.boolean().describe("Whether such a text is taken there at all."),
          rows: z.array(
            z.strictObject({
              segments: z.int().describe("Segments, or credits, that are billed."),
              fromChars: count,
              toChars: count,
              printed: z.string().optional(),
              basis: z.string(),
            }),
          ),
          source: z.string(),
        }),
      )
      .describe("How many segments, or credits, a text of so many characters is billed as."),
    suffixChars: count.describe("Characters that the platform appends and the tables leave out."),
    creditPrices: z
      .array(
        z.strictObject({
          providerId: z.string(),
          perCredit: money.optional(),
          status: z
            .string()
            .describe("published by finance; printed; or example, where the provider set none."),
          source: z.string(),
          effectiveFrom: z.string().optional().describe("First local day on which it holds."),
        }),
      )
      .describe("Where prices are in credits: what a credit costs, tax inside."),
  }),
);

export const newPriceGroup = shape(
  "NewPriceGroup",
  { purpose: "customer_care", group: "2.1" },
  z.strictObject({
    lineId: id.optional().describe("None: every line of the customer."),
    purpose: z.string().max(64).optional().describe("None: every purpose."),
    group: z.string().max(64).describe("Empty: that of an ordinary company again."),
  }),
);

export const priceGroupList = shape(
  "PriceGroupList",
  { groups: [{ purpose: "customer_care", group: "2.1", at: "2026-11-22T09:15:00.000Z" }] },
  z.strictObject({
    groups: z.array(
      z.strictObject({
        lineId: z.string().optional(),
        purpose: z.string().optional(),
        group: z.string(),
        at: time.optional(),
      }),
    ),
  }),
);

import { z } from "zod";

import { walletQuery } from "./pricing.js";
import { shape } from "./shape.js";
import { count, id, money, time } from "./words.js";

const dong = (minor: string) => ({ currency: "VND", minor });
const TENANT = "65f0a1b2c3d4e5f6a7b8c9d0";
/** Of our calendar: 1405-09 would be read as a month of long ago, and answered with an empty paper. */
const month = z
  .string()
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, "expected a Gregorian month such as 2026-11");

export const terms = shape(
  "PaymentTerms",
  { tenantId: TENANT, mode: "postpaid", creditLimit: dong("50000000") },
  z.strictObject({
    tenantId: z.string(),
    mode: z.string().describe("prepaid or postpaid."),
    creditLimit: money.optional(),
    paysFor: z
      .string()
      .optional()
      .describe(
        "What the contract charges: accepted_by_operator or delivered; none: the market's rule.",
      ),
    setBy: z.string().optional().describe("Who decided; of two people the second."),
    proposedBy: z.string().optional().describe("Of two people who decided the first."),
    setAt: time.optional(),
  }),
);
export const newTerms = shape(
  "NewPaymentTerms",
  { mode: "postpaid", creditLimit: dong("50000000") },
  z.strictObject({
    mode: z.enum(["prepaid", "postpaid"]),
    creditLimit: money.optional().describe("Asked of postpaid."),
    paysFor: z
      .enum(["accepted_by_operator", "delivered", "market"])
      .optional()
      .describe(
        "What is charged of what is reserved from now on; market: as its rule says; none: as before.",
      ),
  }),
);

export const dueQuery = z.strictObject({
  ...walletQuery.shape,
  status: z
    .enum(["owed", "paid", "waived"])
    .optional()
    .meta({ examples: ["owed"] }),
});
const owedFee = {
  dueId: "fee:maintenance:65f0a1b2c3d4e5f6a7b8c9d2:VIETTEL:2026-11",
  kind: "maintenance",
  lineId: "65f0a1b2c3d4e5f6a7b8c9d2",
  operator: "VIETTEL",
  month: "2026-11",
  amount: dong("50000"),
  status: "owed",
  source: "004 · Policy 2",
  raisedAt: "2026-11-01T00:00:10.000Z",
  sleepsAt: "2026-11-08T00:00:10.000Z",
};
export const due = shape(
  "Due",
  owedFee,
  z.strictObject({
    dueId: z.string(),
    kind: z.string().describe("declaration, maintenance or fine."),
    lineId: z.string().optional(),
    operator: z.string().optional(),
    month: z.string().optional(),
    amount: money.optional(),
    status: z.string().describe("paid, owed or waived."),
    source: z.string(),
    raisedAt: time.optional(),
    paidAt: time.optional(),
    sleepsAt: time.optional().describe("Of maintenance that is owed: then the name sleeps."),
    waivedBy: z.string().optional().describe("Two people with a comma between, where it was much."),
    reason: z.string().optional().describe("Why it was waived."),
    pendingWaiver: z
      .strictObject({ by: z.string(), at: time.optional(), reason: z.string() })
      .optional()
      .describe("A waiver that waits for a second person."),
  }),
);
export const dueList = shape(
  "DueList",
  { dues: [owedFee], owed: dong("50000") },
  z.strictObject({ dues: z.array(due), owed: money.optional() }),
);
export const waiver = shape(
  "Waiver",
  { reason: "declared by mistake" },
  z.strictObject({ reason: z.string().trim().min(1).max(500) }),
);
export const dueId = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(300)
    .meta({ examples: [owedFee.dueId] }),
});

export const notices = shape(
  "MoneyNotices",
  { lowBalance: dong("1000000"), phones: ["+84912345678"], language: "vi" },
  z.strictObject({
    lowBalance: money.optional().describe("Warn below so much available; none: never."),
    phones: z
      .array(z.string().regex(/^\+\d{7,15}$/, "expected an E.164 number"))
      .max(5)
      .default([])
      .describe("Written to by SMS. Facts are told in any case."),
    language: z.enum(["fa", "tr", "vi", "en"]).default("en"),
  }),
);
/** The same with what stands in their way. */
export const noticesStanding = shape(
  "MoneyNoticesStanding",
  { lowBalance: dong("1000000"), phones: ["+84912345678"], language: "vi", withoutSender: false },
  z.strictObject({
    ...notices.shape,
    withoutSender: z
      .boolean()
      .describe("The provider has no active line of its own to write from: no SMS leaves."),
  }),
);

export const statementQuery = z.strictObject({
  ...walletQuery.shape,
  month: month.meta({ examples: ["2026-11"] }),
});
export const statement = shape(
  "Statement",
  {
    tenantId: TENANT,
    month: "2026-11",
    opening: dong("0"),
    lines: [{ kind: "top_up", movements: 1, amount: dong("5000000") }],
    closing: dong("5000000"),
    closed: false,
  },
  z.strictObject({
    tenantId: z.string(),
    month: z.string(),
    opening: money.optional().describe("Available and held together, less the credit limit."),
    lines: z.array(
      z.strictObject({
        kind: z
          .string()
          .describe(
            "top_up, discount, messages, declaration, maintenance, fine, credit_note or margin.",
          ),
        movements: count,
        amount: money.optional().describe("Positive: into the wallet."),
      }),
    ),
    closing: money.optional(),
    closed: z.boolean().describe("False while the month runs."),
  }),
);

const language = z
  .enum(["fa", "tr", "vi", "en"])
  .default("en")
  .meta({ examples: ["vi"] });
const format = z
  .enum(["pdf", "csv"])
  .default("pdf")
  .meta({ examples: ["pdf"] });
export const statementFileQuery = z.strictObject({ ...statementQuery.shape, format, language });
export const invoiceFileQuery = z.strictObject({ format, language });

const party = z
  .strictObject({
    name: z.string(),
    address: z.string().optional(),
    taxOffice: z.string().optional(),
    numbers: z.array(
      z.strictObject({
        field: z.string().describe("Field of the company file, such as taxNumber."),
        value: z.string(),
      }),
    ),
  })
  .optional()
  .describe("As it was when the paper was issued; not in lists, nor on papers of before.");

export const invoice = shape(
  "Invoice",
  {
    kind: "invoice",
    number: "VN-BULKSMS-2026-000001",
    tenantId: TENANT,
    providerId: "vn-bulksms",
    month: "2026-11",
    lines: [
      {
        kind: "messages",
        operator: "VIETTEL",
        alphabet: "gsm7",
        quantity: 20_000,
        amount: dong("3000000"),
      },
    ],
    net: dong("2727273"),
    tax: dong("272727"),
    taxPercent: 10,
    total: dong("3000000"),
    issuedAt: "2026-12-01T01:00:00.000Z",
    buyer: {
      name: "Công ty Giáo dục VT",
      address: "12 Hàng Bài, Hà Nội",
      numbers: [{ field: "enterpriseCode", value: "0100109106" }],
    },
  },
  z.strictObject({
    kind: z.string().describe("invoice or credit_note."),
    number: z.string().describe("Without gaps per provider, kind and year."),
    tenantId: z.string(),
    providerId: z.string(),
    corrects: z.string().optional().describe("Of a credit note: its invoice."),
    replaces: z.string().optional().describe("The invoice in whose place it was issued."),
    month: z.string(),
    lines: z.array(
      z.strictObject({
        kind: z
          .string()
          .describe(
            "messages, declaration, maintenance, credit, discount; where terms changed brought_in (paid before, on no invoice yet) and " +
              "advance (on an invoice already).",
          ),
        operator: z.string().optional(),
        alphabet: z.string().optional(),
        quantity: count,
        amount: money.optional().describe("Tax inside; a discount is negative."),
      }),
    ),
    net: money.optional(),
    tax: money.optional(),
    taxPercent: z.number().optional(),
    total: money.optional(),
    payable: money.optional().describe("Postpaid: what is to be paid."),
    reason: z.string().optional(),
    issuedAt: time.optional(),
    issuedBy: z.string().optional(),
    seller: party,
    buyer: party,
    lacks: z
      .array(z.string())
      .optional()
      .describe(
        "What it should name and could not when it was issued: sellerAddress, buyerAddress.",
      ),
  }),
);
export const invoiceQuery = z.strictObject({
  ...walletQuery.shape,
  month: month.optional().meta({ examples: ["2026-11"] }),
  after: z
    .string()
    .max(128)
    .default("")
    .describe("Those after this number.")
    .meta({ examples: ["VN-BULKSMS-2026-000001"] }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(100)
    .meta({ examples: [100] }),
});
export const invoiceList = shape(
  "InvoiceList",
  { invoices: [] },
  z.strictObject({ invoices: z.array(invoice), next: z.string().optional() }),
);
export const invoiceWithNotes = shape(
  "InvoiceWithNotes",
  {
    invoice: {
      kind: "invoice",
      number: "VN-BULKSMS-2026-000001",
      tenantId: TENANT,
      providerId: "vn-bulksms",
      month: "2026-11",
      lines: [],
    },
    creditNotes: [],
  },
  z.strictObject({ invoice, creditNotes: z.array(invoice) }),
);
export const reissued = shape(
  "ReissuedInvoice",
  {
    invoice: {
      kind: "invoice",
      number: "VN-BULKSMS-2026-000002",
      replaces: "VN-BULKSMS-2026-000001",
      tenantId: TENANT,
      providerId: "vn-bulksms",
      month: "2026-11",
      lines: [],
    },
  },
  z.strictObject({
    invoice: invoice.describe("In the place of the first."),
    creditNote: invoice.optional().describe("Takes the first back whole."),
  }),
);
export const invoicing = shape("Invoicing", { month: "2026-11" }, z.strictObject({ month }));
export const invoiced = shape(
  "Invoiced",
  { issued: 12, refusedTenantIds: [], refused: [] },
  z.strictObject({
    issued: count.describe("Of the month, and of earlier ones that had to come first."),
    refused: z
      .array(z.strictObject({ tenantId: z.string(), month: z.string(), code: z.string() }))
      .describe(
        "The same customers, with the month that refused, the one asked for or one before it, and why: MONTH_BOOKS_DIFFER, INVOICE_FAILED, or what a neighbour or the wallet said, e.g. AMOUNT_TOO_LARGE.",
      ),
    refusedTenantIds: z
      .array(z.string())
      .describe(
        "Customers whose month does not add up or whose names cannot be read now; nothing was issued for them.",
      ),
  }),
);
export const newCreditNote = shape(
  "NewCreditNote",
  { amount: dong("150000"), reason: "wrong price group until 3 November" },
  z.strictObject({ amount: money, reason: z.string().min(1).max(500) }),
);
export const byNumber = z.strictObject({
  number: id.meta({ examples: ["VN-BULKSMS-2026-000001"] }),
});

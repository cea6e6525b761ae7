import { z } from "zod";

import { shape } from "./shape.js";
import { count, id, money, shortText, time, version } from "./words.js";

/** An ISO date, the market's own day. */
export const day = z.iso.date();

const pendingDecision = z
  .strictObject({
    event: z.string(),
    by: z.string(),
    at: time.optional(),
    note: z.string().optional(),
  })
  .describe("A decision that waits until a second person says the same.");

/** What an application tells beside its papers and steps. */
export const applicationLife = {
  kind: z.string().optional().describe("obtain, to_advertising, transfer or purposes."),
  operatorAnswers: z.array(
    z.strictObject({
      words: z.string(),
      reference: z.string().optional(),
      at: time.optional(),
    }),
  ),
  pendingDecision: pendingDecision.optional(),
  originals: z.array(z.string()).describe("Originals on paper that have arrived, by code."),
};

/** What a line tells of its later life. */
export const lineLife = {
  renewsOn: day.optional(),
  price: money.optional().describe("Of one term; absent where it is not known."),
  whiteListed: z.boolean(),
  listRefresh: z
    .strictObject({
      state: z.enum(["fresh", "refresh_due", "overdue"]),
      calledAt: time.optional(),
      dueOn: day.optional(),
      listVersion: version.optional(),
      refreshedAt: time.optional().describe("When a list last came."),
      listId: id.optional().describe("The list that came; absent where only its version was said."),
    })
    .optional()
    .describe("Where a customer list governs the line."),
  volume: z.strictObject({ messages: count, days: count }).optional(),
  complaints: count,
  history: z
    .array(
      z.strictObject({
        at: time.optional(),
        actor: z.string(),
        event: z.string(),
        from: z.string().optional(),
        to: z.string().optional(),
        note: z.string().optional(),
        by: z
          .string()
          .optional()
          .describe("Who did it: staff see everybody, a holder its own people."),
        byName: z.string().optional(),
      }),
    )
    .describe("Steps and what else happened, the newest last."),
  pendingDecision: pendingDecision.optional(),
  possibleRequests: z
    .array(z.enum(["to_advertising", "to_service", "purposes"]))
    .describe(
      "Of one line: what its holder may ask for now. to_advertising: POST /v1/lines/{id}/conversion; to_service: POST /v1/applications with its number; purposes: POST /v1/lines/{id}/purposes.",
    ),
  openCaseId: id.optional().describe("Of one line: the case that changes it and is under way."),
};

const expectedVersion = version.default(0).describe("0: whatever it is now.");
const reason = z.string().min(1).max(2_000);

export const lineReason = shape(
  "LineReason",
  { reason: "advertising from a service line", expectedVersion: 3 },
  z.strictObject({
    reason,
    expectedVersion,
    operator: z.string().max(64).default("").describe("Brandnames: one operator only."),
  }),
);

export const liftQuery = z.strictObject({
  operator: z
    .string()
    .max(64)
    .default("")
    .meta({ examples: ["VIETTEL"] }),
  reason: z
    .string()
    .max(2_000)
    .default("")
    .meta({ examples: ["the fee was paid"] }),
});

export const refreshCall = shape(
  "ListRefreshCall",
  { dueOn: "2026-12-20" },
  z.strictObject({ dueOn: day.optional().describe("Left out: the pack's term from today.") }),
);

export const listRefreshed = shape(
  "ListRefresh",
  { listVersion: 4 },
  z.strictObject({ listVersion: version }),
);

export const inboundCapability = shape(
  "InboundCapability",
  { capability: "yes" },
  z.strictObject({ capability: z.enum(["unknown", "yes", "no"]) }),
);

export const newComplaint = shape(
  "NewLineComplaint",
  { note: "a subscriber asks to be left alone" },
  z.strictObject({ note: z.string().max(2_000).default("") }),
);

export const renewalTerms = shape(
  "RenewalTerms",
  { renewsOn: "2027-11-22", price: { currency: "IRR", minor: "5000000" } },
  z.strictObject({ renewsOn: day, price: money.optional() }),
);

export const renewal = shape(
  "Renewal",
  { renewsOn: "2027-11-22" },
  z.strictObject({ renewsOn: day.describe("The date that is renewed.") }),
);

const documents = z
  .record(z.string().max(100), id)
  .default({})
  .describe("Documents of your company file: code → documentId.");

export const newConversion = shape(
  "NewConversion",
  { to: "advertising", note: "we stop sending notices from this number" },
  z.strictObject({
    to: z
      .enum(["service", "advertising"])
      .describe("service: with POST /v1/applications, which names every paper it demands."),
    note: z.string().max(2_000).default(""),
    documents,
  }),
);

export const newPurposes = shape(
  "NewPurposes",
  { purposes: ["advertising"], note: "we open a shop and want to tell of offers" },
  z.strictObject({
    purposes: z
      .array(z.string().min(1).max(64))
      .min(1)
      .max(10)
      .describe(
        "Kinds of traffic of the market, as GET /v1/text-rules names them: what comes in addition; of a line whose purposes are empty, all of them.",
      ),
    note: z.string().max(2_000).default(""),
  }),
);

export const newTransfer = shape(
  "NewTransfer",
  {
    providerId: "asanak",
    family: "landline_021",
    number: "02191001234",
    fromProvider: "kando",
    applicant: { kind: "legal", representativeIsSignatory: true },
  },
  z.strictObject({
    providerId: id,
    family: id,
    number: z.string().min(1).max(40),
    fromProvider: shortText.describe("The provider that has the line now."),
    note: z.string().max(2_000).default(""),
    documents,
    applicant: z.strictObject({
      kind: z.enum(["natural", "legal"]),
      representativeIsSignatory: z.boolean().default(false),
      nationalCardIsSmart: z.boolean().default(false),
      sector: z.string().max(100).default("general"),
    }),
  }),
);

import { z } from "zod";

import { shape } from "./shape.js";
import { id, time } from "./words.js";

const example = {
  proposalId: "65f0a1b2c3d4e5f6a7b8c9d3",
  kind: "terms",
  tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
  before: { mode: "prepaid", limit: "0", currency: "VND", pays_for: "market" },
  after: { mode: "postpaid", limit: "4000000000", currency: "VND", pays_for: "market" },
  by: "person:65f0a1b2c3d4e5f6a7b8c9d5",
  at: "2026-11-22T08:31:00.000Z",
  expiresAt: "2026-12-22T08:31:00.000Z",
} as const;

export const proposal = shape(
  "Proposal",
  example,
  z.strictObject({
    proposalId: id,
    kind: z.enum(["terms", "price_group", "credit_price"]),
    tenantId: id.optional().describe("Whose money it is about; none: every customer's."),
    before: z.record(z.string(), z.string()),
    after: z
      .record(z.string(), z.string())
      .describe(
        "mode, limit in minor units, currency, pays_for; or group, line, purpose; or per_credit in minor units (empty: as everybody pays), currency, effective_from.",
      ),
    reference: z
      .string()
      .optional()
      .describe("Of what a credit costs: where it was decided, in the words of who proposed it."),
    by: z.string().describe("Who proposed it: person:<id> or key:<id>."),
    at: time.optional(),
    expiresAt: time.optional().describe("From then on it is none any more."),
    decidedBy: z.string().optional().describe("Who agreed; absent while it waits."),
    decidedAt: time.optional(),
  }),
);
export const proposalList = shape(
  "ProposalList",
  { proposals: [example] },
  z.strictObject({ proposals: z.array(proposal).describe("The oldest first.") }),
);

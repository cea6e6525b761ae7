import { z } from "zod";

import { shape } from "./shape.js";
import { count, id, time } from "./words.js";

/** What an operator's receipts prove, as declared per account. */
export const evidence = z
  .enum(["handset", "network", "accepted_only", "none"])
  .describe(
    "What a receipt of this operator proves: the handset had it, the network says so, it was only taken, or nothing.",
  );

export const routeList = shape(
  "RouteList",
  {
    routes: [
      {
        route: "mci-1",
        operators: ["MCI"],
        rate: 500,
        market: "IR",
        accounts: ["wl-mci", "wl-aggregator"],
        carrier: "wl-mci",
        senders: [],
        traffic: [],
        evidence: "handset",
        latin1: false,
        wideReference: false,
        currentRate: 350,
      },
    ],
  },
  z.strictObject({
    routes: z.array(
      z.strictObject({
        route: z.string(),
        operators: z.array(z.string()).describe('"*" stands for all that no other route names.'),
        rate: count.describe("Parts per second over all binds of its carrier."),
        currentRate: count.describe(
          "The same now: what the operator's throttling took off is off.",
        ),
        market: z.string().optional(),
        accounts: z
          .array(z.string())
          .describe("In order: the next one takes over while those before it are down."),
        carrier: z
          .string()
          .optional()
          .describe("The account that carries it now; absent while all are down."),
        senders: z.array(z.string()).describe("Families of senders it is for; empty: all."),
        traffic: z.array(z.string()).describe("Kinds of traffic it is for; empty: all."),
        evidence: evidence.optional(),
        latin1: z
          .boolean()
          .describe("Latin-1 in the place of GSM's alphabet: what it lacks goes in another."),
        wideReference: z
          .boolean()
          .describe(
            "The reference that joins parts takes two octets: each part of several holds less.",
          ),
        suffix: z
          .string()
          .optional()
          .describe(
            "What we append to every text; absent: nothing, or the operator appends its own.",
          ),
      }),
    ),
  }),
);

export const bindList = shape(
  "BindList",
  {
    binds: [
      {
        bindId: "wl-mci/1",
        type: "transceiver",
        account: "wl-mci",
        operator: "mci",
        up: true,
        holder: "dispatcher-1",
        epoch: 4,
        window: 100,
        inFlight: 12,
        submitted: 100_000,
        throttled: 0,
        since: "2026-11-22T08:00:00.000Z",
        rate: 500,
        currentRate: 350,
        evidence: "handset",
      },
    ],
  },
  z.strictObject({
    binds: z.array(
      z.strictObject({
        bindId: z
          .string()
          .describe("One connection to the operator; one dispatcher at a time holds it."),
        type: z.string().describe('"transceiver", "transmitter" or "receiver".'),
        account: z
          .string()
          .describe("Account at the operator; its message ids are unique within it."),
        operator: z.string().describe("The route that it carries."),
        up: z.boolean(),
        holder: z.string().optional().describe("The dispatcher that has it now."),
        epoch: count,
        window: count,
        inFlight: count,
        submitted: count.describe(
          "Parts since its holder has it; so are those that were throttled.",
        ),
        throttled: count,
        since: time.optional(),
        lastError: z.string().optional(),
        rate: count.describe("Parts per second that it may carry; 0: not limited."),
        currentRate: count.describe("The same after throttling; 0: not limited, or nobody has it."),
        evidence: evidence.optional(),
      }),
    ),
  }),
);

const inDoubtState = z.enum([
  "resent",
  "waits_for_account",
  "held",
  "releasing",
  "dropping",
  "released",
  "dropped",
  "reported",
]);
const inDoubtCase = z.strictObject({
  inDoubtId: z.string(),
  chunkId: z.string(),
  tenantId: z.string(),
  campaignId: z.string().optional(),
  account: z.string(),
  bindId: z.string(),
  operator: z.string(),
  traffic: z.string().optional(),
  lane: z.string(),
  parts: z.array(count).describe("Parts in doubt, by their place in the chunk from 0."),
  cause: z
    .enum(["no_answer", "link_lost", "holder_lost"])
    .describe("No answer in time; the link broke; the dispatcher died before the answer was kept."),
  policy: z.enum(["resend", "hold", "report"]),
  state: inDoubtState.describe(
    "What was done: sent again and flagged; waits for the account it went by; held for a decision; being released or dropped; released; dropped; reported.",
  ),
  at: time.optional(),
  settledBy: z.string().optional(),
  settledAt: time.optional(),
});
/** The closed words of a case. */
export const inDoubtWords = inDoubtCase.pick({ cause: true, policy: true, state: true }).strip();
const exampleCase: z.input<typeof inDoubtCase> = {
  inDoubtId: "65f0a1b2c3d4e5f6a7b8c9db:3",
  chunkId: "65f0a1b2c3d4e5f6a7b8c9db",
  tenantId: "65f0a1b2c3d4e5f6a7b8c9d0",
  campaignId: "65f0a1b2c3d4e5f6a7b8c9da",
  account: "wl-mci",
  bindId: "wl-mci/1",
  operator: "MCI",
  traffic: "marketing",
  lane: "BULK",
  parts: [300, 301],
  cause: "link_lost",
  policy: "hold",
  state: "held",
  at: "2026-11-22T09:30:02.000Z",
};
export const inDoubt = shape("InDoubt", exampleCase, inDoubtCase);
export const inDoubtList = shape(
  "InDoubtList",
  { inDoubt: [exampleCase], held: 1 },
  z.strictObject({
    inDoubt: z.array(inDoubtCase),
    nextPageToken: z.string().optional().describe("Absent on the last page."),
    held: count.describe("Cases that wait for a decision, on all pages."),
  }),
);
export const inDoubtQuery = z.strictObject({
  held: z
    .enum(["true", "false"])
    .default("false")
    .describe("Only what waits for a decision.")
    .meta({ examples: ["true"] }),
  tenantId: id.optional().meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9d0"] }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .meta({ examples: [50] }),
  pageToken: z
    .string()
    .max(200)
    .optional()
    .meta({ examples: ["65f0a1b2c3d4e5f6a7b8c9db:3"] }),
});
export const orphanQuery = z.strictObject({
  givenUp: z
    .enum(["true", "false"])
    .default("false")
    .describe("Those that were given up, instead of those that are tried again.")
    .meta({ examples: ["true"] }),
  limit: inDoubtQuery.shape.limit,
  pageToken: inDoubtQuery.shape.pageToken,
});
export const inDoubtDecision = shape(
  "InDoubtDecision",
  { decision: "release" },
  z.strictObject({
    decision: z
      .enum(["release", "drop"])
      .describe("Send once more, flagged as possibly doubled; or leave it in doubt for good."),
  }),
);

const orphan = z.strictObject({
  account: z.string().describe("Our name at the operator, whose receipt it is."),
  operatorId: z
    .string()
    .describe("The id that the receipt names, as the account's rule writes it."),
  rawId: z.string().optional().describe("As the operator wrote it, where that is other."),
  state: z
    .string()
    .describe("DELIVRD, EXPIRED, DELETED, UNDELIV, ACCEPTD, UNKNOWN, REJECTD, ENROUTE."),
  error: z.string(),
  at: time.optional().describe("When it came."),
  tries: count.describe("How often its message was looked for."),
  nextTryAt: time.optional().describe("Absent of what was given up."),
});
const exampleOrphan: z.input<typeof orphan> = {
  account: "wl-mci",
  operatorId: "5f3a91c2",
  state: "DELIVRD",
  error: "000",
  at: "2026-11-22T09:30:02.000Z",
  tries: 3,
  nextTryAt: "2026-11-22T09:35:38.000Z",
};
export const orphanSummary = shape(
  "OrphanReceipts",
  {
    waiting: 12,
    givenUp: 0,
    sample: ["wl-mci:5f3a91c2"],
    oldestAt: "2026-11-22T09:30:02.000Z",
    receipts: [exampleOrphan],
  },
  z.strictObject({
    waiting: count.describe("Receipts whose message is not known yet; they are tried again."),
    givenUp: count.describe("Kept to be looked at, no longer tried."),
    sample: z.array(z.string()).describe("Up to ten, as account:id."),
    oldestAt: time.optional().describe("When the oldest of those that wait came."),
    receipts: z.array(orphan).describe("One by one, the longest waiting first."),
    nextPageToken: z.string().optional().describe("Absent on the last page."),
  }),
);

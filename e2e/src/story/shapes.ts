import { z } from "zod";
import type { Finding } from "./client.js";

/** What the story reads of the API's answers; everything else may be there. */
const counts = z.record(z.string(), z.number());
export const money = z.looseObject({ currency: z.string(), minor: z.string() });
const finding: z.ZodType<Finding> = z.looseObject({
  code: z.string(),
  rule: z.string().optional(),
  source: z.string().optional(),
  remedy: z.string().optional(),
});

export const provider = z.looseObject({
  created: z.boolean(),
  platformTenantId: z.string(),
  expertKey: z.string().optional(),
  operationsKey: z.string().optional(),
  financeKey: z.string().optional(),
  administratorKey: z.string().optional(),
});
export const providerEligibility = z.looseObject({ eligible: z.boolean(), version: z.number() });
export const brandnameProposals = z.looseObject({
  operators: z.array(
    z.looseObject({
      operator: z.string(),
      verdict: z.string(),
      proposals: z.array(z.string()),
    }),
  ),
});
export const registered = z.looseObject({
  tenant: z.looseObject({ tenantId: z.string() }),
  apiKey: z.string().optional(),
});
export const companyFile = z.looseObject({ companyName: z.string(), version: z.number() });
export const document = z.looseObject({
  documentId: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number(),
});
export const checklist = z.looseObject({
  eligible: z.boolean(),
  documents: z.array(
    z.looseObject({
      code: z.string(),
      english: z.string(),
      source: z.string(),
      present: z.boolean(),
    }),
  ),
  guarantee: z
    .looseObject({
      required: z.boolean(),
      amount: money.optional(),
      beneficiaryCode: z.string().optional(),
      beneficiaryName: z.string().optional(),
      source: z.string().optional(),
    })
    .optional(),
  formRules: z.array(finding),
  listRules: z.array(finding),
  originals: z.array(z.string()),
  duration: z
    .looseObject({
      minimum: z.string().optional(),
      maximum: z.string().optional(),
      source: z.string().optional(),
    })
    .optional(),
});
export const application = z.looseObject({
  applicationId: z.string(),
  state: z.string(),
  version: z.number(),
  lineId: z.string().optional(),
  dueAt: z.string().optional(),
  fileNames: z.record(z.string(), z.string()),
  possibleEvents: z.array(z.string()),
});
/** What filing answers: for a name one declaration per operator. */
export const filedApplication = application.extend({
  declarations: z
    .array(
      z.looseObject({
        operator: z.string(),
        sender: z.string(),
        applicationId: z.string(),
        dueAt: z.string().optional(),
      }),
    )
    .optional(),
});
export const line = z.looseObject({
  lineId: z.string(),
  number: z.string(),
  type: z.string(),
  status: z.string(),
  governedByList: z.boolean(),
  activationNotice: z.string().optional(),
  activationMessageId: z.string().optional(),
});
export const list = z.looseObject({ listId: z.string(), version: z.number(), members: z.number() });
export const listImport = z.looseObject({
  importId: z.string(),
  state: z.string(),
  fileType: z.string().optional(),
  rowsRead: z.number(),
  kept: z.number(),
  dropped: counts,
  operators: counts,
  variables: z.array(z.string()),
  numberColumn: z.string().optional(),
  progress: z.number(),
  refusal: finding.optional(),
});
export const template = z.looseObject({
  templateId: z.string(),
  state: z.string(),
  category: z.string().optional(),
  version: z.number(),
  worstCaseParts: z.number(),
});
export const quote = z.looseObject({
  lines: z.array(
    z.looseObject({
      operator: z.string(),
      alphabet: z.string(),
      parts: z.number(),
      perPart: money.optional(),
      amount: money.optional(),
    }),
  ),
  total: money.optional(),
});
export const campaign = z.looseObject({
  campaignId: z.string(),
  state: z.string(),
  cause: z.string().optional(),
  forecast: z
    .looseObject({
      recipientsKept: z.number(),
      dropped: counts,
      counts: z.array(
        z.looseObject({
          operator: z.string(),
          alphabet: z.string(),
          segments: z.number(),
          messages: z.number(),
        }),
      ),
      quote: quote.optional(),
      durationSeconds: z.number(),
    })
    .optional(),
  progress: z
    .looseObject({
      recipients: z.number(),
      chunks: z.number(),
      chunksReleased: z.number(),
      chunksFinal: z.number(),
      messages: counts,
      parts: counts,
      duplicatesPossible: z.number(),
      reserved: money.optional(),
      settled: money.optional(),
      released: money.optional(),
    })
    .optional(),
  refusal: finding.optional(),
  verdictId: z.string().optional(),
  reservationId: z.string().optional(),
});
export type Campaign = z.infer<typeof campaign>;
export const report = z.looseObject({
  messages: z.number(),
  parts: z.number(),
  messagesByState: counts,
  partsByState: counts,
  reasons: counts,
  operators: counts,
  duplicatesPossible: z.number(),
});
export const wallet = z.looseObject({ available: money.optional(), held: money.optional() });
export const verification = z.looseObject({
  exact: z.boolean(),
  broken: z.array(z.string()),
  entries: z.number(),
  accounts: z.number(),
  openReservations: z.number(),
});
export const accepted = z.looseObject({ messageId: z.string(), parts: z.number() });
export const message = z.looseObject({
  state: z.string(),
  operator: z.string().optional(),
  cause: z.string().optional(),
});
export const verdict = z.looseObject({
  verdictId: z.string(),
  decision: z.string(),
  rulesTried: z.array(
    z.looseObject({
      rule: z.string(),
      passed: z.boolean(),
      source: z.string().optional(),
      facts: z.array(z.looseObject({ name: z.string(), value: z.string() })),
    }),
  ),
  decidingRule: z.string().optional(),
  source: z.string().optional(),
  remedy: z.string().optional(),
  overrideBy: z.string().optional(),
});

import { z } from "zod";

import { shape } from "./shape.js";
import { finding } from "./words.js";

export const problem = shape(
  "Problem",
  {
    type: "/v1/error-codes/LINE_UNKNOWN",
    title: "Not found",
    status: 404,
    code: "LINE_UNKNOWN",
    detail: "There is no such line.",
    remedy: "List your lines with GET /v1/lines and use an id from there.",
  },
  z
    .strictObject({
      type: z.string(),
      title: z.string(),
      status: z.int(),
      code: z.string().describe("Stable word: program against this, never against the texts."),
      detail: z.string(),
      remedy: z.string().optional().describe("What to do about it."),
      source: z.string().optional().describe("Where the rule stands."),
      verdictId: z.string().optional().describe("The verdict card, at /v1/verdicts/{id}."),
      instance: z
        .string()
        .optional()
        .describe("Names an incident of ours; tell it to your provider."),
      findings: z.array(finding).optional().describe("Everything that is wrong, at once."),
      warnings: z.array(finding).optional(),
    })
    .describe("Why a request was not done (RFC 9457)."),
);
export type Problem = z.output<typeof problem>;

/** What every route may answer beside its own answers. */
export const problems = {
  "4xx": {
    description: "The request was refused; `code` says why.",
    content: { "application/problem+json": { schema: problem } },
  },
  "5xx": {
    description: "A failure of ours. Repeat the request with the same Idempotency-Key.",
    content: { "application/problem+json": { schema: problem } },
  },
};

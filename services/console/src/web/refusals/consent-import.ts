import { z } from "zod";

const shape = z.object({
  rowsRead: z.number(),
  recorded: z.number(),
  unchanged: z.number(),
  refused: z.record(z.string(), z.number()),
});

/** What came of a file of consents, from the answer of an upload. */
export function readConsentImport(answer: unknown): z.infer<typeof shape> {
  return shape.parse(answer);
}

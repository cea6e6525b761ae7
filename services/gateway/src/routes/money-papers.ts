import type { GetPaperResponse } from "@whiteline/contracts/pricing/v1/billing";
import type { FastifyReply } from "fastify";
import { z } from "zod";

/** What a route answers that sends a paper. */
export const paperFile = {
  description: "The paper.",
  content: {
    "application/pdf": { schema: z.file() },
    "text/csv": { schema: z.file() },
  },
};

export function sendPaper(
  reply: FastifyReply,
  { content, mediaType, fileName }: GetPaperResponse,
): FastifyReply {
  return reply
    .type(mediaType)
    .header("x-content-type-options", "nosniff")
    .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
    .send(Buffer.from(content));
}

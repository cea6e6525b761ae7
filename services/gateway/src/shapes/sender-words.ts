import { z } from "zod";

/** What a sender is, how it comes about, and what a line may carry. */

export const senderKind = z.enum(["number", "title", "brandname", "shared", "unknown"]);
export const senderOrigin = z
  .enum(["chosen", "held", "drawn", "common", "unknown"])
  .describe(
    "Chosen by you, held by you already and converted, drawn at random, or the provider's common sender.",
  );
export const lineType = z.enum(["service", "advertising", "any", "unknown"]);

import type { Line } from "./domain/line.js";
import { lookedFor, type GatheringEvidence } from "./gather-evidence.js";

export type AskingWhoWrote = Pick<GatheringEvidence, "messageEvidence" | "tokens" | "now">;

/** A line that may be meant, and the number (E.164 without "+") as its market reads it. */
export type Sender = { readonly line: Line; readonly number: string };

/** Lines with one sender that are asked for a message. */
const MOST_SHARING = 200;

/**
 * The line that is meant. Many customers may share one sender [001 · Shared]: then it is the one that wrote to the
 * number, since nobody is accused by chance. Undefined where none of them did.
 */
export const whoWrote = async (
  { messageEvidence, tokens, now }: AskingWhoWrote,
  same: readonly Sender[],
  receivedAt: Date | undefined,
  signal: AbortSignal,
): Promise<Sender | undefined> => {
  if (same.length === 1) return same[0];
  for (const each of same.slice(0, MOST_SHARING)) {
    const { lineId, tenantId } = each.line;
    const asked = { lineId, msisdn: BigInt(each.number), ...lookedFor(receivedAt ?? null, now()) };
    const options = { ...(await tokens.forTenant(tenantId)), signal };
    const found = await messageEvidence.findMessages(asked, options);
    if (found.messageIds.length > 0) return each;
  }
  return undefined;
};

import { Lane } from "@whiteline/contracts/campaigns/v1/campaigns";
import { normaliseNumber } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { noticeOf } from "./domain/activation-notice.js";
import type { Line } from "./domain/line.js";
import type { Parts } from "./parts.js";

type Needs = Pick<
  Parts,
  "now" | "packs" | "applications" | "lines" | "campaigns" | "tokens" | "log"
>;

/** News of a line may be told for a day; later it is no news. */
const validitySeconds = 86_400;

export type Outcome =
  | { readonly kind: "sent"; readonly messageId: string }
  | { readonly kind: "not_yet"; readonly reason: string };

/**
 * Writes to the representative of a line from the provider's own line [000 · Conversion notes]. The
 * request id makes a repetition harmless; a neighbour that is away is an outcome, not a failure.
 */
export async function sendPlatformMessage(
  parts: Needs,
  line: Line,
  message: { readonly requestId: string; readonly text: string },
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    return await send(parts, line, message, signal);
  } catch (error) {
    if (error instanceof DomainError) return { kind: "not_yet", reason: error.reason };
    throw error;
  }
}

async function send(
  { now, packs, applications, lines, campaigns, tokens }: Needs,
  { providerId, market, family, applicationId }: Line,
  { requestId, text }: { readonly requestId: string; readonly text: string },
  signal: AbortSignal,
): Promise<Outcome> {
  const pack = packs.of(market, now());
  const notice = noticeOf(pack, family);
  if (notice === undefined) return { kind: "not_yet", reason: "NOTICE_UNKNOWN" };
  const platform = await lines.platformLine(providerId, notice.sender);
  if (!platform) return { kind: "not_yet", reason: "PLATFORM_LINE_MISSING" };
  const content = await applications.latestContent(applicationId ?? "");
  const mobile = normaliseNumber(pack, content?.form?.representativeMobile ?? "");
  if (mobile.kind !== "ok") return { kind: "not_yet", reason: mobile.code };

  const item = { requestId, to: mobile.e164, text, templateId: "", variables: {} };
  const { answers } = await campaigns.submitMessages(
    { lineId: platform.lineId, lane: Lane.TRANSACTIONAL, items: [item], validitySeconds },
    { ...(await tokens.forTenant(platform.tenantId)), signal },
  );
  const outcome = answers[0]?.outcome;
  if (outcome?.$case === "accepted") return { kind: "sent", messageId: outcome.value.messageId };
  return { kind: "not_yet", reason: outcome?.value.finding?.code ?? "NO_ANSWER" };
}

/** For the log: why not yet, and an alarm where only operations can help. */
export const whyNot = ({ reason }: Extract<Outcome, { readonly kind: "not_yet" }>) => ({
  reason,
  ...(reason === "PLATFORM_LINE_MISSING" && { alarm: "platform_line_missing" }),
});

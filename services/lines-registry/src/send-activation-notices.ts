import { Lane } from "@whiteline/contracts/campaigns/v1/campaigns";
import { normaliseNumber } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { noticeOf, noticeRetryAt, noticeText } from "./domain/activation-notice.js";
import type { Line } from "./domain/line.js";
import type { Parts } from "./parts.js";

type Needs = Pick<
  Parts,
  "now" | "packs" | "applications" | "lines" | "campaigns" | "tokens" | "log"
>;

/** An activation may be told for a day; later it is no news. */
const validitySeconds = 86_400;

type Outcome =
  | { readonly kind: "sent"; readonly messageId: string }
  | { readonly kind: "not_yet"; readonly reason: string };

/**
 * Tells representatives that their line is active [000 · Conversion notes]. The duty stands in the
 * line's document until campaigns has accepted the message; the request id makes a repetition
 * harmless, so a crash anywhere costs time only.
 */
export function activationNotices(parts: Needs) {
  const { now, lines, log } = parts;
  return async (signal: AbortSignal): Promise<void> => {
    for (const owed of await lines.owedNotices(now())) {
      if (signal.aborted) return;
      const isOurs = await lines.claimNotice(owed, noticeRetryAt(owed.attempts, now()));
      if (!isOurs) continue;
      const { lineId } = owed.line;
      const outcome = await tell(parts, owed.line, signal).catch(reasonOf);
      if (outcome.kind === "sent") await lines.noticeSent(lineId, outcome.messageId);
      else log.warn({ lineId, reason: outcome.reason }, "activation_notice_not_accepted");
    }
  };
}

async function tell(
  { now, packs, applications, lines, campaigns, tokens }: Needs,
  line: Line,
  signal: AbortSignal,
): Promise<Outcome> {
  const { lineId, providerId, market, applicationId } = line;
  const pack = packs.of(market, now());
  const notice = noticeOf(pack, line.family);
  if (notice === undefined) return { kind: "not_yet", reason: "NOTICE_UNKNOWN" };
  const platform = await lines.platformLine(providerId, notice.sender);
  if (!platform) return { kind: "not_yet", reason: "PLATFORM_LINE_MISSING" };
  const content = await applications.latestContent(applicationId ?? "");
  const mobile = normaliseNumber(pack, content?.form?.representativeMobile ?? "");
  if (mobile.kind !== "ok") return { kind: "not_yet", reason: mobile.code };

  const item = {
    requestId: `line-activated:${lineId}`,
    to: mobile.e164,
    text: noticeText(notice, line),
    templateId: "",
    variables: {},
  };
  const { answers } = await campaigns.submitMessages(
    { lineId: platform.lineId, lane: Lane.TRANSACTIONAL, items: [item], validitySeconds },
    { ...(await tokens.forTenant(platform.tenantId)), signal },
  );
  const outcome = answers[0]?.outcome;
  if (outcome?.$case === "accepted") return { kind: "sent", messageId: outcome.value.messageId };
  return { kind: "not_yet", reason: outcome?.value.finding?.code ?? "NO_ANSWER" };
}

/** A neighbour that is away is no failure of the sweep: the duty stays. */
function reasonOf(error: unknown): Outcome {
  if (error instanceof DomainError) return { kind: "not_yet", reason: error.reason };
  throw error;
}

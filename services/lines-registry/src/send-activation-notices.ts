import { noticeOf, noticeRetryAt, noticeText } from "./domain/activation-notice.js";
import type { Parts } from "./parts.js";
import { sendPlatformMessage, whyNot, type Outcome } from "./send-platform-message.js";

type Needs = Parameters<typeof sendPlatformMessage>[0] & Pick<Parts, "packs">;

/**
 * Tells representatives that their line is active [000 · Conversion notes]. The duty stands in the
 * line's document until campaigns has accepted the message, so a crash anywhere costs time only.
 */
export function activationNotices(parts: Needs) {
  const { now, packs, lines, log } = parts;
  return async (signal: AbortSignal): Promise<void> => {
    for (const owed of await lines.owedNotices(now())) {
      if (signal.aborted) return;
      const isOurs = await lines.claimNotice(owed, noticeRetryAt(owed.attempts, now()));
      if (!isOurs) continue;
      const { lineId, market, family } = owed.line;
      const notice = noticeOf(packs.of(market, now()), family);
      const outcome: Outcome =
        notice === undefined
          ? { kind: "not_yet", reason: "NOTICE_UNKNOWN" }
          : await sendPlatformMessage(
              parts,
              owed.line,
              { requestId: `line-activated:${lineId}`, text: noticeText(notice, owed.line) },
              signal,
            );
      if (outcome.kind === "sent") await lines.noticeSent(lineId, outcome.messageId);
      else log.warn({ lineId, ...whyNot(outcome) }, "activation_notice_not_accepted");
    }
  };
}

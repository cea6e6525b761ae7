import { noticeRetryAt } from "./domain/activation-notice.js";
import type { Parts } from "./parts.js";
import { sendPlatformMessage, whyNot } from "./send-platform-message.js";

type Needs = Parameters<typeof sendPlatformMessage>[0] & Pick<Parts, "notices">;

/**
 * Sends the messages that are owed before a term ends. The duty stands until campaigns has accepted
 * the message; the request id makes a repetition harmless.
 */
export function termNotices(parts: Needs) {
  const { now, lines, notices, log } = parts;
  return async (signal: AbortSignal): Promise<void> => {
    for (const owed of await notices.owed(now())) {
      if (signal.aborted) return;
      if (!(await notices.claim(owed, noticeRetryAt(owed.attempts, now())))) continue;
      const line = await lines.byId(owed.lineId);
      if (line === undefined) continue;
      const message = { requestId: owed.noticeId, text: owed.text };
      const outcome = await sendPlatformMessage(parts, line, message, signal);
      if (outcome.kind === "sent") await notices.sent(owed.noticeId, outcome.messageId);
      else log.warn({ lineId: owed.lineId, ...whyNot(outcome) }, "term_notice_not_accepted");
    }
  };
}

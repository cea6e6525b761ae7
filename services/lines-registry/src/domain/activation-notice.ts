/** Whom the representative hears from when the line is active, by market [000 · Conversion notes]. */
const senders: Readonly<Record<string, string>> = { IR: "021000000" };

/** Number of the platform's line that tells of an activation; undefined where no source names one. */
export function noticeSender(market: string): string | undefined {
  return senders[market];
}

/** What the representative reads; no seed prints the text, so it is ours. Holds nothing personal but the line's own number. */
export function noticeText({ number }: { readonly number: string }): string {
  return `خط خدماتی ${number} در فهرست سفید اپراتور ثبت و فعال شد.`;
}

const firstPauseMs = 5_000;
const longestPauseMs = 600_000;

/** When a notice that was tried so often may be tried again; the pauses double up to ten minutes. */
export function noticeRetryAt(attempts: number, at: Date): Date {
  return new Date(at.getTime() + Math.min(firstPauseMs * 2 ** attempts, longestPauseMs));
}

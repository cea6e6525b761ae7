import type { MarketPack } from "@whiteline/markets";

/** Whom the representative hears from when a line of this family is active, and with which words. */
export type ActivationNotice = MarketPack["activationNotices"][number];

/** The notice of a family; undefined where no source names one. */
export function noticeOf(pack: MarketPack, family: string): ActivationNotice | undefined {
  return pack.activationNotices.find(({ families }) => families.includes(family));
}

/** What the representative reads. Holds nothing personal but the line's own number. */
export function noticeText({ text }: ActivationNotice, line: { readonly number: string }): string {
  return text.replaceAll("{sender}", line.number);
}

const firstPauseMs = 5_000;
const longestPauseMs = 600_000;

/** When a notice that was tried so often may be tried again; the pauses double up to ten minutes. */
export function noticeRetryAt(attempts: number, at: Date): Date {
  return new Date(at.getTime() + Math.min(firstPauseMs * 2 ** attempts, longestPauseMs));
}

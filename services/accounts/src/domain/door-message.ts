import type { MarketPack } from "@whiteline/markets";

/** What the platform writes to somebody about the way in; it is owed until campaigns takes it or it is late. */
export type DoorMessage = {
  readonly messageId: string;
  readonly kind: "mobile_code" | "password_reset" | "invitation";
  readonly providerId: string;
  readonly market: string;
  /** E.164. */
  readonly to: string;
  readonly text: string;
  /** Later it says nothing that still holds. */
  readonly expiresAt: Date;
  readonly attempts: number;
};

export type DoorTexts = NonNullable<MarketPack["accountMessages"]>;

/** A code is typed at once; a token that travels by SMS is short-lived, because a SIM can be stolen (docs/decisions/0009). */
export const mobileCodeLifeMs = 10 * 60_000;
export const sentResetLifeMs = 30 * 60_000;

/** Wrong codes after which a new one is needed. */
export const mostCodeTries = 5;

export function codeText({ mobileCode }: DoorTexts, code: string): string {
  return mobileCode.replaceAll("{code}", code);
}

export function resetText({ passwordReset }: DoorTexts, token: string): string {
  return passwordReset.replaceAll("{token}", token);
}

/** @param company shortened: a name must not make the message a long one. */
export function invitationText(
  { invitation }: DoorTexts,
  about: { readonly company: string; readonly token: string },
): string {
  const company = Array.from(about.company).slice(0, 40).join("");
  return invitation.replaceAll("{company}", company).replaceAll("{token}", about.token);
}

const firstPauseMs = 2_000;
const longestPauseMs = 300_000;

/** When a message that was tried so often may be tried again. */
export function messageRetryAt(attempts: number, at: Date): Date {
  return new Date(at.getTime() + Math.min(firstPauseMs * 2 ** attempts, longestPauseMs));
}

/** Lanes in the order in which they may use the window. */
export type Lane = "OTP" | "TRANSACTIONAL" | "BULK";

/** Unanswered submits of a bind. A fifth is kept for OTP, so that bulk never starves a code (delivery.md §7). */
export type Window = { readonly size: number; readonly otp: number; readonly others: number };

const OTP_SHARE = 0.2;

export const openWindow = (size: number): Window => ({ size, otp: 0, others: 0 });

/** Parts this lane may put on the air now. */
export const room = (window: Window, lane: Lane): number => {
  const free = window.size - window.otp - window.others;
  if (lane === "OTP") return Math.max(0, free);
  const reserved = Math.ceil(window.size * OTP_SHARE);
  return Math.max(0, Math.min(free, Math.max(1, window.size - reserved) - window.others));
};

/** Takes places; `parts` may be negative to give them back. */
export const occupy = (window: Window, lane: Lane, parts: number): Window =>
  lane === "OTP"
    ? { ...window, otp: window.otp + parts }
    : { ...window, others: window.others + parts };

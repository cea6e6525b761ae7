import type { PaymentCase } from "./queries.js";

const MOST_SHOWN = 5;
/** So long a payment that went back is news. */
const NEWS_MS = 30 * 86_400_000;

/** Of a customer's payment cases those that wait, and before long those that went back; the newest first, as they come. */
export const paymentsToShow = <Case extends Pick<PaymentCase, "status" | "decidedAt">>(
  cases: readonly Case[],
  now: Date,
): readonly Case[] =>
  cases
    .filter(
      ({ status, decidedAt = "" }) =>
        status === "open" ||
        (status === "refunded" && now.getTime() - Date.parse(decidedAt) < NEWS_MS),
    )
    .slice(0, MOST_SHOWN);

import type { Finding } from "./domain/finding.js";

const source = "pricing · top-ups";

export const notPositive: Finding = {
  code: "AMOUNT_NOT_POSITIVE",
  subject: "amount",
  rule: "A top-up brings money in.",
  source,
  remedy: "Give the amount that was received, in minor units.",
};

export const tooMuch = (capMinor: bigint, currency: string): Finding => ({
  code: "AMOUNT_TOO_LARGE",
  subject: "amount",
  rule: `One top-up brings at most ${capMinor} ${currency}.`,
  source,
  remedy: "Check the amount; book a larger payment in several top-ups.",
});

export const otherCurrency = (expected: string): Finding => ({
  code: "CURRENCY_MISMATCH",
  subject: "amount.currency",
  rule: `The wallet is kept in ${expected}.`,
  source,
  remedy: `Give the amount in ${expected}.`,
});

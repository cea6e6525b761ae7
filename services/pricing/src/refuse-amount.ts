import type { Finding } from "./domain/finding.js";

const source = "pricing · amounts";

export const notPositive: Finding = {
  code: "AMOUNT_NOT_POSITIVE",
  subject: "amount",
  rule: "An amount that is paid is above zero.",
  source,
  remedy: "Give what is paid, in minor units.",
};

export const tooMuch = (capMinor: bigint, currency: string): Finding => ({
  code: "AMOUNT_TOO_LARGE",
  subject: "amount",
  rule: `One payment brings at most ${capMinor} ${currency}.`,
  source,
  remedy: "Check the amount; divide a larger one into several payments.",
});

export const otherCurrency = (expected: string): Finding => ({
  code: "CURRENCY_MISMATCH",
  subject: "amount.currency",
  rule: `The wallet is kept in ${expected}.`,
  source,
  remedy: `Give the amount in ${expected}.`,
});

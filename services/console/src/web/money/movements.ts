import type { Money } from "../language/formats.js";
import type { Entry } from "./queries.js";

/** What one cause did to the wallet: its entries in one's own accounts. */
export type Movement = {
  readonly cause: string;
  readonly kind: MovementKind;
  /** The campaign, order, fee or invoice that caused it. */
  readonly subject: string;
  readonly at: string | undefined;
  readonly available: Money | undefined;
  readonly held: Money | undefined;
};

const kinds = {
  "top-up": "top_up",
  order: "order",
  "paid-again": "paid_again",
  suspense: "suspense",
  refund: "refund",
  "order-discount": "order_discount",
  "month-discount": "month_discount",
  reserve: "reserve",
  settle: "settle",
  release: "release",
  close: "close",
  "pay:fee:declaration": "pay_declaration",
  "pay:fee:maintenance": "pay_maintenance",
  "pay:fine": "pay_fine",
  waive: "waive",
  "fee:declaration": "fee_declaration",
  "fee:maintenance": "fee_maintenance",
  fine: "fine",
  terms: "terms",
  "credit-note": "credit_note",
  draw: "draw",
  margin: "margin",
  sale: "sale",
  "sale-again": "sale",
} as const;
export type MovementKind = (typeof kinds)[keyof typeof kinds] | "other";

/** Reads the permanent name of what moved money: `settle:<chunk>`, `pay:fee:maintenance:<line>:<operator>:<month>`. */
export function readCause(cause: string): {
  readonly kind: MovementKind;
  readonly subject: string;
} {
  const found = Object.entries(kinds)
    .filter(([prefix]) => cause.startsWith(`${prefix}:`))
    .sort(([one], [other]) => other.length - one.length)[0];
  if (found === undefined) return { kind: "other", subject: cause };
  const [prefix, kind] = found;
  return { kind, subject: cause.slice(prefix.length + 1) };
}

/** Entries, the newest first, as movements in the same order; entries of one cause stand together. */
export function movementsOf(entries: readonly Entry[]): readonly Movement[] {
  const byCause = new Map<string, Entry[]>();
  for (const entry of entries) {
    byCause.set(entry.cause, [...(byCause.get(entry.cause) ?? []), entry]);
  }
  return [...byCause.entries()].map(([cause, own]) => ({
    cause,
    ...readCause(cause),
    at: own.find(({ at }) => at !== undefined)?.at,
    available: amountIn(own, "available"),
    held: amountIn(own, "held"),
  }));
}

function amountIn(entries: readonly Entry[], account: string): Money | undefined {
  return entries.find((entry) => entry.account.endsWith(`:${account}`))?.amount;
}

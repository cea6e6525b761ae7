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
  "fine-back": "waive",
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

/** A line of the wallet: one movement, or what the chunks of a day did in the same way, summed up. */
export type MovementLine = Movement & {
  /** What is summed up; none: it is a movement by itself. */
  readonly within: readonly Movement[];
};

/** A campaign has as many of these as chunks. */
const ofChunks: ReadonlySet<MovementKind> = new Set(["settle", "release", "margin"]);

/** Sums up what chunks did, a line for each day and kind, in the place of the newest of it. */
export function foldedByDay(
  movements: readonly Movement[],
  dayOf: (iso: string) => string,
): readonly MovementLine[] {
  const lines = new Map<string, Movement[]>();
  for (const movement of movements) {
    const { cause, kind, at } = movement;
    const isFolded = ofChunks.has(kind) && at !== undefined;
    const key = isFolded ? `${kind} ${dayOf(at)}` : cause;
    const known = lines.get(key);
    if (known === undefined) lines.set(key, [movement]);
    else known.push(movement);
  }
  return [...lines.entries()].flatMap(([key, [first, ...more]]) => {
    if (first === undefined) return [];
    if (more.length === 0) return [{ ...first, within: [] }];
    const within = [first, ...more];
    const summed = { available: sumOf(within, "available"), held: sumOf(within, "held") };
    return [{ ...first, ...summed, cause: key, subject: "", within }];
  });
}

function sumOf(movements: readonly Movement[], side: "available" | "held"): Money | undefined {
  const amounts = movements.flatMap((movement) => movement[side] ?? []);
  const currency = amounts[0]?.currency;
  if (currency === undefined) return undefined;
  return { currency, minor: `${amounts.reduce((sum, { minor }) => sum + BigInt(minor), 0n)}` };
}

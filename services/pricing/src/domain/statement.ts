/** What a movement is on a statement. */
export type StatementKind =
  | "top_up"
  | "discount"
  | "messages"
  | "declaration"
  | "maintenance"
  | "fine"
  | "credit_note"
  | "margin"
  | "held"
  | "terms";

const kinds: readonly (readonly [prefix: string, kind: StatementKind])[] = [
  ["top-up:", "top_up"],
  ["order:", "top_up"],
  ["paid-again:", "top_up"],
  ["order-discount:", "discount"],
  ["month-discount:", "discount"],
  ["settle:", "messages"],
  ["pay:fee:declaration:", "declaration"],
  ["pay:fee:maintenance:", "maintenance"],
  ["pay:fine:", "fine"],
  ["fine-back:", "fine"],
  ["credit-note:", "credit_note"],
  ["draw:", "margin"],
  ["terms:", "terms"],
];

/** What caused a movement, by its permanent name. The rest moves within the wallet and nets to nothing. */
export const kindOfCause = (cause: string): StatementKind =>
  kinds.find(([prefix]) => cause.startsWith(prefix))?.[1] ?? "held";

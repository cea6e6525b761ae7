import type { Money } from "./money.js";

/** A fee or fine that a tenant has to pay. */
export type Due = {
  /** What raised it, for ever: see {@link dueIds}. */
  readonly dueId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly kind: "declaration" | "maintenance" | "fine";
  readonly lineId: string;
  /** Empty: not of one operator. */
  readonly operator: string;
  /** Of maintenance: the local month, e.g. "2026-11". */
  readonly month: string;
  readonly amount: Money;
  readonly status: "owed" | "paid";
  readonly source: string;
  readonly raisedAt: Date;
  readonly paidAt: Date | undefined;
};

/** Permanent names: nothing is raised twice, whatever is heard again. */
export const dueIds = {
  declaration: (lineId: string, operator: string): string =>
    `fee:declaration:${lineId}:${operator}`,
  maintenance: (lineId: string, operator: string, month: string): string =>
    `fee:maintenance:${lineId}:${operator}:${month}`,
  fine: (violationId: string): string => `fine:${violationId}`,
} as const;

/** The oldest first, and of one instant by name: in this order they are paid. */
export const inOrderOfPayment = (a: Due, b: Due): number =>
  a.raisedAt.getTime() - b.raisedAt.getTime() || (a.dueId < b.dueId ? -1 : 1);

import { causes } from "./ledger.js";
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
  readonly status: "owed" | "paid" | "waived";
  readonly source: string;
  readonly raisedAt: Date;
  readonly paidAt: Date | undefined;
  /** From then on maintenance that is owed is told as unpaid, and the name sleeps. */
  readonly sleepsAt: Date;
  readonly unpaidTold: boolean;
  /** Who waived it (two people with a comma between), when and why; empty: nobody. */
  readonly waivedBy: string;
  readonly waivedAt: Date | undefined;
  readonly reason: string;
  /** A waiver that waits for a second person; null: none. */
  readonly pendingWaiver: PendingWaiver | null;
  /** The invoice that demands it; empty: none does yet. */
  readonly invoice: string;
};

/** A waiver that one person proposed. */
export type PendingWaiver = { readonly by: string; readonly at: Date; readonly reason: string };

/** A due before it is raised. */
export type NewDue = Pick<
  Due,
  | "dueId"
  | "tenantId"
  | "providerId"
  | "kind"
  | "lineId"
  | "operator"
  | "month"
  | "amount"
  | "source"
> & {
  /** How long it may be owed before the name sleeps; absent: not at all. */
  readonly graceDays?: number;
};

const DAY_MS = 86_400_000;

/** A due as it is from the instant on at which it is raised. */
export const raised = ({ graceDays = 0, ...due }: NewDue, at: Date): Due => ({
  ...due,
  status: "owed",
  raisedAt: at,
  paidAt: undefined,
  sleepsAt: new Date(at.getTime() + graceDays * DAY_MS),
  unpaidTold: false,
  waivedBy: "",
  waivedAt: undefined,
  reason: "",
  pendingWaiver: null,
  invoice: "",
});

/** Permanent names: nothing is raised twice, whatever is heard again. */
export const dueIds = {
  declaration: (lineId: string, operator: string): string =>
    `fee:declaration:${lineId}:${operator}`,
  maintenance: (lineId: string, operator: string, month: string): string =>
    `fee:maintenance:${lineId}:${operator}:${month}`,
  fine: (violationId: string): string => `fine:${violationId}`,
} as const;

/** How a due that need not be paid is taken off: a fine by its violation. */
export const waiverOf = ({ kind, dueId }: Pick<Due, "kind" | "dueId">): string =>
  kind === "fine" ? causes.fineBack(dueId.slice(dueIds.fine("").length)) : causes.waive(dueId);

/** The oldest first, and of one instant by name: in this order they are paid. */
export const inOrderOfPayment = (a: Due, b: Due): number =>
  a.raisedAt.getTime() - b.raisedAt.getTime() || (a.dueId < b.dueId ? -1 : 1);

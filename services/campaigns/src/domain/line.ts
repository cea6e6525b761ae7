import { isDeclaredFor, markets, trafficOf } from "@whiteline/markets";

/** How a name stands at one operator, and how it is written there [vn.md §2]. */
export type Declaration = {
  readonly operator: string;
  readonly spelling: string;
  readonly active: boolean;
  /** Suspended there, and may be active again; absent in what was kept before it was told. */
  readonly asleep?: boolean;
};

/** What sending needs to know of a line; a projection of lines-registry. */
export type Line = {
  readonly lineId: string;
  readonly tenantId: string;
  readonly providerId: string;
  readonly market: string;
  readonly family: string;
  /** The number as shown to the subscriber. */
  readonly sender: string;
  readonly advertising: boolean;
  readonly active: boolean;
  readonly governedByList: boolean;
  readonly version: number;
  /** Of a name that each operator admits by itself; empty for a sender that is the same everywhere. */
  readonly operators: readonly Declaration[];
  /** Kinds of traffic for which it was declared; empty, or absent in what was kept before: not bound. */
  readonly purposes?: readonly string[];
};

/** Whether a line carries such traffic: a name what it was declared for [VN-BLK-19]. */
export const carries = (
  { market, purposes = [] }: Pick<Line, "market" | "purposes">,
  traffic: string,
  sentAs: "campaign" | "message",
): boolean => {
  const known = trafficOf(markets.get(market), traffic, sentAs);
  return typeof known !== "object" || isDeclaredFor(purposes, known.id);
};

/** The sender as an operator takes it; undefined where the name is not declared, or not active (any more). */
export const senderAt = (
  { sender, operators }: Pick<Line, "sender" | "operators">,
  operator: string,
): string | undefined =>
  operators.length === 0
    ? sender
    : operators.find((declared) => declared.operator === operator && declared.active)?.spelling;

/** Operators at which the sender is suspended for a while: what waits for them waits on. */
export const asleepAt = ({ operators }: Pick<Line, "operators">): readonly string[] =>
  operators.filter(({ asleep }) => asleep === true).map(({ operator }) => operator);

/** Why a recipient is left out for whom the sender slept until the campaign waited no longer. */
export const SENDER_ASLEEP = "SENDER_ASLEEP_AT_OPERATOR";

/** Why a recipient is left out whose operator does not take the sender. */
export const SENDER_NOT_ACTIVE = "SENDER_NOT_ACTIVE_AT_OPERATOR";

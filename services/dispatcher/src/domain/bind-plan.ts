/** What a bind is for: both ways, submits only, or receipts and inbound only (SMPP 3.4 §4.1). */
export type BindType = "transceiver" | "transmitter" | "receiver";

/** One bind of an account, which one dispatcher at a time holds by its lease. */
export type BindPlan = {
  /** `<account>/<n>`, n from 1. */
  readonly bindId: string;
  readonly type: BindType;
  /** Parts per second of this bind; 0: not limited. */
  readonly rate: number;
};

/** The account of a bind, as its name says. */
export const accountOf = (bindId: string): string => bindId.replace(/\/\d+$/u, "");

type Binds = {
  readonly account: string;
  /** Parts per second over all binds of the account; 0: the operator sets no limit. */
  readonly rate: number;
  readonly binds: readonly { readonly type: BindType; readonly count: number }[];
};

/** Whether submits may travel on it. */
export const sends = ({ type }: Pick<BindPlan, "type">): boolean => type !== "receiver";

/**
 * The binds of an account. The operator's limit is divided evenly over those that send: their holders
 * may be different processes, and together they must not exceed it at any moment. Pure.
 */
export const bindsOf = ({ account, rate, binds }: Binds): readonly BindPlan[] => {
  const types = binds.flatMap(({ type, count }) => Array.from({ length: count }, () => type));
  const senders = types.filter((type) => sends({ type })).length;
  return types.map((type, at) => ({
    bindId: `${account}/${at + 1}`,
    type,
    rate: rate === 0 || !sends({ type }) ? 0 : rate / senders,
  }));
};

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
  /** With parts per second of each bind of the kind, where the operator bounds them; 0 or absent: it does not. */
  readonly binds: readonly {
    readonly type: BindType;
    readonly count: number;
    readonly rate?: number;
  }[];
};

/** Whether submits may travel on it. */
export const sends = ({ type }: Pick<BindPlan, "type">): boolean => type !== "receiver";

/**
 * The binds of an account. The operator's limit is divided evenly over those that send: their holders
 * may be different processes, and together they must not exceed it at any moment. Pure.
 */
export const bindsOf = ({ account, rate, binds }: Binds): readonly BindPlan[] => {
  const all = binds.flatMap(({ type, count, rate: own = 0 }) =>
    Array.from({ length: count }, () => ({ type, own })),
  );
  const share = rate / all.filter(sends).length;
  return all.map(({ type, own }, at) => ({
    bindId: `${account}/${at + 1}`,
    type,
    rate: sends({ type }) ? narrower(share, own) : 0,
  }));
};

/** Parts per second that these binds may send together; 0: one of them is not limited. Pure. */
export const sendingRate = (binds: readonly BindPlan[]): number => {
  const rates = binds.filter(sends).map(({ rate }) => rate);
  // A limit that was divided adds up to itself again, and never to none.
  return rates.includes(0)
    ? 0
    : Math.max(1, Math.round(rates.reduce((sum, rate) => sum + rate, 0)));
};

/** Of two bounds of which each may be 0, which is none. */
const narrower = (a: number, b: number): number =>
  a === 0 || b === 0 ? Math.max(a, b) : Math.min(a, b);

/** What a bind is for: both ways, submits only, or receipts and inbound only (SMPP 3.4 §4.1). */
export type BindType = "transceiver" | "transmitter" | "receiver";

/** One bind of an account, which one dispatcher at a time holds by its lease. */
export type BindPlan = {
  /** `<account>/<n>`, n from 1. */
  readonly bindId: string;
  readonly type: BindType;
  /** Parts per second of this bind while all that send are up; 0: not limited. */
  readonly rate: number;
  /** Parts per second over all binds of the account, and on this one at most; 0: no such bound. */
  readonly limits: { readonly account: number; readonly own: number };
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

/** The binds of an account, with the part of the operator's limit that each has when all that send are up. Pure. */
export const bindsOf = ({ account, rate, binds }: Binds): readonly BindPlan[] => {
  const all = binds.flatMap(({ type, count, rate: own = 0 }) =>
    Array.from({ length: count }, () => ({ type, own })),
  );
  const share = rate / all.filter(sends).length;
  return all.map(({ type, own }, at) => ({
    bindId: `${account}/${at + 1}`,
    type,
    ...(sends({ type })
      ? { rate: narrower(share, own), limits: { account: rate, own } }
      : { rate: 0, limits: { account: 0, own: 0 } }),
  }));
};

/**
 * Parts per second that a bind may send now. The operator's limit is divided evenly over the binds that may send now:
 * their holders may be different processes, and together they must not exceed it at any moment. Pure.
 *
 * @param linked how many may; undefined: it is not known, and the limit is divided over all there are.
 */
export const rateNow = (
  { rate, limits }: Pick<BindPlan, "rate" | "limits">,
  linked: number | undefined,
): number =>
  linked === undefined ? rate : narrower(limits.account / Math.max(1, linked), limits.own);

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

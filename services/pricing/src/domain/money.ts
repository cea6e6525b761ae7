/** An amount in integer minor units of a currency. */
export type Money = { readonly currency: string; readonly minor: bigint };

/** Two amounts that cannot be reckoned together; an answer, so that the caller says what follows. */
export type CurrencyMismatch = {
  readonly kind: "currency_mismatch";
  readonly currencies: readonly [string, string];
};

/** The most that the store keeps: a signed integer of 64 bits. */
const MOST = 2n ** 63n - 1n;

export const money = (currency: string, minor: bigint): Money => ({ currency, minor });

export const isMismatch = (value: Money | CurrencyMismatch): value is CurrencyMismatch =>
  "kind" in value;

export const plus = (a: Money, b: Money): Money | CurrencyMismatch =>
  a.currency === b.currency ? money(a.currency, a.minor + b.minor) : mismatch(a, b);

export const minus = (a: Money, b: Money): Money | CurrencyMismatch =>
  a.currency === b.currency ? money(a.currency, a.minor - b.minor) : mismatch(a, b);

export const times = ({ currency, minor }: Money, count: bigint): Money =>
  money(currency, minor * count);

/** Whether the store can keep the amount exactly. */
export const isStorable = ({ minor }: Money): boolean => minor <= MOST && minor >= -MOST;

const mismatch = (a: Money, b: Money): CurrencyMismatch => ({
  kind: "currency_mismatch",
  currencies: [a.currency, b.currency],
});

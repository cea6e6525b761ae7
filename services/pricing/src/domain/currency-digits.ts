import { markets } from "@whiteline/markets";

/**
 * Digits of a currency's minor unit, e.g. 2 for lira. Currencies of the markets say it themselves; money that only
 * buys credits is of two digits, as lira is.
 */
export const currencyDigits = (code: string): number =>
  markets.codes
    .map((market) => markets.get(market).currency)
    .find((currency) => currency.code === code)?.minorDigits ?? 2;

import type { Reservation } from "./reservation.js";

/** Minor units of one currency: a tenant has one. */
export type CampaignMoney = {
  readonly reserved: bigint;
  readonly settled: bigint;
  readonly released: bigint;
  readonly closed: boolean;
};

/** The money of all revisions of a campaign together. */
export const moneyOfCampaign = (all: readonly Reservation[]): CampaignMoney => {
  const sum = (of: (each: Reservation) => bigint): bigint =>
    all.reduce((total, each) => total + of(each), 0n);
  return {
    reserved: sum(({ quote }) => quote.total.minor),
    settled: sum(({ settled }) => settled.minor),
    released: sum(({ released }) => released.minor),
    closed: all.every(({ closed }) => closed),
  };
};

export type ForecastLine = {
  readonly operator: string;
  readonly alphabet: string;
  readonly partsForecast: bigint;
  /** Minor units. */
  readonly forecast: bigint;
  readonly partsOpen: bigint;
};

/**
 * What the first revision expected, and what open ones have not answered for, by operator and alphabet.
 * @param all a campaign's reservations in the order of its revisions: a later one asks for the rest of an earlier.
 */
export const forecastAndOpen = (all: readonly Reservation[]): readonly ForecastLine[] => {
  const lines = new Map<string, ForecastLine>();
  for (const [revision, { quote, answered, closed }] of all.entries()) {
    for (const [i, { operator, alphabet, parts, expected }] of quote.lines.entries()) {
      const key = `${operator} ${alphabet}`;
      const nothing = { partsForecast: 0n, forecast: 0n, partsOpen: 0n };
      const line = lines.get(key) ?? { operator, alphabet, ...nothing };
      const isFirst = revision === 0;
      lines.set(key, {
        ...line,
        partsForecast: line.partsForecast + (isFirst ? parts : 0n),
        forecast: line.forecast + (isFirst ? expected.minor : 0n),
        partsOpen: line.partsOpen + (closed ? 0n : parts - (answered[i] ?? 0n)),
      });
    }
  }
  return [...lines.values()];
};

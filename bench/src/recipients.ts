/** Seven in ten of MCI, two of Irancell, one of RighTel: prefixes of the national number plan. */
const PREFIXES = ["910", "911", "912", "913", "914", "915", "916", "935", "937", "921"] as const;

/**
 * The i-th subscriber, nobody twice below ten million: a walk through seven digits with a step prime to it, so
 * that neighbours have nothing in common.
 * @returns as people write it, 0912…
 */
export const recipient = (i: number): string => {
  const serial = (i * 7_919_317 + 1_234_567) % 10_000_000;
  return `0${PREFIXES[i % PREFIXES.length] ?? "912"}${serial.toString().padStart(7, "0")}`;
};

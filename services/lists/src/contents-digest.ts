import { createHash } from "node:crypto";

/** Of fewer numbers the numbers could be guessed from the digest (law 12). */
const fewestNumbers = 100;

/**
 * A digest of distinct numbers in any order: the sum of their SHA-256 modulo 2^256, so that two files
 * with the same numbers give the same, whatever stands where [002 · General 5].
 */
export function contentsDigest() {
  let sum = 0n;
  let count = 0;
  return {
    add(msisdn: number): void {
      const hash = createHash("sha256").update(`whiteline:${msisdn}`).digest("hex");
      sum = BigInt.asUintN(256, sum + BigInt(`0x${hash}`));
      count += 1;
    },
    /** "" when there were too few numbers. */
    result: (): string => (count < fewestNumbers ? "" : `${count}:${sum.toString(16)}`),
  };
}

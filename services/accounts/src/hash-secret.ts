import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export type SecretHasher = ReturnType<typeof secretHasher>;

/**
 * HMAC-SHA256 under the installation's pepper. Keys are 256 random bits, so they need no slow hash
 * [delivery.md · 8]; whoever steals the database alone can test no key.
 */
export function secretHasher(pepper: Uint8Array) {
  const hash = (text: string): string => createHmac("sha256", pepper).update(text).digest("hex");
  return {
    /** Hex, 64 characters. */
    hash,
    /**
     * A personal value as the audit trail tells it: equal values look equal, and who knows one can
     * recognise it under the pepper, but none can be read (docs/decisions/0009).
     */
    mark: (value: string): string => `hmac:${hash(`audit:${value}`).slice(0, 16)}`,
    /** Compares in constant time, also when there is nothing to compare with. */
    matches: (secret: string, kept: string | undefined): boolean =>
      isSameSecret(hash(secret), kept ?? hash("")) && kept !== undefined,
  };
}

/** Compares two secrets of any length in constant time. */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

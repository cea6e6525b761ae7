import { createHmac, hkdfSync } from "node:crypto";

export type NumberKeys = ReturnType<typeof numberKeys>;

/** Numbers that a double holds exactly. */
const BYTES = 6;

/**
 * Keyed hashes of recipients, per tenant: the same person has another key at another tenant, and nobody without the secret
 * can try numbers out. 48 bits: of ten million keys two are the same once in three years of days.
 */
export function numberKeys(secret: Uint8Array) {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "sent to", 32));
  const hash = (text: string): number =>
    createHmac("sha256", key).update(text).digest().readUIntBE(0, BYTES);

  return {
    recipient: (tenantId: string, msisdn: number): number => hash(`${tenantId} ${msisdn}`),
    text: (tenantId: string, msisdn: number, digest: bigint): number =>
      hash(`${tenantId} ${msisdn} ${digest}`),
  };
}

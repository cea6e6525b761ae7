import { Secret, TOTP } from "otpauth";
import { stepAt, totpRules } from "./domain/totp.js";

/** A fresh secret of 160 bits (RFC 4226 · 4), base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What a person scans: names our issuer and the person's own address. */
export function totpUri(secret: string, label: string): string {
  return build(secret, label).toString();
}

/** The step whose code this is, at most one away from now; undefined when it is no code of now. */
export function stepOfCode(secret: string, code: string, at: Date): number | undefined {
  const delta = build(secret, "").validate({
    token: code,
    timestamp: at.getTime(),
    window: totpRules.window,
  });
  return delta === null ? undefined : stepAt(at) + delta;
}

function build(secret: string, label: string): TOTP {
  return new TOTP({
    issuer: "Whiteline",
    label,
    secret: Secret.fromBase32(secret),
    digits: totpRules.digits,
    period: totpRules.period,
  });
}

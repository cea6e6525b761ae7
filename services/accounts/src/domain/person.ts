import type { Finding } from "./finding.js";
import { hasControlCharacters } from "./written-text.js";

/** Where a person works: at a customer, or at a provider's desk. */
export type Home =
  | { readonly kind: "tenant"; readonly tenantId: string; readonly providerId: string }
  | { readonly kind: "staff"; readonly providerId: string };

/** Secret of the codes (base32), and how far they were used: a code opens once (RFC 6238 · 5.2). */
export type Totp = {
  readonly secret: string;
  /** Asked for at log-in only once it was confirmed with a code. */
  readonly confirmed: boolean;
  /** The 30 s step of the last code that was taken. */
  readonly lastStep: number;
};

export type Person = {
  readonly personId: string;
  readonly home: Home;
  readonly roles: readonly string[];
  readonly name: string;
  readonly email: string;
  /** E.164; "" when nobody told it. */
  readonly mobile: string;
  readonly language: Language;
  readonly totp: Totp | null;
  readonly lastSeenAt: Date | null;
  /** When somebody asked for a new password under its address; null once one was chosen. */
  readonly resetRequestedAt: Date | null;
  /** Whether the person proved to read what is sent to the mobile. */
  readonly mobileVerified: boolean;
  /** Rises by one with each change. */
  readonly version: number;
};

/** The languages of the console: Persian, Turkish, Vietnamese, English. */
export const languages = ["fa", "tr", "vi", "en"] as const;
export type Language = (typeof languages)[number];

/** The language, or English when it is none of ours. */
export function toLanguage(text: string): Language {
  return languages.find((known) => known === text) ?? "en";
}

/** Under which addresses are compared; people write them with capitals and mean the same. */
export function toEmailKey(email: string): string {
  return email.normalize("NFKC").trim().toLowerCase();
}

/** NIST SP 800-63B · 5.1.1.2: at least 8 characters, long ones allowed, no rules of composition. */
const [shortestPassword, longestPassword] = [10, 128];

/**
 * Judges a password that somebody chooses: length, and that it is neither one repeated character nor
 * the person's own address.
 */
export function judgePassword(password: string, email: string): readonly Finding[] {
  const length = Array.from(password).length;
  const isTrivial =
    new Set(password).size < 4 || toEmailKey(password) === toEmailKey(email) || password === "";
  if (
    length >= shortestPassword &&
    length <= longestPassword &&
    !isTrivial &&
    !hasControlCharacters(password)
  ) {
    return [];
  }
  return [
    {
      code: "PASSWORD_WEAK",
      subject: "password",
      rule: `A password has ${shortestPassword} to ${longestPassword} characters, at least four different ones, and is not the e-mail address.`,
      source: "NIST SP 800-63B · 5.1.1.2",
      remedy: "Choose a longer one, such as four words that do not belong together.",
    },
  ];
}

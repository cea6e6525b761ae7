import type { Finding } from "./finding.js";
import { hasControlCharacters, tidyText } from "./written-text.js";

/** What somebody asks a key to be. */
export type KeyRequest = {
  readonly requestId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date | null;
  readonly allowedAddresses: readonly string[];
};

/** More than any office has networks (ours). */
const mostAddresses = 50;

const source = "issue 4 · People and companies";

/**
 * Judges a key before it is issued: named, limited to something, to no more than its issuer may do
 * itself, and not over before it begins.
 * @param mayGive the permissions of the issuer.
 * @param isNetwork whether a text is an address or a network.
 */
export function judgeKeyRequest(
  written: KeyRequest,
  {
    mayGive,
    isNetwork,
    at,
  }: {
    readonly mayGive: ReadonlySet<string>;
    readonly isNetwork: (text: string) => boolean;
    readonly at: Date;
  },
): { readonly request: KeyRequest; readonly findings: readonly Finding[] } {
  const name = tidyText(written.name);
  const scopes = [...new Set(written.scopes)].sort();
  const allowedAddresses = [...new Set(written.allowedAddresses.map((text) => text.trim()))];
  const { requestId, expiresAt } = written;
  const findings: Finding[] = [];
  const refuse = (code: string, subject: string, rule: string, remedy: string) =>
    findings.push({ code, subject, rule, source, remedy });

  if (requestId === "" || requestId.length > 128) {
    refuse(
      "REQUEST_ID_MISSING",
      "request_id",
      "A change carries a request id of 1 to 128 characters.",
      "Send a fresh random id, and the same one again when you repeat the request.",
    );
  }
  if (name.length < 1 || name.length > 100 || hasControlCharacters(name)) {
    refuse(
      "NAME_MISSING",
      "name",
      "A key has a name of 1 to 100 characters.",
      "Say what the key is for, so that people dare to revoke it.",
    );
  }
  if (scopes.length === 0 || scopes.some((scope) => !mayGive.has(scope))) {
    refuse(
      "SCOPE_UNKNOWN",
      "scopes",
      `A key has one or more scopes of its issuer: ${[...mayGive].sort().join(", ")}.`,
      "Choose among these; nobody can give more than their own.",
    );
  }
  if (expiresAt !== null && expiresAt <= at) {
    refuse(
      "EXPIRY_PAST",
      "expires_at",
      "A key ends in the future, or never.",
      "Choose a later day.",
    );
  }
  if (allowedAddresses.length > mostAddresses || !allowedAddresses.every(isNetwork)) {
    refuse(
      "ADDRESS_MALFORMED",
      "allowed_addresses",
      `A key has at most ${mostAddresses} IPv4 or IPv6 addresses or networks in CIDR notation.`,
      "Write them like 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32.",
    );
  }
  return { request: { requestId, name, scopes, expiresAt, allowedAddresses }, findings };
}

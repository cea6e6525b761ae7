import { createHash } from "node:crypto";

import { DomainError } from "@whiteline/service-kit";

import type { Peers } from "./peers.js";

/** Who holds an API key, and the principal token that speaks for it. */
export type Session = {
  readonly token: string;
  readonly keyId: string;
  /** Of a tenant's key; staff have none. */
  readonly tenantId: string | undefined;
  readonly providerId: string;
  readonly roles: readonly string[];
  readonly market: string | undefined;
};

export type Authenticate = (
  authorization: string | undefined,
  remoteAddress: string,
) => Promise<Session>;

type Kept = { readonly session: Promise<Session>; until: number };

/** Keys remembered at once; the oldest is forgotten first. */
const REMEMBERED_KEYS = 10_000;
/** A token this close to its end is not handed on: the services behind would find it expired. */
const MARGIN_MS = 10_000;

/**
 * Turns `Authorization: Bearer wl_…` into a session by asking accounts, once per key and address for as long as the
 * answer may be kept; callers who come meanwhile share the question. The address belongs to the question because a
 * key may have an allow-list. Keys are remembered by their hash only.
 *
 * A revoked key may therefore live on here for `cacheMs`, and its last token for 60 s [architecture · law 8].
 *
 * @param cacheMs at most 45,000.
 */
export function authenticator(deps: {
  readonly accounts: Pick<Peers["accounts"], "authenticate">;
  readonly now: () => Date;
  readonly cacheMs: number;
  readonly deadlineMs: number;
}): Authenticate {
  const { accounts, now, cacheMs, deadlineMs } = deps;
  const known = new Map<string, Kept>();

  const ask = async (apiKey: string, remoteAddress: string, kept: () => Kept): Promise<Session> => {
    const answer = await accounts.authenticate({ apiKey, remoteAddress }, { deadline: deadlineMs });
    const end = answer.expiresAt?.getTime() ?? 0;
    kept().until = Math.min(kept().until, end - MARGIN_MS);
    return {
      token: answer.token,
      keyId: answer.keyId,
      tenantId: answer.tenantId === "" ? undefined : answer.tenantId,
      providerId: answer.providerId,
      roles: answer.roles,
      market: answer.market === "" ? undefined : answer.market,
    };
  };

  return async (authorization, remoteAddress) => {
    const apiKey = readBearer(authorization);
    const name = nameOf(apiKey, remoteAddress);
    const at = now().getTime();
    const found = known.get(name);
    if (found && at < found.until) return found.session;

    const kept: Kept = {
      session: ask(apiKey, remoteAddress, () => kept),
      until: at + cacheMs,
    };
    known.delete(name);
    known.set(name, kept);
    // A refusal or a failure is nobody's to remember: the next caller asks again.
    kept.session.catch(() => known.get(name) === kept && known.delete(name));
    if (known.size > REMEMBERED_KEYS) {
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    }
    return kept.session;
  };
}

function nameOf(apiKey: string, remoteAddress: string): string {
  return createHash("sha256").update(`${apiKey}\n${remoteAddress}`).digest("base64");
}

function readBearer(authorization: string | undefined): string {
  const key = /^Bearer +(\S{1,200})$/i.exec(authorization ?? "")?.[1];
  if (key !== undefined) return key;
  throw new DomainError("unauthenticated", "KEY_MISSING", "The request carries no API key.", {
    remedy: "Send your key in the header 'Authorization: Bearer wl_…', never in the URL.",
  });
}

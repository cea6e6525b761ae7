import { createHash } from "node:crypto";

import { DomainError } from "@whiteline/service-kit";

import type { Peers } from "./peers.js";

/** Who calls, by key or by session, and the principal token that speaks for it. */
export type Session = {
  readonly token: string;
  /** Of a caller by key. */
  readonly keyId: string | undefined;
  /** Of a person who logged in. */
  readonly sessionId: string | undefined;
  readonly personId: string | undefined;
  /** Of a tenant's key or person; staff have none. */
  readonly tenantId: string | undefined;
  readonly providerId: string;
  readonly roles: readonly string[];
  /** What the key is limited to; none = all that the roles give. */
  readonly scopes: readonly string[];
  readonly market: string | undefined;
};

/** What a request shows at the door. */
export type Credentials = {
  readonly authorization: string | undefined;
  /** Value of the session cookie. */
  readonly sessionToken: string | undefined;
  /** Whether the request may change something by cookie: see `requireOwnPage`. */
  readonly fromOwnPage: boolean;
  readonly remoteAddress: string;
};

export type Authenticate = {
  (credentials: Credentials): Promise<Session>;
  /** Forgets a session that was ended here, so that its token opens no more. */
  readonly forget: (sessionToken: string) => void;
  /** Forgets every key and session of which it is true: what was revoked, suspended or let go here opens no more. */
  readonly forgetAll: ForgetAll;
};

/** Whoever asks accounts while this is called is forgotten as well: its answer may be from before. */
export type ForgetAll = (isMeant: (session: Session) => boolean) => void;

type Kept = { readonly session: Promise<Session>; known: Session | undefined; until: number };
type Answer = { readonly session: Session; readonly expiresAt: Date | undefined };

/** Keys and sessions remembered at once; the oldest is forgotten first. */
const REMEMBERED = 10_000;
/** A token this close to its end is not handed on: the services behind would find it expired. */
const MARGIN_MS = 10_000;

/**
 * Turns `Authorization: Bearer wl_…`, or else the session cookie, into a session by asking accounts, once per key and
 * address (or per session token) for as long as the answer may be kept; callers who come meanwhile share the question.
 * The address belongs to the question because a key may have an allow-list. Secrets are remembered by their hash only.
 *
 * What is revoked, ended or suspended at this gateway is forgotten at once. At another gateway it may live on for
 * `cacheMs`, and its last token for 60 s [architecture · law 8]: gateways keep no store and hear no facts.
 *
 * @param cacheMs at most 45,000.
 */
export function authenticator(deps: {
  readonly accounts: Pick<Peers["accounts"], "authenticate">;
  readonly people: Pick<Peers["people"], "authenticateSession">;
  readonly now: () => Date;
  readonly cacheMs: number;
  readonly deadlineMs: number;
}): Authenticate {
  const { accounts, people, now, cacheMs, deadlineMs } = deps;
  const known = new Map<string, Kept>();

  const askForKey = async (apiKey: string, remoteAddress: string): Promise<Answer> => {
    const answer = await accounts.authenticate({ apiKey, remoteAddress }, { deadline: deadlineMs });
    const { token, expiresAt, keyId, providerId, roles, scopes } = answer;
    return {
      session: {
        token,
        keyId,
        sessionId: undefined,
        personId: undefined,
        tenantId: answer.tenantId === "" ? undefined : answer.tenantId,
        providerId,
        roles,
        scopes,
        market: answer.market === "" ? undefined : answer.market,
      },
      expiresAt,
    };
  };

  const askForSession = async (sessionToken: string): Promise<Answer> => {
    const answer = await people.authenticateSession({ sessionToken }, { deadline: deadlineMs });
    const { token, expiresAt, sessionId, personId, providerId, roles } = answer;
    return {
      session: {
        token,
        keyId: undefined,
        sessionId,
        personId,
        tenantId: answer.tenantId === "" ? undefined : answer.tenantId,
        providerId,
        roles,
        scopes: [],
        market: answer.market === "" ? undefined : answer.market,
      },
      expiresAt,
    };
  };

  const remember = (name: string, ask: () => Promise<Answer>): Promise<Session> => {
    const at = now().getTime();
    const found = known.get(name);
    if (found && at < found.until) return found.session;

    const kept: Kept = {
      session: ask().then(({ session, expiresAt }) => {
        kept.until = Math.min(kept.until, (expiresAt?.getTime() ?? 0) - MARGIN_MS);
        kept.known = session;
        return session;
      }),
      known: undefined,
      until: at + cacheMs,
    };
    known.delete(name);
    known.set(name, kept);
    // A refusal or a failure is nobody's to remember: the next caller asks again.
    kept.session.catch(() => known.get(name) === kept && known.delete(name));
    if (known.size > REMEMBERED) {
      const [oldest] = known.keys();
      if (oldest !== undefined) known.delete(oldest);
    }
    return kept.session;
  };

  const authenticate = async (credentials: Credentials): Promise<Session> => {
    const { authorization, sessionToken, remoteAddress, fromOwnPage } = credentials;
    if (authorization === undefined && sessionToken !== undefined) {
      if (!fromOwnPage) throw foreignPage();
      return remember(nameOf("session", sessionToken), () => askForSession(sessionToken));
    }
    const apiKey = readBearer(authorization);
    return remember(nameOf(apiKey, remoteAddress), () => askForKey(apiKey, remoteAddress));
  };

  return Object.assign(authenticate, {
    forget: (sessionToken: string) => void known.delete(nameOf("session", sessionToken)),
    forgetAll: (isMeant: (session: Session) => boolean) => {
      for (const [name, kept] of known) {
        if (kept.known === undefined || isMeant(kept.known)) known.delete(name);
      }
    },
  });
}

function nameOf(first: string, second: string): string {
  return createHash("sha256").update(`${first}\n${second}`).digest("base64");
}

function readBearer(authorization: string | undefined): string {
  const key = /^Bearer +(\S{1,200})$/i.exec(authorization ?? "")?.[1];
  if (key !== undefined) return key;
  throw new DomainError("unauthenticated", "KEY_MISSING", "The request carries no API key.", {
    remedy:
      "Send your key in the header 'Authorization: Bearer wl_…', never in the URL, or log in with POST /v1/sessions.",
  });
}

function foreignPage(): DomainError {
  return new DomainError(
    "forbidden",
    "CONSOLE_HEADER_MISSING",
    "A change by cookie needs the console's header.",
    { remedy: "Send the header X-Whiteline-Console: 1." },
  );
}

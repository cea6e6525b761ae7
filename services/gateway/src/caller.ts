import { bearer, type CallOptions } from "@whiteline/service-kit";
import type { FastifyReply, FastifyRequest } from "fastify";

import type { Config } from "./config.js";
import type { Session } from "./auth.js";

const SESSION = "session";

/** Remembers who calls; {@link sessionOf} tells it to handlers. */
export function rememberSession(request: FastifyRequest, session: Session): void {
  request.setDecorator(SESSION, session);
}

/** Who calls, if that is known. */
export function knownSession(request: FastifyRequest): Session | null {
  return request.getDecorator<Session | null>(SESSION);
}

/** Who calls; only behind the hook that authenticates. */
export function sessionOf(request: FastifyRequest): Session {
  const session = knownSession(request);
  if (session) return session;
  throw new Error("The route is not behind the hook that authenticates.");
}

/** The name under which the session hangs on a request. */
export const sessionDecorator = SESSION;

/**
 * How calls to services are made for a caller: with the caller's own principal, so that every service judges the
 * scope itself, and with an end.
 */
export function callOptions(config: Pick<Config, "REQUEST_DEADLINE_MS" | "STREAM_DEADLINE_MS">) {
  return {
    /** For a question or a change. */
    call: (request: FastifyRequest): CallOptions => ({
      ...bearer(sessionOf(request).token),
      deadline: config.REQUEST_DEADLINE_MS,
    }),
    /**
     * For an upload, download or feed: it ends when the caller goes away. fastify's `request.signal` would end it too
     * early, namely when the body has been read (Node closes the request then).
     */
    stream: (request: FastifyRequest, reply: FastifyReply): CallOptions => {
      const gone = new AbortController();
      reply.raw.once("close", () => {
        if (!reply.raw.writableFinished) gone.abort();
      });
      return {
        ...bearer(sessionOf(request).token),
        deadline: config.STREAM_DEADLINE_MS,
        signal: gone.signal,
      };
    },
  };
}

/** The caller's name for the request, or a fresh one. */
export function requestIdOf(
  headers: { readonly "idempotency-key"?: string | undefined },
  newId: () => string,
): string {
  return headers["idempotency-key"] ?? newId();
}

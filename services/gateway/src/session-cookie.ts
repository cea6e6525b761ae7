import type { FastifyReply, FastifyRequest } from "fastify";

import type { Credentials } from "./auth.js";

/** The session of a browser; scripts of the page cannot read it. */
const COOKIE = "whiteline_session";
const READING: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * What the request shows at the door. A page of somebody else can make a browser send our cookie, but cannot add a
 * header of its own to such a request; so what changes something by cookie needs one (OWASP CSRF Cheat Sheet, custom
 * request headers; SameSite=Lax is the second lock).
 */
export function credentialsOf(request: FastifyRequest): Credentials {
  return {
    authorization: request.headers.authorization,
    sessionToken: sessionTokenOf(request),
    fromOwnPage: READING.has(request.method) || request.headers["x-whiteline-console"] === "1",
    remoteAddress: request.ip,
  };
}

export function sessionTokenOf(request: FastifyRequest): string | undefined {
  const token = request.cookies[COOKIE];
  return token === undefined || !/^[\w-]{1,200}$/.test(token) ? undefined : token;
}

/** Gives the browser its session; Secure whenever the browser came by https, also to a proxy that we trust. */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  { token, expiresAt }: { readonly token: string; readonly expiresAt: Date | undefined },
): void {
  void reply.setCookie(COOKIE, token, {
    ...attributesFor(request),
    ...(expiresAt && { expires: expiresAt }),
  });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  void reply.clearCookie(COOKIE, attributesFor(request));
}

function attributesFor({ protocol }: FastifyRequest) {
  return { path: "/", httpOnly: true, sameSite: "lax", secure: protocol === "https" } as const;
}

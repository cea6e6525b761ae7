import type { ServerMiddleware } from "nice-grpc";

import { tokenMissing, type CallContextExt } from "./call-context.js";
import { deadlineOf } from "./deadline.js";
import { requireRoleFor } from "./judge-role.js";
import type { Principal } from "./principal.js";

/**
 * Verifies the token of every call, holds it against the table of roles and puts the caller into the context. A public method may be called without
 * one; a token that is sent is verified there too.
 *
 * @param publicPaths full paths, `/package.Service/Method`.
 */
export function authenticate(
  verify: (token: string) => Promise<Principal>,
  publicPaths: ReadonlySet<string>,
): ServerMiddleware<CallContextExt> {
  return async function* authenticate(call, context) {
    const token = /^Bearer (.+)$/i.exec(context.metadata.get("authorization") ?? "")?.[1];
    if (token === undefined && !publicPaths.has(call.method.path)) throw tokenMissing();
    const principal = token === undefined ? undefined : await verify(token);
    if (principal && !publicPaths.has(call.method.path))
      requireRoleFor(principal, call.method.path);
    const deadline = deadlineOf(context.metadata);
    return yield* call.next(call.request, { ...context, caller: { principal, token, deadline } });
  };
}

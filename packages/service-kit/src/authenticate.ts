import type { ServerMiddleware } from "nice-grpc";

import { tokenMissing, type CallContextExt } from "./call-context.js";
import { deadlineOf } from "./deadline.js";
import { DomainError } from "./domain-error.js";
import { requireRoleFor } from "./judge-role.js";
import type { Principal } from "./principal.js";
import type { RefusalBook } from "./refused-calls.js";

/**
 * Verifies the token of every call, holds it against the table of roles and puts the caller into the context. A public
 * method may be called without one; a token that is sent is verified there too.
 *
 * @param publicPaths full paths, `/package.Service/Method`.
 * @param refusals where it is noted that a known caller was forbidden something, by the table or by a handler; asked
 * for with each call, because a service may say it after it serves.
 */
export function authenticate(
  verify: (token: string) => Promise<Principal>,
  publicPaths: ReadonlySet<string>,
  refusals: () => Pick<RefusalBook, "note"> | undefined = () => undefined,
): ServerMiddleware<CallContextExt> {
  return async function* authenticate(call, context) {
    const { path } = call.method;
    const token = /^Bearer (.+)$/i.exec(context.metadata.get("authorization") ?? "")?.[1];
    if (token === undefined && !publicPaths.has(path)) throw tokenMissing();
    const principal = token === undefined ? undefined : await verify(token);
    const deadline = deadlineOf(context.metadata);
    try {
      if (principal && !publicPaths.has(path)) requireRoleFor(principal, path);
      return yield* call.next(call.request, { ...context, caller: { principal, token, deadline } });
    } catch (error) {
      const isForbidden = error instanceof DomainError && error.kind === "forbidden";
      if (isForbidden && principal) await refusals()?.note(principal, shortName(path), error);
      throw error;
    }
  };
}

/** "/whiteline.lists.v1.ListsService/GetList" → "ListsService.GetList". */
function shortName(path: string): string {
  const [, service = "", method = ""] = path.split("/");
  return `${service.split(".").at(-1) ?? ""}.${method}`;
}

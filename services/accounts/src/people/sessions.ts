import type {
  CloseSessionRequest,
  CloseSessionResponse,
  ListSessionsRequest,
  ListSessionsResponse,
} from "@whiteline/contracts/accounts/v1/people";
import { principalOf, type CallContext } from "@whiteline/service-kit";
import { isOpen } from "../domain/session.js";
import type { Parts } from "../parts.js";
import { fromSession } from "./proto.js";

type Needs = Pick<Parts, "now" | "sessions" | "audit" | "commit" | "auditTenantOf" | "meetPerson">;

/** Where the person is logged in. */
export function listSessions({ now, sessions, meetPerson }: Needs) {
  return async (
    _request: ListSessionsRequest,
    context: CallContext,
  ): Promise<ListSessionsResponse> => {
    const { personId } = await meetPerson(context);
    const { sessionId } = principalOf(context);
    const open = (await sessions.ofPerson(personId)).filter((session) => isOpen(session, now()));
    return { sessions: open.map((session) => fromSession(session, sessionId)) };
  };
}

/** Logs the person out of one place. A session of somebody else is as one that is over. */
export function closeSession(parts: Needs) {
  const { now, sessions, audit, commit, meetPerson } = parts;
  return async (
    request: CloseSessionRequest,
    context: CallContext,
  ): Promise<CloseSessionResponse> => {
    const { personId, home } = await meetPerson(context);
    const sessionId = request.sessionId || (principalOf(context).sessionId ?? "");
    const trail = await parts.auditTenantOf(home);
    await commit(async (session) => {
      if (!(await sessions.end(session, { sessionId, personId }, now()))) return;
      await audit.append(session, trail, {
        actor: `person:${personId}`,
        action: "session.closed",
        before: { open: true },
        after: { open: false },
        subject: `session:${sessionId}`,
      });
    });
    return {};
  };
}

import type {
  OpenedSession,
  Person as PersonMessage,
  Session as SessionMessage,
} from "@whiteline/contracts/accounts/v1/people";
import type { Person } from "../domain/person.js";
import type { Session } from "../domain/session.js";
import type { ShownSession } from "../open-session.js";

/** @param to "self": the person itself, who also sees the end of its mobile. */
export function fromPerson(person: Person, to: "self" | "others" = "others"): PersonMessage {
  const { personId, home, roles, name, email, language, totp } = person;
  return {
    personId,
    name,
    email,
    language,
    totpEnabled: totp?.confirmed === true,
    roles,
    tenantId: home.kind === "tenant" ? home.tenantId : "",
    providerId: home.providerId,
    lastSeenAt: person.lastSeenAt ?? undefined,
    resetRequestedAt: person.resetRequestedAt ?? undefined,
    mobileHint: to === "self" ? hintOf(person.mobile) : "",
    mobileVerified: person.mobileVerified,
  };
}

/** The last four digits, by which people know their own number. */
function hintOf(mobile: string): string {
  return mobile === "" ? "" : `…${mobile.slice(-4)}`;
}

export function fromShownSession({ sessionId, token, expiresAt }: ShownSession): OpenedSession {
  return { sessionId, token, expiresAt };
}

export function fromSession(session: Session, currentId: string | undefined): SessionMessage {
  const { sessionId, createdAt, lastUsedAt, remoteAddress } = session;
  return { sessionId, createdAt, lastUsedAt, remoteAddress, current: sessionId === currentId };
}

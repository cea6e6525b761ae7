import type {
  ApiKey,
  AuditEntry,
  Tenant,
  VerifyAuditTrailResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import type { Door, Invitation, Person, Session } from "@whiteline/contracts/accounts/v1/people";
import { z } from "zod";

import type * as keys from "../shapes/keys.js";
import type * as shapes from "../shapes/people.js";
import { fromPerson, fromTenant } from "./accounts.js";
import { fromTime, given, present } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;
type KeyJson<Name extends keyof typeof keys> = z.output<(typeof keys)[Name]>;

export function fromEntered(answer: {
  readonly person: Person | undefined;
  readonly tenant: Tenant | undefined;
}): Json<"entered"> {
  return {
    person: fromPerson(present(answer.person, "person")),
    tenant: answer.tenant && fromTenant(answer.tenant),
  };
}

export function fromDoors(doors: readonly Door[]): Json<"doors"> {
  return {
    doors: doors.map(({ tenantId, providerId, name, lastSeenAt }) => ({
      tenantId: given(tenantId),
      providerId,
      name,
      lastSeenAt: fromTime(lastSeenAt),
    })),
  };
}

export function fromSessions(sessions: readonly Session[]): Json<"sessionList"> {
  return {
    sessions: sessions.map(({ sessionId, createdAt, lastUsedAt, remoteAddress, current }) => ({
      sessionId,
      createdAt: fromTime(createdAt),
      lastUsedAt: fromTime(lastUsedAt),
      remoteAddress: given(remoteAddress),
      current,
    })),
  };
}

export function fromInvitation(
  invitation: Invitation,
): Json<"invitationList">["invitations"][number] {
  const { invitationId, email, name, roles, language, invitedAt, expiresAt } = invitation;
  return {
    invitationId,
    email,
    name,
    roles: [...roles],
    language,
    invitedAt: fromTime(invitedAt),
    expiresAt: fromTime(expiresAt),
  };
}

export function fromKey(key: ApiKey): KeyJson<"keyList">["keys"][number] {
  const { keyId, name, prefix, scopes, allowedAddresses } = key;
  return {
    keyId,
    name,
    prefix,
    scopes: [...scopes],
    issuedAt: fromTime(key.issuedAt),
    expiresAt: fromTime(key.expiresAt),
    allowedAddresses: [...allowedAddresses],
    lastUsedAt: fromTime(key.lastUsedAt),
    revokedAt: fromTime(key.revokedAt),
  };
}

export function fromAuditEntry(entry: AuditEntry): KeyJson<"auditTrail">["entries"][number] {
  const { sequence, actor, action, subject, at, hash } = entry;
  const [before, after] = [fields(entry.before), fields(entry.after)];
  return {
    sequence: Number(sequence),
    actor,
    action,
    subject,
    at: fromTime(at),
    before,
    after,
    verdictId: cardIn(after) ?? cardIn(before),
    hash,
  };
}

export function fromVerification(answer: VerifyAuditTrailResponse): KeyJson<"auditVerification"> {
  const { entries, intact, brokenAt, headSequence, headHash: hash, knownHolds } = answer;
  return {
    entries: Number(entries),
    intact,
    brokenAt: intact ? undefined : Number(brokenAt),
    head: { sequence: Number(headSequence), hash },
    knownHolds,
  };
}

/** What compliance tells of a judgement names its card. */
const cardIn = (part: ReturnType<typeof fields>): string | undefined => {
  const named = part?.["verdict"];
  return typeof named === "string" ? named : undefined;
};

const fieldsSchema = z.record(z.string(), z.unknown());

function fields(text: string): Record<string, unknown> | undefined {
  return text === "" ? undefined : fieldsSchema.parse(JSON.parse(text));
}

import type {
  RevokeKeyRequest,
  RevokeKeyResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import { KeyRevoked } from "@whiteline/contracts/accounts/v1/events";
import { actorOf, principalOf, requireStaff, type CallContext } from "@whiteline/service-kit";
import { standingTo } from "./domain/access.js";
import { keyRevoked } from "./events/publish.js";
import type { Parts } from "./parts.js";
import { keyUnknown } from "./refuse.js";

type Needs = Pick<Parts, "now" | "newId" | "keys" | "audit" | "commit" | "outbox">;

/**
 * Ends a key for ever: a tenant its own, operations and the administrator
 * those of their provider. Twice is the same as once.
 */
export function revokeKey({ now, newId, keys, audit, commit, outbox }: Needs) {
  return async ({ keyId }: RevokeKeyRequest, context: CallContext): Promise<RevokeKeyResponse> => {
    const caller = principalOf(context);
    if (caller.kind !== "tenant" && !caller.roles.includes("administrator")) {
      requireStaff(context, "operations");
    }
    const key = await keys.byId(keyId);
    if (key === undefined) throw keyUnknown();
    const owner = { tenantId: key.auditTenantId, providerId: key.providerId };
    if (standingTo(owner, caller) === "stranger") throw keyUnknown();

    const at = now();
    const eventId = newId();
    await commit(async (session) => {
      if (!(await keys.revoke(session, keyId, at))) return;
      await outbox.add(session, KeyRevoked, keyRevoked(key, at), eventId);
      await audit.append(session, owner.tenantId, {
        actor: actorOf(caller),
        action: "key.revoked",
        subject: `key:${keyId}`,
        before: { revoked: false },
        after: { revoked: true },
      });
    });
    return {};
  };
}

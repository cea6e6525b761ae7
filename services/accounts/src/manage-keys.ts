import type {
  ApiKey as ApiKeyMessage,
  IssueKeyRequest,
  IssueKeyResponse,
  ListKeysRequest,
  ListKeysResponse,
} from "@whiteline/contracts/accounts/v1/accounts";
import {
  actorOf,
  isDuplicateKey,
  permissionsOf,
  principalOf,
  type CallContext,
  type Principal,
} from "@whiteline/service-kit";
import { isNetwork } from "./allowed-addresses.js";
import type { ApiKey } from "./domain/api-key.js";
import { judgeKeyRequest } from "./domain/key-request.js";
import type { Parts } from "./parts.js";
import { homeOf } from "./people/home-of.js";
import { refuse, requestIdReused } from "./refuse.js";

type Needs = Pick<Parts, "now" | "keys" | "issueKey" | "hasher" | "audit" | "commit" | "meet">;

/** What a person may give a key: all of its own but its own log-in, and less if it is a limited key itself. */
function mayGiveOf({ roles, scopes }: Principal): ReadonlySet<string> {
  const own = permissionsOf("tenant", roles);
  return new Set(
    [...own].filter((one) => one !== "self" && (scopes === undefined || scopes.includes(one))),
  );
}

/** Makes a key for the caller's tenant. A replay answers the same key, without its secret. */
export function issueApiKey({ now, keys, issueKey, hasher, audit, commit, meet }: Needs) {
  const issuedBefore = async (
    tenantId: string,
    request: { readonly id: string; readonly fingerprint: string },
  ): Promise<IssueKeyResponse | undefined> => {
    const earlier = await keys.byRequest(tenantId, request.id);
    if (earlier === undefined) return undefined;
    if (earlier.fingerprint !== request.fingerprint) throw requestIdReused();
    return { key: fromKey(earlier.key), apiKey: "" };
  };

  return async (message: IssueKeyRequest, context: CallContext): Promise<IssueKeyResponse> => {
    const { tenantId, providerId } = await meet.ownTenant(context);
    const caller = principalOf(context);
    const { requestId, name, scopes, allowedAddresses } = message;
    const { request, findings } = judgeKeyRequest(
      { requestId, name, scopes, allowedAddresses, expiresAt: message.expiresAt ?? null },
      { mayGive: mayGiveOf(caller), isNetwork, at: now() },
    );
    if (findings.length > 0) throw refuse(...findings);

    const named = { id: requestId, fingerprint: hasher.hash(JSON.stringify(request)) };
    const earlier = await issuedBefore(tenantId, named);
    if (earlier !== undefined) return earlier;

    const parent = caller.keyId === undefined ? undefined : await keys.byId(caller.keyId);
    const { shown, kept } = issueKey(
      { kind: "tenant", tenantId },
      { providerId, auditTenantId: tenantId },
      {
        name: request.name,
        roles: caller.roles,
        scopes: request.scopes,
        expiresAt: request.expiresAt,
        allowedAddresses: request.allowedAddresses,
        // A key that a key made answers as the first of the row does.
        madeBy: parent?.madeBy || actorOf(caller),
      },
    );
    try {
      await commit(async (session) => {
        await keys.insert(session, [kept], named);
        await audit.append(session, tenantId, {
          actor: actorOf(caller),
          action: "key.issued",
          subject: `key:${kept.keyId}`,
          after: {
            name: kept.name,
            scopes: kept.scopes,
            expiresAt: kept.expiresAt?.toISOString() ?? null,
            allowedAddresses: kept.allowedAddresses,
          },
        });
      });
    } catch (error) {
      const winner = isDuplicateKey(error) ? await issuedBefore(tenantId, named) : undefined;
      if (winner === undefined) throw error;
      return winner;
    }
    return { key: fromKey(kept), apiKey: shown };
  };
}

/** The keys of the caller's company or desk, with their last use (at most a minute old). */
export function listKeys({ keys, meet }: Pick<Parts, "keys" | "meet">) {
  return async (_request: ListKeysRequest, context: CallContext): Promise<ListKeysResponse> => ({
    keys: (await keys.ofHome(await homeOf(meet, context))).map(fromKey),
  });
}

function fromKey(key: ApiKey): ApiKeyMessage {
  const { keyId, name, allowedAddresses, holder } = key;
  return {
    keyId,
    name: name === "" && holder.kind === "staff" ? holder.role : name,
    scopes: key.scopes ?? [],
    allowedAddresses,
    expiresAt: key.expiresAt ?? undefined,
    lastUsedAt: key.lastUsedAt ?? undefined,
    revokedAt: key.revokedAt ?? undefined,
    issuedAt: key.issuedAt ?? undefined,
    prefix: `wl_${key.prefix}`,
  };
}

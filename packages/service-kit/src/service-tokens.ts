import { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";

import { bearer, type CallOptions } from "./call-context.js";
import { createClient } from "./create-client.js";
import { DomainError } from "./domain-error.js";

export type ServiceTokens = Disposable & {
  /** Options of a call that acts for one tenant. */
  readonly forTenant: (tenantId: string) => Promise<CallOptions>;
  /** Options of a call that acts for the platform: all tenants. */
  readonly platform: () => Promise<CallOptions>;
};

/** A token is not handed out when it has less than this left: the call must still arrive in time. */
const MARGIN_MS = 15_000;
/** A token that claims to live longer than accounts ever grants tells of clocks that disagree; it is not kept. */
const LONGEST_LIFE_MS = 65_000;
const REMEMBERED_TENANTS = 10_000;
const PLATFORM = "";

/**
 * Tokens with which a service calls others in its own name. Each is kept until shortly before it expires; callers
 * that ask at once for the same tenant share one request. `life.use` closes it.
 */
export function serviceTokens(options: {
  readonly accountsUrl: string;
  readonly service: string;
  readonly secret: string;
  readonly now: () => Date;
}): ServiceTokens {
  const { accountsUrl, service, secret, now } = options;
  const accounts = createClient(AccountsServiceDefinition, accountsUrl);
  const kept = new Map<string, { readonly token: string; readonly until: number }>();
  const asked = new Map<string, Promise<string>>();

  const mint = async (tenantId: string): Promise<string> => {
    const { token, expiresAt } = await accounts.mintServiceToken({ service, secret, tenantId });
    if (expiresAt === undefined) {
      throw new DomainError(
        "internal",
        "TOKEN_WITHOUT_END",
        "accounts minted a token that never expires.",
      );
    }
    const at = now().getTime();
    kept.delete(tenantId);
    if (expiresAt.getTime() - at <= LONGEST_LIFE_MS)
      kept.set(tenantId, { token, until: expiresAt.getTime() - MARGIN_MS });
    if (kept.size > REMEMBERED_TENANTS) {
      const [oldest] = kept.keys();
      if (oldest !== undefined) kept.delete(oldest);
    }
    return token;
  };

  const tokenFor = async (tenantId: string): Promise<string> => {
    const known = kept.get(tenantId);
    if (known && now().getTime() < known.until) return known.token;
    const running = asked.get(tenantId);
    if (running) return running;
    const request = mint(tenantId).finally(() => asked.delete(tenantId));
    asked.set(tenantId, request);
    return request;
  };

  return {
    async forTenant(tenantId) {
      // The empty tenant is the platform's: a lost id must never widen what a call may see.
      if (tenantId === PLATFORM)
        throw new DomainError("internal", "TENANT_EMPTY", "No tenant was named.");
      return bearer(await tokenFor(tenantId));
    },
    platform: async () => bearer(await tokenFor(PLATFORM)),
    [Symbol.dispose]: () => accounts[Symbol.dispose](),
  };
}

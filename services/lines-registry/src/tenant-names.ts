import { DomainError, type CallOptions } from "@whiteline/service-kit";
import type { Parts } from "./parts.js";

/** Names remembered at once; a desk sees far fewer customers in a day. */
const remembered = 10_000;
/** Questions to accounts at a time. */
const together = 10;

/** Names of tenants for people at a desk, asked of accounts in the caller's name and remembered. */
export function tenantNames({ accounts, log }: Pick<Parts, "accounts" | "log">) {
  const names = new Map<string, string>();

  const ask = async (tenantId: string, options: CallOptions): Promise<void> => {
    try {
      const { tenant } = await accounts.getTenant({ tenantId }, options);
      if (names.size >= remembered) names.clear();
      names.set(tenantId, tenant?.name ?? "");
    } catch (error) {
      // A queue without names is better than none.
      if (!(error instanceof DomainError)) throw error;
      log.warn({ tenantId, reason: error.reason }, "tenant_name_unknown");
    }
  };

  return async (
    tenantIds: readonly string[],
    options: CallOptions,
  ): Promise<(tenantId: string) => string> => {
    const unknown = [...new Set(tenantIds)].filter((tenantId) => !names.has(tenantId));
    for (let i = 0; i < unknown.length; i += together) {
      const some = unknown.slice(i, i + together);
      await Promise.all(some.map((tenantId) => ask(tenantId, options)));
    }
    return (tenantId) => names.get(tenantId) ?? "";
  };
}

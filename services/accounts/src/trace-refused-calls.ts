import type { RefusedCalls } from "@whiteline/service-kit";
import type { Parts } from "./parts.js";

type Needs = Pick<Parts, "audit" | "commit" | "providers" | "tenants">;

/** Adds calls that somebody was forbidden to the chain of its company, or of its desk. */
export function traceRefusedCalls({ audit, commit, providers, tenants }: Needs) {
  return async (refused: RefusedCalls): Promise<void> => {
    const { tenantId, providerId = "", actor, methods, codes, count } = refused;
    const chain =
      tenantId === undefined
        ? (await providers.byId(providerId))?.platformTenantId
        : (await tenants.byId(tenantId))?.tenantId;
    if (chain === undefined) return;
    const [only = ""] = methods;
    const event = {
      actor,
      action: "call.refused",
      subject: methods.length === 1 ? `rpc:${only}` : "rpc:several",
      after: { reasons: codes, count, ...(methods.length === 1 ? {} : { methods }) },
    };
    await commit((session) => audit.append(session, chain, event));
  };
}

import {
  Metadata,
  type CallContext as BareContext,
  type CallOptions as BareOptions,
} from "nice-grpc";

import type { DeadlineOptions } from "nice-grpc-client-middleware-deadline";
import { DomainError } from "./domain-error.js";
import type { Principal } from "./principal.js";

/** What service-kit adds to the context of a handler; read it through the functions below. */
export type CallContextExt = {
  readonly caller: {
    /** Absent in a public method that was called without a token. */
    readonly principal: Principal | undefined;
    readonly token: string | undefined;
    /** When the caller stops waiting; absent when it did not say. */
    readonly deadline: Date | undefined;
  };
};

/** The context of a handler. */
export type CallContext = BareContext & CallContextExt;

/** How a call is made: token, signal, and a deadline as an instant or in milliseconds from now. */
export type CallOptions = BareOptions & DeadlineOptions;

export type StaffRole = "expert" | "operations" | "finance" | "administrator";

/** @throws DomainError unauthenticated TOKEN_MISSING in a public method that was called without a token. */
export function principalOf(context: CallContextExt): Principal {
  if (context.caller.principal) return context.caller.principal;
  throw tokenMissing();
}

/** The answer to a call that says not who it is. */
export function tokenMissing(): DomainError {
  return new DomainError(
    "unauthenticated",
    "TOKEN_MISSING",
    "The call carries no principal token.",
    {
      remedy: "Send the token of accounts as metadata 'authorization: Bearer <token>'.",
    },
  );
}

/**
 * The tenant whose data the call may touch: the calling tenant, or the one that a service acts for.
 *
 * @throws DomainError forbidden TENANT_REQUIRED for staff and for a service that acts for the platform.
 */
export function requireTenant(context: CallContextExt): string {
  const { kind, tenantId } = principalOf(context);
  if (kind !== "staff" && tenantId !== undefined) return tenantId;
  throw tenantRequired();
}

/** The answer to staff, and to a service that acts for nobody, where a tenant's matter is done. */
export function tenantRequired(): DomainError {
  return new DomainError(
    "forbidden",
    "TENANT_REQUIRED",
    "Only a tenant, or a service acting for one, may call this.",
    {
      remedy: "Call with a key of the tenant.",
    },
  );
}

/** The answer to a customer where the provider's staff decides. */
export function staffRequired(): DomainError {
  return new DomainError(
    "forbidden",
    "STAFF_REQUIRED",
    "Only staff of the provider may call this.",
    {
      remedy: "Ask your provider.",
    },
  );
}

/**
 * Lets staff of a provider pass.
 *
 * @param role needed role; any staff when absent.
 * @param providerId provider whose matter it is; any provider's staff when absent.
 * @throws DomainError forbidden STAFF_REQUIRED, ROLE_REQUIRED or OTHER_PROVIDER.
 */
export function requireStaff(
  context: CallContextExt,
  role?: StaffRole,
  providerId?: string,
): Principal {
  const principal = principalOf(context);
  if (principal.kind !== "staff") throw staffRequired();
  if (role !== undefined && !principal.roles.includes(role)) {
    throw new DomainError("forbidden", "ROLE_REQUIRED", `This needs the role ${role}.`, {
      remedy: `Call with a key that has the role ${role}.`,
    });
  }
  if (providerId !== undefined && principal.providerId !== providerId) {
    throw new DomainError(
      "forbidden",
      "OTHER_PROVIDER",
      "This is the matter of another provider.",
      {
        remedy: "Call with a key of the provider that owns it.",
      },
    );
  }
  return principal;
}

/** @throws DomainError forbidden SERVICE_REQUIRED for everyone but our own services. */
export function requireService(context: CallContextExt): Principal {
  const principal = principalOf(context);
  if (principal.kind === "service") return principal;
  throw serviceRequired();
}

/** The answer to everyone from outside where our services talk among themselves. */
export function serviceRequired(): DomainError {
  return new DomainError(
    "forbidden",
    "SERVICE_REQUIRED",
    "Only services of the installation may call this.",
  );
}

/**
 * A hop keeps this share of the time that its caller has left, so that the inner failure is the one
 * reported and not the outer impatience (boulder, grpc/interceptors.go).
 */
const SHARE_PER_HOP = 0.95;

/** Options for a call made on behalf of this one: same token, same signal, a little less time. */
export function forward(context: BareContext & CallContextExt): CallOptions {
  const { token, deadline } = context.caller;
  const now = Date.now();
  return {
    ...(token === undefined ? {} : bearer(token)),
    signal: context.signal,
    ...(deadline === undefined
      ? {}
      : { deadline: new Date(now + Math.floor((deadline.getTime() - now) * SHARE_PER_HOP)) }),
  };
}

/** Call options that carry a principal token. */
export function bearer(token: string): { readonly metadata: Metadata } {
  return { metadata: Metadata({ authorization: `Bearer ${token}` }) };
}

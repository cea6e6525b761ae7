import { serviceRequired, staffRequired, tenantRequired } from "./call-context.js";
import { DomainError } from "./domain-error.js";
import type { Principal } from "./principal.js";
import { rpcPermissions, staffGrants, tenantGrants, type Permission } from "./role-table.js";

type Grants = Readonly<Record<string, readonly Permission[]>>;

const grantsOf: Readonly<Record<"tenant" | "staff", Grants>> = {
  tenant: tenantGrants,
  staff: staffGrants,
};

/** What these roles give together, to people and keys of that kind. */
export function permissionsOf(
  kind: "tenant" | "staff",
  roles: readonly string[],
): ReadonlySet<Permission> {
  const grants = grantsOf[kind];
  return new Set(
    roles.flatMap((role) => (Object.hasOwn(grants, role) ? (grants[role] ?? []) : [])),
  );
}

/** Roles that were there before the table; an RPC without a row is theirs, and the service's own to judge. */
const rolesOfBefore: ReadonlySet<string> = new Set([
  "owner",
  "expert",
  "operations",
  "finance",
  "administrator",
]);

function isGivenTo(kind: "tenant" | "staff", needed: Permission): boolean {
  return Object.values(grantsOf[kind]).some((given) => given.includes(needed));
}

/**
 * Holds a call against the table of roles. Services pass: what one may ask of another stands in its handlers.
 *
 * @param path full path of the RPC, "/package.Service/Method".
 * @throws DomainError forbidden ROLE_REQUIRED, or SCOPE_REQUIRED for a key that was limited; where no role of the
 * caller's kind would do, SERVICE_REQUIRED, STAFF_REQUIRED or TENANT_REQUIRED.
 */
export function requireRoleFor({ kind, roles, scopes }: Principal, path: string): void {
  if (kind === "service") return;
  const [, service = "", method = ""] = path.split("/");
  const needed = neededFor(service, method);
  if (needed === "services") throw serviceRequired();
  const mayByRole =
    needed === undefined
      ? roles.some((role) => rolesOfBefore.has(role))
      : permissionsOf(kind, roles).has(needed);
  if (!mayByRole) throw roleRequired(kind, needed);
  if (scopes === undefined || (needed !== undefined && scopes.includes(needed))) return;
  throw new DomainError(
    "forbidden",
    "SCOPE_REQUIRED",
    `The key is limited to other things than ${needed ?? "this"}.`,
    { remedy: `Use a key that has the scope ${needed ?? "of this"}, or one without scopes.` },
  );
}

/** Whether the caller's roles give a permission, and its key is not limited to others. Services have none. */
export function holdsPermission(
  { kind, roles, scopes }: Principal,
  permission: Permission,
): boolean {
  if (kind === "service" || !permissionsOf(kind, roles).has(permission)) return false;
  return scopes === undefined || scopes.includes(permission);
}

function neededFor(service: string, method: string): Permission | "services" | undefined {
  const rows = Object.hasOwn(rpcPermissions, service) ? rpcPermissions[service] : undefined;
  return rows && Object.hasOwn(rows, method) ? rows[method] : undefined;
}

function roleRequired(kind: "tenant" | "staff", needed: Permission | undefined): DomainError {
  if (needed !== undefined && !isGivenTo(kind, needed)) {
    return kind === "tenant" ? staffRequired() : tenantRequired();
  }
  return new DomainError(
    "forbidden",
    "ROLE_REQUIRED",
    `None of the caller's roles gives ${needed ?? "this"}.`,
    { remedy: "Ask the owner of the account, or the administrator of the desk, for the role." },
  );
}

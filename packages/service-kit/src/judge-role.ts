import { staffRequired, tenantRequired } from "./call-context.js";
import { DomainError } from "./domain-error.js";
import type { Principal } from "./principal.js";
import { rpcPermissions, staffGrants, tenantGrants, type Permission } from "./role-table.js";

/** What these roles give together. */
export function permissionsOf(roles: readonly string[]): ReadonlySet<Permission> {
  const grants: Readonly<Record<string, readonly Permission[]>> = {
    ...tenantGrants,
    ...staffGrants,
  };
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

/** Who may have a permission at all: a role of tenants, or one of staff. */
function kindsThatMay(needed: Permission): readonly ("tenant" | "staff")[] {
  const mayAs = (grants: Readonly<Record<string, readonly Permission[]>>) =>
    Object.values(grants).some((given) => given.includes(needed));
  return [
    ...(mayAs(tenantGrants) ? (["tenant"] as const) : []),
    ...(mayAs(staffGrants) ? (["staff"] as const) : []),
  ];
}

/**
 * Holds a call against the table of roles. Services pass: they judge each other by `requireService`.
 *
 * @param path full path of the RPC, "/package.Service/Method".
 * @throws DomainError forbidden ROLE_REQUIRED, or SCOPE_REQUIRED for a key that was limited.
 */
export function requireRoleFor({ kind, roles, scopes }: Principal, path: string): void {
  if (kind === "service") return;
  const name = path.slice(1);
  const needed = Object.hasOwn(rpcPermissions, name) ? rpcPermissions[name] : undefined;
  const mayByRole =
    needed === undefined
      ? roles.some((role) => rolesOfBefore.has(role))
      : permissionsOf(roles).has(needed);
  if (!mayByRole) {
    const rightful = needed === undefined ? [] : kindsThatMay(needed);
    if (kind === "tenant" && rightful.join() === "staff") throw staffRequired();
    if (kind === "staff" && rightful.join() === "tenant") throw tenantRequired();
    throw new DomainError(
      "forbidden",
      "ROLE_REQUIRED",
      `None of the caller's roles gives ${needed ?? "this"}.`,
      { remedy: "Ask the owner of the account, or the administrator of the desk, for the role." },
    );
  }
  if (scopes === undefined || (needed !== undefined && scopes.includes(needed))) return;
  throw new DomainError(
    "forbidden",
    "SCOPE_REQUIRED",
    `The key is limited to other things than ${needed ?? "this"}.`,
    { remedy: `Use a key that has the scope ${needed ?? "of this"}, or one without scopes.` },
  );
}

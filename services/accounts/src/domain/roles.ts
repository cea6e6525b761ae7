import type { Finding } from "./finding.js";
import type { Home } from "./person.js";

/** The roles that people have at each kind of home; what each may do stands in service-kit's role-table.ts. */
const rolesOf: Readonly<Record<Home["kind"], readonly string[]>> = {
  tenant: ["owner", "marketer", "developer", "accountant", "viewer"],
  staff: ["expert", "operations", "finance", "administrator"],
};

/** Who runs a home; one must remain, or nobody could let anybody in. */
export const headOf: Readonly<Record<Home["kind"], string>> = {
  tenant: "owner",
  staff: "administrator",
};

/** Whether somebody may be given these roles there: at least one, each of that kind of home. */
export function judgeRoles(roles: readonly string[], home: Home): readonly Finding[] {
  const known = rolesOf[home.kind];
  if (roles.length > 0 && roles.every((role) => known.includes(role))) return [];
  return [
    {
      code: "ROLE_UNKNOWN",
      subject: "roles",
      rule: `A person has one or more of the roles ${known.join(", ")}.`,
      source: "issue 4 · People and companies",
      remedy: "Choose among these.",
    },
  ];
}

/** Each role once, in the order of the table. */
export function tidyRoles(roles: readonly string[], home: Home): readonly string[] {
  return rolesOf[home.kind].filter((role) => roles.includes(role));
}

/** Whether a home would be without a head if this person had these roles (none = is gone). */
export function leavesNoHead(
  people: readonly { readonly personId: string; readonly roles: readonly string[] }[],
  home: Home,
  personId: string,
  roles: readonly string[],
): boolean {
  const head = headOf[home.kind];
  const isHeadNow = people.some((one) => one.personId === personId && one.roles.includes(head));
  return (
    isHeadNow &&
    !roles.includes(head) &&
    !people.some((one) => one.personId !== personId && one.roles.includes(head))
  );
}

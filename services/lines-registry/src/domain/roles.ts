/** Who may take a step: the applicant itself, or staff of the provider in one of two roles. */
export type Role = "applicant" | "expert" | "operations";

/**
 * The actors of the packs' state machines as roles of the platform. An operator has no seat here:
 * operations enter its answers in its own words.
 */
const roles: Readonly<Record<string, Role>> = {
  applicant: "applicant",
  "provider expert": "expert",
  provider: "operations",
  operator: "operations",
  "operator expert": "operations",
  "provider/operator": "operations",
};

/** The role that takes the steps of an actor; undefined for an actor nobody plays. */
export function roleOf(actor: string): Role | undefined {
  return Object.hasOwn(roles, actor) ? roles[actor] : undefined;
}

const staffRoles: readonly Role[] = ["expert", "operations"];

/** The roles that staff with these words of accounts may play. */
export function staffRolesOf(words: readonly string[]): readonly Role[] {
  return staffRoles.filter((role) => words.includes(role));
}

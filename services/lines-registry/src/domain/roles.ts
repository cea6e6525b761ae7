/** Who may take a step: the applicant itself, or staff of the provider in one of two roles. */
export type Role = "applicant" | "expert" | "operations";

const staffRoles: readonly Role[] = ["expert", "operations"];

/** The roles that staff with these words of accounts may play. */
export function staffRolesOf(words: readonly string[]): readonly Role[] {
  return staffRoles.filter((role) => words.includes(role));
}

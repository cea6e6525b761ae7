/** Who may take a step: the applicant itself, staff of the provider in one of two roles, or the platform by the clock. */
export type Role = "applicant" | "expert" | "operations" | "platform";

const staffRoles: readonly Role[] = ["expert", "operations"];

/** The roles that staff with these words of accounts may play. */
export function staffRolesOf(words: readonly string[]): readonly Role[] {
  return staffRoles.filter((role) => words.includes(role));
}

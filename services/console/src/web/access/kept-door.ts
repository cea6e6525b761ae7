import type { components } from "../api/gen/schema.js";

/** A company or desk that one password opens. */
export type Door = components["schemas"]["Doors"]["doors"][number];

/** What is sent to log in; the door is the company or desk that was chosen. */
export type Attempt = {
  readonly email: string;
  readonly password: string;
  readonly totpCode: string;
  readonly door?: Door | undefined;
};

/** The door of the last attempt, while the same address and password try again: another person chooses anew. */
export function keptDoor(
  last: Attempt | undefined,
  next: Pick<Attempt, "email" | "password">,
): Door | undefined {
  const isSame = last?.email === next.email && last.password === next.password;
  return isSame ? last.door : undefined;
}

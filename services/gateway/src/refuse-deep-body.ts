import { DomainError } from "@whiteline/service-kit";

/** Twice as deep as lists reads a condition: each level of one is an object and the list within. */
const DEEPEST = 50;

/**
 * For bodies whose schema contains itself: judging one that nests thousands deep would exhaust the stack.
 * @throws DomainError CONDITION_INVALID
 */
export async function refuseDeepBody({ body }: { readonly body: unknown }): Promise<void> {
  let level: readonly unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST)
      throw new DomainError("precondition", "CONDITION_INVALID", "The condition nests too deep.", {
        remedy: "Nest conditions at most five deep.",
      });
    level = level.flatMap((value): readonly unknown[] =>
      typeof value === "object" && value !== null ? Object.values(value) : [],
    );
  }
}

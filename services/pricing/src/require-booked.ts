import { DomainError } from "@whiteline/service-kit";
import type { Verdict } from "./domain/book.js";

/**
 * What the books refuse takes the paper that says so and its number back with it.
 * @param remedy what to do where the wallet cannot hold so much.
 * @throws DomainError precondition AMOUNT_TOO_LARGE
 */
export const requireBooked = (verdicts: readonly Verdict[], remedy: string): void => {
  if (verdicts.every(({ kind }) => kind === "done")) return;
  throw new DomainError("precondition", "AMOUNT_TOO_LARGE", "The wallet cannot hold so much.", {
    remedy,
  });
};

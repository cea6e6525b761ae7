import { DomainError } from "@whiteline/service-kit";
import type { AttemptLimit } from "../domain/attempts.js";
import type { AttemptStore } from "../store/attempts.js";

/** Counts an attempt before it is judged. @throws DomainError exhausted TOO_MANY_ATTEMPTS. */
export async function stopTooManyAttempts(
  attempts: AttemptStore,
  limits: readonly AttemptLimit[],
  at: Date,
): Promise<void> {
  const comeBackAt = await attempts.count(limits, at);
  if (comeBackAt === undefined) return;
  const minutes = Math.ceil((comeBackAt.getTime() - at.getTime()) / 60_000);
  throw new DomainError("exhausted", "TOO_MANY_ATTEMPTS", "This was tried too often.", {
    remedy: `Come back in ${minutes} minutes.`,
  });
}

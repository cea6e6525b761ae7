import { actorOf, DomainError, principalOf, type CallContext } from "@whiteline/service-kit";
import type { Parts } from "./parts.js";

type Needs = Pick<Parts, "now" | "trail" | "log">;

/**
 * Does something at a case or line, and leaves a trace when it was refused: who tried what, and why
 * it was not done. The refusal itself goes on to the caller.
 */
export async function withTrace<Answer>(
  { now, trail, log }: Needs,
  context: CallContext,
  about: { readonly subject: string; readonly providerId: string; readonly event: string },
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) {
      const { subject, providerId } = about;
      const principal = principalOf(context);
      const entry = {
        subject,
        providerId,
        at: now(),
        actor: principal.kind === "staff" ? "desk" : "holder",
        by: actorOf(principal),
        event: `refused:${error.reason}`,
        note: about.event.slice(0, 100),
        from: "",
        to: "",
      };
      // A trace that cannot be written does not hide the refusal.
      await trail.add(entry).catch((fault: unknown) => {
        log.error({ err: fault, subject }, "trace_not_written");
      });
    }
    throw error;
  }
}

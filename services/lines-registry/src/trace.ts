import { actorOf, DomainError, principalOf, type CallContext } from "@whiteline/service-kit";
import { changesSince } from "./changes-since.js";
import type { Parts } from "./parts.js";

type Needs = Pick<Parts, "now" | "trail" | "log" | "applications" | "lines">;

/**
 * Does something at a case or line, and leaves a trace when it was refused for another reason than that the
 * caller may not: who tried what, and why it was not done. The refusal itself goes on to the caller; who lost a race is told what changed.
 */
export async function withTrace<Answer>(
  parts: Needs,
  context: CallContext,
  about: {
    readonly subject: string;
    readonly providerId: string;
    readonly event: string;
    /** Version that was decided on; 0n = whatever it is. */
    readonly expectedVersion: bigint;
  },
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { now, trail, log } = parts;
  try {
    return await work();
  } catch (error) {
    // What the caller was forbidden is told as `call.refused` (docs/decisions/0013), not a second time.
    if (error instanceof DomainError && error.kind !== "forbidden") {
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
    throw error instanceof DomainError && error.reason === "CASE_MOVED_ON"
      ? await withChanges(parts, context, about, error)
      : error;
  }
}

/** Who lost a race learns what the other one did. */
async function withChanges(
  parts: Needs,
  context: CallContext,
  { subject, expectedVersion }: { readonly subject: string; readonly expectedVersion: bigint },
  { kind, reason, message, remedy = "" }: DomainError,
): Promise<DomainError> {
  const toStaff = principalOf(context).kind === "staff";
  const expected = Number(expectedVersion);
  const changes = await changesSince(parts, subject, { expected, toStaff });
  return new DomainError(kind, reason, `${message} ${changes}`, { remedy });
}

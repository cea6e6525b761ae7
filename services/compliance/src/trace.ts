import { DomainError, type Logger } from "@whiteline/service-kit";
import type { Trail } from "./keep-trail.js";
import type { TrailEntry } from "./store/trail.js";

/**
 * Does something at a case, and leaves a trace when it was refused: who tried what, and why it was not
 * done. The refusal itself goes on to the caller.
 */
export const withTrace = async <Answer>(
  {
    trail,
    now,
    log,
  }: {
    readonly trail: Pick<Trail, "add">;
    readonly now: () => Date;
    readonly log: Pick<Logger, "error">;
  },
  about: Pick<TrailEntry, "subject" | "tenantId" | "providerId" | "by"> & {
    readonly tried: string;
  },
  work: () => Promise<Answer>,
): Promise<Answer> => {
  try {
    return await work();
  } catch (error) {
    // What the caller was forbidden is told as `call.refused` (docs/decisions/0013), not a second time.
    const isJudged = error instanceof DomainError && error.kind !== "unavailable";
    if (isJudged && error.kind !== "forbidden") {
      const { tried, ...rest } = about;
      const entry = { ...rest, at: now(), event: `refused:${error.reason}`, note: tried };
      // A trace that cannot be written does not hide the refusal.
      await trail.add(entry).catch((fault: unknown) => {
        log.error({ err: fault, subject: about.subject }, "trace_not_written");
      });
    }
    throw error;
  }
};

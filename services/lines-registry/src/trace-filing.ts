import { actorOf, DomainError, principalOf, type CallContext } from "@whiteline/service-kit";
import { tellDeed } from "./events/publish.js";
import type { Parts } from "./parts.js";

type Needs = Pick<Parts, "now" | "newId" | "commit" | "outbox" | "log">;

/** What was to be filed; the words of a stranger are told only where they look like ids of ours. */
type Wanted = {
  readonly providerId?: string;
  readonly family?: string;
  readonly applicationId?: string;
  readonly lineId?: string;
};

type Deficient = {
  readonly $case: "deficient";
  readonly value: { readonly deficiencies: readonly { readonly code: string }[] };
};
type Answer =
  | { readonly outcome?: { readonly $case: "filed" } | Deficient | undefined }
  | { readonly application?: unknown };

/** Codes of one entry; a form has fewer rules. */
const mostCodes = 40;

/**
 * Files something, and leaves an entry in the tenant's audit trail when it was deficient or impossible: who tried, and
 * the codes of the reasons. Nothing else of it is kept.
 */
export function traceFiling<Request extends Wanted, Answered extends Answer>(
  { now, newId, commit, outbox, log }: Needs,
  file: (request: Request, context: CallContext) => Promise<Answered>,
): (request: Request, context: CallContext) => Promise<Answered> {
  const trace = async (wanted: Wanted, context: CallContext, codes: readonly string[]) => {
    const principal = principalOf(context);
    const { tenantId, providerId = "" } = principal;
    if (tenantId === undefined) return;
    const action = "application.refused" as const;
    const about = {
      tenantId,
      providerId,
      actor: actorOf(principal),
      action,
      subject: subjectOf(wanted),
    };
    const told = { entryId: newId(), ...about, codes: codes.slice(0, mostCodes), at: now() };
    // A trace that cannot be written does not hide the refusal.
    await commit((session) => tellDeed(outbox, session, told)).catch((fault: unknown) => {
      log.error({ err: fault, tenantId }, "trace_not_written");
    });
  };

  return async (request, context) => {
    try {
      const answer = await file(request, context);
      const outcome = "outcome" in answer ? answer.outcome : undefined;
      if (outcome?.$case === "deficient") {
        const codes = outcome.value.deficiencies.map(({ code }) => code);
        await trace(request, context, [...new Set(codes)]);
      }
      return answer;
    } catch (error) {
      const isJudged = error instanceof DomainError && error.kind !== "unavailable";
      if (isJudged && error.kind !== "internal") await trace(request, context, [error.reason]);
      throw error;
    }
  };
}

function subjectOf({ applicationId = "", lineId = "", providerId = "", family = "" }: Wanted) {
  if (applicationId !== "") return `application:${word(applicationId)}`;
  if (lineId !== "") return `line:${word(lineId)}`;
  return `family:${word(providerId)}/${word(family)}`;
}

function word(text: string): string {
  return /^[\w-]{1,64}$/u.test(text) ? text : "";
}

import { OptOutLifted } from "@whiteline/contracts/lists/v1/events";
import type { LiftRefusalRequest } from "@whiteline/contracts/lists/v1/refusals";
import { DomainError, inTransaction } from "@whiteline/service-kit";
import type { Refusal, RefusalLift } from "./domain/refusal.js";
import { toOptOutLifted } from "./events/publish.js";
import { toName, toRequestId } from "./proto.js";
import { saidInFuture, type RecordingOptOuts, type Session } from "./record-opt-out.js";

const SOURCES: readonly string[] = ["reply", "form", "letter", "call", "desk"];

/**
 * Ends a refusal by the subscriber's own later word, whose proof stays with it. Nobody else's word will do: not the
 * tenant's, and not one that is older than the refusal.
 * @throws DomainError REFUSAL_UNKNOWN, REFUSAL_LIFTED, PROOF_MISSING, SAID_AT_MISSING, SAID_IN_FUTURE, WORD_BEFORE_REFUSAL
 */
export async function liftRefusal(
  it: RecordingOptOuts,
  tenantId: string,
  request: LiftRefusalRequest,
  by: string,
): Promise<Refusal> {
  const { connection, optOuts, now } = it;
  const requestId = toRequestId(request.requestId);
  const word = readWord(request, now());
  const lift = { ...word, requestId, liftedAt: now() };
  return inTransaction(connection, async (session) => {
    const named = await optOuts.get(tenantId, request.refusalId);
    const known = named === undefined ? undefined : await optOuts.find(named, session);
    if (known === undefined) throw refusalUnknown();
    if (known.lift !== null) {
      if (known.lift.requestId === requestId) return known;
      throw new DomainError("precondition", "REFUSAL_LIFTED", "The refusal was lifted already.");
    }
    if (lift.saidAt <= known.heardAt) {
      throw new DomainError(
        "precondition",
        "WORD_BEFORE_REFUSAL",
        "The subscriber said this before refusing.",
        { remedy: "Only what the subscriber said after the refusal ends it." },
      );
    }
    const { refusalId, lineId: line } = known;
    const about = { entryId: it.newId(), tenantId, providerId: "", actor: by, at: lift.liftedAt };
    const what = { action: "refusal.lifted", subject: `refusal:${refusalId}` };
    await it.tellTrail(session, { ...about, ...what, after: { line, source: lift.source } });
    return keepLift(it, session, known, lift);
  });
}

/** Ends a refusal, with its fact, in the caller's transaction. */
export async function keepLift(
  { optOuts, events, newId }: Pick<RecordingOptOuts, "optOuts" | "events" | "newId">,
  session: Session,
  known: Refusal,
  lift: RefusalLift,
): Promise<Refusal> {
  const lifted = await optOuts.lift(session, known, lift);
  await events.outbox.add(session, OptOutLifted, toOptOutLifted(lifted, lift.liftedAt), newId());
  return lifted;
}

function readWord(
  { saidAt, source, wording, evidence }: LiftRefusalRequest,
  now: Date,
): Omit<RefusalLift, "requestId" | "liftedAt"> {
  if (saidAt === undefined) {
    throw new DomainError("invalid", "SAID_AT_MISSING", "It is not told when this was said.", {
      remedy: "Give the time of the subscriber's word.",
    });
  }
  if (saidAt > now) throw saidInFuture();
  const proof = { source, wording: toName(wording), evidence: toName(evidence) };
  if (!SOURCES.includes(source) || proof.wording === "" || proof.evidence === "") {
    throw new DomainError("invalid", "PROOF_MISSING", "A refusal ends by proof only.", {
      remedy: `Give the wording, where the proof is kept, and how it was said: ${SOURCES.join(", ")}.`,
    });
  }
  return { saidAt, ...proof };
}

/** The answer for an id that is none of the tenant's. */
export function refusalUnknown(): DomainError {
  return new DomainError("not_found", "REFUSAL_UNKNOWN", "The refusal is not one of this tenant.");
}

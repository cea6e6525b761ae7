import type { RecordRefusalRequest } from "@whiteline/contracts/compliance/v1/complaints";
import type { RefusalsServiceDefinition } from "@whiteline/contracts/lists/v1/refusals";
import {
  actorOf,
  DomainError,
  forward,
  inTransaction,
  type CallContext,
  type Client,
  type Principal,
} from "@whiteline/service-kit";
import { findOwnComplaint, type DecidingComplaints } from "./decide-complaint.js";
import { movedOn } from "./decide-text-case.js";
import type { Complaint } from "./domain/complaint.js";

export type RecordingRefusals = Pick<
  DecidingComplaints,
  "now" | "connection" | "complaints" | "trail"
> & {
  readonly refusals: Pick<Client<typeof RefusalsServiceDefinition>, "recordComplaintRefusal">;
};

/**
 * The desk grants the wish of a complainant: lists keeps the refusal in the name of who decided it, and what died
 * between the two is done again under the same request id. What was recorded of one line may be widened to every line.
 * @throws DomainError precondition COMPLAINT_WITHOUT_NUMBER; REFUSAL_LIFTED when the complainant took it back since the
 *   complaint came; CASE_MOVED_ON when somebody changed the complaint meanwhile
 */
export const recordRefusal = async (
  it: RecordingRefusals,
  staff: Principal,
  { complaintId, everyLine }: RecordRefusalRequest,
  context: CallContext,
): Promise<Complaint> => {
  const complaint = await findOwnComplaint(it.complaints, staff, complaintId);
  if (complaint.refusal === "recorded" && (!everyLine || complaint.refusalOfEveryLine))
    return complaint;
  const { number = "" } = (await it.complaints.secretsOf(complaintId)) ?? {};
  if (number === "") throw withoutNumber();
  const { tenantId, providerId, lineId, reference } = complaint;
  const scope = everyLine ? "every_line" : "this_line";
  const refusal = {
    requestId: `complaint:${complaintId}:${scope}`,
    number: `+${number}`,
    lineId,
    everyLine,
    reference: reference === "" ? complaintId : reference,
    // The wish came with the complaint, however long it lay at the desk; without one the desk hears it now.
    saidAt: complaint.refusal === undefined ? it.now() : complaint.openedAt,
  };
  const kept = await it.refusals.recordComplaintRefusal(refusal, forward(context));
  if (kept.refusal?.lift !== undefined) throw lifted();
  const next: Complaint = {
    ...{ ...complaint, refusal: "recorded", version: complaint.version + 1 },
    ...(everyLine && { refusalOfEveryLine: true }),
  };
  await inTransaction(it.connection, async (session) => {
    if (!(await it.complaints.save(session, next))) throw movedOn();
    const trace = { subject: complaintId, tenantId, providerId, at: it.now(), by: actorOf(staff) };
    await it.trail.add({ ...trace, event: "refusal_recorded", note: scope }, session);
  });
  return next;
};

const lifted = (): DomainError =>
  new DomainError("precondition", "REFUSAL_LIFTED", "The complainant took the refusal back.", {
    remedy: "Nothing was recorded. What was said after that is entered as a refusal of its own.",
  });

const withoutNumber = (): DomainError =>
  new DomainError("precondition", "COMPLAINT_WITHOUT_NUMBER", "The complaint names no number.", {
    remedy: "Enter a complaint that does, or have the customer record the refusal.",
  });

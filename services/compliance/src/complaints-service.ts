import type { ComplaintsServiceImplementation } from "@whiteline/contracts/compliance/v1/complaints";
import type { LinesRegistryServiceDefinition } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { changedFields } from "@whiteline/events";
import {
  actorOf,
  DomainError,
  forward,
  inTransaction,
  principalOf,
  requireStaff,
  requireTenant,
  type CallContextExt,
  type Client,
  type Principal,
} from "@whiteline/service-kit";
import { complain, type Complaining } from "./complain.js";
import { fromComplaint, fromPenalty } from "./complaints-proto.js";
import {
  chainOn,
  checkCounts,
  checkViolation,
  decideComplaint,
  findOwnComplaint,
  packOf,
  toCounted,
  type DecidingComplaints,
} from "./decide-complaint.js";
import { movedOn, requireVersion } from "./decide-text-case.js";
import {
  noneCounted,
  penaltyOf,
  possibleViolations,
  verdictOfComplaint,
  type Complaint,
} from "./domain/complaint.js";
import { deskClock } from "./domain/desk-clock.js";
import { exportEvidence } from "./export-evidence.js";
import { actorWord, type TrailChange } from "./keep-trail.js";
import { openComplaint } from "./open-complaint.js";
import { packInForce } from "./pack-in-force.js";
import { toNote } from "./proto.js";
import { recordRefusal, type RecordingRefusals } from "./record-refusal.js";

type Dependencies = Complaining &
  DecidingComplaints &
  RecordingRefusals & {
    readonly registry: Pick<Client<typeof LinesRegistryServiceDefinition>, "getLine">;
  };

const LONGEST_ANSWER = 5_000;
const DAY_MS = 24 * 3_600_000;

/** Methods that are called without a token. */
export const publicComplaintMethods = ["Complain"] as const;

/** What is answered about complaints, in the order of the contract. To a stranger none exists. */
export const complaintsService = (
  it: Dependencies,
): ComplaintsServiceImplementation<CallContextExt> => {
  /** As its reader sees it: what was said is the desk's. */
  const shown = async (complaint: Complaint, reader: Principal) => {
    const secrets = await it.complaints.secretsOf(complaint.complaintId);
    const pack = packInForce(complaint.market, it.now());
    const { openedAt } = complaint;
    const clock =
      pack === undefined
        ? undefined
        : deskClock(pack, { openedAt, now: it.now(), withinDays: pack.textDesk.complaintDays });
    return fromComplaint(complaint, {
      clock,
      currency: pack?.currency.code ?? "",
      text: reader.kind === "staff" ? (secrets?.text ?? "") : "",
      answer: secrets?.answer ?? "",
    });
  };

  return {
    async openComplaint(request, context) {
      const staff = requireStaff(context);
      const opened = await openComplaint(it, staff, request, context.signal);
      return { complaint: await shown(opened, staff) };
    },

    async complain(request, { signal }) {
      return { complaintId: await complain(it, request, signal), at: it.now() };
    },

    async listComplaints({ state, lineId, assignee, overdueOnly }, context) {
      const reader = principalOf(context);
      const whose =
        reader.kind === "staff"
          ? { providerId: reader.providerId ?? "" }
          : { tenantId: requireTenant(context) };
      const found = await it.complaints.list(whose, lineId);
      const all = await Promise.all(found.map((complaint) => shown(complaint, reader)));
      const open = all.filter(isOpen);
      const mine = actorOf(reader);
      return {
        complaints: all.filter(
          (each) =>
            (state !== "open" || isOpen(each)) &&
            (state !== "decided" || !isOpen(each)) &&
            (!overdueOnly || each.overdue) &&
            (assignee !== "me" || each.assignee === mine) &&
            (assignee !== "none" || each.assignee === ""),
        ),
        open: open.length,
        overdue: open.filter(({ overdue }) => overdue).length,
      };
    },

    async getComplaint({ complaintId }, context) {
      const reader = principalOf(context);
      const complaint = await findOwnComplaint(it.complaints, reader, complaintId);
      const { tenantId, providerId } = complaint;
      const pack = packOf(complaint, it.now());
      if (reader.kind === "staff") {
        const look = { subject: complaintId, tenantId, providerId, at: it.now(), note: "" };
        await it.trail.add({ ...look, by: actorOf(reader), event: "looked" });
      }
      const events = reader.kind === "staff" ? await it.trail.of(complaintId) : [];
      return {
        complaint: await shown(complaint, reader),
        events: events.map(({ at, by, event, note }) => ({ at, by, event, note })),
        possible: possibleViolations(pack, complaint).map((violation) =>
          fromPenalty(penaltyOf(pack, complaint, violation, noneCounted), pack.currency.code),
        ),
      };
    },

    async assignComplaint({ complaintId, assignee, expectedVersion }, context) {
      const staff = requireStaff(context);
      const complaint = await findOwnComplaint(it.complaints, staff, complaintId);
      requireVersion(complaint, expectedVersion);
      const by = actorOf(staff);
      const next: Complaint = {
        ...complaint,
        assignee: assignee === "me" ? by : toNote(assignee, false),
        version: complaint.version + 1,
      };
      const change = changedFields(
        { assignee: actorWord(complaint.assignee) },
        { assignee: actorWord(next.assignee) },
      );
      await save(it, next, { by, event: "assigned", note: next.assignee }, change);
      return { complaint: await shown(next, staff) };
    },

    async answerComplaint({ complaintId, text }, context) {
      const holder = principalOf(context);
      requireTenant(context);
      const complaint = await findOwnComplaint(it.complaints, holder, complaintId);
      if (complaint.state !== "open") {
        throw new DomainError("precondition", "COMPLAINT_DECIDED", "It was decided already.", {
          remedy: "Read its decision.",
        });
      }
      const answer = text.trim();
      if (answer === "" || answer.length > LONGEST_ANSWER) {
        throw new DomainError("invalid", "COMPLAINT_INVALID", "The answer cannot be kept.", {
          remedy: `Write 1 to ${LONGEST_ANSWER} characters.`,
        });
      }
      const at = it.now();
      const secrets = await it.complaints.secretsOf(complaintId);
      // While the evidence is gathered there is no chain yet; the answer is told again with the decision.
      const gathering = complaint.evidence.state === "gathering";
      const entry = { kind: "answer", toldBy: "holder", at: at.toISOString(), content: { answer } };
      const chained = gathering ? undefined : await chainOn(it, complaint, entry);
      const next: Complaint = {
        ...complaint,
        answeredAt: at,
        evidence: chained?.evidence ?? complaint.evidence,
        version: complaint.version + 1,
      };
      const { tenantId, providerId } = complaint;
      await inTransaction(it.connection, async (session) => {
        const kept = { number: "", text: "", ...secrets, answer };
        if (!(await it.complaints.save(session, next, kept))) throw movedOn();
        if (chained !== undefined) await it.complaints.putEvidence(session, next, chained.chain);
        const trace = { subject: complaintId, tenantId, providerId, at, by: actorOf(holder) };
        await it.trail.add({ ...trace, event: "answered", note: "" }, session);
      });
      return { complaint: await shown(next, holder) };
    },

    async previewPenalty({ complaintId, violation, counted }, context) {
      const staff = requireStaff(context);
      const complaint = await findOwnComplaint(it.complaints, staff, complaintId);
      const pack = packOf(complaint, it.now());
      checkViolation(pack, complaint, violation);
      const whole = toCounted(counted);
      checkCounts(whole);
      const penalty = penaltyOf(pack, complaint, violation, whole);
      return { penalty: fromPenalty(penalty, pack.currency.code) };
    },

    async recordRefusal(request, context) {
      const staff = requireStaff(context);
      return { complaint: await shown(await recordRefusal(it, staff, request, context), staff) };
    },

    async decideComplaint(request, context) {
      const staff = requireStaff(context);
      return { complaint: await shown(await decideComplaint(it, staff, request), staff) };
    },

    async withdrawComplaintDecision({ complaintId, expectedVersion }, context) {
      const staff = requireStaff(context);
      const complaint = await findOwnComplaint(it.complaints, staff, complaintId);
      requireVersion(complaint, expectedVersion);
      if (complaint.pending === null) {
        throw new DomainError("precondition", "NOTHING_PENDING", "No decision is pending.", {
          remedy: "Read the complaint again.",
        });
      }
      const next: Complaint = { ...complaint, pending: null, version: complaint.version + 1 };
      const note = complaint.pending.violation;
      const change = { before: { proposed: note, ...verdictOfComplaint(complaint) } };
      await save(it, next, { by: actorOf(staff), event: "withdrawn", note }, change);
      return { complaint: await shown(next, staff) };
    },

    async *exportEvidence({ complaintId }, context) {
      const staff = requireStaff(context);
      const complaint = await findOwnComplaint(it.complaints, staff, complaintId);
      if (complaint.evidence.state === "gathering") {
        throw new DomainError("precondition", "EVIDENCE_NOT_GATHERED", "It is being gathered.", {
          remedy: "Ask again in a moment.",
        });
      }
      const { tenantId, providerId, evidence } = complaint;
      // On record before its first byte leaves.
      const trace = { subject: complaintId, tenantId, providerId, at: it.now() };
      const by = actorOf(staff);
      const after = { root: evidence.rootHash, entries: String(evidence.entries) };
      const left = { ...trace, by, event: "exported", note: evidence.rootHash };
      await it.trail.add(left, undefined, { after });
      yield* exportEvidence(complaint, await it.complaints.evidenceOf(complaintId));
    },

    async getComplaintRate({ lineId }, context) {
      // The registry says whether the caller may see the line, and what went out over it.
      const { line } = await it.registry.getLine({ lineId }, forward(context));
      const days = line?.volume?.days ?? 0;
      const since = new Date(it.now().getTime() - days * DAY_MS);
      // What a stranger only says counts once a message bears it out.
      const { opened, confirmed } = await it.complaints.countOf(lineId, since);
      const messages = line?.volume?.messages ?? 0n;
      return {
        lineId,
        complaints: BigInt(opened),
        confirmed: BigInt(confirmed),
        messages,
        perTenThousandHundredths: rateOf(BigInt(opened), messages),
        since,
      };
    },
  };
};

/** Complaints per 10,000 messages in hundredths, half up; absent without messages. */
const rateOf = (complaints: bigint, messages: bigint): bigint | undefined =>
  messages <= 0n ? undefined : (complaints * 2_000_000n + messages) / (messages * 2n);

const isOpen = ({ state }: { readonly state: string }): boolean =>
  state === "open" || state === "second_person";

/** @throws DomainError CASE_MOVED_ON */
const save = async (
  it: Dependencies,
  next: Complaint,
  trace: { readonly by: string; readonly event: string; readonly note: string },
  change: TrailChange,
): Promise<void> => {
  const { complaintId, tenantId, providerId } = next;
  await inTransaction(it.connection, async (session) => {
    if (!(await it.complaints.save(session, next))) throw movedOn();
    const about = { subject: complaintId, tenantId, providerId, at: it.now() };
    await it.trail.add({ ...about, ...trace }, session, change);
  });
};

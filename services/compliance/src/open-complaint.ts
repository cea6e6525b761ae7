import type { OpenComplaintRequest } from "@whiteline/contracts/compliance/v1/complaints";
import { ComplaintOpened } from "@whiteline/contracts/compliance/v1/events";
import type { Events } from "@whiteline/events";
import { maskNumber, normaliseNumber } from "@whiteline/markets";
import {
  actorOf,
  DomainError,
  inTransaction,
  isDuplicateKey,
  type Ports,
  type Principal,
} from "@whiteline/service-kit";
import {
  complaintSources,
  type AskedRefusal,
  type Complaint,
  type ComplaintSecrets,
} from "./domain/complaint.js";
import type { Line } from "./domain/line.js";
import { tidySender } from "./domain/same-sender.js";
import type { JudgingCampaigns } from "./judge-campaign.js";
import type { Trail } from "./keep-trail.js";
import type { Measures } from "./metrics.js";
import { packInForce } from "./pack-in-force.js";
import { toRequestId } from "./proto.js";
import type { ComplaintStore } from "./store/complaints.js";
import type { LineStore } from "./store/lines.js";
import { whoWrote, type AskingWhoWrote } from "./who-wrote.js";

export type OpeningComplaints = Ports &
  Pick<JudgingCampaigns, "connection"> & {
    readonly events: Pick<Events, "outbox">;
    readonly lines: Pick<LineStore, "get" | "all" | "ofProvider">;
    readonly complaints: ComplaintStore;
    readonly trail: Trail;
    /** Wakes who gathers the evidence. */
    readonly gather: { ring(): void };
    readonly measures: Pick<Measures, "complaints">;
  };

const LONGEST_TEXT = 5_000;
const LONGEST_REFERENCE = 200;

/**
 * Keeps a complaint that staff entered; its evidence is gathered afterwards. The same request id
 * answers what it made.
 * @throws DomainError REQUEST_ID_MISSING, COMPLAINT_INVALID, LINE_UNKNOWN; unavailable while campaigns is away and must
 *   say which of several customers with one sender wrote
 */
export const openComplaint = async (
  it: OpeningComplaints & AskingWhoWrote,
  staff: Principal,
  request: OpenComplaintRequest,
  signal: AbortSignal,
): Promise<Complaint> => {
  const requestId = toRequestId(request.requestId);
  const { providerId = "" } = staff;
  const earlier = await it.complaints.ofRequest(providerId, requestId);
  if (earlier !== undefined) return earlier;
  const at = it.now();
  const line = await findLine(it, providerId, request, signal);
  const number = numberOf(line, request.number, at);
  checkWords(request, number, at);
  const { source, reference, messageId, receivedAt, text } = request;
  const about = { requestId, source, reference, messageId, receivedAt, text };
  return keepComplaint(it, { ...about, line, number, by: actorOf(staff) });
};

/** Somebody's word against a line, read and found fit to be kept. */
export type NewComplaint = { readonly complaintId?: string } & Pick<
  OpenComplaintRequest,
  "requestId" | "source" | "reference" | "messageId" | "receivedAt" | "text"
> & {
    readonly line: Line;
    /** E.164 without "+"; empty when nobody's was named. */
    readonly number: string;
    readonly by: string;
    readonly refusal?: AskedRefusal;
  };

/** Keeps a complaint with its fact; the same request, at the same moment, too, answers what it made. */
export const keepComplaint = async (
  it: OpeningComplaints,
  { complaintId = it.newId(), line, number, by, requestId, refusal, ...given }: NewComplaint,
): Promise<Complaint> => {
  const at = it.now();
  const { tenantId, providerId, market, lineId, family } = line;
  const complaint: Complaint = {
    complaintId,
    tenantId,
    providerId,
    market,
    lineId,
    sender: line.number,
    family,
    source: given.source,
    reference: given.reference.trim(),
    maskedNumber: number === "" ? "" : maskNumber(number),
    messageId: given.messageId,
    campaignId: "",
    receivedAt: given.receivedAt ?? null,
    openedAt: at,
    openedBy: by,
    state: "open",
    assignee: "",
    version: 1,
    evidence: {
      state: "gathering",
      attempts: 0,
      nextAt: at,
      gatheredAt: null,
      entries: 0,
      rootHash: "",
      missing: [],
      findings: null,
      proposed: null,
    },
    pending: null,
    decision: null,
    answeredAt: null,
    ...(refusal !== undefined && { refusal }),
  };
  const { source } = complaint;
  const secrets: ComplaintSecrets = { number, text: given.text.trim(), answer: "" };
  try {
    await inTransaction(it.connection, async (session) => {
      await it.complaints.add(session, complaint, { requestId, secrets });
      const trace = { subject: complaintId, tenantId, providerId, at, by };
      await it.trail.add({ ...trace, event: "opened", note: source }, session, {
        after: { source, line: lineId },
      });
      const told = { complaintId, tenantId, providerId, lineId, source, at };
      await it.events.outbox.add(session, ComplaintOpened, told, `complaint-opened:${complaintId}`);
    });
  } catch (error) {
    // The same request came at the same moment; what it made stands.
    const made = isDuplicateKey(error)
      ? await it.complaints.ofRequest(providerId, requestId)
      : undefined;
    if (made !== undefined) return made;
    throw error;
  }
  it.measures.complaints.inc({ event: "opened" });
  it.gather.ring();
  return complaint;
};

/** @throws DomainError LINE_UNKNOWN, COMPLAINT_INVALID */
const findLine = async (
  it: OpeningComplaints & AskingWhoWrote,
  providerId: string,
  request: OpenComplaintRequest,
  signal: AbortSignal,
): Promise<Line> => {
  const { lineId } = request;
  const found =
    lineId === "" ? await bySender(it, providerId, request, signal) : it.lines.get(lineId);
  if (found !== undefined && found.providerId === providerId) return found;
  throw new DomainError("not_found", "LINE_UNKNOWN", "The provider has no such line.", {
    remedy: "Write the sender as the subscriber saw it, or take the id from the list of lines.",
  });
};

/**
 * Of several lines with a sender, those in use: a number may have been somebody else's before. Of several in use, the
 * one that wrote to the number.
 */
const bySender = async (
  it: OpeningComplaints & AskingWhoWrote,
  providerId: string,
  { sender, number: written, receivedAt }: OpenComplaintRequest,
  signal: AbortSignal,
): Promise<Line | undefined> => {
  const at = it.now();
  const same = allBySender(it.lines.ofProvider(providerId), sender, at);
  const inUse = same.filter(({ status }) => status === "active");
  const [first, ...others] = inUse.length > 0 ? inUse : same;
  if (first === undefined || others.length === 0) return first;
  const asked = [first, ...others].map((line) => ({ line, number: numberOf(line, written, at) }));
  const wrote = asked.some(({ number }) => number === "")
    ? undefined
    : await whoWrote(it, asked, receivedAt, signal);
  if (wrote !== undefined) return wrote.line;
  const remedy =
    "Say to which number and on which day the message came, or name the line by its id.";
  throw invalid("sender: shared, and none is known to have written", remedy);
};

/** Lines whose sender a subscriber sees so. */
export const allBySender = (lines: readonly Line[], sender: string, at: Date): readonly Line[] =>
  sender.trim() === ""
    ? []
    : lines.filter(({ market, number }) => {
        const callingCode = packInForce(market, at)?.callingCode ?? "";
        return tidySender(number, callingCode) === tidySender(sender, callingCode);
      });

/** @throws DomainError COMPLAINT_INVALID */
export const numberOf = ({ market }: Pick<Line, "market">, number: string, at: Date): string => {
  if (number.trim() === "") return "";
  const pack = packInForce(market, at);
  const read = pack && normaliseNumber(pack, number);
  if (read?.kind === "ok") return read.e164.replace("+", "");
  throw invalid(
    `number: ${read?.code ?? "MARKET_UNKNOWN"}`,
    "Write the subscriber's mobile number as it is dialled in the line's market.",
  );
};

type ComplaintWords = Pick<
  OpenComplaintRequest,
  "source" | "reference" | "messageId" | "receivedAt" | "text"
>;

/** @throws DomainError COMPLAINT_INVALID */
export const checkWords = (request: ComplaintWords, number: string, at: Date): void => {
  const sources: readonly string[] = complaintSources;
  if (!sources.includes(request.source)) {
    throw invalid("source: unknown", `Say who complains: ${complaintSources.join(", ")}.`);
  }
  if (number === "" && request.messageId === "") {
    throw invalid("number or message: missing", "Name the subscriber's number or the message.");
  }
  if (request.text.length > LONGEST_TEXT) {
    throw invalid("text: too long", `At most ${LONGEST_TEXT} characters.`);
  }
  if (request.reference.length > LONGEST_REFERENCE) {
    throw invalid("reference: too long", `At most ${LONGEST_REFERENCE} characters.`);
  }
  if (request.receivedAt !== undefined && request.receivedAt > at) {
    throw invalid("receivedAt: in the future", "Say when the message arrived.");
  }
};

export const invalid = (message: string, remedy: string): DomainError =>
  new DomainError("invalid", "COMPLAINT_INVALID", message, { remedy });

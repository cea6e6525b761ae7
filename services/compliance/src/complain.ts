import type { ComplainRequest } from "@whiteline/contracts/compliance/v1/complaints";
import { normaliseNumber } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import type { Complaint } from "./domain/complaint.js";
import type { Line } from "./domain/line.js";
import { lookedFor, type GatheringEvidence } from "./gather-evidence.js";
import {
  allBySender,
  checkWords,
  invalid,
  keepComplaint,
  type OpeningComplaints,
} from "./open-complaint.js";
import { packInForce } from "./pack-in-force.js";
import { toRequestId } from "./proto.js";
import type { AttemptStore } from "./store/attempts.js";

export type Complaining = OpeningComplaints &
  Pick<GatheringEvidence, "messageEvidence" | "tokens"> & {
    readonly attempts: Pick<AttemptStore, "count">;
  };

/** What one address may send in an hour, behind which a whole house may be; and of one number in a day. */
const MOST_OF_ADDRESS = 20;
const MOST_OF_NUMBER = 3;
const HOUR_MS = 3_600_000;
/** Lines with one sender that are asked for a message. */
const MOST_SHARING = 200;
/** Who opened it, where nobody signed in. */
const VISITOR = "visitor";

/**
 * Keeps what somebody without an account says against a sender, for the desk of its provider. Repeating the request is
 * one complaint. A wish for no more messages stands on it: nobody proves here that a number is theirs, so the desk grants it.
 * @throws DomainError REQUEST_ID_MISSING, COMPLAINT_INVALID, TOO_MANY_ATTEMPTS; unavailable while campaigns is away and
 *   must say which of several customers with one sender wrote
 */
export const complain = async (it: Complaining, request: ComplainRequest): Promise<Complaint> => {
  const requestId = `public:${toRequestId(request.requestId)}`;
  const at = it.now();
  await countAttempt(it, `address:${request.remoteAddress}`, HOUR_MS, MOST_OF_ADDRESS);
  const { line, number } = await findSender(it, readSender(it, request, at), request);
  const { receivedAt, text, refuses } = request;
  const words = { source: "subscriber", reference: "", messageId: "", receivedAt, text };
  checkWords(words, number, at);
  if (text.trim() === "") throw invalid("text: missing", "Say what is wrong with the message.");
  const earlier = await it.complaints.ofRequest(line.providerId, requestId);
  if (earlier !== undefined) return earlier;
  await countAttempt(it, `number:${number}`, 24 * HOUR_MS, MOST_OF_NUMBER);
  const wish = refuses ? ({ refusal: "asked" } as const) : {};
  return keepComplaint(it, { ...words, ...wish, requestId, line, number, by: VISITOR });
};

type Sender = { readonly line: Line; readonly number: string };

/** Lines with this sender, in markets where the number is one; those in use first. */
const readSender = (
  { lines }: Complaining,
  { sender, number }: ComplainRequest,
  at: Date,
): readonly Sender[] => {
  const same = allBySender(lines.all(), sender, at);
  if (same.length === 0) {
    throw invalid("sender: unknown", "Write the sender just as your telephone shows it.");
  }
  const read = same.flatMap((line) => {
    const pack = packInForce(line.market, at);
    const found = pack && normaliseNumber(pack, number);
    return found?.kind === "ok" ? [{ line, number: found.e164.replace("+", "") }] : [];
  });
  const inUse = read.filter(({ line }) => line.status === "active");
  if (read.length > 0) return inUse.length > 0 ? inUse : read;
  throw invalid("number: unknown", "Write your own mobile number as others dial it.");
};

/**
 * The line that is meant. Many customers may share one sender [001 · Shared]: then it is the one that wrote to the
 * number, since nobody is accused by chance.
 */
const findSender = async (
  { messageEvidence, tokens, now }: Complaining,
  same: readonly Sender[],
  { receivedAt }: ComplainRequest,
): Promise<Sender> => {
  const [first, ...others] = same;
  if (first !== undefined && others.length === 0) return first;
  for (const each of same.slice(0, MOST_SHARING)) {
    const { lineId, tenantId } = each.line;
    const asked = { lineId, msisdn: BigInt(each.number), ...lookedFor(receivedAt ?? null, now()) };
    const found = await messageEvidence.findMessages(asked, await tokens.forTenant(tenantId));
    if (found.messageIds.length > 0) return each;
  }
  throw invalid("message: not found", "Many share this sender. Say on which day the message came.");
};

/** @throws DomainError TOO_MANY_ATTEMPTS */
const countAttempt = async (
  { attempts, now }: Complaining,
  who: string,
  withinMs: number,
  most: number,
): Promise<void> => {
  if ((await attempts.count(who, withinMs, now())) <= most) return;
  throw new DomainError("exhausted", "TOO_MANY_ATTEMPTS", "Too many complaints in a short time.", {
    remedy: "What was sent before is kept. Come back later, or call the provider.",
  });
};

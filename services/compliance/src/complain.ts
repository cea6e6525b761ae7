import type { ComplainRequest } from "@whiteline/contracts/compliance/v1/complaints";
import { normaliseNumber } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { visitor } from "./domain/complaint.js";
import {
  allBySender,
  checkWords,
  invalid,
  keepComplaint,
  type OpeningComplaints,
} from "./open-complaint.js";
import { networkOf } from "./network-of.js";
import { packInForce } from "./pack-in-force.js";
import { toRequestId } from "./proto.js";
import type { AttemptStore } from "./store/attempts.js";
import { whoWrote, type AskingWhoWrote, type Sender } from "./who-wrote.js";

export type Complaining = OpeningComplaints &
  AskingWhoWrote & {
    readonly attempts: Pick<AttemptStore, "count" | "digest">;
  };

/** What one address may send in an hour, behind which a whole house may be; and of one number in a day. */
const MOST_OF_ADDRESS = 20;
const MOST_OF_NUMBER = 3;
const HOUR_MS = 3_600_000;

/**
 * Keeps what somebody without an account says against a sender, for the desk of its provider. Repeating the request with
 * the same words is one complaint. A wish for no more messages stands on it: nobody proves here that a number is theirs,
 * so the desk grants it. The answer is the same whether or not a customer wrote to the number.
 * @returns the number to name when asking about it
 * @throws DomainError REQUEST_ID_MISSING, COMPLAINT_INVALID, TOO_MANY_ATTEMPTS; unavailable while campaigns is away and
 *   must say which of several customers with one sender wrote
 */
export const complain = async (
  it: Complaining,
  request: ComplainRequest,
  signal: AbortSignal,
): Promise<string> => {
  const given = toRequestId(request.requestId);
  const at = it.now();
  await countAttempt(it, `address:${networkOf(request.remoteAddress)}`, HOUR_MS, MOST_OF_ADDRESS);
  const same = readSender(it, request, at);
  const [{ number }] = same;
  const { sender, receivedAt, text, refuses } = request;
  const words = { source: "subscriber", reference: "", messageId: "", receivedAt, text };
  checkWords(words, number, at);
  if (text.trim() === "") throw invalid("text: missing", "Say what is wrong with the message.");
  // A repetition counts, too: otherwise who is refused here would tell whether the first was kept.
  await countAttempt(it, `number:${number}`, 24 * HOUR_MS, MOST_OF_NUMBER);
  // Visitors choose their ids; what another one chose alike, with other words, is another complaint.
  const said = it.attempts.digest(JSON.stringify([given, sender, request.number, text]));
  const requestId = `public:${said.toString("base64url")}`;
  const complaintId = said.toString("hex").slice(0, 24);
  for (const providerId of new Set(same.map(({ line }) => line.providerId))) {
    const earlier = await it.complaints.ofRequest(providerId, requestId);
    if (earlier !== undefined) return earlier.complaintId;
  }
  const found = await whoWrote(it, same, receivedAt, signal);
  if (found === undefined) return complaintId;
  const wish = refuses ? ({ refusal: "asked" } as const) : {};
  const kept = { ...words, ...wish, ...found, complaintId, requestId, by: visitor };
  return (await keepComplaint(it, kept)).complaintId;
};

/** Lines with this sender, in markets where the number is one; those in use first. */
const readSender = (
  { lines }: Complaining,
  { sender, number }: ComplainRequest,
  at: Date,
): readonly [Sender, ...Sender[]] => {
  const same = allBySender(lines.all(), sender, at);
  if (same.length === 0) {
    throw invalid("sender: unknown", "Write the sender just as your telephone shows it.");
  }
  const read = same.flatMap((line) => {
    const pack = packInForce(line.market, at);
    const found = pack && normaliseNumber(pack, number);
    return found?.kind === "ok" ? [{ line, number: found.e164.replace("+", "") }] : [];
  });
  const [used, ...alsoUsed] = read.filter(({ line }) => line.status === "active");
  if (used !== undefined) return [used, ...alsoUsed];
  const [known, ...alsoKnown] = read;
  if (known !== undefined) return [known, ...alsoKnown];
  throw invalid("number: unknown", "Write your own mobile number as others dial it.");
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

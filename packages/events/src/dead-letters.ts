import {
  JetStreamApiCodes,
  JetStreamApiError,
  type JsMsg,
  type StoredMsg,
} from "@nats-io/jetstream";
import { DomainError } from "@whiteline/service-kit";
import type { Bus } from "./bus.js";
import {
  EVENT_ID,
  fromNatsHeaders,
  MSG_ID,
  OCCURRED_AT,
  REPLAY_FOR,
  type Heard,
} from "./envelope.js";
import { publish } from "./publish.js";

/** A message that was given up. Its payload is not shown, since it may hold personal data. */
export type DeadLetter = {
  /** Its place in the DLQ, by which it is replayed. */
  readonly sequence: number;
  /** The service that gave it up. */
  readonly service: string;
  /** The protobuf full name of what it holds. */
  readonly type: string;
  /** Where it was published, and will be again. */
  readonly subject: string;
  readonly eventId: string;
  readonly reason: string;
  readonly attempts: number;
  readonly occurredAt: Date;
  readonly diedAt: Date;
};

/** Letters that one service gave up of one type: what is mended together and replayed together. */
export type DeadGroup = {
  readonly service: string;
  readonly type: string;
  readonly letters: number;
};

const DEAD = "whiteline.dead";
const REASON = "dead-reason";
const SUBJECT = "dead-subject";
const ATTEMPTS = "dead-attempts";
const DURABLE = "dead-durable";
const DIED_AT = "dead-at";
const LONGEST_REASON = 500;

/** Keeps a fact that `durable` gave up, of a message that may hold others; resolves when the DLQ has stored it. */
export async function bury(
  bus: Bus,
  { message, heard }: { readonly message: JsMsg; readonly heard: Heard },
  given: {
    readonly type: string;
    readonly durable: string;
    readonly reason: string;
    readonly attempts: number;
  },
): Promise<void> {
  const { stream, streamSequence, deliveryCount } = message.info;
  await publish(bus, {
    subject: subjectOf(bus.service, given.type),
    payload: heard.payload,
    // One burial of one delivery: a message that dies again after a replay is not taken for the same.
    id: `${given.durable}:${stream}:${streamSequence}:${deliveryCount}:${heard.id}`,
    headers: {
      ...heard.headers,
      [EVENT_ID]: heard.id,
      [OCCURRED_AT]: heard.headers[OCCURRED_AT] || message.time.toISOString(),
      [REASON]: given.reason.slice(0, LONGEST_REASON),
      [SUBJECT]: message.subject,
      [ATTEMPTS]: String(given.attempts),
      [DURABLE]: given.durable,
      [DIED_AT]: bus.now().toISOString(),
    },
  });
  bus.count("events_dead", { consumer: given.durable });
  bus.log.error(
    {
      consumer: given.durable,
      event_id: heard.id,
      attempts: given.attempts,
      reason: given.reason,
    },
    "event_dead",
  );
}

/** The dead letters of all services, or of one group, after a sequence, oldest first, at most `limit`. */
export async function listDead(
  bus: Bus,
  limit: number,
  after: number,
  of?: Pick<DeadGroup, "service" | "type">,
): Promise<readonly DeadLetter[]> {
  const subject = of === undefined ? `${DEAD}.>` : subjectOf(of.service, of.type);
  // Who asks for a group by a name that has another shape would be answered with those of others.
  if (of !== undefined && !/^[\w.-]+$/u.test(subject)) return [];
  const found: DeadLetter[] = [];
  for (let sequence = after + 1; found.length < limit;) {
    const stored = await nextDead(bus, sequence, subject);
    if (stored === undefined) break;
    found.push(toDeadLetter(stored));
    sequence = stored.seq + 1;
  }
  return found;
}

/** How many dead letters there are of which service and type, and the sequence of the newest there ever was. */
export async function countDead({
  jsm,
}: Bus): Promise<{ readonly groups: readonly DeadGroup[]; readonly newest: number }> {
  const { state } = await jsm.streams.info("DLQ", { subjects_filter: `${DEAD}.>` });
  const groups = Object.entries(state.subjects ?? {}).map(([subject, letters]) => ({
    ...partsOf(subject),
    letters,
  }));
  groups.sort((a, b) => b.letters - a.letters || (a.type < b.type ? -1 : 1));
  return { groups, newest: state.last_seq };
}

/**
 * Publishes a dead letter again where it came from and takes it out of the DLQ. Only the consumer that
 * gave it up handles it; the others acknowledge it unseen. Answers the letter as it was.
 * @throws DomainError not_found DEAD_LETTER_UNKNOWN, or what publishing throws; the letter then stays.
 */
export async function replayDead(bus: Bus, sequence: number): Promise<DeadLetter> {
  const stored = await readDead(bus, sequence);
  const letter = toDeadLetter(stored);
  const kept = Object.entries(fromNatsHeaders(stored.header)).filter(
    ([name]) => name !== MSG_ID && !name.startsWith("dead-"),
  );
  await publish(bus, {
    subject: letter.subject,
    payload: stored.data,
    // The original id may still be in the server's window of duplicates; readers see the event-id.
    id: `${letter.eventId}:replay:${sequence}`,
    headers: { ...Object.fromEntries(kept), [REPLAY_FOR]: stored.header.get(DURABLE) },
  });
  await bus.jsm.streams.deleteMessage("DLQ", sequence);
  bus.log.info({ sequence, event_id: letter.eventId }, "dead_letter_replayed");
  return letter;
}

/** Whether this is a dead letter replayed for another consumer than `durable`. */
export function isReplayForOther(message: JsMsg, durable: string): boolean {
  const addressee = message.headers?.get(REPLAY_FOR);
  return addressee !== undefined && addressee !== "" && addressee !== durable;
}

const subjectOf = (service: string, type: string): string =>
  `${DEAD}.${service}.${type.replace(/^whiteline\./, "")}`;

function partsOf(subject: string): Pick<DeadGroup, "service" | "type"> {
  const [, , service = "", ...tail] = subject.split(".");
  return { service, type: `whiteline.${tail.join(".")}` };
}

async function nextDead(
  { jsm }: Bus,
  seq: number,
  subject: string,
): Promise<StoredMsg | undefined> {
  try {
    return (await jsm.direct.getMessage("DLQ", { seq, next_by_subj: subject })) ?? undefined;
  } catch (error) {
    if (isNoMessage(error)) return undefined;
    throw error;
  }
}

async function readDead({ jsm }: Bus, seq: number): Promise<StoredMsg> {
  const stored = await jsm.streams.getMessage("DLQ", { seq }).catch((error: unknown) => {
    if (isNoMessage(error)) return null;
    throw error;
  });
  if (stored !== null) return stored;
  throw new DomainError("not_found", "DEAD_LETTER_UNKNOWN", `No dead letter ${seq}.`, {
    remedy: "List the dead letters; this one was replayed or has expired.",
  });
}

function isNoMessage(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.NoMessageFound;
}

function toDeadLetter({ seq, subject, header, time }: StoredMsg): DeadLetter {
  return {
    sequence: seq,
    ...partsOf(subject),
    subject: header.get(SUBJECT),
    eventId: header.get(EVENT_ID),
    reason: header.get(REASON),
    attempts: Number(header.get(ATTEMPTS)),
    occurredAt: new Date(header.get(OCCURRED_AT)),
    diedAt: time,
  };
}

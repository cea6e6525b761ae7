import { DeadLetterReplayed } from "@whiteline/contracts/dlr/v1/events";
import type {
  DeadLetter as DeadLetterMessage,
  Queue as QueueMessage,
  QueuesServiceImplementation,
} from "@whiteline/contracts/dlr/v1/queues";
import type { DeadLetter, Events, Queue, TellTrail } from "@whiteline/events";
import {
  actorOf,
  inTransaction,
  requireStaff,
  type CallContextExt,
  type connectMongo,
  type Ports,
} from "@whiteline/service-kit";

type Dependencies = Ports & {
  readonly events: Pick<Events, "queues" | "deadLetters" | "replayDead" | "publish">;
  readonly connection: Awaited<ReturnType<typeof connectMongo>>;
  readonly tellTrail: TellTrail;
};

const LETTERS = 100;
const MOST_LETTERS = 500;

/** The queues between the services and what they gave up, for operations alone. */
export const queuesService = ({
  events,
  connection,
  tellTrail,
  now,
  newId,
}: Dependencies): QueuesServiceImplementation<CallContextExt> => ({
  async listQueues(_request, context) {
    requireStaff(context, "operations");
    return { queues: (await events.queues()).map(fromQueue) };
  },

  async listDeadLetters({ limit, after }, context) {
    requireStaff(context, "operations");
    const most = limit > 0 ? Math.min(limit, MOST_LETTERS) : LETTERS;
    const letters = await events.deadLetters(most, Number(after));
    const last = letters.length === most ? letters.at(-1) : undefined;
    return { letters: letters.map(fromLetter), next: BigInt(last?.sequence ?? 0) };
  },

  async replayDeadLetter({ sequence }, context) {
    const principal = requireStaff(context, "operations");
    const letter = await events.replayDead(Number(sequence));
    const { service, type } = letter;
    const [actor, at] = [actorOf(principal), now()];
    const told = { sequence, service, type, actor, at };
    await events.publish(DeadLetterReplayed, told, `dead-letter-replayed:${sequence}`);
    // It is out of its queue already, which no transaction spans: a process that dies here tells no entry.
    const about = { entryId: newId(), tenantId: "", providerId: principal.providerId ?? "" };
    const what = { action: "dead_letter.replayed", subject: `dead_letter:${sequence}` };
    const deed = { ...about, ...what, actor, at, after: { service, type } };
    await inTransaction(connection, (session) => tellTrail(session, deed));
    return { letter: fromLetter(letter) };
  },
});

const fromQueue = (queue: Queue): QueueMessage => ({
  stream: queue.stream,
  messages: BigInt(queue.messages),
  bytes: BigInt(queue.bytes),
  maxBytes: BigInt(queue.maxBytes),
  oldestAt: queue.oldestAt,
  readers: queue.readers.map((reader) => ({
    name: reader.name,
    waiting: BigInt(reader.waiting),
    inHand: BigInt(reader.inHand),
    maxInHand: BigInt(reader.maxInHand),
    redelivered: BigInt(reader.redelivered),
  })),
});

const fromLetter = (letter: DeadLetter): DeadLetterMessage => ({
  sequence: BigInt(letter.sequence),
  service: letter.service,
  type: letter.type,
  reason: letter.reason,
  attempts: letter.attempts,
  occurredAt: letter.occurredAt,
  diedAt: letter.diedAt,
});

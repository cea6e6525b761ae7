import { DeadLetterReplayed } from "@whiteline/contracts/dlr/v1/events";
import type {
  DeadLetter as DeadLetterMessage,
  Queue as QueueMessage,
  QueuesServiceImplementation,
} from "@whiteline/contracts/dlr/v1/queues";
import type { DeadLetter, Events, Queue, TellTrail } from "@whiteline/events";
import {
  actorOf,
  DomainError,
  inTransaction,
  requireStaff,
  type CallContextExt,
  type connectMongo,
  type Ports,
  type Principal,
} from "@whiteline/service-kit";

type Dependencies = Ports & {
  readonly events: Pick<Events, "queues" | "deadGroups" | "deadLetters" | "replayDead" | "publish">;
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
}: Dependencies): QueuesServiceImplementation<CallContextExt> => {
  /** They are out of their queue already, which no transaction spans: a process that dies here tells no entry. */
  const tellReplayed = async (
    principal: Principal,
    letters: readonly DeadLetter[],
    entry: { readonly action: string; readonly subject: string; readonly after: Entry },
  ): Promise<void> => {
    const [actor, at] = [actorOf(principal), now()];
    await Promise.all(
      letters.map(({ sequence, service, type }) => {
        const told = { sequence: BigInt(sequence), service, type, actor, at };
        return events.publish(DeadLetterReplayed, told, `dead-letter-replayed:${sequence}`);
      }),
    );
    const about = { entryId: newId(), tenantId: "", providerId: principal.providerId ?? "" };
    await inTransaction(connection, (session) =>
      tellTrail(session, { ...about, ...entry, actor, at }),
    );
  };

  return {
    async listQueues(_request, context) {
      requireStaff(context, "operations");
      return { queues: (await events.queues()).map(fromQueue) };
    },

    async listDeadLetters({ limit, after }, context) {
      requireStaff(context, "operations");
      const most = pageOf(limit);
      const [letters, { groups }] = await Promise.all([
        events.deadLetters(most, Number(after)),
        events.deadGroups(),
      ]);
      const last = letters.length === most ? letters.at(-1) : undefined;
      return {
        letters: letters.map(fromLetter),
        next: BigInt(last?.sequence ?? 0),
        groups: groups.map((group) => ({ ...group, letters: BigInt(group.letters) })),
      };
    },

    async replayDeadLetter({ sequence }, context) {
      const principal = requireStaff(context, "operations");
      const letter = await events.replayDead(Number(sequence));
      const { service, type } = letter;
      await tellReplayed(principal, [letter], {
        action: "dead_letter.replayed",
        subject: `dead_letter:${sequence}`,
        after: { service, type },
      });
      return { letter: fromLetter(letter) };
    },

    async replayDeadLetters({ service, type, limit, upTo }, context) {
      const principal = requireStaff(context, "operations");
      const newest = upTo > 0n ? Number(upTo) : (await events.deadGroups()).newest;
      const most = pageOf(limit);
      const found = await events.deadLetters(most + 1, 0, { service, type });
      const group = found.filter(({ sequence }) => sequence <= newest);
      if (group.length === 0 && upTo === 0n) throw groupUnknown(service, type);
      const replayed: DeadLetter[] = [];
      try {
        for (const { sequence } of group.slice(0, most)) {
          const letter = await unlessGone(events.replayDead(sequence));
          if (letter !== undefined) replayed.push(letter);
        }
      } finally {
        if (replayed.length > 0)
          await tellReplayed(principal, replayed, {
            action: "dead_letters.replayed",
            subject: `dead_letters:${service}`,
            after: { service, type, letters: `${replayed.length}` },
          });
      }
      return { replayed: replayed.length, upTo: BigInt(newest), more: group.length > most };
    },
  };
};

type Entry = Readonly<Record<string, string>>;

const pageOf = (limit: number): number => (limit > 0 ? Math.min(limit, MOST_LETTERS) : LETTERS);

/** What somebody else replayed meanwhile, or was too old to be kept, is no fault of the others. */
const unlessGone = (replay: Promise<DeadLetter>): Promise<DeadLetter | undefined> =>
  replay.catch((error: unknown) => {
    if (error instanceof DomainError && error.reason === "DEAD_LETTER_UNKNOWN") return undefined;
    throw error;
  });

const groupUnknown = (service: string, type: string): DomainError =>
  new DomainError("not_found", "DEAD_LETTER_UNKNOWN", `${service} gave up no ${type}.`, {
    remedy: "List the dead letters; `groups` names the services and types.",
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

import { mongo, type ClientSession, type Connection } from "mongoose";
import { createBell, type Bell } from "@whiteline/service-kit";
import { headersOf, type Headers } from "./envelope.js";
import type { FactType } from "./fact-type.js";
import { assertFits } from "./publish.js";

export type OutboxDocument = {
  /** The event id. */
  readonly _id: string;
  readonly subject: string;
  readonly payload: mongo.Binary;
  readonly headers: Headers;
  readonly at: Date;
  /** Order of the facts that one process adds within one millisecond. */
  readonly n: number;
  readonly sent: Date | null;
};

export type Outbox = {
  /**
   * Keeps a fact in the caller's transaction; it is published soon after the commit. An event id that
   * was used before makes the whole transaction fail with a duplicate key (see `isDuplicateKey`), which
   * for a handler that derives ids from what it heard means: done already.
   * @throws DomainError invalid FACT_TOO_LARGE
   */
  readonly add: <Fact>(
    session: ClientSession,
    type: FactType<Fact>,
    fact: Fact,
    eventId: string,
  ) => Promise<void>;
  /** The same for many facts of one type, with one write. */
  readonly addAll: <Fact>(
    session: ClientSession,
    type: FactType<Fact>,
    facts: readonly { readonly fact: Fact; readonly eventId: string }[],
  ) => Promise<void>;
  /** Tells the relay of this process to look now. The end of a session that added a fact does so by itself. */
  readonly wake: () => void;
};

/** Sent facts are kept as long as FACTS keeps them: were JetStream's store lost, they are sent again. */
const KEPT_AFTER_SENDING_S = 7 * 86_400;

export async function openOutbox(
  connection: Connection,
  now: () => Date,
): Promise<{ readonly outbox: Outbox; readonly documents: OutboxDocuments; readonly bell: Bell }> {
  const documents = outboxDocuments(connection);
  await documents.createIndex(
    { at: 1, n: 1 },
    { name: "unsent", partialFilterExpression: { sent: null } },
    {},
  );
  await documents.createIndex(
    { sent: 1 },
    { name: "sent_expires", expireAfterSeconds: KEPT_AFTER_SENDING_S },
    {},
  );

  const bell = createBell();
  const wakers = new WeakSet<ClientSession>();
  let n = 0;
  const addAll: Outbox["addAll"] = async (session, type, facts) => {
    if (facts.length === 0) return;
    const at = now();
    const kept = facts.map(({ fact, eventId }): OutboxDocument => {
      const payload = type.encode(fact).finish();
      assertFits({ subject: type.$type, payload });
      return {
        _id: eventId,
        subject: type.$type,
        payload: new mongo.Binary(payload),
        headers: headersOf(at),
        at,
        n: n++,
        sent: null,
      };
    });
    await documents.insertMany(kept, { session });
    if (wakers.has(session)) return;
    wakers.add(session);
    session.once("ended", () => bell.ring());
  };
  const outbox: Outbox = {
    add: (session, type, fact, eventId) => addAll(session, type, [{ fact, eventId }]),
    addAll,
    wake: () => bell.ring(),
  };
  return { outbox, documents, bell };
}

/** By the index of what is unsent, which has nothing else in it. */
export const countUnsent = (documents: OutboxDocuments): Promise<number> =>
  documents.countDocuments({ sent: null }, { hint: "unsent" });

export type OutboxDocuments = ReturnType<typeof outboxDocuments>;

function outboxDocuments(connection: Connection) {
  return connection.getClient().db(connection.name).collection<OutboxDocument>("outbox");
}

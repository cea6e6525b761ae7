import { type DeliverContent, type ServerSession, STATUS } from "@whiteline/smpp";

import type { Agenda } from "./agenda.js";

/** Something for an account: a receipt or an inbound message. */
export type Letter = {
  /** Made when it is sent: a receipt tells the time. */
  readonly write: () => DeliverContent;
  /** Told at each attempt, with the answer's command_status or undefined when none came. */
  readonly onSent: () => void;
  readonly onAnswer: (status: number | undefined) => void;
};

/** Wait before a letter that was answered with an error is sent again. */
const AGAIN_MS = 1_000;

export type Mailbox = ReturnType<typeof openMailbox>;

/**
 * The letters of one account. They wait while no receiving bind of the account is up or none has
 * room, and are sent until one is answered with ESME_ROK, on whichever bind there is by then.
 */
export const openMailbox = (agenda: Agenda, onUnsendable: (reason: string) => void) => {
  const sessions = new Set<ServerSession>();
  let queue: Letter[] = [];
  let head = 0;
  let outstanding = 0;
  let postponed = 0;
  /** Letters of an earlier generation are forgotten when they come back. */
  let generation = 0;

  const withRoom = (): ServerSession | undefined => {
    let best: ServerSession | undefined;
    for (const session of sessions) {
      if (session.free > (best?.free ?? 0)) best = session;
    }
    return best;
  };

  const pump = (): void => {
    while (head < queue.length) {
      const session = withRoom();
      const letter = queue[head];
      if (session === undefined || letter === undefined) break;
      head += 1;
      send(session, letter);
    }
    if (head > 1_024 && head * 2 > queue.length) {
      queue = queue.slice(head);
      head = 0;
    }
  };

  const put = (letter: Letter, afterMs = 0): void => {
    const born = generation;
    postponed += 1;
    agenda.after(afterMs, () => {
      if (born !== generation) return;
      postponed -= 1;
      queue.push(letter);
      pump();
    });
  };

  const send = (session: ServerSession, letter: Letter): void => {
    const born = generation;
    outstanding += 1;
    letter.onSent();
    session.deliver(letter.write(), (outcome) => {
      outstanding -= 1;
      if (born !== generation) return;
      switch (outcome.kind) {
        case "answered":
          letter.onAnswer(outcome.status);
          if (outcome.status !== STATUS.ESME_ROK) put(letter, AGAIN_MS);
          {
            pump();
            return;
          }
        case "in_doubt":
          letter.onAnswer(undefined);
          {
            put(letter);
            return;
          }
        case "not_sent": {
          put(letter);
          return;
        }
        case "invalid": {
          onUnsendable(outcome.code);
          return;
        }
      }
    });
  };

  return {
    /** Takes a letter, to be sent in `afterMs` at the earliest. */
    put,
    /** Sends now if a bind has room; false if the letter was not taken. */
    sendNow(letter: Letter): boolean {
      const session = withRoom();
      if (session === undefined) return false;
      send(session, letter);
      return true;
    },
    join(session: ServerSession): void {
      if (session.bindType === "transmitter") return;
      sessions.add(session);
      pump();
    },
    leave(session: ServerSession): void {
      sessions.delete(session);
      pump();
    },
    clear(): void {
      queue = [];
      head = 0;
      postponed = 0;
      generation += 1;
    },
    read: () => ({
      binds: sessions.size,
      waiting: queue.length - head + postponed,
      outstanding,
    }),
  };
};

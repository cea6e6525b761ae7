import type { Socket } from "node:net";

import {
  COMMAND,
  GENERIC_NACK,
  type Header,
  Undecodable,
  answerTo,
  encodeBare,
  isAnswer,
  readHeader,
} from "./codec.js";
import { FramingFault, frameReader } from "./framing.js";
import { pendingRequests } from "./pending.js";
import { STATUS } from "./status.js";
import { type TimerLimits, bindTimers, hearPeer, startTimers, tick } from "./timers.js";

/** Why a session ended; told once. */
export type SessionClose = {
  readonly why:
    | "peer_closed" // the peer ended the connection
    | "peer_unbound" // the peer sent unbind
    | "socket_error" // `detail` is the system's error code
    | "framing" // an impossible command_length
    | "undecodable" // the codec threw
    | "bind_timeout" // not connected and bound in time
    | "bind_refused" // by the side that accepts binds
    | "silent" // two enquire_link without a sign of life
    | "window_stalled" // every slot is held by a request whose time is up
    | "backlog" // the peer does not read what we answer
    | "callback_failed" // a callback threw; `cause` is what it threw
    | "unbound" // we unbound
    | "destroyed"; // we destroyed it; `detail` is the caller's reason
  readonly detail?: string;
  readonly cause?: unknown;
};

/** How a request of ours ended; `value` is what was read from a positive answer. */
export type Answer<T> =
  | { readonly kind: "answered"; readonly status: number; readonly value: T | undefined }
  | { readonly kind: "lost"; readonly why: "timeout" | "closed" };

/** No room will come: the session is unbinding or closed. */
export class SessionEnded extends Error {
  constructor() {
    super("the SMPP session has ended");
    this.name = "SessionEnded";
  }
}

export type SessionLimits = TimerLimits & {
  /** Requests of ours that may wait for an answer at one time. */
  readonly window: number;
  readonly responseTimeoutMs: number;
};

export type SessionOptions = SessionLimits & {
  readonly socket: Socket;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** A request other than enquire_link and unbind. False: unknown, answered with generic_nack. */
  readonly onRequest: (header: Header, frame: Buffer) => boolean;
  /** An answer to nothing that waits for one: repeated, late, or never ours. */
  readonly onStrayAnswer?: ((status: number) => void) | undefined;
  readonly onClose: (close: SessionClose) => void;
};

type Request = {
  /** `frame` only for a positive answer. */
  answered(status: number, frame?: Buffer): void;
  lost(why: "timeout" | "closed"): void;
};

type Waiter = { readonly resolve: () => void; readonly reject: (error: SessionEnded) => void };

/** Octets of answers that may wait for a peer that does not read them; then it is given up. */
const MAX_BACKLOG = 4 * 1024 * 1024;

/** A peer that does not take our last octets within this loses them. */
const FLUSH_MS = 1_000;

export type Session = ReturnType<typeof openSession>;

/**
 * One SMPP conversation over a socket, the same for both sides: framing, answers matched to
 * requests, window, timers, writes corked per turn of the event loop. The guards of delivery.md §1
 * are here; README.md lists them. A session is used once: after its close nothing revives it.
 */
export const openSession = (options: SessionOptions) => {
  const { socket, window } = options;
  const frames = frameReader();
  const pending = pendingRequests<Request>(options.responseTimeoutMs);
  let timers = startTimers(options, options.now());
  let state: "open" | "unbinding" | "closed" = "open";
  let pausedAt: number | undefined;
  let pausedMs = 0;
  let corked = false;
  let unbindSent = false;
  let waiters: Waiter[] = [];

  /** The clock of answers: it stands while we do not read, for then the silence is ours. */
  const clock = () => (pausedAt ?? options.now()) - pausedMs;

  const hasRoom = () => state === "open" && pending.size < window && !socket.writableNeedDrain;

  const takeWaiters = () => {
    const taken = waiters;
    waiters = [];
    return taken;
  };

  const uncork = () => {
    corked = false;
    socket.uncork();
  };

  const send = (bytes: Buffer): void => {
    if (state === "closed") return;
    if (!corked) {
      corked = true;
      socket.cork();
      setImmediate(uncork);
    }
    socket.write(bytes);
    if (socket.writableLength > MAX_BACKLOG) close({ why: "backlog" });
  };

  /** Ends the session. `flush`: let the last PDUs out before the connection ends. */
  const close = (reason: SessionClose, flush = false): void => {
    if (state === "closed") return;
    state = "closed";
    clearInterval(ticker);
    if (flush) {
      uncork();
      socket.destroySoon();
      setTimeout(() => socket.destroy(), FLUSH_MS).unref();
    } else {
      socket.destroy();
    }
    let told = reason;
    for (const request of pending.drain()) {
      try {
        request.lost("closed");
      } catch (cause) {
        // The others must still be told.
        told = { why: "callback_failed", cause };
      }
    }
    for (const { reject } of takeWaiters()) reject(new SessionEnded());
    options.onClose(told);
  };

  /** After a place became free: let callers in, or leave when the last answer was waited for. */
  const afterAnswer = () => {
    if (hasRoom()) for (const { resolve } of takeWaiters()) resolve();
    if (state === "unbinding" && !unbindSent && pending.waiting === 0) sendUnbind();
  };

  /** Answered or not, this is the end. */
  const sendUnbind = () => {
    unbindSent = true;
    const end = () => close({ why: "unbound" }, true);
    const sequence = pending.nextSequence();
    pending.add(sequence, { answered: end, lost: end }, clock());
    send(encodeBare(COMMAND.unbind, STATUS.ESME_ROK, sequence));
  };

  const settle = (header: Header, frame: Buffer): void => {
    const request = pending.take(header.sequence);
    // An answer to nothing we wait for may still free a place.
    if (request === undefined) {
      options.onStrayAnswer?.(header.status);
      return;
    }
    const { command, status } = header;
    if (command === GENERIC_NACK && status === STATUS.ESME_ROK) {
      // A nack refuses, whatever its status claims.
      request.answered(STATUS.ESME_RUNKNOWNERR);
    } else if (status === STATUS.ESME_ROK) request.answered(status, frame);
    else request.answered(status);
  };

  const receive = (frame: Buffer): void => {
    const header = readHeader(frame);
    const { command, sequence } = header;
    if (isAnswer(command)) {
      settle(header, frame);
      afterAnswer();
    } else if (command === COMMAND.enquire_link) {
      send(encodeBare(answerTo(command), STATUS.ESME_ROK, sequence));
    } else if (command === COMMAND.unbind) {
      send(encodeBare(answerTo(command), STATUS.ESME_ROK, sequence));
      close({ why: "peer_unbound" }, true);
    } else if (!options.onRequest(header, frame)) {
      send(encodeBare(GENERIC_NACK, STATUS.ESME_RINVCMDID, sequence));
    }
  };

  /** Whatever is thrown on the way ends the session: no PDU may be left half handled. */
  const guard = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      if (error instanceof FramingFault) close({ why: "framing", detail: error.message });
      else if (error instanceof Undecodable) close({ why: "undecodable", cause: error });
      else close({ why: "callback_failed", cause: error });
    }
  };

  /** Hands out whole PDUs until there is none, or a callback paused reading, or all ended. */
  const readFrames = (): void => {
    for (let first = true; state !== "closed" && pausedAt === undefined; first = false) {
      const frame = frames.next();
      if (frame === undefined) return;
      if (first) timers = hearPeer(timers, clock());
      receive(frame);
    }
  };

  const onTick = (): void => {
    if (state === "closed") return;
    const now = clock();
    for (const request of pending.expire(now)) request.lost("timeout");
    if (pending.overdue >= window) {
      close({ why: "window_stalled" });
      return;
    }
    afterAnswer();
    const verdict = tick(timers, now);
    timers = verdict.timers;
    if (verdict.do === "close") close({ why: verdict.why });
    if (verdict.do === "enquire-link") {
      send(encodeBare(COMMAND.enquire_link, STATUS.ESME_ROK, pending.nextSequence()));
    }
  };

  const resumeReading = (): void => {
    if (pausedAt === undefined) return;
    pausedMs += options.now() - pausedAt;
    pausedAt = undefined;
    socket.resume();
    setImmediate(() => guard(readFrames));
  };

  // Ten looks within the shortest limit, a second apart at most. Behind setImmediate: after a stop
  // of the process, the answers that wait in the socket are read before anything is given up.
  const shortest = Math.min(
    options.responseTimeoutMs,
    options.enquireIntervalMs,
    options.bindWithinMs,
  );
  const ticker = setInterval(
    () => setImmediate(() => guard(onTick)),
    Math.min(1_000, Math.max(5, shortest / 10)),
  );

  socket.setNoDelay(true);
  socket.on("data", (chunk: Buffer) => {
    if (state === "closed") return;
    frames.push(chunk);
    guard(readFrames);
  });
  socket.on("drain", () => guard(afterAnswer));
  socket.on("end", () => close({ why: "peer_closed" }));
  socket.on("close", () => close({ why: "peer_closed" }));
  socket.on("error", (error: NodeJS.ErrnoException) =>
    close({ why: "socket_error", detail: error.code ?? error.name }),
  );

  return {
    get state() {
      return state;
    },
    /** Slots of the window that may be used now; none while the peer does not read. */
    get free(): number {
      return hasRoom() ? window - pending.size : 0;
    },

    /**
     * Resolves when `free` may be more than 0. A hint, no reservation: look again after it. Rejects
     * with SessionEnded once no room will come.
     */
    whenFree(): Promise<void> {
      if (state !== "open") return Promise.reject(new SessionEnded());
      if (hasRoom()) return Promise.resolve();
      return new Promise((resolve, reject) => waiters.push({ resolve, reject }));
    },

    /** The bind was accepted: from here on the peer's silence is judged. */
    markBound(): void {
      timers = bindTimers(timers, clock());
    },

    /**
     * Sends a request under a sequence number of its own. `done` is called exactly once, later:
     * with the answer, or when its time is up, or when the session closes. The caller keeps the
     * window by asking for `free` before. Throws what `encode` throws; then nothing was sent.
     */
    request<T>(
      encode: (sequence: number) => Buffer,
      read: (frame: Buffer) => T,
      done: (answer: Answer<T>) => void,
    ): void {
      const sequence = pending.nextSequence();
      const bytes = encode(sequence);
      pending.add(sequence, requestOf(read, done), clock());
      send(bytes);
    },

    send,
    close,

    /** Takes no more requests, waits for the answers under way, unbinds, and resolves when closed. */
    unbind(): Promise<void> {
      if (socket.destroyed) return Promise.resolve();
      const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
      if (state === "open") {
        state = "unbinding";
        resumeReading();
        for (const { reject } of takeWaiters()) reject(new SessionEnded());
        afterAnswer();
      }
      return closed;
    },

    /** Stops reading; PDUs already here wait. Meanwhile no answer is late and no peer silent. */
    pauseReading(): void {
      if (pausedAt !== undefined || state === "closed") return;
      pausedAt = options.now();
      socket.pause();
    },

    resumeReading,
  };
};

const requestOf = <T>(read: (frame: Buffer) => T, done: (answer: Answer<T>) => void): Request => ({
  answered(status, frame) {
    let value: T | undefined;
    try {
      if (frame !== undefined) value = read(frame);
    } catch (error) {
      done({ kind: "lost", why: "closed" });
      throw error;
    }
    done({ kind: "answered", status, value });
  },
  lost: (why) => done({ kind: "lost", why }),
});

import { type Socket, connect as connectTcp } from "node:net";
import { type ConnectionOptions, connect as connectTls } from "node:tls";

import { type BindType, type Credentials, encodeBind, judgeCredentials } from "./bind.js";
import { COMMAND, type Header, answerTo, encodeBare } from "./codec.js";
import { type InvalidCode, judgeSubmit } from "./judge-message.js";
import {
  type DeliverSm,
  type SubmitSm,
  decodeDeliver,
  decodeMessageId,
  encodeSubmit,
} from "./message.js";
import {
  type Answer,
  type Session,
  type SessionClose,
  type SessionLimits,
  openSession,
} from "./session.js";
import { STATUS, statusName } from "./status.js";

/** Why a link ended. */
export type LinkClose = SessionClose;

/** The peer answered the bind with `status`; `statusClass` says whether to try again. */
export class BindRefused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`bind refused: ${statusName(status)}`);
    this.name = "BindRefused";
    this.status = status;
  }
}

/** No link: the credentials cannot travel (`CREDENTIALS`), or the connection ended before the bind did. */
export class LinkError extends Error {
  readonly code: "CREDENTIALS" | "NOT_CONNECTED";
  readonly close: LinkClose | undefined;

  constructor(code: "CREDENTIALS" | "NOT_CONNECTED", message: string, close?: LinkClose) {
    super(message);
    this.name = "LinkError";
    this.code = code;
    this.close = close;
  }
}

/**
 * How a submit ended:
 * - `answered`: the operator judged it; `messageId` is empty unless `status` is ESME_ROK.
 * - `in_doubt`: it may have been sent (delivery.md §4). Never a failure.
 * - `not_sent`: no octet of it was written; try again elsewhere or later.
 * - `invalid`: it can never be sent as it is; `code` names the field.
 */
export type SubmitOutcome =
  | { readonly kind: "answered"; readonly status: number; readonly messageId: string }
  | { readonly kind: "in_doubt"; readonly why: "timeout" | "closed" | "missing_message_id" }
  | { readonly kind: "not_sent"; readonly why: "window_full" | "closed" }
  | { readonly kind: "invalid"; readonly code: InvalidCode | "UNENCODABLE" };

export type LinkOptions = Credentials &
  Omit<SessionLimits, "bindWithinMs"> & {
    readonly host: string;
    readonly port: number;
    readonly bindType: BindType;
    /** From the first SYN to the accepted bind. */
    readonly connectTimeoutMs: number;
    /** TLS, if given. A certificate that does not verify is refused unless this says otherwise. */
    readonly tls?: Pick<
      ConnectionOptions,
      "ca" | "cert" | "key" | "servername" | "rejectUnauthorized"
    >;
    /** Monotonic milliseconds. */
    readonly now: () => number;
    /**
     * A message or receipt. `answer` it once it is durable; not answered, the operator sends it
     * again. May be called before the promise of `connectLink` resolves.
     */
    readonly onDeliver: (deliver: DeliverSm, answer: (status: number) => void) => void;
    /** A deliver_sm that could not be read was refused: count it, for its receipt is lost to us. */
    readonly onRefused?: () => void;
    /** The operator answered something twice, too late, or that we never sent: it was not heard. */
    readonly onStrayAnswer?: (status: number) => void;
    /** The bound link ended. All submits under way were told `in_doubt` before. */
    readonly onClose: (close: LinkClose) => void;
  };

export type Link = {
  readonly state: "bound" | "unbinding" | "closed";
  /** Submits that may be sent now: free places of the window, none while the peer does not read. */
  readonly free: number;
  /**
   * Resolves when `free` may be more than 0: a hint, look again. Rejects with SessionEnded when the
   * link takes no more submits.
   */
  whenFree(): Promise<void>;
  /**
   * Sends one submit_sm, without retry. `done` is called exactly once: before `submit` returns for
   * `invalid` and `not_sent`, later otherwise. Throws nothing. A submit told `timeout` keeps its
   * place in the window; reconnect before sending it again.
   */
  submit(submit: SubmitSm, done: (outcome: SubmitOutcome) => void): void;
  /** Stops reading, so that the operator slows down. Meanwhile no answer counts as late. */
  pauseReading(): void;
  resumeReading(): void;
  /** Takes no more submits, waits for the answers under way, unbinds, closes. */
  unbind(): Promise<void>;
  /** Closes at once; submits under way are in doubt. */
  destroy(why: string): void;
};

/**
 * Octets of submits that may wait in the process. Node's own 16 KB would hold back a window of 100
 * within one turn of the event loop.
 */
const WRITE_BUFFER = 256 * 1024;

/** So many deliver_sm in a row that cannot be read end the link: the peer and we no longer speak the same language. */
const MOST_REFUSED = 10;

/**
 * Connects and binds. Resolves when the operator accepted the bind; rejects with BindRefused or
 * LinkError. A link is used once: after its close, connect anew.
 */
export const connectLink = (options: LinkOptions): Promise<Link> =>
  new Promise((resolve, reject) => {
    const wrong = judgeCredentials(options);
    if (wrong !== undefined) {
      reject(new LinkError("CREDENTIALS", `${wrong} has a length or characters SMPP forbids`));
      return;
    }
    const { tls, bindType } = options;
    const socket = openSocket(options);
    let bound = false;
    let refused = 0;

    const session = openSession({
      ...options,
      socket,
      bindWithinMs: options.connectTimeoutMs,
      onRequest: (header, frame) => onRequest(header, frame),
      onClose(close) {
        if (bound) {
          options.onClose(close);
          return;
        }
        const detail = close.detail === undefined ? "" : ` (${close.detail})`;
        reject(new LinkError("NOT_CONNECTED", `not connected: ${close.why}${detail}`, close));
      },
    });

    const onRequest = ({ command, sequence }: Header, frame: Buffer): boolean => {
      if (command !== COMMAND.deliver_sm) return false;
      const answer = (status: number) =>
        session.send(encodeBare(answerTo(command), status, sequence, true));
      if (!bound) {
        answer(STATUS.ESME_RINVBNDSTS);
        return true;
      }
      const deliver = decodeDeliver(frame);
      refused = deliver === undefined ? refused + 1 : 0;
      if (deliver !== undefined) {
        options.onDeliver(deliver, answerOnce(answer));
        return true;
      }
      // Refused, not dropped with the session: the operator would send it again, for ever.
      answer(STATUS.ESME_RINVMSGLEN);
      options.onRefused?.();
      if (refused === MOST_REFUSED)
        session.close({ why: "undecodable", detail: `${refused} deliver_sm in a row` }, true);
      return true;
    };

    // Not before TLS has judged the certificate: the bind carries the password.
    socket.once(tls === undefined ? "connect" : "secureConnect", () => {
      session.request(
        (sequence) => encodeBind(sequence, bindType, options),
        () => undefined,
        (answer) => {
          if (answer.kind === "lost") return;
          if (answer.status !== STATUS.ESME_ROK) {
            reject(new BindRefused(answer.status));
            session.close({ why: "bind_refused" });
            return;
          }
          bound = true;
          session.markBound();
          resolve(linkOver(session));
        },
      );
    });
  });

const openSocket = ({ host, port, tls }: LinkOptions): Socket => {
  // Node's types do not know it; net.Socket hands it to its stream.
  const target = { host, port, writableHighWaterMark: WRITE_BUFFER };
  if (tls === undefined) return connectTcp(target);
  return connectTls({ ...tls, ...target, rejectUnauthorized: tls.rejectUnauthorized ?? true });
};

const answerOnce = (answer: (status: number) => void) => {
  let answered = false;
  return (status: number) => {
    if (!answered) answer(status);
    answered = true;
  };
};

const outcomeOf = (answer: Answer<string | undefined>): SubmitOutcome => {
  if (answer.kind === "lost") return { kind: "in_doubt", why: answer.why };
  const { status, value } = answer;
  if (status !== STATUS.ESME_ROK) return { kind: "answered", status, messageId: "" };
  // Accepted, but under a name we will never recognise in a receipt.
  if (value === undefined) return { kind: "in_doubt", why: "missing_message_id" };
  return { kind: "answered", status, messageId: value };
};

const linkOver = (session: Session): Link => ({
  get state() {
    return session.state === "open" ? "bound" : session.state;
  },
  get free() {
    return session.free;
  },
  submit(submit, done) {
    if (session.free === 0) {
      done({ kind: "not_sent", why: session.state === "open" ? "window_full" : "closed" });
      return;
    }
    const code = judgeSubmit(submit);
    if (code !== undefined) {
      done({ kind: "invalid", code });
      return;
    }
    try {
      session.request(
        (sequence) => encodeSubmit(sequence, submit),
        decodeMessageId,
        (answer) => done(outcomeOf(answer)),
      );
    } catch {
      done({ kind: "invalid", code: "UNENCODABLE" });
    }
  },
  whenFree: () => session.whenFree(),
  pauseReading: () => session.pauseReading(),
  resumeReading: () => session.resumeReading(),
  unbind: () => session.unbind(),
  destroy: (why) => session.close({ why: "destroyed", detail: why }),
});

import { type AddressInfo, type Socket, createServer as createTcpServer } from "node:net";
import { type TlsOptions, createServer as createTlsServer } from "node:tls";

import { type BindRequest, type BindType, decodeBind, encodeBindResp } from "./bind.js";
import { COMMAND, type Header, answerTo, encodeBare } from "./codec.js";
import { type InvalidCode, judgeDeliver } from "./judge-message.js";
import {
  type DeliverContent,
  type ReceivedSubmit,
  decodeSubmit,
  encodeDeliver,
  encodeSubmitResp,
} from "./message.js";
import { type Session, type SessionClose, type SessionLimits, openSession } from "./session.js";
import { STATUS } from "./status.js";

/** How a deliver_sm ended; the same words as SubmitOutcome. */
export type DeliverOutcome =
  | { readonly kind: "answered"; readonly status: number }
  | { readonly kind: "in_doubt"; readonly why: "timeout" | "closed" }
  | { readonly kind: "not_sent"; readonly why: "window_full" | "closed" }
  | { readonly kind: "invalid"; readonly code: InvalidCode | "UNENCODABLE" };

/** One bound client. */
export type ServerSession = {
  readonly systemId: string;
  readonly bindType: BindType;
  readonly remoteAddress: string;
  readonly state: "open" | "unbinding" | "closed";
  /** deliver_sm that may be sent now; 0 for a transmitter. */
  readonly free: number;
  /** As `Link.whenFree`. */
  whenFree(): Promise<void>;
  /** Sends one deliver_sm, without retry. `done` is called exactly once. Throws nothing. */
  deliver(deliver: DeliverContent, done: (outcome: DeliverOutcome) => void): void;
  unbind(): Promise<void>;
  /** Ends the connection as a crash would: with a reset where TCP allows, nothing flushed. */
  drop(why: string): void;
  /** As though the peer's octets came no more, until `resumeReading`: nothing is read or answered. */
  pauseReading(): void;
  resumeReading(): void;
  /** Octets as they are, SMPP or not: for the operator that misbehaves on purpose. */
  writeOctets(octets: Buffer): void;
};

export type ServerOptions = SessionLimits & {
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  readonly tls?: Pick<TlsOptions, "key" | "cert" | "ca">;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** The command_status that answers a bind; ESME_ROK lets it in, undefined leaves it unanswered. */
  readonly onBind: (request: BindRequest) => number | undefined;
  readonly onBound?: (session: ServerSession) => void;
  /** A submit_sm. `answer` it once; `messageId` travels with ESME_ROK only. */
  readonly onSubmit: (
    session: ServerSession,
    submit: ReceivedSubmit,
    answer: (status: number, messageId?: string) => void,
  ) => void;
  /** A bound session ended; its deliver_sm under way were told before. */
  readonly onClose?: (session: ServerSession, close: SessionClose) => void;
};

export type SmppServer = {
  readonly port: number;
  /** Stops listening and ends every connection after what was written is out. */
  stop(): Promise<void>;
};

/** Octets of deliver_sm that may wait per connection before `free` is 0. */
const WRITE_BUFFER = 256 * 1024;

/** More connections than any operator grants; the rest are closed at once. */
const MAX_CONNECTIONS = 1_000;

const BIND_TYPES: ReadonlyMap<number, BindType> = new Map([
  [COMMAND.bind_receiver, "receiver"],
  [COMMAND.bind_transmitter, "transmitter"],
  [COMMAND.bind_transceiver, "transceiver"],
]);

/** Listens for SMPP clients, with the same guards as a link. Resolves when the port is open. */
export const listen = (options: ServerOptions): Promise<SmppServer> =>
  new Promise((resolve, reject) => {
    const stops = new Set<() => Promise<void>>();
    const onSocket = (socket: Socket) => {
      const stop = serve(socket, options);
      stops.add(stop);
      socket.once("close", () => stops.delete(stop));
    };
    const server =
      options.tls === undefined
        ? createTcpServer({ highWaterMark: WRITE_BUFFER }, onSocket)
        : createTlsServer({ ...options.tls, handshakeTimeout: options.bindWithinMs }, onSocket);
    server.maxConnections = MAX_CONNECTIONS;
    server.once("error", reject);
    server.listen(options.port, options.host, () => {
      server.off("error", reject);
      resolve({
        port: portOf(server.address()),
        async stop() {
          const closed = new Promise((done) => server.close(done));
          await Promise.all([...stops].map((stop) => stop()));
          await closed;
        },
      });
    });
  });

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === "object" && address !== null ? address.port : 0;

/** Serves one connection; returns how to stop it. */
const serve = (socket: Socket, options: ServerOptions): (() => Promise<void>) => {
  const remoteAddress = socket.remoteAddress ?? "";
  let bound: ServerSession | undefined;

  const session = openSession({
    ...options,
    socket,
    onRequest: (header, frame) => onRequest(header, frame),
    onClose(close) {
      if (bound !== undefined) options.onClose?.(bound, close);
    },
  });

  const onRequest = (header: Header, frame: Buffer): boolean => {
    const bindType = BIND_TYPES.get(header.command);
    if (bindType !== undefined) onBind(header, frame, bindType);
    else if (header.command === COMMAND.submit_sm) onSubmit(header, frame);
    else return false;
    return true;
  };

  const refuse = ({ command, sequence }: Header, status: number) =>
    session.send(encodeBare(answerTo(command), status, sequence));

  const onBind = (header: Header, frame: Buffer, bindType: BindType) => {
    if (bound !== undefined) {
      refuse(header, STATUS.ESME_RALYBND);
      return;
    }
    const request = decodeBind(frame, bindType, remoteAddress);
    const status = request === undefined ? STATUS.ESME_RBINDFAIL : options.onBind(request);
    if (status === undefined) return;
    if (request === undefined || status !== STATUS.ESME_ROK) {
      refuse(header, status);
      session.close({ why: "bind_refused" }, true);
      return;
    }
    session.send(encodeBindResp(header.sequence, bindType, request.systemId));
    session.markBound();
    bound = serverSession(session, socket, request);
    options.onBound?.(bound);
  };

  const onSubmit = (header: Header, frame: Buffer) => {
    if (bound === undefined || bound.bindType === "receiver") {
      refuse(header, STATUS.ESME_RINVBNDSTS);
      return;
    }
    const submit = decodeSubmit(frame);
    if (submit === undefined) {
      refuse(header, STATUS.ESME_RINVMSGLEN);
      return;
    }
    let answered = false;
    options.onSubmit(bound, submit, (status, messageId = "") => {
      if (answered) return;
      answered = true;
      if (status !== STATUS.ESME_ROK) refuse(header, status);
      else session.send(encodeSubmitResp(header.sequence, messageId));
    });
  };

  return () =>
    new Promise((resolve) => {
      if (socket.destroyed) {
        resolve();
        return;
      }
      socket.once("close", () => resolve());
      session.close({ why: "destroyed", detail: "the server stops" }, true);
    });
};

const serverSession = (
  session: Session,
  socket: Socket,
  { systemId, bindType, remoteAddress }: BindRequest,
): ServerSession => ({
  systemId,
  bindType,
  remoteAddress,
  get state() {
    return session.state;
  },
  get free() {
    return bindType === "transmitter" ? 0 : session.free;
  },
  deliver(deliver, done) {
    if (this.free === 0) {
      done({ kind: "not_sent", why: session.state === "open" ? "window_full" : "closed" });
      return;
    }
    const code = judgeDeliver(deliver);
    if (code !== undefined) {
      done({ kind: "invalid", code });
      return;
    }
    try {
      session.request(
        (sequence) => encodeDeliver(sequence, deliver),
        () => undefined,
        (answer) =>
          answer.kind === "lost"
            ? done({ kind: "in_doubt", why: answer.why })
            : done({ kind: "answered", status: answer.status }),
      );
    } catch {
      done({ kind: "invalid", code: "UNENCODABLE" });
    }
  },
  whenFree: () => session.whenFree(),
  unbind: () => session.unbind(),
  pauseReading: () => session.pauseReading(),
  resumeReading: () => session.resumeReading(),
  writeOctets: (octets) => session.send(octets),
  drop(why) {
    // TLS has no reset of its own; its connection just ends.
    if (!("encrypted" in socket)) socket.resetAndDestroy();
    session.close({ why: "destroyed", detail: why });
  },
});

import { type Socket, createConnection, createServer } from "node:net";

import { encodeBindResp } from "./bind.js";
import { COMMAND, answerTo, encodeBare, readHeader } from "./codec.js";
import { frameReader } from "./framing.js";
import type { LinkOptions } from "./link.js";
import type { SubmitSm } from "./message.js";

/**
 * For this package's tests: the other end of a real TCP connection, which does only what the test
 * says, octet by octet. Here lives what our own two ends would never do.
 */
export type ScriptedPeer = {
  /** Whole PDUs it got, the bind left out. */
  readonly received: readonly Buffer[];
  /** Header of each PDU it got, as `command:status:sequence`, in hexadecimal. */
  readonly heard: readonly string[];
  readonly ended: boolean;
  write(bytes: Uint8Array): void;
  pause(): void;
  resume(): void;
  destroy(): void;
};

const scriptOver = (socket: Socket, accepts: boolean): ScriptedPeer => {
  const frames = frameReader();
  const received: Buffer[] = [];
  const heard: string[] = [];
  let ended = false;
  socket.setNoDelay(true);
  socket.on("data", (chunk: Buffer) => {
    frames.push(chunk);
    for (let frame = frames.next(); frame !== undefined; frame = frames.next()) {
      const { command, status, sequence } = readHeader(frame);
      if (accepts && command === COMMAND.bind_transceiver) {
        socket.write(encodeBindResp(sequence, "transceiver", "SMSC"));
        continue;
      }
      received.push(Buffer.from(frame));
      heard.push([command, status, sequence].map((field) => field.toString(16)).join(":"));
    }
  });
  socket.on("close", () => (ended = true));
  socket.on("error", () => undefined);
  return {
    received,
    heard,
    get ended() {
      return ended;
    },
    write: (bytes) => void socket.write(bytes),
    pause: () => void socket.pause(),
    resume: () => void socket.resume(),
    destroy: () => void socket.resetAndDestroy(),
  };
};

/** An operator that accepts binds (unless told not to) and then follows the script. */
export const scriptedOperator = async ({ accepts = true } = {}) => {
  const peers: ScriptedPeer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    peers.push(scriptOver(socket, accepts));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening");
  return {
    port: address.port,
    peers,
    /** The peer of the newest connection. */
    get peer(): ScriptedPeer {
      const peer = peers.at(-1);
      if (peer === undefined) throw new Error("nobody connected");
      return peer;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** A client that follows the script, connected to `port`. */
export const scriptedClient = async (port: number) => {
  const socket = createConnection({ host: "127.0.0.1", port });
  await new Promise<void>((resolve) => socket.once("connect", () => resolve()));
  return scriptOver(socket, false);
};

/** A clock the test holds. */
export const heldClock = () => {
  let time = 1_000;
  return {
    now: () => time,
    pass: (ms: number) => void (time += ms),
  };
};

/** Options of a link to `port`, with limits that pass only when the test's clock does. */
export const linkOptions = (
  port: number,
  change: Partial<LinkOptions> & Pick<LinkOptions, "now">,
): LinkOptions => ({
  host: "127.0.0.1",
  port,
  systemId: "whiteline",
  password: "s3cret-word",
  bindType: "transceiver",
  window: 10,
  responseTimeoutMs: 100,
  enquireIntervalMs: 100_000,
  connectTimeoutMs: 5_000,
  onDeliver: (_, answer) => answer(0),
  onClose: () => undefined,
  ...change,
});

export const aSubmit = (change: Partial<SubmitSm> = {}): SubmitSm => ({
  source: { addr: "9821000000", ton: 1, npi: 1 },
  destination: { addr: "989120000000", ton: 1, npi: 1 },
  esmClass: 0,
  dataCoding: 0,
  registeredDelivery: 1,
  shortMessage: Buffer.from("hello"),
  ...change,
});

/** A positive or negative answer to a frame the peer got. */
export const answerFrame = (frame: Buffer, status = 0, body: Uint8Array = Buffer.alloc(0)) => {
  const { command, sequence } = readHeader(frame);
  const answer = Buffer.concat([encodeBare(answerTo(command), status, sequence), body]);
  answer.writeUInt32BE(answer.length, 0);
  return answer;
};

import { createServer, connect, type AddressInfo, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

export type TcpProxy = {
  readonly port: number;
  /** Connections open at this moment. */
  readonly connections: number;
  /** Every byte arrives this much later, in both directions. 0 ends it. */
  delay(milliseconds: number): void;
  /** Nothing arrives any more and nobody is told, as when a cable is pulled; `restore` lets the held bytes go on. */
  blackhole(): void;
  /** Cuts all connections with RST; new ones are served. */
  reset(): void;
  /** Cuts each connection with RST in the middle of the next bytes that go to its client: half of them arrive. */
  cutMidway(): void;
  /** Says goodbye (FIN) to every client while what clients send still goes through. */
  halfClose(): void;
  /** Ends delay and black hole. */
  restore(): void;
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

type Weather = { delayMs: number; dark: boolean };
type Pair = { readonly client: Socket; readonly server: Socket; fate: "open" | "doomed" | "cut" };

/** Bytes that were written reach the client before the reset does. */
const CUT_AFTER_MS = 20;
const NOTHING = Buffer.alloc(0);

/** A small proxy on a free loopback port that makes the network to `target` as bad as a test needs. */
export async function startTcpProxy(target: {
  readonly host?: string;
  readonly port: number;
}): Promise<TcpProxy> {
  const weather: Weather = { delayMs: 0, dark: false };
  const pairs = new Set<Pair>();
  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const server = connect({
      host: target.host ?? "127.0.0.1",
      port: target.port,
      allowHalfOpen: true,
      noDelay: true,
    });
    const pair: Pair = { client, server, fate: "open" };
    pairs.add(pair);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      carry(from, to, weather, (bytes) => {
        if (pair.fate === "open" || to !== client) return bytes;
        if (pair.fate === "cut") return NOTHING;
        pair.fate = "cut";
        setTimeout(() => cut(pair), CUT_AFTER_MS);
        return bytes.subarray(0, Math.ceil(bytes.length / 2));
      });
      from.on("error", () => to.resetAndDestroy());
      from.once("close", () => {
        pairs.delete(pair);
        if (!to.writableEnded) to.destroy();
      });
    }
  });
  await new Promise<void>((resolve, reject) => {
    listener.once("error", reject);
    listener.listen({ port: 0, host: "127.0.0.1" }, resolve);
  });

  const reset = (): void => {
    for (const pair of pairs) cut(pair);
  };
  const restore = (): void => {
    weather.delayMs = 0;
    weather.dark = false;
  };
  const stop = async (): Promise<void> => {
    restore();
    reset();
    if (listener.listening) await new Promise((resolve) => listener.close(resolve));
  };

  return {
    port: portOf(listener.address()),
    get connections() {
      return pairs.size;
    },
    delay: (milliseconds) => (weather.delayMs = milliseconds),
    blackhole: () => (weather.dark = true),
    reset,
    cutMidway() {
      for (const pair of pairs) pair.fate = "doomed";
    },
    halfClose() {
      for (const { client } of pairs) client.end();
    },
    restore,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function cut({ client, server }: Pair): void {
  client.resetAndDestroy();
  server.resetAndDestroy();
}

/** Carries bytes one way until the sender ends; a slow or dark network holds back, it never drops or reorders. */
function carry(
  from: Socket,
  to: Socket,
  weather: Weather,
  passing: (bytes: Buffer) => Buffer,
): void {
  let last = Promise.resolve();
  from.on("data", (bytes) => {
    const due = performance.now() + weather.delayMs;
    last = last.then(() => deliver(bytes, due));
  });
  from.once("end", () => {
    last = last.then(() => void to.end());
  });

  async function deliver(bytes: Buffer, due: number): Promise<void> {
    const early = due - performance.now();
    if (early > 0) await pause(early);
    while (weather.dark && !to.destroyed) await pause(5);
    if (to.writable) to.write(passing(bytes));
  }
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  return address.port;
}

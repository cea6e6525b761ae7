import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below the ranges from which Linux (32768) and macOS (49152) take ports for outgoing connections. */
const LOWEST = 15_000;
const HIGHEST = 32_000;

const handedOut = new Set<number>();

/** A port on which something else already listens. */
export class PortTakenError extends Error {
  override readonly name = "PortTakenError";

  readonly server: string;
  readonly port: number;

  constructor(server: string, port: number) {
    super(
      `${server} cannot listen on 127.0.0.1:${port}: another program already does. ` +
        `Stop that program or choose another port.`,
    );
    this.server = server;
    this.port = port;
  }
}

/** Whether nothing listens on this loopback port at this moment. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      server.close(() => resolve(true));
    });
  });
}

/**
 * A free loopback port, never twice the same from one process. It lies outside the range of outgoing
 * connections, so that a server killed and started again finds its port still free.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = randomInt(LOWEST, HIGHEST);
    if (handedOut.has(port)) continue;
    if (await isPortFree(port)) {
      handedOut.add(port);
      return port;
    }
  }
  throw new Error(`No free port between ${LOWEST} and ${HIGHEST} on 127.0.0.1.`);
}

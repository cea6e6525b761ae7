import { randomInt } from "node:crypto";
import { mkdir, stat, utimes } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Below the ranges from which Linux (32768) and macOS (49152) take ports for outgoing connections. */
const LOWEST = 15_000;
const HIGHEST = 32_000;

const handedOut = new Set<number>();

/** A directory for each port that a process of this machine has chosen and may not listen on yet. */
const CLAIMS = join(tmpdir(), "whiteline-ports");
/** Longer than a house takes from choosing its ports to listening on them. */
const CLAIM_MS = 120_000;

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

/** Making a directory is atomic: one of several processes gets the port. A claim of long ago is anybody's. */
export async function claimPort(port: number): Promise<boolean> {
  const place = join(CLAIMS, `${port}`);
  try {
    await mkdir(CLAIMS, { recursive: true });
    await mkdir(place);
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const now = new Date();
  if (now.getTime() - (await stat(place)).mtimeMs < CLAIM_MS) return false;
  await utimes(place, now, now);
  return true;
}

/**
 * A free loopback port, never twice the same from one process, nor soon from two of this machine. It lies outside the range of outgoing
 * connections, so that a server killed and started again finds its port still free.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const port = randomInt(LOWEST, HIGHEST);
    if (handedOut.has(port)) continue;
    if ((await claimPort(port)) && (await isPortFree(port))) {
      handedOut.add(port);
      return port;
    }
  }
  throw new Error(`No free port between ${LOWEST} and ${HIGHEST} on 127.0.0.1.`);
}

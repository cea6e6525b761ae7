import { createServer, type IncomingMessage, type Server } from "node:http";

import type { Registry } from "prom-client";

import type { RebuildAnswer } from "./rebuild.js";

/** What is wrong now: names of the checks that failed, none when all is well. */
type FindFaults = () => Promise<readonly string[]>;

/**
 * Serves /health (200 or 503 with the names of failed checks) and /metrics to whoever operates the service, and
 * POST /rebuild to whoever knows its secret.
 */
export async function serveOperations(options: {
  readonly host: string;
  readonly port: number;
  readonly metrics: Registry;
  readonly findFaults: FindFaults;
  readonly rebuild: (authorization: string | undefined) => Promise<RebuildAnswer>;
}): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const { host, port, metrics, findFaults, rebuild } = options;

  const answer = async ({
    method,
    url,
    headers,
  }: IncomingMessage): Promise<{ status: number; type: string; body: string }> => {
    const path = new URL(url ?? "/", "http://localhost").pathname;
    if (path === "/rebuild" && method === "POST") {
      const { status, body } = await rebuild(headers.authorization);
      return { status, type: "application/json", body: JSON.stringify(body) };
    }
    if (path === "/metrics")
      return { status: 200, type: metrics.contentType, body: await metrics.metrics() };
    if (path !== "/health")
      return { status: 404, type: "application/json", body: `{"status":"unknown path"}` };
    const failed = await findFaults();
    const body = JSON.stringify(
      failed.length === 0 ? { status: "ok" } : { status: "failing", failed },
    );
    return { status: failed.length === 0 ? 200 : 503, type: "application/json", body };
  };

  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, type, body }) => response.writeHead(status, { "content-type": type }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, host, resolve);
  });
  return { port: portOf(server), close: () => closeServer(server) };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error("The HTTP server has no port.");
  return address.port;
}

async function closeServer(server: Server): Promise<void> {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}

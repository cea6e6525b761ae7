import { createServer, type Server } from "node:http";

import type { Registry } from "prom-client";

/** What is wrong now: names of the checks that failed, none when all is well. */
type FindFaults = () => Promise<readonly string[]>;

/** Serves /health (200 or 503 with the names of failed checks) and /metrics to whoever operates the service. */
export async function serveOperations(options: {
  readonly host: string;
  readonly port: number;
  readonly metrics: Registry;
  readonly findFaults: FindFaults;
}): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const { host, port, metrics, findFaults } = options;

  const answer = async (path: string): Promise<{ status: number; type: string; body: string }> => {
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
    answer(new URL(request.url ?? "/", "http://localhost").pathname).then(
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

import type { Life } from "@whiteline/service-kit";
import { Histogram } from "prom-client";

import { knownSession } from "./caller.js";
import type { Api } from "./route.js";

/** The hot path is counted, not narrated: a line per message would cost more than the message. */
const QUIET: ReadonlySet<string> = new Set(["/v1/messages", "/v1/messages/:id", "/health"]);

/**
 * Counts and logs what was answered: by path template, never by path or query, because those hold what people typed.
 */
export function measureRequests(app: Api, { log, metrics }: Pick<Life, "log" | "metrics">): void {
  const duration = new Histogram({
    name: "http_request_duration_seconds",
    help: "Duration of requests by method, path template and status.",
    labelNames: ["method", "route", "status"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [metrics],
  });

  app.addHook("onResponse", (request, reply, done) => {
    const { method } = request;
    const { statusCode: status, elapsedTime } = reply;
    const route = request.routeOptions.url ?? "unknown";
    duration.observe({ method, route, status }, elapsedTime / 1000);
    if (!QUIET.has(route) || status >= 500) {
      const tenantId = knownSession(request)?.tenantId;
      log.info({ method, route, status, ms: Math.round(elapsedTime), tenantId }, "request");
    }
    done();
  });
}

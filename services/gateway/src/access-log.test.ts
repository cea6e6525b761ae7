import { createLogger } from "@whiteline/service-kit";
import Fastify from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { Registry } from "prom-client";
import { expect, test } from "vitest";

import { measureRequests } from "./access-log.js";
import { sessionDecorator } from "./caller.js";
import type { Api } from "./route.js";

function bench() {
  const lines: string[] = [];
  const metrics = new Registry();
  const log = createLogger("gateway", "info", { write: (line) => void lines.push(line) });
  const app: Api = Fastify().withTypeProvider<ZodTypeProvider>();
  app.decorateRequest(sessionDecorator, null);
  measureRequests(app, { log, metrics });
  app.get("/v1/lines/:id", async () => ({}));
  app.get("/v1/messages/:id", async (request) => {
    if (request.url.endsWith("broken")) throw new Error("broken");
    return {};
  });
  return { app, lines, metrics };
}

test("what people type into an address reaches neither the log nor the metrics", async () => {
  const { app, lines, metrics } = bench();
  await app.inject("/v1/lines/09121234567?name=Sara&number=%2B989121234567");
  await app.inject("/v1/nowhere/09121234567");
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { method: "GET", route: "/v1/lines/:id", status: 200, msg: "request" },
    { method: "GET", route: "unknown", status: 404 },
  ]);
  const seen = lines.join("") + (await metrics.metrics());
  expect(seen).not.toContain("0912");
  expect(seen).not.toContain("Sara");
  expect(seen).toContain('route="/v1/lines/:id"');
});

test("the hot path is counted and speaks up only when it fails", async () => {
  const { app, lines, metrics } = bench();
  await app.inject("/v1/messages/c1-0");
  expect(lines).toEqual([]);
  await app.inject("/v1/messages/broken");
  expect(lines).toHaveLength(1);
  expect(await metrics.metrics()).toMatch(
    /_count\{method="GET",route="\/v1\/messages\/:id",status="200"\} 1/,
  );
});

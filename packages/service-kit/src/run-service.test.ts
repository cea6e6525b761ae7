import { eventually } from "@whiteline/testkit";
import { afterEach, expect, test } from "vitest";

import { createClient } from "./create-client.js";
import { DomainError } from "./domain-error.js";
import {
  as,
  Contract,
  endServices,
  failureOf,
  startService,
  tenant,
} from "./start-test-service.js";

afterEach(endServices);

test("stopping finishes the call under way, takes no new one, then ends loops, then closes what was opened last first", async () => {
  const order: string[] = [];
  let finish: (() => void) | undefined;
  const { running, client } = await startService(
    {
      async getTenant() {
        order.push("call began");
        await new Promise<void>((resolve) => (finish = resolve));
        order.push("call finished");
        return { tenant };
      },
    },
    async (life) => {
      await life.use("database", () => void order.push("database closed"));
      await life.use(Promise.resolve({ close: () => void order.push("events closed") }));
      await life.use({ [Symbol.dispose]: () => void order.push("client disposed") });
      life.run("outbox", async (signal) => {
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        order.push("loop ended");
      });
    },
  );
  const call = client.getTenant({}, as.tenant("t1"));
  await eventually(() => finish);
  const stopping = running.stop();
  expect(running.stop()).toBe(stopping);

  using late = createClient(Contract, running.grpcAddress);
  expect(await failureOf(late.getTenant({}, as.tenant("t1")))).toMatchObject({
    kind: "unavailable",
  });
  finish?.();
  expect((await call).tenant).toEqual(tenant);
  await stopping;
  expect(order).toEqual([
    "call began",
    "call finished",
    "loop ended",
    "client disposed",
    "events closed",
    "database closed",
  ]);
});

test("a call that will not end is cut off, and the rest is closed all the same", async () => {
  let closed = false;
  let reached = false;
  const { running, client, logged } = await startService(
    { getTenant: () => new Promise(() => void (reached = true)) },
    (life) => void life.use(1, () => void (closed = true)),
    { drainMs: 50 },
  );
  const call = failureOf(client.getTenant({}, as.tenant("t1")));
  await eventually(() => reached);
  await running.stop();
  expect(await call).toMatchObject({ kind: "unavailable" });
  expect(closed).toBe(true);
  expect(logged("calls were cut off")).toHaveLength(1);
});

test("a build that fails closes what it had opened, and says why", async () => {
  const closed: string[] = [];
  const start = startService({}, async (life) => {
    await life.use("a", (name) => void closed.push(name));
    await life.use("b", (name) => void closed.push(name));
    throw new Error("no database");
  });
  await expect(start).rejects.toThrow("no database");
  expect(closed).toEqual(["b", "a"]);
});

test("a loop is started again after a throw and after an early end", async () => {
  let runs = 0;
  const { logged, get } = await startService({}, (life) => {
    life.run("outbox", async (signal) => {
      runs += 1;
      if (runs === 1) throw new Error("connection lost");
      if (runs === 2) return;
      await new Promise((resolve) => signal.addEventListener("abort", resolve));
    });
  });
  await eventually(() => runs === 3);
  expect(logged("loop failed")).toMatchObject([
    { loop: "outbox", err: { message: "connection lost" } },
  ]);
  expect(logged("loop ended early")).toMatchObject([{ loop: "outbox" }]);
  expect(await (await get("/metrics")).text()).toContain(
    'loop_failures_total{loop="outbox",service="sample"} 1',
  );
});

test("a periodic job never overlaps itself and outlives its failures", async () => {
  let running = 0;
  let most = 0;
  let runs = 0;
  const { logged } = await startService({}, (life) => {
    life.every("sweep", 1, async () => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running -= 1;
      runs += 1;
      if (runs === 1) throw new Error("first");
    });
  });
  await eventually(() => runs > 5);
  expect(most).toBe(1);
  expect(logged("job failed")).toHaveLength(1);
});

test("health is ok only when every check passes, and names those that do not", async () => {
  let mongo = true;
  const { get, running } = await startService({}, (life) => {
    life.healthy("mongo", () => mongo);
    life.healthy("nats", async () => {
      if (!mongo) throw new Error("away");
      return true;
    });
  });
  const look = async () => {
    const response = await get("/health");
    return [response.status, await response.text()];
  };
  expect(await look()).toEqual([200, '{"status":"ok"}']);
  mongo = false;
  expect(await look()).toEqual([503, '{"status":"failing","failed":["mongo","nats"]}']);
  expect((await get("/other")).status).toBe(404);
  expect(running.httpAddress).toMatch(/^127\.0\.0\.1:\d+$/);
});

test("calls are measured by method and status", async () => {
  const { client, get } = await startService({
    async getTenant({ tenantId }) {
      if (tenantId === "x") throw new DomainError("not_found", "TENANT_UNKNOWN", "No.");
      return { tenant };
    },
  });
  await client.getTenant({}, as.tenant("t1"));
  await failureOf(client.getTenant({ tenantId: "x" }, as.tenant("t1")));
  await failureOf(client.getTenant({}));
  const text = await (await get("/metrics")).text();
  const counts = text
    .split("\n")
    .filter((line) => line.startsWith("grpc_server_duration_seconds_count"));
  expect(counts.map((line) => line.replace(/.*code="(\w+)".* (\d+)$/, "$1 $2")).sort()).toEqual([
    "NOT_FOUND 1",
    "OK 1",
    "UNAUTHENTICATED 1",
  ]);
  expect(text).toContain("process_cpu_seconds_total");
});

test("a projection is taken anew for whoever knows the secret, one round at a time, and a failure says which", async () => {
  let rounds = 0;
  let underWay = 0;
  let fails = false;
  const { running } = await startService({}, (life) => {
    life.projection("lines", "the secret", async () => {
      if (fails || underWay > 0) throw new Error("its owner is away");
      rounds += 1;
      underWay += 1;
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return 7;
    });
  });
  const ask = async (secret: string) => {
    const answer = await fetch(`http://${running.httpAddress}/rebuild`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}` },
    });
    return [answer.status, await answer.json()] as const;
  };
  expect(await ask("a guess")).toEqual([401, { status: "secret refused" }]);
  expect(rounds).toBe(0);
  const [first, second] = await Promise.all([ask("the secret"), ask("the secret")]);
  expect(first).toEqual([200, { status: "ok", rebuilt: { lines: 7 } }]);
  expect(second).toEqual(first);
  fails = true;
  expect(await ask("the secret")).toEqual([
    503,
    { status: "failed", projection: "lines", rebuilt: {} },
  ]);
});

test("a service without projections has none to take anew", async () => {
  const { running } = await startService({});
  const answer = await fetch(`http://${running.httpAddress}/rebuild`, { method: "POST" });
  expect(answer.status).toBe(404);
});

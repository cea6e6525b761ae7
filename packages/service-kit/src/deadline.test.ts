import { eventually } from "@whiteline/testkit";
import { afterEach, expect, test } from "vitest";

import { forward, requireTenant, type CallContextExt } from "./call-context.js";
import { createClient } from "./create-client.js";
import {
  as,
  Contract,
  endServices,
  failureOf,
  startService,
  tenant,
  type Handlers,
} from "./start-test-service.js";

afterEach(endServices);

test("a call that takes too long ends for the caller, and the handler's signal tells it", async () => {
  let told = false;
  const { client } = await startService({
    getTenant: (_request, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          told = true;
          reject(new DOMException("gone", "AbortError"));
        });
      }),
  });
  // On a busy machine a short deadline passes before the handler is reached: then it is given more time.
  let deadline = 25;
  await eventually(
    async () => {
      deadline *= 2;
      const call = client.getTenant({}, { ...as.tenant("t1"), deadline });
      expect(await failureOf(call)).toMatchObject({
        kind: "unavailable",
        reason: "DEADLINE_EXCEEDED",
      });
      return told;
    },
    { within: 50_000 },
  );
});

test("a hop hands on the caller's token and 95 % of the time that is left", async () => {
  const seen: { readonly who: string | undefined; readonly left: number }[] = [];
  const look: Handlers["getTenant"] = async (_request, context) => {
    seen.push({
      who: requireTenant(context),
      left: (context.caller.deadline?.getTime() ?? 0) - Date.now(),
    });
    return { tenant };
  };
  const inner = await startService({ getTenant: look });
  const outer = await startService({
    async getTenant(request, context) {
      await look(request, context);
      return inner.client.getTenant(request, forward(context));
    },
  });
  await outer.client.getTenant({}, { ...as.tenant("t1"), deadline: 100_000 });
  expect(seen.map(({ who }) => who)).toEqual(["t1", "t1"]);
  expect(seen[0]?.left).toBeGreaterThan(95_000);
  expect(seen[1]?.left).toBeLessThanOrEqual(95_000);
  expect(seen[1]?.left).toBeGreaterThan(85_000);
});

test("a call has 10 seconds unless the client or the call says otherwise, a stream 10 minutes", async () => {
  const lefts: number[] = [];
  const note = (context: CallContextExt) =>
    void lefts.push((context.caller.deadline?.getTime() ?? 0) - Date.now());
  const { client, running } = await startService({
    async getTenant(_request, context) {
      note(context);
      return { tenant };
    },
    async *getDocument(_request, context) {
      note(context);
      yield { part: { $case: "data", value: Buffer.from("x") } };
    },
  });
  using patient = createClient(Contract, running.grpcAddress, { deadlineMs: 60_000 });
  await client.getTenant({}, as.tenant("t1"));
  await patient.getTenant({}, as.tenant("t1"));
  await client.getTenant({}, { ...as.tenant("t1"), deadline: new Date(Date.now() + 30_000) });
  for await (const _part of client.getDocument({}, as.tenant("t1")));
  expect(lefts.map((left) => Math.ceil(left / 10_000) * 10)).toEqual([10, 60, 30, 600]);
});

test("a caller that gives up is not an error of the service", async () => {
  const { client, logged } = await startService({
    getTenant: (_request, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(new DOMException("gone", "AbortError")));
      }),
  });
  const giving = new AbortController();
  const call = client.getTenant({}, { ...as.tenant("t1"), signal: giving.signal });
  setImmediate(() => giving.abort());
  await expect(call).rejects.toMatchObject({ name: "AbortError" });
  expect(logged("call failed")).toEqual([]);
});

import { context, propagation, trace } from "@opentelemetry/api";
import { NodeSDK, tracing } from "@opentelemetry/sdk-node";
import { afterEach, expect, test } from "vitest";

import { forward } from "./call-context.js";
import { DomainError } from "./domain-error.js";
import { as, endServices, startService, tenant } from "./start-test-service.js";

afterEach(endServices);

test("one trace joins the calls of two services and their log lines, and holds no number", async () => {
  const exporter = new tracing.InMemorySpanExporter();
  const sdk = new NodeSDK({
    spanProcessors: [new tracing.SimpleSpanProcessor(exporter)],
    instrumentations: [],
    autoDetectResources: false,
  });
  sdk.start();
  try {
    const seen: (string | undefined)[] = [];
    const inner = await startService({
      async getTenant({ tenantId }) {
        seen.push(trace.getActiveSpan()?.spanContext().traceId);
        if (tenantId !== "") throw new Error(`no such 09123456789`);
        return { tenant };
      },
    });
    const outer = await startService({
      async getTenant(request, context) {
        seen.push(trace.getActiveSpan()?.spanContext().traceId);
        return inner.client.getTenant(request, forward(context));
      },
    });

    await outer.client.getTenant({}, as.tenant("t1"));
    await expect(outer.client.getTenant({ tenantId: "x" }, as.tenant("t1"))).rejects.toBeInstanceOf(
      DomainError,
    );

    expect(seen[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(seen[1]).toBe(seen[0]);
    expect(seen[2]).not.toBe(seen[0]);
    expect(inner.logged("call failed")).toMatchObject([{ trace_id: seen[2] }]);
    const spans = exporter.getFinishedSpans();
    expect(spans).toHaveLength(8);
    const told = spans.map(({ name, attributes, events, status }) => ({
      name,
      attributes,
      events,
      status,
    }));
    expect(JSON.stringify(told)).not.toContain("0912");
  } finally {
    await sdk.shutdown();
    // The process goes on to other files, which bring their own or none.
    for (const part of [context, propagation, trace]) part.disable();
  }
});

import { propagation } from "@opentelemetry/api";
import { OptOutRecorded } from "@whiteline/contracts/lists/v1/events";
import { eventually } from "@whiteline/testkit";
import { expect, onTestFinished, test } from "vitest";
import { testPlace, testService } from "./test-events.js";

const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

test("the trace in which a fact was recorded is the one in which it is handled", async () => {
  const extracted: unknown[] = [];
  // Files share a process, and the first propagator stays: whoever was here before has set one.
  propagation.disable();
  onTestFinished(() => propagation.disable());
  propagation.setGlobalPropagator({
    fields: () => ["traceparent"],
    inject: (_context, carrier, setter) => setter.set(carrier, "traceparent", traceparent),
    extract(context, carrier, getter) {
      extracted.push(getter.get(carrier, "traceparent"));
      return context;
    },
  });
  await using place = await testPlace();
  await using lists = await testService(place);
  lists.run(lists.events.subscribe(OptOutRecorded, async () => undefined));
  lists.run(lists.events.relay);
  await lists.record("t");
  await eventually(() => extracted.length === 1);
  expect(extracted).toEqual([traceparent]);
});

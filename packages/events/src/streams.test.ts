import { jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import { OptOutRecorded } from "@whiteline/contracts/lists/v1/events";
import { eventually } from "@whiteline/testkit";
import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { Poison } from "./poison.js";
import { testPlace, testService, type Place } from "./test-events.js";

async function manager(place: Place) {
  const { url, user, password } = place;
  const connection = await connect({
    servers: url,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { pass: password }),
  });
  return Object.assign(await jetstreamManager(connection), {
    [Symbol.asyncDispose]: () => connection.close(),
  });
}

test("services that start at once agree on the four streams", async () => {
  await using place = await testPlace();
  const services = await Promise.all(
    ["lists", "pricing", "campaigns", "dispatcher", "dlr"].map((service) =>
      testService(place, { service }),
    ),
  );
  await using jsm = await manager(place);
  const streams = await jsm.streams.list().next();
  const shape = streams.map(({ config }) => [config.name, config.retention, config.subjects]);
  expect(shape.sort()).toEqual([
    ["CHUNKS", "workqueue", ["whiteline.work.chunks.>"]],
    ["DLQ", "limits", ["whiteline.dead.*.*.*.*"]],
    ["FACTS", "limits", ["whiteline.*.v1.*"]],
    ["RECEIPTS", "workqueue", ["whiteline.work.receipts.>"]],
  ]);
  for (const service of services) {
    expect(service.lines.filter(({ event }) => event.startsWith("stream"))).toEqual([]);
    await service[Symbol.asyncDispose]();
  }
});

test("a DLQ that is full takes no more dead letters and loses none: what should be given up is tried again when there is room", async () => {
  await using place = await testPlace();
  const metrics = new Registry();
  await using service = await testService(place, { limits: { dlqMaxBytes: 1_000 }, metrics });
  const told: string[] = [];
  service.run(service.events.relay);
  await service.record("first", "second", "third");
  const reading = service.events.subscribe(OptOutRecorded, async ({ tenantId }) => {
    told.push(tenantId);
    throw new Poison("nobody can read this");
  });
  service.run(reading);
  const wasRefused = () => service.lines.some(({ event }) => event === "dead_letter_not_stored");
  await eventually(wasRefused);
  const letters = await service.events.deadLetters(10);
  expect(letters.length).toBeGreaterThan(0);
  expect(letters.length).toBeLessThan(3);
  await using jsm = await manager(place);
  await jsm.streams.purge("DLQ");
  await eventually(async () => (await service.events.deadLetters(10)).length > 0);
  expect(new Set(told).size).toBeGreaterThan(letters.length);
  const counted = await metrics.metrics();
  expect(counted).toMatch(/events_dead_total\{consumer="lists-[^"]*"\} [1-9]/u);
  expect(counted).toMatch(/events_failed_total\{consumer="lists-[^"]*"\} [1-9]/u);
  expect(counted).toMatch(/events_outbox_unsent 0/u);
});

test("the server refuses dead letters under a pattern that facts could match", async () => {
  await using place = await testPlace();
  await using jsm = await manager(place);
  await jsm.streams.add({ name: "FACTS", subjects: ["whiteline.*.v1.*"] });
  await expect(jsm.streams.add({ name: "DLQ", subjects: ["whiteline.dead.>"] })).rejects.toThrow(
    "overlap",
  );
});

test("a stream with other settings is used as it is, and the log says how it differs", async () => {
  await using place = await testPlace();
  await using first = await testService(place, { limits: { factsMaxAgeDays: 3 } });
  await using second = await testService(place, { limits: { factsMaxAgeDays: 7 } });
  const warnings = second.lines.filter(({ event }) => event === "stream_configured_differently");
  expect(warnings).toMatchObject([
    { fields: { stream: "FACTS", differences: [expect.stringContaining("max_age")] } },
  ]);
  expect(first.lines).toEqual([]);
  expect(await second.events.healthy()).toBe(true);
});

test("a wrong password ends the start with the remedy instead of waiting for ever", async () => {
  await using place = await testPlace();
  await expect(testService({ ...place, password: "guess" })).rejects.toMatchObject({
    reason: "NATS_CREDENTIALS_REFUSED",
    remedy: expect.stringContaining("NATS_PASSWORD"),
  });
});

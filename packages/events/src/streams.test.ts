import { jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import { expect, test } from "vitest";
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

import { InboundReceived } from "@whiteline/contracts/dispatcher/v1/events";
import { closeMongo, connectMongo, systemPorts } from "@whiteline/service-kit";
import { eventually, testDatabase } from "@whiteline/testkit";
import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { readConfig } from "../src/config.js";
import { inboundTeller } from "../src/events/tell-inbound.js";
import { measure } from "../src/metrics.js";
import { start } from "../src/start.js";
import { inboundPartStore } from "../src/store/inbound-parts.js";
import type { Received, ReceivedInbound } from "../src/store/received.js";
import { openStation } from "./station.js";

const patience = { within: 60_000 };

/** A teller over a real store, whose facts are kept; the clock is moved by hand. */
const openTeller = async () => {
  const database = await testDatabase();
  const connection = await connectMongo(database.uri);
  const parts = inboundPartStore(connection);
  await parts.ensureIndexes();
  const told: InboundReceived[] = [];
  let now = new Date("2026-11-30T10:00:00Z");
  const teller = inboundTeller({
    events: {
      publish: async (type, fact) =>
        void told.push(InboundReceived.decode(type.encode(fact).finish())),
    },
    parts,
    counted: measure(new Registry()),
    now: () => now,
  });
  return {
    told,
    ...teller,
    pass: (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000)),
    batch: (...inbound: readonly Partial<ReceivedInbound>[]): Received => ({
      receivedId: systemPorts.newId(),
      operator: "mci",
      account: "wl-mci",
      receipts: [],
      unreadable: [],
      idForm: "as-is",
      at: now,
      inbound: inbound.map((message) => ({
        inboundId: systemPorts.newId(),
        lineNumber: "02191001234",
        msisdn: "989121110000",
        text: "",
        at: now,
        ...message,
      })),
    }),
    async [Symbol.asyncDispose]() {
      await closeMongo(connection);
      await database[Symbol.asyncDispose]();
    },
  };
};
const part = (index: number, total = 3, reference = 9) => ({ reference, total, index });

test("a reply of three parts is one message, in whatever order they come and however often", async () => {
  await using it = await openTeller();
  await it.tell(it.batch({ text: "three", part: part(3) }, { text: "one ", part: part(1) }));
  await it.tell(it.batch({ text: "three", part: part(3) }));
  expect(it.told).toEqual([]);
  await it.tell(it.batch({ text: "two ", part: part(2) }));
  await it.tell(it.batch({ text: "two ", part: part(2) }));
  expect(it.told.map(({ text, parts, missingParts }) => ({ text, parts, missingParts }))).toEqual(
    Array.from({ length: 2 }, () => ({ text: "one two three", parts: 3, missingParts: 0 })),
  );
  // The repetition bears the same name, so that nobody hears it twice.
  expect(new Set(it.told.map(({ inboundId }) => inboundId)).size).toBe(1);
});

test("messages of other subscribers, lines and references are kept apart", async () => {
  await using it = await openTeller();
  await it.tell(
    it.batch(
      { text: "a1", part: part(1, 2) },
      { text: "b2", part: part(2, 2), msisdn: "989121110001" },
      { text: "c2", part: part(2, 2), lineNumber: "3000" },
      { text: "d2", part: part(2, 2, 10) },
      { text: "a2", part: part(2, 2) },
    ),
  );
  expect(it.told.map(({ text }) => text)).toEqual(["a1a2"]);
});

test("a message of which a part never came is told after ten minutes with its gap, once", async () => {
  await using it = await openTeller();
  await it.tell(it.batch({ text: "one ", part: part(1) }));
  await it.tellOverdue();
  expect(it.told).toEqual([]);
  it.pass(11);
  await it.tellOverdue();
  await it.tellOverdue();
  expect(it.told).toMatchObject([{ text: "one …", parts: 3, missingParts: 2 }]);
});

test("a long Persian reply that comes over the air in parts is heard as one fact of its line", async () => {
  await using station = await openStation();
  const heard: InboundReceived[] = [];
  const end = new AbortController();
  const following = station.events.follow([InboundReceived], ({ fact }) => void heard.push(fact));
  const loop = following.loop(end.signal);
  const running = await start(readConfig(station.environment()), systemPorts);
  const text = "سلام، لطفاً دیگر برای من پیامک تبلیغاتی نفرستید. ".repeat(4);
  try {
    await eventually(
      async () =>
        (await station.control(`/mo?from=989121110000&to=3000&text=${encodeURIComponent(text)}`))
          .ok,
      patience,
    );
    await eventually(() => heard.length > 0, patience);
    expect(heard).toMatchObject([{ text, parts: 3, missingParts: 0, lineNumber: "3000" }]);
  } finally {
    end.abort();
    await loop;
    await running.stop();
  }
});

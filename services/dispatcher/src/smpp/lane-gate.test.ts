import { setMaxListeners } from "node:events";
import { expect, test, vi } from "vitest";
import type { Lane } from "../domain/window.js";
import { laneGate } from "./lane-gate.js";

const own = { tenantId: "a", place: 1 };
const signal = new AbortController().signal;
setMaxListeners(100, signal);

test.each([1, 10, 20, 24, 25, 300])("bulk gets places in a window of %i", async (size) => {
  const gate = laneGate({ size, rate: 0, monotonic: () => 0 });
  expect(await gate.take("BULK", 100, own, signal)).toBeGreaterThan(0);
});

test("a code gets the places that bulk may not take, and bulk goes on when places come back", async () => {
  const gate = laneGate({ size: 100, rate: 0, monotonic: () => 0 });
  expect(await gate.take("BULK", 100, own, signal)).toBe(80);
  const waiting = gate.take("BULK", 50, own, signal);
  expect(await gate.take("OTP", 5, own, signal)).toBe(5);
  gate.giveBack("BULK", 40);
  expect(await waiting).toBe(40);
});

test("who waits is let go when the link ends", async () => {
  const end = new AbortController();
  const gate = laneGate({ size: 1, rate: 0, monotonic: () => 0 });
  await gate.take("BULK", 1, own, end.signal);
  const waiting = gate.take("BULK", 1, own, end.signal);
  end.abort();
  expect(await waiting).toBe(0);
});

test("of one tenant places go to the chunk that came first, whichever asked first", async () => {
  const gate = laneGate({ size: 125, rate: 0, monotonic: () => 0 });
  const [first, second] = [gate.ticket("a"), gate.ticket("a")];
  expect(await gate.take("BULK", 100, second, signal)).toBe(100);
  const order: string[] = [];
  const later = gate.take("BULK", 100, second, signal).then(() => order.push("second"));
  const sooner = gate.take("BULK", 100, first, signal).then(() => order.push("first"));
  gate.giveBack("BULK", 100);
  await sooner;
  gate.giveBack("BULK", 100);
  await later;
  expect(order).toEqual(["first", "second"]);
});

test("a code waits no longer than half a second for the rate that bulk has used up", async () => {
  const gate = laneGate({ size: 1_000, rate: 100, monotonic: () => 0 });
  expect(await gate.take("BULK", 100, own, signal)).toBe(50);
  gate.close();
});

test("a bind slower than two parts a second still sends one at a time", async () => {
  const gate = laneGate({ size: 10, rate: 1, monotonic: () => 0 });
  expect(await gate.take("BULK", 100, own, signal)).toBe(1);
  gate.close();
});

test("bulk has its turn while transactional texts never end, and codes go before both", async () => {
  const gate = laneGate({ size: 200, rate: 0, monotonic: () => 0 });
  const order: Lane[] = [];
  const queue = (lane: Lane): void =>
    void gate.take(lane, 40, gate.ticket("a"), signal).then((places) => {
      order.push(lane);
      // Who got its places asks again at once: a standing backlog.
      setImmediate(() => {
        if (order.length < 60) queue(lane);
        gate.giveBack(lane, places);
      });
    });
  for (let i = 0; i < 6; i += 1) queue("TRANSACTIONAL");
  queue("BULK");
  await vi.waitFor(() => expect(order.length).toBeGreaterThanOrEqual(60), 20_000);
  const turns = order.filter((lane) => lane === "BULK").length;
  expect(turns).toBeGreaterThanOrEqual(4);
  expect(turns).toBeLessThanOrEqual(8);
});

test.each<Lane>(["OTP", "TRANSACTIONAL", "BULK"])(
  "a tenant that floods the lane %s keeps back nobody else's single message there, and two floods share it by parts",
  async (lane) => {
    const gate = laneGate({ size: 125, rate: 0, monotonic: () => 0 });
    const full = await gate.take(lane, 125, gate.ticket("flood"), signal);
    const order: string[] = [];
    const wait = (tenantId: string, parts: number): void =>
      void gate.take(lane, parts, gate.ticket(tenantId), signal).then((places) => {
        order.push(tenantId);
        gate.giveBack(lane, places);
      });
    for (let i = 0; i < 30; i += 1) wait("flood", 1);
    for (let i = 0; i < 10; i += 1) wait("other", 3);
    wait("small", 1);
    gate.giveBack(lane, full);
    await vi.waitFor(() => expect(order).toHaveLength(41));
    expect(order.indexOf("small")).toBeLessThan(4);
    const halfway = order.slice(0, 20);
    const given = (tenantId: string): number => halfway.filter((one) => one === tenantId).length;
    expect(Math.abs(given("flood") - 3 * given("other"))).toBeLessThanOrEqual(4);
  },
);

import { NO_SUFFIX } from "@whiteline/sms";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openEmbargo } from "./embargo.js";
import { maySend, renewInMs } from "./lease.js";
import { normaliseId } from "@whiteline/smpp";
import { partsOfChunk, referenceOf, validityPeriod } from "./parts.js";
import { limitTo, openThrottle, slowDown, takeParts } from "./throttle.js";
import { occupy, openWindow, room } from "./window.js";

test("a holder stops sending before its lease ends by its own clock", () => {
  const lease = { bindId: "mci", epoch: 1, grantedAt: 1_000, ttlMs: 6_000 };
  expect(maySend(lease, 5_400)).toBe(true);
  expect(maySend(lease, 5_500)).toBe(false);
  expect(renewInMs(lease, 1_000)).toBe(2_000);
});

test("bulk never takes the fifth of the window that is kept for codes", () => {
  const busy = occupy(openWindow(100), "BULK", 80);
  expect(room(busy, "BULK")).toBe(0);
  expect(room(busy, "OTP")).toBe(20);
  expect(room(openWindow(1), "BULK")).toBe(1);
});

test("over a minute the throttle lets no more parts pass than the operator allows", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          parts: fc.integer({ min: 1, max: 100 }),
          after: fc.integer({ min: 0, max: 400 }),
        }),
        { maxLength: 200 },
      ),
      (asks) => {
        let throttle = openThrottle(200, 0);
        let now = 0;
        let passed = 0;
        for (const { parts, after } of asks) {
          now += after;
          const taken = takeParts(throttle, parts, now);
          throttle = taken.throttle;
          if (taken.waitMs === 0) passed += parts;
        }
        // The bucket holds a tenth of a second, and one batch may leave a debt.
        expect(passed).toBeLessThanOrEqual((now / 1_000) * 200 + 20 + 100);
      },
    ),
  );
});

test("one burst of throttling answers slows down once, and the rate comes back", () => {
  const slowed = slowDown(openThrottle(1_000, 0), 10_000);
  expect(slowed.current).toBe(700);
  expect(slowDown(slowed, 10_010).current).toBe(700);
  let throttle = slowed;
  for (let now = 10_000; now < 60_000; now += 500) throttle = takeParts(throttle, 1, now).throttle;
  expect(throttle.current).toBe(1_000);
});

test("another limit holds at once, and what the operator's answers took off stays off", () => {
  const open = openThrottle(1_000, 0);
  expect(limitTo(open, 400)).toMatchObject({ rate: 400, current: 400 });
  expect(limitTo(open, 0)).toMatchObject({ rate: 0, current: 0 });
  const slowed = slowDown(open, 10_000);
  expect(limitTo(slowed, 2_000)).toMatchObject({ rate: 2_000, current: 700 });
  expect(limitTo(slowed, 500)).toMatchObject({ rate: 500, current: 500 });
  expect(limitTo(slowed, 0)).toMatchObject({ rate: 0, current: 700 });
});

test("hexadecimal and decimal spellings of an id meet in one form", () => {
  expect(normaliseId("1A2B", "hex")).toBe(normaliseId("6699", "decimal"));
  expect(normaliseId("0x00ff", "hex")).toBe("255");
  expect(normaliseId(" 00ABC ", "as-is")).toBe("abc");
  expect(normaliseId("not-a-number", "decimal")).toBe("not-a-number");
});

const word = { version: 1n, stops: [] };

test("a refusal that was taken back opens the door again, in the order of the subscriber's words", () => {
  const embargo = openEmbargo();
  const of = { tenantId: "t", lineId: "l", msisdn: 1n };
  const chunk = { tenantId: "t", campaignId: "", lineId: "l", operator: "MCI", traffic: "" };
  embargo.learn({ kind: "opted_out", ...of, ...word });
  embargo.learn({ kind: "opted_in", ...of, version: 2n });
  embargo.learn({ kind: "opted_out", ...of, ...word });
  expect(embargo.refuses(chunk, 1n)).toBe(false);
  embargo.learn({ kind: "opted_out", ...of, ...word, version: 3n });
  expect(embargo.refuses(chunk, 1n)).toBe(true);
});

test("a refusal of marketing lets a code through, and stops what does not say its kind", () => {
  const embargo = openEmbargo();
  embargo.learn({
    ...{ kind: "opted_out", tenantId: "t", lineId: "", msisdn: 1n },
    ...{ version: 1n, stops: ["marketing"] },
  });
  const refuses = (traffic: string) =>
    embargo.refuses(
      { tenantId: "t", campaignId: "", lineId: "l", operator: "TURKCELL", traffic },
      1n,
    );
  expect(["marketing", "informational", ""].map(refuses)).toEqual([true, false, true]);
});

test("a refusal on one line leaves the tenant's other lines open, one for all closes them", () => {
  const embargo = openEmbargo();
  embargo.learn({ kind: "opted_out", tenantId: "t", lineId: "l1", msisdn: 1n, ...word });
  embargo.learn({ kind: "opted_out", tenantId: "t", lineId: "", msisdn: 2n, ...word });
  const on = (lineId: string) => ({
    tenantId: "t",
    campaignId: "",
    lineId,
    operator: "MCI",
    traffic: "",
  });
  expect([
    embargo.refuses(on("l1"), 1n),
    embargo.refuses(on("l2"), 1n),
    embargo.refuses(on("l2"), 2n),
  ]).toEqual([true, false, true]);
});

test("an older fact about a campaign or a line does not undo a newer one", () => {
  const embargo = openEmbargo();
  embargo.learn({ kind: "campaign", campaignId: "c", state: "cancelled", version: 3n });
  embargo.learn({ kind: "campaign", campaignId: "c", state: "running", version: 2n });
  expect(
    embargo.ofChunk({ tenantId: "t", campaignId: "c", lineId: "l", operator: "MCI", traffic: "" }),
  ).toMatchObject({
    reason: "campaign_cancelled",
  });
  embargo.learn({ kind: "line", lineId: "l", active: false, closedAt: [], version: 2n });
  embargo.learn({ kind: "line", lineId: "l", active: true, closedAt: [], version: 1n });
  expect(
    embargo.ofChunk({ tenantId: "t", campaignId: "", lineId: "l", operator: "MCI", traffic: "" }),
  ).toMatchObject({
    reason: "line_not_active",
  });
});

test("[VN-BLK-04] a name that an operator takes no longer is withheld there, and goes on elsewhere", () => {
  const embargo = openEmbargo();
  const at = (operator: string) =>
    embargo.ofChunk({ tenantId: "t", campaignId: "", lineId: "l", operator, traffic: "" });
  embargo.learn({ kind: "line", lineId: "l", active: true, closedAt: ["MOBIFONE"], version: 2n });
  expect(at("MOBIFONE")).toEqual({ kind: "withheld", reason: "sender_not_active_at_operator" });
  expect(at("VIETTEL")).toEqual({ kind: "none" });
  embargo.learn({ kind: "line", lineId: "l", active: true, closedAt: [], version: 3n });
  expect(at("MOBIFONE")).toEqual({ kind: "none" });
});

test("a suspended tenant's chunks are withheld until it is reinstated, in the order of its versions", () => {
  const embargo = openEmbargo();
  const ofTenant = () =>
    embargo.ofChunk({ tenantId: "t", campaignId: "", lineId: "l", operator: "MCI", traffic: "" });
  embargo.learn({ kind: "tenant", tenantId: "t", suspended: true, version: 2n });
  expect(ofTenant()).toEqual({ kind: "withheld", reason: "tenant_suspended" });
  expect(
    embargo.ofChunk({ tenantId: "u", campaignId: "", lineId: "l", operator: "MCI", traffic: "" })
      .kind,
  ).toBe("none");
  embargo.learn({ kind: "tenant", tenantId: "t", suspended: false, version: 3n });
  embargo.learn({ kind: "tenant", tenantId: "t", suspended: true, version: 2n });
  expect(ofTenant()).toEqual({ kind: "none" });
});

test("every attempt of a part is byte-identical", () => {
  const chunk = {
    chunkId: "abc",
    msisdns: [1n, 2n],
    texts: ["x".repeat(200)],
    parts: Uint8Array.of(2, 2),
    alphabet: "gsm7" as const,
    flash: false,
    suffix: NO_SUFFIX,
  };
  const once = partsOfChunk(chunk, "8bit");
  expect(partsOfChunk(chunk, "8bit")).toEqual(once);
  expect(once.kind === "ok" && once.parts.map(({ recipient }) => recipient)).toEqual([0, 0, 1, 1]);
  expect(referenceOf("abc", 0)).not.toBe(referenceOf("abc", 1));
});

test("[TR-AKT-10] a flash message is of message class 0 on the air, in either alphabet", () => {
  const codingOf = (text: string, alphabet: "gsm7" | "ucs2") => {
    const parts = Uint8Array.of(1);
    const chunk = { chunkId: "abc", msisdns: [1n], texts: [text], parts, alphabet };
    const made = partsOfChunk({ ...chunk, flash: true, suffix: NO_SUFFIX }, "8bit");
    return made.kind === "ok" ? made.parts.map(({ content }) => content.dataCoding) : made;
  };
  expect(codingOf("Kapi acik", "gsm7")).toEqual([0x10]);
  expect(codingOf("درب باز است", "ucs2")).toEqual([0x18]);
});

test("a text that the market's table counts as a part more is sent in the parts that were paid", () => {
  const text = "x".repeat(454);
  const chunk = {
    ...{ chunkId: "abc", msisdns: [1n], texts: [text], alphabet: "gsm7" as const, flash: false },
    ...{ parts: Uint8Array.of(4), suffix: { text: "B 001", room: 0 } },
  };
  const made = partsOfChunk(chunk, "8bit");
  const texts = made.kind === "ok" ? made.parts.map(({ content }) => content.text) : [];
  expect(texts.map((piece) => piece.length)).toEqual([153, 153, 74, 79]);
  expect(texts.join("")).toBe(`${text}B 001`);
});

test("a chunk whose texts make other parts than were reserved is broken", () => {
  const chunk = {
    chunkId: "abc",
    msisdns: [1n],
    texts: ["x".repeat(200)],
    parts: Uint8Array.of(1),
    alphabet: "gsm7" as const,
    flash: false,
    suffix: NO_SUFFIX,
  };
  expect(partsOfChunk(chunk, "8bit")).toEqual({
    kind: "broken",
    reason: "parts_differ_from_reservation",
  });
});

test("validity is absolute and in UTC", () => {
  expect(validityPeriod(new Date("2026-11-22T20:05:09.123Z"))).toBe("261122200509000+");
});

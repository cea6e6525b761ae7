import { Lane } from "@whiteline/contracts/campaigns/v1/campaigns";
import { ChunkReleased } from "@whiteline/contracts/campaigns/v1/events";
import { NO_SUFFIX } from "@whiteline/sms";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  CHUNK_LIMITS,
  chunkBuilder,
  dropMask,
  dropReason,
  isDropped,
  messageId,
  packChunk,
  readMessageId,
  type Slot,
} from "./chunk.js";

const anySlot: fc.Arbitrary<Slot> = fc.record({
  msisdn: fc.bigInt({ min: 989_000_000_000n, max: 989_999_999_999n }),
  operator: fc.constantFrom("MCI", "MTN"),
  alphabet: fc.constantFrom("gsm7", "ucs2"),
  parts: fc.integer({ min: 1, max: 10 }),
  text: fc.constantFrom("سلام", "x".repeat(1_530), "ب".repeat(670)),
});

const build = (slots: readonly Slot[], isCommonText: boolean) => {
  const builder = chunkBuilder({ isCommonText });
  return [...slots.flatMap((slot) => builder.add(slot)), ...builder.finish()];
};

test("every chunk keeps within recipients, parts and bytes, holds one operator and alphabet, and no recipient is lost", () => {
  fc.assert(
    fc.property(
      fc.array(anySlot, { minLength: 0, maxLength: 3_000, size: "max" }),
      fc.boolean(),
      (slots, isCommonText) => {
        const drafts = build(slots, isCommonText);
        expect(drafts.flatMap((draft) => draft.slots).length).toBe(slots.length);
        for (const draft of drafts) {
          expect(draft.slots.length).toBeLessThanOrEqual(CHUNK_LIMITS.recipients);
          expect(draft.parts).toBeLessThanOrEqual(CHUNK_LIMITS.parts);
          expect(new Set(draft.slots.map((s) => `${s.operator}|${s.alphabet}`)).size).toBe(1);
          const rest = {
            chunkId: "c".repeat(24),
            tenantId: "t".repeat(24),
            campaignId: "k".repeat(24),
            batch: "b",
            lineId: "l".repeat(24),
            market: "IR",
            lane: "bulk" as const,
            variant: 0,
            test: false,
            flash: false,
            suffix: NO_SUFFIX,
            wideReference: false,
            requestIds: [],
            verdictId: "",
            acceptedAt: new Date(),
          };
          const common = isCommonText ? draft.slots[0]?.text : undefined;
          const { msisdns, texts, parts } = packChunk(draft, rest, common);
          const encoded = ChunkReleased.encode(
            ChunkReleased.fromPartial({
              ...rest,
              lane: Lane.BULK,
              suffix: rest.suffix.text,
              msisdns,
              texts,
              parts: Buffer.from(parts),
            }),
          ).finish();
          expect(encoded.length).toBeLessThanOrEqual(CHUNK_LIMITS.bytes);
        }
      },
    ),
    { numRuns: 25 },
  );
});

test("recipients are in the order in which they came, operator by operator", () => {
  const slots = Array.from({ length: 1_200 }, (_, i) => ({
    msisdn: BigInt(i),
    operator: i % 2 === 0 ? "MCI" : "MTN",
    alphabet: "ucs2",
    parts: 1,
    text: "سلام",
  }));
  const drafts = build(slots, true);
  expect(drafts.map(({ slots: s }) => s.length)).toEqual([500, 500, 100, 100]);
  const mci = drafts.filter(({ operator }) => operator === "MCI").flatMap((d) => d.slots);
  expect(mci).toEqual(slots.filter(({ operator }) => operator === "MCI"));
});

test("what must be kept apart is kept apart", () => {
  const builder = chunkBuilder<Slot & { readonly clearance: string }>({
    kindOf: ({ clearance }) => clearance,
  });
  const slot = { msisdn: 1n, operator: "MCI", alphabet: "gsm7", parts: 1, text: "x" };
  builder.add({ ...slot, clearance: "a" });
  builder.add({ ...slot, clearance: "b" });
  builder.add({ ...slot, clearance: "a" });
  expect(builder.finish().map(({ slots }) => slots.map((s) => s.clearance))).toEqual([
    ["a", "a"],
    ["b"],
  ]);
});

test("the drop mask says of each slot what it was told, and is empty when nobody is dropped", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 500 }), (dropped) => {
      const mask = dropMask(dropped.length, (slot) => dropped[slot] ?? false);
      expect(dropped.map((_, slot) => isDropped(mask, slot))).toEqual(dropped);
      if (!dropped.includes(true)) expect(mask.length).toBe(0);
    }),
  );
});

test("a message id leads back to its chunk and slot, and nothing else is one", () => {
  expect(readMessageId(messageId("0123456789abcdef01234567", 499))).toEqual({
    chunkId: "0123456789abcdef01234567",
    slot: 499,
  });
  for (const id of [
    "",
    "x-1",
    "0123456789abcdef01234567",
    "0123456789abcdef01234567-1000",
    "$ne",
  ]) {
    expect(readMessageId(id)).toBeUndefined();
  }
});

test("who was dropped at release is told why: each by itself, or all by one word", () => {
  const mask = dropMask(12, (slot) => slot === 1 || slot === 9);
  const reasons = ["opted_out", "limit_reached"];
  expect([0, 1, 8, 9].map((slot) => dropReason(mask, reasons, slot))).toEqual([
    "",
    "opted_out",
    "",
    "limit_reached",
  ]);
  expect(dropReason(mask, ["SENDER_ASLEEP_AT_OPERATOR"], 9)).toBe("SENDER_ASLEEP_AT_OPERATOR");
  // Of before reasons were kept.
  expect(dropReason(mask, [], 1)).toBe("");
});

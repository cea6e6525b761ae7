import { expect, test } from "vitest";
import { publishOutcomes } from "./events/publish-outcomes.js";
import type { OutcomeStore, ToldChunk } from "./store/outcomes.js";

const at = new Date("2026-11-22T10:00:00Z");
const changed = (chunkId: string): ToldChunk => ({
  chunkId,
  version: 1,
  tenantId: "t",
  campaignId: "",
  reservationId: "r",
  alphabet: "gsm7",
  allAnswered: true,
  counts: {
    operator: "MCI",
    variant: 0,
    releasedAt: 0,
    firstDeliveredAt: 0,
    lastDeliveredAt: 0,
    finalByHour: {},
    recipients: 1,
    parts: 1,
    messages: { delivered: 1 },
    partStates: { delivered: 1 },
    reasons: {},
    partsAccepted: 1,
    partsDelivered: 1,
    duplicatesPossible: 0,
    final: true,
  },
  releasedAt: at,
  submittedAt: at,
  at,
});

test("when one outcome of a round cannot be told, the others are marked as told, and the failure is heard of", async () => {
  const marked: string[] = [];
  const outcomes = {
    unpublished: async () => [changed("a"), changed("b"), changed("c")],
    markPublished: async (told: readonly ToldChunk[]) =>
      void marked.push(...told.map(({ chunkId }) => chunkId)),
  } as unknown as OutcomeStore;
  const events = {
    publish: async (_type: unknown, _fact: unknown, id: string) => {
      if (id.startsWith("outcomes:b:")) throw new Error("no answer");
    },
  } as Parameters<typeof publishOutcomes>[0]["events"];
  await expect(
    publishOutcomes({ events, outcomes, now: () => at, intervalMs: 50 }),
  ).rejects.toThrow("outcomes were not told");
  expect(marked).toEqual(["a", "c"]);
});

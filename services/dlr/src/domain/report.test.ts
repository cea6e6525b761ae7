import { expect, test } from "vitest";
import { sumReport, type ChunkCounts } from "./report.js";

const hour = 494_000;
const chunk = (over: Partial<ChunkCounts>): ChunkCounts => ({
  operator: "MCI",
  variant: 0,
  recipients: 10,
  parts: 20,
  messages: { delivered: 8, undelivered: 2 },
  partStates: { delivered: 16, undelivered: 4 },
  reasons: { "027": 2 },
  failures: { absent: 2 },
  partsAccepted: 20,
  partsDelivered: 16,
  duplicatesPossible: 0,
  final: true,
  releasedAt: hour * 3_600 + 10,
  firstDeliveredAt: hour * 3_600 + 20,
  lastDeliveredAt: hour * 3_600 + 90,
  finalByHour: { [hour]: { delivered: 8, undelivered: 2 } },
  ...over,
});

test("a report stands by operator, by variant, by the hour of release and by the hour of the end", () => {
  const report = sumReport([
    chunk({ variant: 1 }),
    chunk({ variant: 2, operator: "IRANCELL", messages: { delivered: 10 }, reasons: {} }),
    chunk({
      variant: 2,
      releasedAt: (hour + 1) * 3_600,
      firstDeliveredAt: (hour + 1) * 3_600 + 5,
      lastDeliveredAt: (hour + 2) * 3_600,
      finalByHour: { [hour + 1]: { delivered: 7 }, [hour + 2]: { delivered: 1, undelivered: 2 } },
    }),
  ]);
  expect(report.byOperator.get("MCI")).toEqual({
    failures: { absent: 4 },
    messages: 20,
    parts: 40,
    messagesByState: { delivered: 16, undelivered: 4 },
    reasons: { "027": 4 },
    evidence: {},
  });
  expect(report.byVariant.get(2)?.messagesByState).toEqual({ delivered: 18, undelivered: 2 });
  expect([...report.byHour].map(([at, { messages }]) => [at, messages])).toEqual([
    [hour, 20],
    [hour + 1, 10],
  ]);
  expect(report.finalByHour.get(hour + 2)).toEqual({ delivered: 1, undelivered: 2 });
  expect(report).toMatchObject({
    firstReleasedAt: hour * 3_600 + 10,
    firstDeliveredAt: hour * 3_600 + 20,
    lastDeliveredAt: (hour + 2) * 3_600,
  });
});

test("a campaign of one text has no variants, and what was kept before hours were counted is in no hour", () => {
  const report = sumReport([chunk({ releasedAt: 0, finalByHour: {}, firstDeliveredAt: 0 })]);
  expect(report.byVariant.size).toBe(0);
  expect(report.byHour.size).toBe(0);
  expect(report.messages).toBe(10);
});

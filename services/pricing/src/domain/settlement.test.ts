import { expect, test } from "vitest";
import { money } from "./money.js";
import type { Quote } from "./quote.js";
import { heldBy, openReservation, type Reservation } from "./reservation.js";
import { isBillingFinal, settleChunk, type ChunkOutcome } from "./settlement.js";

const rial = (minor: bigint) => money("IRR", minor);
const line = (operator: string, parts: bigint, perPart: bigint) => ({
  operator,
  alphabet: "ucs2",
  parts,
  perPart: rial(perPart),
  amount: rial(parts * perPart),
  source: "test",
});
const quote: Quote = {
  lines: [line("IRANCELL", 10n, 950n), line("MCI", 100n, 900n)],
  total: rial(99_500n),
  tariffId: "t",
  at: new Date("2026-11-22T09:00:00Z"),
};
const reservation = openReservation({
  reservationId: "campaign:c:1",
  tenantId: "t",
  providerId: "asanak",
  quote,
  billing: { chargeable: "accepted_by_operator", chunkFinal: "all_submits_answered" },
});
const outcome = (over: Partial<ChunkOutcome> = {}): ChunkOutcome => ({
  chunkId: "k",
  tenantId: "t",
  reservationId: "campaign:c:1",
  operator: "MCI",
  alphabet: "ucs2",
  parts: 40n,
  accepted: 30n,
  delivered: 20n,
  allAnswered: true,
  final: false,
  ...over,
});

test("parts that the operator accepted are charged, all others of the chunk are set free", () => {
  const settlement = settleChunk(reservation, outcome());
  expect(settlement).toMatchObject({
    kind: "settled",
    charged: rial(27_000n),
    released: rial(9_000n),
    reservation: { chunksSettled: 1, answered: [0n, 40n] },
  });
  if (settlement.kind !== "settled") return;
  expect(heldBy(settlement.reservation)).toEqual(rial(63_500n));
});

test("a market that charges what is delivered waits until everything is final", () => {
  const billing = { chargeable: "delivered", chunkFinal: "all_outcomes_final" } as const;
  expect(isBillingFinal(reservation.billing, outcome())).toBe(true);
  expect(isBillingFinal(billing, outcome())).toBe(false);
  expect(isBillingFinal(billing, outcome({ final: true }))).toBe(true);
  expect(settleChunk({ ...reservation, billing }, outcome({ final: true }))).toMatchObject({
    charged: rial(18_000n),
    released: rial(18_000n),
  });
});

test.each<[string, Reservation, Partial<ChunkOutcome>]>([
  ["an operator that the snapshot does not price", reservation, { operator: "RIGHTEL" }],
  ["an alphabet that it does not price", reservation, { alphabet: "gsm7" }],
  ["more parts than were reserved", reservation, { parts: 101n }],
  ["more accepted than there were", reservation, { accepted: 41n }],
  ["negative counts", reservation, { accepted: -1n }],
  ["a closed reservation", { ...reservation, closed: true }, {}],
])("%s cannot be settled", (_, of, over) => {
  expect(settleChunk(of, outcome(over)).kind).toBe("impossible");
});

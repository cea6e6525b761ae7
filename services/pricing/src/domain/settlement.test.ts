import { describe, expect, test } from "vitest";
import { money } from "./money.js";
import type { Quote } from "./quote.js";
import { heldBy, openReservation, type Reservation } from "./reservation.js";
import { isBillingFinal, settleChunk, type ChunkOutcome } from "./settlement.js";

const none = new Map<string, bigint>();
const rial = (minor: bigint) => money("IRR", minor);
const line = (operator: string, parts: bigint, perPart: bigint) => ({
  operator,
  alphabet: "ucs2",
  parts,
  perPart: rial(perPart),
  amount: rial(parts * perPart),
  steps: [{ fromPart: 1n, perPart }],
  run: "",
  expected: rial(parts * perPart),
  margin: 0n,
  source: "test",
});
const quote: Quote = {
  lines: [line("IRANCELL", 10n, 950n), line("MCI", 100n, 900n)],
  total: rial(99_500n),
  expected: rial(99_500n),
  tariffId: "t",
  resellerId: "",
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
  campaignId: "",
  operator: "MCI",
  alphabet: "ucs2",
  parts: 40n,
  accepted: 30n,
  delivered: 20n,
  allAnswered: true,
  final: false,
  submitted: undefined,
  month: "2026-11",
  ...over,
});

test("parts that the operator accepted are charged, all others of the chunk are set free", () => {
  const settlement = settleChunk(reservation, outcome(), none);
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
  expect(settleChunk({ ...reservation, billing }, outcome({ final: true }), none)).toMatchObject({
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
  expect(settleChunk(of, outcome(over), none).kind).toBe("impossible");
});

describe("a price that depends on the month", () => {
  const dong = (minor: bigint) => money("VND", minor);
  const steps = [
    { fromPart: 1n, perPart: 150n },
    { fromPart: 20_001n, perPart: 350n },
  ];
  const graduated = openReservation({
    reservationId: "campaign:v:1",
    tenantId: "t",
    providerId: "vn-bulksms",
    quote: {
      lines: [
        {
          operator: "VIETTEL",
          alphabet: "gsm7",
          parts: 500n,
          perPart: dong(350n),
          amount: dong(175_000n),
          steps,
          run: "2.1|VIETTEL",
          expected: dong(75_000n),
          margin: 0n,
          source: "004 · Policy 1",
        },
      ],
      total: dong(175_000n),
      expected: dong(75_000n),
      tariffId: "vn.bulksms.2.1",
      resellerId: "",
      at: new Date("2026-11-22T09:00:00Z"),
    },
    billing: { chargeable: "accepted_by_operator", chunkFinal: "all_submits_answered" },
  });
  const chunk = outcome({ operator: "VIETTEL", alphabet: "gsm7", parts: 100n, accepted: 90n });

  test("[VN-BLK-10] a chunk that crosses the 20,000th segment is charged at both prices, the rest is set free", () => {
    const totals = new Map([
      ["2.1|VIETTEL|2026-11", 19_950n],
      ["2.1|VIETTEL|2026-10", 90_000n],
      ["2.1|MOBIFONE|2026-11", 90_000n],
    ]);
    expect(settleChunk(graduated, chunk, totals)).toMatchObject({
      kind: "settled",
      charged: dong(50n * 150n + 40n * 350n),
      released: dong(100n * 350n - (50n * 150n + 40n * 350n)),
      place: { total: "2.1|VIETTEL|2026-11", before: 19_950n, charged: 90n },
    });
  });

  test("a new month begins at the first price", () => {
    const totals = new Map([["2.1|VIETTEL|2026-11", 50_000n]]);
    expect(settleChunk(graduated, { ...chunk, month: "2026-12" }, totals)).toMatchObject({
      charged: dong(90n * 150n),
      place: { before: 0n },
    });
  });
});

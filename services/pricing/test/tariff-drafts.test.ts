import { TariffActivated } from "@whiteline/contracts/pricing/v1/events";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asTenant, campaigns, counts, finance, pricing, rial } from "./world.js";

let it: Awaited<ReturnType<typeof pricing>>;
beforeAll(async () => {
  it = await pricing();
  it.setClock(() => new Date("2026-11-20T05:00:00Z"));
  await it.topUp("t1", 1_000_000n);
  await it.topUp("t2", 1_000_000n);
});
afterAll(() => it[Symbol.asyncDispose]());

const prices = (perPart: bigint) => [{ perPart: rial(perPart) }];
const draft = (tariffId: string, over: Record<string, unknown> = {}) => ({
  tariffId,
  description: "new",
  tiers: [{ fromPart: 1n, toPart: 0n, prices: prices(1_000n) }],
  ...over,
});
const save = async (list: ReturnType<typeof draft>, expectedVersion = 0n) => {
  const { outcome } = await it.drafts.saveTariffDraft({ draft: list, expectedVersion }, finance);
  return outcome?.$case === "refused"
    ? outcome.value.findings.map(({ code }) => code)
    : outcome?.value.version;
};
const quoted = async (tenantId: string) => {
  const question = { tenantId, providerId: "", family: "landline_021", counts };
  const { outcome } = await it.client().quote(question, asTenant(tenantId));
  return outcome?.$case === "quote" ? outcome.value.total?.minor : outcome?.value.code;
};

test("a list with a hole, an overlap, a price below zero or an unknown word is refused with all of it", async () => {
  const tiers = [
    {
      fromPart: 1n,
      toPart: 100n,
      prices: [...prices(-1n), { operator: "NOBODY", perPart: rial(1n) }],
    },
    { fromPart: 90n, toPart: 200n, prices: [...prices(5n), ...prices(6n)] },
    { fromPart: 300n, toPart: 0n, prices: prices(10_000_000n) },
  ];
  expect(await save(draft("bad", { tiers }))).toEqual([
    "TARIFF_WORD_UNKNOWN",
    "TARIFF_OVERLAP",
    "TARIFF_HOLE",
    "TARIFF_PRICE_NEGATIVE",
    "TARIFF_OVERLAP",
    "TARIFF_PRICE_ABSURD",
  ]);
  expect(await save(draft("bad", { tiers: [] }))).toEqual(["TARIFF_EMPTY"]);
  const dong = [{ perPart: { currency: "VND", minor: 5n } }];
  await expect(
    save(draft("bad", { tiers: [{ fromPart: 1n, toPart: 0n, prices: dong }] })),
  ).rejects.toMatchObject({ reason: "CURRENCY_MISMATCH" });
});

test("[IR-MEL-17] a draft shows what it changes and whom it touches, and prices from its day on; what is held keeps its price", async () => {
  expect(await save(draft("2027"))).toBe(1n);
  await expect(save(draft("2027"))).rejects.toMatchObject({ reason: "TARIFF_CHANGED" });
  expect(await save(draft("2027", { description: "newer" }), 1n)).toBe(2n);
  const held = { reservationId: "group:1", tenantId: "t1", family: "landline_021", counts };
  await it.client().reserve(held, campaigns("t1"));
  const seen = await it.drafts.getTariffDraft({ tariffId: "2027" }, finance);
  expect(seen.replaces).toBe("ir.asanak.example");
  expect(seen.differences).toEqual(
    expect.arrayContaining([
      { operator: "MCI", script: "ucs2", fromPart: 1n, before: rial(900n), after: rial(1_000n) },
    ]),
  );
  expect(seen.reach).toMatchObject({ tenants: 2n, tenantIds: ["t1", "t2"], openReservations: 1n });
  const activate = (effectiveFrom: string, expectedVersion = 2n) =>
    it.drafts.activateTariff({ tariffId: "2027", effectiveFrom, expectedVersion }, finance);
  await expect(activate("2026-11-19")).rejects.toMatchObject({ reason: "TARIFF_DATE_INVALID" });
  await expect(activate("2026-02-31")).rejects.toMatchObject({ reason: "TARIFF_DATE_INVALID" });
  const { draft: scheduled } = await activate("2026-11-21");
  expect(scheduled).toMatchObject({ status: "scheduled", effectiveFrom: "2026-11-21" });
  await eventually(() => it.told(TariffActivated).length === 1);
  expect(await quoted("t1")).toBe(99_500n);
  // 20:30 at Greenwich is midnight in Tehran.
  it.setClock(() => new Date("2026-11-20T20:30:00Z"));
  expect(await quoted("t1")).toBe(110_000n);
  const shown = await it.client().listTariffs({ market: "IR", providerId: "asanak" }, {});
  expect(shown.tariffs).toMatchObject([{ tariffId: "2027", status: "published" }]);
  const again = await it.client().reserve(held, campaigns("t1"));
  expect(again.outcome).toMatchObject({ value: { quote: { total: rial(99_500n) } } });
  await expect(
    it.drafts.withdrawTariff({ tariffId: "2027", expectedVersion: 3n }, finance),
  ).rejects.toMatchObject({ reason: "TARIFF_IN_FORCE" });
});

test("one customer's own prices hold for it alone", async () => {
  expect(
    await save(draft("own", { tenantId: "t2", tiers: [{ fromPart: 1n, prices: prices(500n) }] })),
  ).toBe(1n);
  const own = { tariffId: "own", effectiveFrom: "2026-11-21", expectedVersion: 1n };
  expect((await it.drafts.activateTariff(own, finance)).draft?.status).toBe("in_force");
  it.setClock(() => new Date("2026-11-20T20:31:00Z"));
  expect([await quoted("t1"), await quoted("t2")]).toEqual([110_000n, 55_000n]);
  await expect(save(draft("else", { tenantId: "nobody" }))).rejects.toMatchObject({
    reason: "TENANT_UNKNOWN",
  });
});

test("a reseller's surcharge stands on top, and its customer does not see it", async () => {
  await it.resellers.setReseller({ tenantId: "t1", resellerId: "t2" }, finance);
  const surcharges = [{ operator: "MCI", perPart: rial(50n) }];
  await it.resellers.setSurcharges({ tenantId: "t1", surcharges }, asTenant("t2"));
  it.setClock(() => new Date("2026-11-20T20:32:00Z"));
  expect(await quoted("t1")).toBe(115_000n);
  await expect(
    it.resellers.setSurcharges({ tenantId: "t2", surcharges }, asTenant("t1")),
  ).rejects.toMatchObject({ reason: "NOT_RESOLD" });
  await expect(
    it.resellers.setReseller({ tenantId: "t2", resellerId: "t1" }, finance),
  ).rejects.toMatchObject({ reason: "RESELLER_INVALID" });
  const wrong = [{ operator: "MCI", perPart: rial(-1n) }];
  await expect(
    it.resellers.setSurcharges({ tenantId: "t1", surcharges: wrong }, asTenant("t2")),
  ).rejects.toMatchObject({ reason: "SURCHARGE_INVALID" });
});

import { CampaignCleared } from "@whiteline/contracts/compliance/v1/events";
import {
  CampaignFunded,
  TariffActivated,
  TrailExtended,
} from "@whiteline/contracts/pricing/v1/events";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  asTenant,
  campaigns,
  cleared,
  colleague,
  counts,
  finance,
  financeOf,
  keyOfColleague,
  pricing,
  principals,
  rial,
} from "./world.js";

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
  // Nothing stands in for what a list leaves out: campaigns with one recipient there would be refused.
  const ofOne = [{ operator: "MCI", script: "ucs2", perPart: rial(1_000n) }];
  const request = { draft: draft("bad", { tiers: [{ fromPart: 1n, prices: ofOne }] }) };
  const { outcome } = await it.drafts.saveTariffDraft(request, finance);
  const holes = outcome?.$case === "refused" ? outcome.value.findings : [];
  expect(holes.map(({ code, subject }) => `${code} ${subject}`)).toEqual(
    expect.arrayContaining(["TARIFF_HOLE MCI gsm7", "TARIFF_HOLE IRANCELL"]),
  );
  const dong = [{ perPart: { currency: "VND", minor: 5n } }];
  await expect(
    save(draft("bad", { tiers: [{ fromPart: 1n, toPart: 0n, prices: dong }] })),
  ).rejects.toMatchObject({ reason: "CURRENCY_MISMATCH" });
});

test("a draft shows what it changes and whom it touches, and prices from its day on; what is held keeps its price", async () => {
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
  // Latin becomes much cheaper: two people decide.
  expect((await activate("2026-11-21")).draft).toMatchObject({ status: "draft", version: 3n });
  const agreed = { tariffId: "2027", effectiveFrom: "2026-11-21", expectedVersion: 3n };
  const { draft: scheduled } = await it.drafts.activateTariff(agreed, colleague);
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
    it.drafts.withdrawTariff({ tariffId: "2027", expectedVersion: 4n }, finance),
  ).rejects.toMatchObject({ reason: "TARIFF_IN_FORCE" });
});

test("one customer's own prices hold for it alone", async () => {
  expect(
    await save(draft("own", { tenantId: "t2", tiers: [{ fromPart: 1n, prices: prices(500n) }] })),
  ).toBe(1n);
  const own = { tariffId: "own", effectiveFrom: "2026-11-21", expectedVersion: 1n };
  // Half the price: two people decide.
  const { draft: proposed } = await it.drafts.activateTariff(own, finance);
  expect(proposed).toMatchObject({ status: "draft", pending: { effectiveFrom: "2026-11-21" } });
  expect(await quoted("t2")).toBe(110_000n);
  const agreed = { ...own, expectedVersion: 2n };
  expect((await it.drafts.activateTariff(agreed, colleague)).draft?.status).toBe("in_force");
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
  const { customers } = await it.resellers.listResold({ resellerId: "" }, asTenant("t2"));
  expect(customers).toMatchObject([{ tenantId: "t1", name: "t1 Ltd" }]);
  await expect(
    it.resellers.setReseller({ tenantId: "t2", resellerId: "t1" }, finance),
  ).rejects.toMatchObject({ reason: "RESELLER_INVALID" });
  const finer = [
    ...surcharges,
    { operator: "MCI", script: "ucs2", perPart: rial(70n) },
    { operator: "MCI", script: "ucs2", effectiveFrom: "2027-06-01", perPart: rial(90n) },
  ];
  const set = { tenantId: "t1", surcharges: finer };
  const { surcharges: kept } = await it.resellers.setSurcharges(set, asTenant("t2"));
  expect(kept).toMatchObject(finer);
  it.setClock(() => new Date("2026-11-20T20:33:00Z"));
  expect(await quoted("t1")).toBe(117_000n);
  const wrong = [
    [{ operator: "MCI", perPart: rial(-1n) }],
    [{ operator: "MCI", script: "runes", perPart: rial(1n) }],
    [{ group: "2.1", perPart: rial(1n) }],
    [{ effectiveFrom: "2026-02-30", perPart: rial(1n) }],
    [...surcharges, ...surcharges],
  ];
  for (const each of wrong) {
    await expect(
      it.resellers.setSurcharges({ tenantId: "t1", surcharges: each }, asTenant("t2")),
      JSON.stringify(each, (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value)),
    ).rejects.toMatchObject({ reason: "SURCHARGE_INVALID" });
  }
});

test("tariffs, quote, cost doctor and forecast tell a reseller's customer one price, and a customer with a list of its own that one", async () => {
  const listed = async (as: Parameters<typeof asTenant>[0] | undefined) => {
    const asked = { market: "IR", providerId: "asanak" };
    const { tariffs } = await it.client().listTariffs(asked, as === undefined ? {} : asTenant(as));
    expect(tariffs).toHaveLength(1);
    const cells = tariffs[0]?.tiers[0]?.prices ?? [];
    const priceOf = (operator: string) =>
      cells.find((cell) => cell.operator === operator && cell.script === "ucs2") ??
      cells.find((cell) => cell.operator === "");
    return ["MCI", "IRANCELL"].map((operator) => priceOf(operator)?.perPart?.minor);
  };
  const examined = async (tenantId: string) => {
    const asked = { tenantId, text: "سلام", family: "landline_021" };
    const { costs } = await it.client().examineText(asked, asTenant(tenantId));
    return ["MCI", "IRANCELL"].map(
      (operator) => costs.find((cost) => cost.operator === operator)?.cost?.minor,
    );
  };
  const forecast = async (tenantId: string) => {
    const campaignId = `agrees-${tenantId}`;
    await it.events.publish(CampaignCleared, cleared(campaignId, tenantId), campaignId);
    await eventually(() => it.told(CampaignFunded).some((fact) => fact.campaignId === campaignId));
    return (await it.client().compareForecast({ campaignId }, asTenant(tenantId))).forecast?.minor;
  };
  for (const [tenantId, mci, irancell] of [
    ["t1", 1_070n, 1_000n],
    ["t2", 500n, 500n],
  ] as const) {
    const total = 100n * mci + 10n * irancell;
    expect(await listed(tenantId)).toEqual([mci, irancell]);
    expect(await examined(tenantId)).toEqual([mci, irancell]);
    expect([await quoted(tenantId), await forecast(tenantId)]).toEqual([total, total]);
  }
  expect(await listed(undefined)).toEqual([1_000n, 1_000n]);
  // A key that was limited to sending is told what everybody is.
  const onlySending = principals.tenant("t2", { providerId: "asanak", scopes: ["messages:send"] });
  const asked = { market: "IR", providerId: "asanak" };
  const { tariffs } = await it.client().listTariffs(asked, onlySending);
  expect(tariffs.map(({ tiers }) => tiers[0]?.prices[0]?.perPart?.minor)).toEqual([1_000n]);
  // Its own list is of its own market.
  const abroad = await it.client().listTariffs({ market: "VN" }, asTenant("t2"));
  expect(abroad.tariffs.filter(({ providerId }) => providerId === "asanak")).toEqual([]);
});

test("a large change waits for a second person, who is not the first with a key, and may be sent back", async () => {
  await save(draft("dear", { tiers: [{ fromPart: 1n, prices: prices(2_000n) }] }));
  const activate = (by: typeof finance, expectedVersion: bigint, effectiveFrom = "2026-12-01") =>
    it.drafts.activateTariff({ tariffId: "dear", effectiveFrom, expectedVersion }, by);
  const seen = await it.drafts.getTariffDraft({ tariffId: "dear" }, finance);
  expect(seen.large.map(({ code }) => code)).toEqual(["TARIFF_PRICES_LARGE"]);
  expect(seen.reach?.names).toEqual(seen.reach?.tenantIds.map((id) => `${id} Ltd`));
  const { draft: proposed } = await activate(colleague, 1n);
  expect(proposed).toMatchObject({
    status: "draft",
    version: 2n,
    pending: { by: "person:second", effectiveFrom: "2026-12-01" },
  });
  for (const same of [colleague, keyOfColleague]) {
    await expect(activate(same, 2n)).rejects.toMatchObject({ reason: "SECOND_PERSON_NEEDED" });
  }
  await expect(activate(finance, 1n)).rejects.toMatchObject({ reason: "TARIFF_CHANGED" });
  const recall = { tariffId: "dear", expectedVersion: 2n };
  await expect(it.drafts.recallActivation(recall, finance)).rejects.toMatchObject({
    reason: "REASON_MISSING",
  });
  const reason = "too dear";
  const { draft: back } = await it.drafts.recallActivation({ ...recall, reason }, finance);
  expect(back).toMatchObject({ status: "draft", pending: undefined, recalled: "too dear" });
  await expect(
    it.drafts.recallActivation({ ...recall, reason, expectedVersion: 3n }, finance),
  ).rejects.toMatchObject({ reason: "TARIFF_NOT_PENDING" });
  // Another day is another proposal.
  await activate(colleague, 3n);
  expect((await activate(finance, 4n, "2026-12-02")).draft).toMatchObject({ status: "draft" });
  expect((await activate(keyOfColleague, 5n, "2026-12-02")).draft).toMatchObject({
    status: "scheduled",
    activatedBy: expect.stringMatching(/^.+,key:k-of-second$/),
  });
  const trail = () =>
    it
      .told(TrailExtended)
      .filter(({ subject }) => subject === "tariff:dear")
      .map(({ action }) => action);
  await eventually(() => trail().length === 6);
  expect(trail().sort()).toEqual([
    "tariff.activated",
    "tariff.proposed",
    "tariff.proposed",
    "tariff.proposed",
    "tariff.recalled",
    "tariff.saved",
  ]);
});

test("a list is held against what would hold on its day, and small steps of one person count together", async () => {
  await it.topUp("t5", 1_000n);
  const step = async (tariffId: string, perPart: bigint, effectiveFrom: string, tenantId = "") => {
    const tiers = [{ fromPart: 1n, prices: prices(perPart) }];
    await save(draft(tariffId, { tiers, tenantId }));
    const asked = { tariffId, effectiveFrom, expectedVersion: 1n };
    return (await it.drafts.activateTariff(asked, finance)).draft?.status;
  };
  // From 2 December on a part costs 2,000: that is what 2,100 changes a day later, not the 1,000 of today.
  expect(await step("day-after", 2_100n, "2026-12-03")).toBe("scheduled");
  expect(await step("today", 2_100n, "2026-11-22")).toBe("draft");
  // A fifth alone, and another fifth: together they are two fifths.
  expect(await step("fifth", 1_200n, "2026-11-21", "t5")).toBe("in_force");
  expect(await step("another", 1_400n, "2026-11-22", "t5")).toBe("draft");
  const { large, replaces } = await it.drafts.getTariffDraft({ tariffId: "another" }, finance);
  expect([replaces, large.map(({ code }) => code)]).toEqual(["fifth", ["TARIFF_PRICES_LARGE"]]);
  expect(await step("back", 1_100n, "2026-11-22", "t5")).toBe("scheduled");
});

test("the words of a draft are offered, none of which is refused afterwards", async () => {
  const words = await it.drafts.listTariffChoices({}, finance);
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  const cells = ids(words.operators).flatMap((operator) =>
    ids(words.scripts).map((script) => ({ operator, script, perPart: rial(1_000n) })),
  );
  const tiers = [{ fromPart: 1n, toPart: 0n, prices: cells }];
  const [families, purposes] = [ids(words.families), ids(words.purposes)];
  expect(await save(draft("all-words", { families, purposes, tiers }))).toBe(1n);
  expect(words.fourEyes).toMatchObject({ tenants: 25n, percent: 25n });
  const vn = await it.drafts.listTariffChoices({}, financeOf("vn-bulksms"));
  expect(ids(vn.groups)).not.toEqual([]);
});

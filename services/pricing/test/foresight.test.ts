import { LineActivated } from "@whiteline/contracts/lines_registry/v1/events";
import { LineStatus } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { CampaignFinished } from "@whiteline/contracts/campaigns/v1/events";
import { CampaignCleared } from "@whiteline/contracts/compliance/v1/events";
import { OutcomesRecorded } from "@whiteline/contracts/dlr/v1/events";
import {
  CampaignFunded,
  CampaignUnfunded,
  FeeDueSoon,
} from "@whiteline/contracts/pricing/v1/events";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  asTenant,
  campaigns,
  cleared,
  dong,
  financeOf,
  outcomes,
  price,
  pricing,
  rial,
} from "./world.js";

let it: Awaited<ReturnType<typeof pricing>>;
beforeAll(async () => {
  it = await pricing();
  it.setClock(() => new Date("2026-11-20T05:00:00Z"));
});
afterAll(() => it[Symbol.asyncDispose]());

const seller = financeOf("vn-bulksms");
const pay = (tenantId: string, minor: bigint) =>
  it
    .client()
    .topUp(
      { requestId: `p-${tenantId}`, tenantId, amount: dong(minor), reference: tenantId },
      seller,
    );

test("a ceiling is obeyed to the last rial: a campaign that may cost less than it would is not funded and holds nothing", async () => {
  await it.topUp("t1", 200_000n);
  const capped = async (campaignId: string, minor: bigint) => {
    const fact = cleared(campaignId, "t1");
    const materialised = { ...fact.materialised!, maxCost: rial(minor) };
    const asked = CampaignCleared.fromPartial({ ...fact, materialised });
    await it.events.publish(CampaignCleared, asked, campaignId);
  };
  await capped("over", price - 1n);
  await eventually(() => it.told(CampaignUnfunded).some((fact) => fact.campaignId === "over"));
  expect(it.told(CampaignUnfunded).at(-1)).toMatchObject({
    code: "MAX_COST_EXCEEDED",
    needed: rial(price),
  });
  expect(await it.balance("t1")).toEqual([200_000n, 0n]);
  await capped("c1", price);
  await eventually(() => it.told(CampaignFunded).some((fact) => fact.campaignId === "c1"));
  expect(await it.balance("t1")).toEqual([200_000n - price, price]);
});

test("forecast and actual of a campaign stand side by side, line by line, for its owner only", async () => {
  const compare = (as = asTenant("t1")) => it.client().compareForecast({ campaignId: "c1" }, as);
  expect(await compare()).toMatchObject({
    forecast: rial(price),
    ceiling: rial(price),
    actual: rial(0n),
    closed: false,
    lines: [
      { operator: "IRANCELL", partsForecast: 10n, partsCharged: 0n, partsOpen: 10n },
      { operator: "MCI", partsForecast: 100n, partsCharged: 0n, partsOpen: 100n },
    ],
  });
  const chunks: [string, Partial<OutcomesRecorded>][] = [
    ["k1", { parts: 100, partsAccepted: 90 }],
    ["k2", { operator: "IRANCELL", parts: 10, partsAccepted: 10 }],
  ];
  for (const [id, over] of chunks) {
    await it.events.publish(OutcomesRecorded, outcomes(id, "t1", over), id);
  }
  await eventually(async () => (await compare()).closed);
  expect(await compare()).toMatchObject({
    actual: rial(90n * 900n + 9_500n),
    // 9,000 of 99,500 less.
    errorBasisPoints: -904n,
    lines: [
      { operator: "IRANCELL", partsCharged: 10n, partsOpen: 0n, actual: rial(9_500n) },
      { operator: "MCI", partsCharged: 90n, partsOpen: 0n, forecast: rial(90_000n) },
    ],
  });
  await expect(compare(asTenant("t9"))).rejects.toMatchObject({ reason: "CAMPAIGN_NOT_FUNDED" });
});

test("what a campaign did cost is told of all its revisions, beside what the first expected", async () => {
  await it.topUp("t2", 400_000n);
  const compare = () => it.client().compareForecast({ campaignId: "c2" }, asTenant("t2"));
  const spent = async (revision: number) => {
    const reservationId = `campaign:c2:${revision}`;
    return (await it.client().getReservation({ reservationId }, asTenant("t2"))).campaign;
  };
  const revise = async (revision: bigint, of: CampaignCleared) => {
    const materialised = { ...of.materialised!, revision };
    const again = { ...of, revision, materialised, clearanceId: `clear-c2-${revision}` };
    await it.events.publish(CampaignCleared, CampaignCleared.fromPartial(again), again.clearanceId);
    await eventually(
      () => it.told(CampaignFunded).filter((f) => f.campaignId === "c2")[Number(revision) - 1],
    );
  };
  const settle = async (chunkId: string, revision: number, over: Partial<OutcomesRecorded>) => {
    const under = { campaignId: "c2", reservationId: `campaign:c2:${revision}` };
    const fact = outcomes(chunkId, "t2", { ...under, ...over });
    await it.events.publish(OutcomesRecorded, fact, chunkId);
  };
  const fact = cleared("c2", "t2");
  await revise(1n, fact);
  await settle("c2-1", 1, { parts: 60, partsAccepted: 60 });
  await eventually(async () => (await compare()).actual?.minor === 54_000n);
  // The clearance ran out: one chunk went under it, and the rest is paid for anew.
  const finished = { campaignId: "c2", tenantId: "t2", reservationId: "campaign:c2:1", chunks: 1n };
  await it.events.publish(
    CampaignFinished,
    CampaignFinished.fromPartial(finished),
    "c2-1-finished",
  );
  await eventually(async () => (await compare()).closed);
  expect(await spent(1)).toEqual({
    ...{ reserved: rial(price), settled: rial(54_000n), released: rial(price - 54_000n) },
    closed: true,
  });
  const rest = fact.materialised!.counts.slice(1);
  await revise(2n, { ...fact, materialised: { ...fact.materialised!, counts: rest } });
  await settle("c2-2", 2, { parts: 40, partsAccepted: 40 });
  await settle("c2-3", 2, { operator: "IRANCELL", parts: 10, partsAccepted: 10 });
  await eventually(async () => (await compare()).closed);
  expect(await compare()).toMatchObject({
    ...{ reservationId: "campaign:c2:2", forecast: rial(price), ceiling: rial(price) },
    ...{ actual: rial(price), errorBasisPoints: 0n },
    lines: [
      { operator: "IRANCELL", partsForecast: 10n, partsCharged: 10n, actual: rial(9_500n) },
      { operator: "MCI", partsForecast: 100n, partsCharged: 100n, actual: rial(90_000n) },
    ],
  });
  expect(await spent(2)).toEqual({
    ...{ reserved: rial(2n * price - 54_000n), settled: rial(price) },
    ...{ released: rial(price - 54_000n), closed: true },
  });
});

test("[VN-BLK-17] the cost doctor finds the spelling that costs less, and the one that more operators take", async () => {
  const examine = (text: string, over: object = {}) =>
    it
      .client()
      .examineText(
        { text, family: "brandname", purpose: "customer_care", messages: 1_000n, ...over },
        asTenant("v7"),
      );
  const accented = await examine("Quý khách đã nạp tiền thành công");
  const cheapest = accented.spellings[0];
  expect(cheapest?.text).toBe("Quy khach da nap tien thanh cong");
  expect(cheapest?.changesLetters).toBe(true);
  expect(cheapest?.opens.length).toBeGreaterThan(0);
  expect(accented.costs.filter(({ error }) => error === "accented_not_supported")).toHaveLength(3);
  // A dash of a word processor makes a long text accented and dear.
  const long = `${"a".repeat(150)} – ok`;
  const dash = await examine(long, { operators: ["VIETTEL"] });
  expect(dash.spellings[0]).toMatchObject({ text: `${"a".repeat(150)} - ok` });
  expect(dash.spellings[0]?.saves?.minor).toBeGreaterThan(0n);
  expect((await examine("Xin chao")).spellings).toEqual([]);
  // Quotes of a word processor are taken by fewer operators; a blank too many costs nothing in a short text.
  expect((await examine("Xin “chao”  anh")).spellings.map(({ text }) => text)).toEqual([
    'Xin "chao" anh',
  ]);
  expect((await examine("Xin  chao")).spellings).toEqual([]);
  await expect(examine("")).rejects.toMatchObject({ reason: "TEXT_EMPTY" });
});

test("[VN-BLK-17] what an operator takes in no text has no price: accents, and more segments than its table prints", async () => {
  const refusal = async (operator: string, alphabet: string, segments: number) => {
    const counts = [{ operator, alphabet, segments, messages: 1n }];
    const question = { tenantId: "v7", family: "brandname", purpose: "customer_care", counts };
    const { outcome } = await it.client().quote(question, asTenant("v7"));
    return outcome?.$case === "refused" ? outcome.value.code : outcome?.$case;
  };
  expect(await refusal("GTEL", "ucs2", 1)).toBe("ACCENTED_NOT_SUPPORTED");
  expect(await refusal("VIETTEL", "gsm7", 9)).toBe("TEXT_TOO_LONG");
  expect(await refusal("VIETTEL", "gsm7", 5)).toBe("quote");
});

test("[VN-BLK-13] [VN-BLK-15] a quote says what the volume discount is worth to it: of an order, or of the month so far", async () => {
  const asked = async (tenantId: string, messages: bigint) => {
    const counts = [{ operator: "VIETTEL", alphabet: "gsm7", segments: 1, messages }];
    const question = { tenantId, family: "brandname", purpose: "customer_care", counts };
    const { outcome } = await it.client().quote(question, asTenant(tenantId));
    return outcome?.$case === "quote" ? outcome.value : undefined;
  };
  await pay("v8", 1_000_000n);
  expect((await asked("v8", 1_000n))?.discount).toMatchObject({ mode: "prepaid", percent: 0 });
  // 800 dong a part: four billion, in the first row of the table.
  const large = await asked("v8", 5_000_000n);
  expect(large).toMatchObject({
    total: dong(4_000_000_000n),
    discount: { percent: 2, amount: dong(80_000_000n), net: dong(3_920_000_000n) },
  });
  const terms = { requestId: "1", tenantId: "v9", mode: "postpaid", creditLimit: dong(5n) };
  await it.billing.setTerms(terms, seller);
  expect((await asked("v9", 5_000_000n))?.discount).toMatchObject({
    mode: "postpaid",
    amount: dong(80_000_000n),
  });
});

test("a draft for one group of customers reaches those whose messages go under it, and nobody else", async () => {
  await pay("v4", 1_000_000n);
  const group = { tenantId: "v4", lineId: "", purpose: "customer_care", group: "2.1" };
  await it.client().setPriceGroup(group, seller);
  // One line of a customer is enough.
  await pay("v10", 1_000_000n);
  await it.client().setPriceGroup({ tenantId: "v10", lineId: "l10", group: "2.1" }, seller);
  const draft = {
    tariffId: "health-2027",
    description: "health",
    group: "2.1",
    purposes: ["customer_care"],
    tiers: [{ fromPart: 1n, toPart: 0n, prices: [{ perPart: dong(400n) }] }],
  };
  await it.drafts.saveTariffDraft({ draft, expectedVersion: 0n }, seller);
  const { reach } = await it.drafts.getTariffDraft({ tariffId: "health-2027" }, seller);
  expect(reach).toMatchObject({ tenants: 2n, tenantIds: ["v10", "v4"] });
});

test("a draft for one purpose reaches the messages of that purpose, sent or under way, and no others", async () => {
  await pay("v9", 1_000_000n);
  const count = { operator: "VIETTEL", alphabet: "gsm7", segments: 1, messages: 6n };
  const question = { tenantId: "v9", providerId: "vn-bulksms", family: "brandname" };
  for (const reservationId of ["group:care", "group:open"]) {
    const asked = { ...question, purpose: "customer_care", reservationId, counts: [count] };
    await it.client().reserve(asked, campaigns("v9"));
  }
  const went = {
    ...{ parts: 6, partsAccepted: 6, partsDelivered: 6 },
    final: true,
    campaignId: "",
  };
  const under = { reservationId: "group:care", operator: "VIETTEL", alphabet: "gsm7" };
  await it.events.publish(
    OutcomesRecorded,
    outcomes("care-1", "v9", { ...went, ...under }),
    "care",
  );
  await eventually(async () => (await it.reservation("group:care", "v9"))?.closed);
  it.setClock(() => new Date("2026-11-20T05:10:00Z"));
  const reachOf = async (purpose: string) => {
    const tariffId = `only-${purpose}`;
    const tiers = [{ fromPart: 1n, toPart: 0n, prices: [{ perPart: dong(400n) }] }];
    const draft = { tariffId, description: purpose, purposes: [purpose], tiers };
    await it.drafts.saveTariffDraft({ draft, expectedVersion: 0n }, seller);
    return (await it.drafts.getTariffDraft({ tariffId }, seller)).reach;
  };
  const none = { parts: 0n, openReservations: 0n, held: dong(0n), costAfter: dong(0n) };
  expect(await reachOf("advertising")).toMatchObject(none);
  expect(await reachOf("customer_care")).toMatchObject({
    ...{ parts: 6n, openReservations: 1n, costAfter: dong(2_400n) },
  });
});

test("[VN-BLK-08] some days before a month its maintenance is announced once, with what is there to pay it", async () => {
  const line = {
    ...{ lineId: "line-v5", tenantId: "v5", providerId: "vn-bulksms", market: "VN", version: 1n },
    family: "brandname",
    operators: ["VIETTEL", "GTEL"].map((operator) => ({ operator, status: LineStatus.ACTIVE })),
  };
  await pay("v5", 300_000n);
  // The seller's own tenant, whose line its messages come from.
  await it.client().getBalance({ tenantId: "vp" }, asTenant("vp"));
  const wish = { phones: ["0912345678"], language: "vi" };
  await it.billing.setNotices({ tenantId: "", notices: wish }, asTenant("v5"));
  const at = new Date("2026-11-20T05:00:00Z");
  await it.events.publish(LineActivated, LineActivated.fromPartial({ line, at }), "line-v5");
  await eventually(
    async () => (await it.billing.listDues({ tenantId: "v5" }, seller)).dues.length === 2,
  );
  expect(it.told(FeeDueSoon)).toEqual([]);
  it.setClock(() => new Date("2026-11-27T05:00:00Z"));
  await eventually(() => it.told(FeeDueSoon).length > 0);
  it.setClock(() => new Date("2026-11-28T05:00:00Z"));
  const { dues } = await it.billing.listDues({ tenantId: "v5" }, seller);
  const monthly = dues
    .filter(({ kind }) => kind === "maintenance")
    .reduce((sum, { amount }) => sum + (amount?.minor ?? 0n), 0n);
  const [available] = await it.balance("v5");
  expect(it.told(FeeDueSoon)).toMatchObject([
    {
      tenantId: "v5",
      month: "2026-12",
      dueOn: "2026-12-01",
      amount: dong(monthly),
      available: dong(available ?? 0n),
    },
  ]);
});

test("who asked for it is written to, also where the pages name no sender: from the one that the provider entered", async () => {
  await eventually(() => it.heard.messages.some(({ to }) => to === "+84912345678"));
  expect(it.heard.messages.map(({ text }) => text).join()).toMatch(/^Phi duy tri .* 2026-12-01\.$/);
});

test("a prepaid customer is invoiced the credit that it bought, with the tax inside", async () => {
  it.setClock(() => new Date("2026-12-01T05:00:00Z"));
  await it.billing.issueInvoices({ month: "2026-11" }, seller);
  const asked = { tenantId: "", month: "2026-11", after: "", limit: 10 };
  const { invoices } = await it.billing.listInvoices(asked, asTenant("v4"));
  expect(invoices).toMatchObject([
    {
      lines: [{ kind: "credit", quantity: 1n, amount: dong(1_000_000n) }],
      net: dong(909_091n),
      tax: dong(90_909n),
      total: dong(1_000_000n),
    },
  ]);
  expect(invoices[0]?.payable).toBeUndefined();
  expect(await it.client().verifyLedger({}, seller)).toMatchObject({ exact: true, broken: [] });
});

test("a template costs at most what its dearest filling costs at each operator that takes it", async () => {
  const examine = async (text: string, fillings: readonly string[] = []) => {
    const asked = { tenantId: "v1", text, family: "brandname", purpose: "customer_care" };
    const { costs, spellings } = await it
      .client()
      .examineText({ ...asked, fillings: [...fillings] }, seller);
    const cells = costs.map(({ operator, segments, cost }) => [operator, segments, cost?.minor]);
    return { cells, spellings };
  };
  const plain = await examine("Ma cua ban: 000000");
  const accented = await examine("Ma cua ban: ăăăăăă");
  const worst = await examine("Ma cua ban: {ma}", ["Ma cua ban: ăăăăăă", "Ma cua ban: 000000"]);
  expect(worst.spellings).toEqual([]);
  expect(worst.cells).toEqual(
    accented.cells.map((cell, i) =>
      cell[1] === 0 || (cell[2] ?? 0n) < (plain.cells[i]?.[2] ?? 0n) ? plain.cells[i] : cell,
    ),
  );
  // GTEL takes no accents: there it costs what the plain filling does.
  expect(worst.cells.find(([operator]) => operator === "GTEL")?.[1]).toBe(1);
});

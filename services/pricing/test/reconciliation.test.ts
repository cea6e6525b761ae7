import { OutcomesRecorded } from "@whiteline/contracts/dlr/v1/events";
import { TrailExtended } from "@whiteline/contracts/pricing/v1/events";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asTenant, campaigns, finance, financeOf, outcomes, pricing, rial } from "./world.js";

let it: Awaited<ReturnType<typeof pricing>>;
const reservationId = "group:1";
beforeAll(async () => {
  // Not for a moment by the machine's clock: it would match nights of its own.
  it = await pricing({ RECONCILE_ROUND_MS: "500" }, () => new Date("2026-11-20T08:00:00Z"));
  await it.topUp("t1", 1_000_000n);
  const counts = [{ operator: "MCI", alphabet: "ucs2", segments: 1, messages: 3n }];
  await it
    .client()
    .reserve({ reservationId, tenantId: "t1", family: "landline_021", counts }, campaigns("t1"));
  const chunk = { reservationId, campaignId: "", parts: 3, partsAccepted: 3, partsDelivered: 2 };
  const fact = outcomes("k1", "t1", { ...chunk, at: new Date("2026-11-20T08:00:00Z") });
  await it.events.publish(OutcomesRecorded, fact, "k1");
  await eventually(async () => (await it.reservation(reservationId, "t1"))?.closed === true);
  it.heard.outcomes.push({
    campaignId: "",
    chunkId: "k1",
    states: ["delivered", "delivered", "accepted"],
    parts: Buffer.from([1, 1, 1]),
    operatorIds: ["a1", "a2", "a3"],
  });
  it.setClock(() => new Date("2026-11-21T08:00:00Z"));
  await cost("agreed", 800n);
});
const cost = async (requestId: string, minor: bigint, over: Record<string, unknown> = {}) => {
  const price = { operator: "MCI", perPart: rial(minor), effectiveFrom: "2026-11-01", ...over };
  return (await it.reconciliation.setCostPrice({ requestId, price }, finance)).price;
};
afterAll(() => it[Symbol.asyncDispose]());

const load = async (csv: string, over: Record<string, string> = {}, by = finance) => {
  const value = { operator: "MCI", day: "2026-11-20", fileName: "mci.csv", ...over };
  const { reconciliation } = await it.reconciliation.loadOperatorInvoice(
    (async function* () {
      yield { part: { $case: "header" as const, value } };
      yield { part: { $case: "chunk" as const, value: Buffer.from(csv) } };
    })(),
    by,
  );
  return reconciliation;
};
const cases = async (reconciliationId: string) =>
  (await it.reconciliation.listCases({ reconciliationId, status: "", limit: 100 }, finance)).cases;

test("a file that says what we know leaves no case, and counts once", async () => {
  const csv = "message_id;parts;amount\na1;1;800\na2;1;800\na3;1;800\n";
  const first = await load(csv);
  expect(first).toMatchObject({
    status: "exact",
    partsOurs: 3n,
    partsCharged: 3n,
    partsBilled: 3n,
    partsDelivered: 2n,
    cases: 0n,
    billed: rial(2_400n),
    expected: rial(2_400n),
  });
  expect((await load(csv))?.reconciliationId).toBe(first?.reconciliationId);
});

test("every difference of a file is a case that finance closes with a word, and no other file is taken before", async () => {
  const before = await it.balance("t1");
  const wrong = await load("parts,message_id,amount\n1,a1,800\n1,a2,800\n1,a2,800\n1,zz,800\n");
  expect(wrong).toMatchObject({ status: "differs", cases: 4n });
  const found = await cases(wrong!.reconciliationId);
  const earlier = "asanak:MCI:2026-11-20:";
  expect(found.map(({ kind, subject, status }) => [kind, subject, status])).toEqual([
    ["billed_twice", "a2", "open"],
    // A file had billed the day: whether this one takes its place is for a person to say.
    ["day_billed_again", expect.stringContaining(earlier), "open"],
    ["not_billed", "a3", "open"],
    ["unknown_id", "zz", "open"],
  ]);
  const again = "message_id,parts,amount\na1,1,800\n";
  await expect(load(again)).rejects.toMatchObject({ reason: "INVOICE_DAY_KNOWN" });
  for (const { caseId } of found) {
    const closed = { caseId, resolution: "taken off the invoice" };
    expect((await it.reconciliation.closeCase(closed, finance)).case?.status).toBe("closed");
    await expect(it.reconciliation.closeCase(closed, finance)).rejects.toMatchObject({
      reason: "CASE_OVER",
    });
  }
  expect((await load(again))?.cases).toBe(3n);
  expect(await it.balance("t1")).toEqual(before);
});

test("an operator that bills another price than was agreed leaves a case for each message, until the right price is recorded", async () => {
  for (const { caseId, status } of await cases("")) {
    const closed = { caseId, resolution: "settled" };
    if (status === "open") await it.reconciliation.closeCase(closed, finance);
  }
  const csv = "message_id;parts;amount\na1;1;850\na2;1;800\na3;1;800\n";
  const dear = await load(csv);
  expect(dear).toMatchObject({ status: "differs", billed: rial(2_450n), expected: rial(2_400n) });
  expect(await cases(dear!.reconciliationId)).toMatchObject([
    { kind: "amount_differs", subject: "a1", ours: 800n, theirs: 850n, currency: "IRR" },
    { kind: "day_billed_again", theirs: 2_450n, currency: "IRR" },
  ]);
  // The same request once more, and other words under its name.
  expect(await cost("agreed", 800n)).toMatchObject({ perPart: rial(800n) });
  await expect(cost("agreed", 801n)).rejects.toMatchObject({ reason: "REQUEST_ID_REUSED" });
  for (const [wrong, reason] of [
    [{ operator: "NOBODY" }, "OPERATOR_UNKNOWN"],
    [{ perPart: { currency: "VND", minor: 5n } }, "CURRENCY_MISMATCH"],
    [{ perPart: rial(-1n) }, "COST_PRICE_INVALID"],
    [{ perPart: rial(10_000_000n) }, "COST_PRICE_INVALID"],
    [{ effectiveFrom: "2026-02-30" }, "COST_PRICE_INVALID"],
    [{ script: "runes" }, "COST_PRICE_INVALID"],
  ] as const) {
    await expect(cost("wrong", 800n, wrong)).rejects.toMatchObject({ reason });
  }
  const { prices } = await it.reconciliation.listCostPrices({ operator: "MCI" }, finance);
  expect(prices).toMatchObject([{ operator: "MCI", perPart: rial(800n) }]);
  const recorded = () => it.told(TrailExtended).filter((e) => e.action === "cost_price.recorded");
  await eventually(() => recorded().length === 1);
  expect(recorded()).toMatchObject([
    { action: "cost_price.recorded", subject: "operator:MCI", providerId: "asanak", tenantId: "" },
  ]);
});

test("cases that a new price settles are closed when it is recorded, with who recorded it, and come back when it is set back", async () => {
  const csv = "message_id;parts;amount\na1;1;850\na2;1;850\na3;1;850\n";
  for (const { caseId, status } of await cases("")) {
    const closed = { caseId, resolution: "settled" };
    if (status === "open") await it.reconciliation.closeCase(closed, finance);
  }
  const dear = await load(csv);
  expect(dear).toMatchObject({ status: "differs", expected: rial(2_400n) });
  it.setClock(() => new Date("2026-11-21T08:05:00Z"));
  await cost("raised", 850n, { effectiveFrom: "2026-11-20" });
  const matched = async () => {
    const { reconciliations } = await it.reconciliation.listReconciliations({}, finance);
    return reconciliations.find((each) => each.reconciliationId === dear!.reconciliationId);
  };
  // The file that billed the day before it stands as a case.
  expect(await matched()).toMatchObject({ status: "differs", expected: rial(2_550n) });
  const found = await cases(dear!.reconciliationId);
  expect(found.map(({ kind, status, closedBy }) => [kind, status, closedBy !== ""])).toEqual([
    ["amount_differs", "closed", true],
    ["amount_differs", "closed", true],
    ["amount_differs", "closed", true],
    ["day_billed_again", "open", false],
  ]);
  expect(found[0]?.resolution).toBe("NO_MORE");
  it.setClock(() => new Date("2026-11-21T08:06:00Z"));
  expect(await load(csv)).toMatchObject({ billed: rial(2_550n), expected: rial(2_550n) });
  // The price is set back, and with it the differences are there again.
  it.setClock(() => new Date("2026-11-21T08:07:00Z"));
  await cost("set-back", 800n, { effectiveFrom: "2026-11-20" });
  for (const again of [matched, () => load(csv)]) {
    expect(await again()).toMatchObject({ status: "differs", expected: rial(2_400n), cases: 4n });
    const back = await cases(dear!.reconciliationId);
    expect(back.map(({ kind, status }) => [kind, status])).toEqual([
      ...Array.from({ length: 3 }, () => ["amount_differs", "open"]),
      ["day_billed_again", "open"],
    ]);
    expect(back[0]?.ours).toBe(800n);
  }
});

test("a chunk is matched on the day on which it was submitted, by the rule of its contract, and across midnight once", async () => {
  const customer = "t2";
  await it.topUp(customer, 1_000_000n);
  const terms = { requestId: "t2-terms", mode: "prepaid", limit: rial(0n), paysFor: "delivered" };
  await it.billing.setTerms({ tenantId: customer, ...terms }, finance);
  const counts = [{ operator: "MCI", alphabet: "ucs2", segments: 1, messages: 7n }];
  const asked = { reservationId: "group:across", tenantId: customer, family: "landline_021" };
  await it.client().reserve({ ...asked, counts }, campaigns(customer));
  // Midnight in Iran is at 20:30 UTC.
  const evening = new Date("2026-11-18T20:00:00Z");
  const midnight = new Date("2026-11-18T20:40:00Z");
  const chunk = (
    chunkId: string,
    ids: string[],
    [releasedAt, submittedAt]: readonly [Date, Date],
    over: { final?: boolean } = {},
  ) => {
    const { final = true } = over;
    const bill = {
      ...{ partsAccepted: ids.length, partsDelivered: 1, allAnswered: true, final },
      ...{ releasedAt, submittedAt, alphabet: "ucs2", reservationId: "group:across" },
    };
    const states = ids.map((_, i) => (i === 0 ? "delivered" : "undelivered"));
    const parts = Buffer.from(ids.map(() => 1));
    const said = { campaignId: "", chunkId, states, parts, operatorIds: ids, operator: "MCI" };
    it.heard.outcomes.push({ ...said, bill });
    const fact = { ...bill, reservationId: asked.reservationId, campaignId: "" };
    const { partsAccepted, partsDelivered } = bill;
    return outcomes(chunkId, customer, {
      ...fact,
      ...{ parts: ids.length, partsAccepted, partsDelivered, at: it.now() },
    });
  };
  const told = [
    chunk("x-day", ["x1", "x2"], [evening, evening]),
    chunk("x-across", ["y1", "y2", "y3"], [evening, midnight]),
  ];
  chunk("x-open", ["z1", "z2"], [evening, evening], { final: false });
  for (const fact of told) await it.events.publish(OutcomesRecorded, fact, fact.chunkId);
  await eventually(
    async () => (await it.reservation("group:across", customer))?.chunksSettled === 2n,
  );
  // Three days later, charged for what was delivered; the third chunk's bill may still change.
  const of = (ids: readonly string[]) =>
    `message_id;parts;amount\n${ids.map((id) => `${id};1;800\n`).join("")}`;
  const first = await load(of(["x1", "x2", "y1", "z1", "z2"]), { day: "2026-11-18" });
  expect(first).toMatchObject({ status: "exact", partsOurs: 4n, partsCharged: 1n });
  const second = await load(of(["y1", "y2"]), { day: "2026-11-19" });
  expect(second).toMatchObject({ status: "differs", partsOurs: 3n, partsCharged: 1n });
  expect(
    (await cases(second!.reconciliationId)).map(({ kind, subject }) => [kind, subject]),
  ).toEqual([
    ["billed_twice", "y1"],
    ["not_billed", "y3"],
  ]);
});

test("a file that is none, of a day that is not over or of a stranger's operator is refused and leaves nothing", async () => {
  const good = "message_id;parts;amount\na1;1;800\n";
  await expect(load("")).rejects.toMatchObject({ reason: "INVOICE_FILE_MALFORMED" });
  await expect(load("id;parts\na;1")).rejects.toMatchObject({ reason: "INVOICE_FILE_MALFORMED" });
  await expect(load("message_id;parts;amount\na1;-1;5\n")).rejects.toMatchObject({
    reason: "INVOICE_FILE_MALFORMED",
    message: expect.stringContaining("Line 2: parts"),
  });
  await expect(load("message_id;parts;amount\na1;1;-5\n")).rejects.toMatchObject({
    reason: "INVOICE_FILE_MALFORMED",
    message: expect.stringContaining("Line 2: amount"),
  });
  await expect(load(good, { day: "2026-11-21" })).rejects.toMatchObject({
    reason: "INVOICE_DAY_INVALID",
  });
  await expect(load(good, { day: "2026-02-30" })).rejects.toMatchObject({
    reason: "INVOICE_DAY_INVALID",
  });
  await expect(load(good, { operator: "VIETTEL" })).rejects.toMatchObject({
    reason: "OPERATOR_UNKNOWN",
  });
  await expect(load(good, {}, asTenant("t1"))).rejects.toMatchObject({ reason: "STAFF_REQUIRED" });
  // Of that day alone: a night's round may be under way beside it.
  const ofDay = async () => {
    const { reconciliations } = await it.reconciliation.listReconciliations({}, finance);
    const own = reconciliations.filter(({ day }) => day === "2026-11-17");
    return [own, (await cases("")).filter(({ day }) => day === "2026-11-17")];
  };
  const before = await ofDay();
  const strange = Array.from({ length: 1_000 }, (_, i) => `of-another-day-${i};1;800\n`);
  const otherDay = load(good + strange.join(""), { day: "2026-11-17" });
  await expect(otherDay).rejects.toMatchObject({
    reason: "INVOICE_IDS_UNKNOWN",
    message: expect.stringContaining("Of 1001 message ids of the file 1001 are of nothing"),
  });
  expect(await ofDay()).toEqual(before);
  const others = await it.reconciliation.listReconciliations({}, financeOf("kando"));
  expect(others.reconciliations.filter(({ partsOurs }) => partsOurs > 0n)).toEqual([]);
});

test("a customer is written to from the platform's own line when money came, and when it runs low", async () => {
  const standing = async () =>
    (await it.billing.getNotices({ tenantId: "" }, asTenant("t1"))).withoutSender;
  expect(await standing()).toBe(true);
  await it.client().getBalance({ tenantId: "p1" }, asTenant("p1"));
  expect(await standing()).toBe(false);
  const notices = { lowBalance: rial(995_000n), phones: ["09121234567"], language: "fa" };
  await it.billing.setNotices({ tenantId: "", notices }, asTenant("t1"));
  await it.topUp("t1", 5_000n, "sms-1");
  await eventually(() => it.heard.messages.length >= 1);
  const counts = [{ operator: "MCI", alphabet: "ucs2", segments: 1, messages: 10n }];
  const asked = { reservationId: "group:2", tenantId: "t1", family: "landline_021", counts };
  await it.client().reserve(asked, campaigns("t1"));
  await eventually(() => it.heard.messages.length >= 2);
  expect(it.heard.messages.map(({ requestId, to }) => [requestId, to])).toEqual([
    ["sms:top-up:asanak:sms-1:0", "+989121234567"],
    [expect.stringMatching(/^sms:balance-low:t1:\d+:0$/), "+989121234567"],
  ]);
  expect(it.heard.messages[1]?.text).toContain("۹۹۳");
});

test("every night the day that is over is matched once, and what was sent and charged without a receipt is a case", async () => {
  const counts = [{ operator: "MCI", alphabet: "ucs2", segments: 1, messages: 5n }];
  const asked = { tenantId: "t1", family: "landline_021", counts };
  await it.client().reserve({ reservationId: "group:night", ...asked }, campaigns("t1"));
  for (const [chunkId, parts] of [
    ["kept", 2],
    ["lost", 3],
  ] as const) {
    const chunk = { reservationId: "group:night", campaignId: "", parts, partsAccepted: parts };
    await it.events.publish(OutcomesRecorded, outcomes(chunkId, "t1", chunk), chunkId);
  }
  await eventually(async () => (await it.reservation("group:night", "t1"))?.closed === true);
  it.heard.outcomes.push({
    ...{ campaignId: "", chunkId: "kept", states: ["delivered", "accepted"] },
    ...{ parts: Buffer.from([1, 1]), operatorIds: ["b1", "b2"] },
  });
  it.heard.journal.set("lost", 3);
  it.setClock(() => new Date("2026-11-22T08:00:00Z"));
  const nights = async () => {
    const all = await it.reconciliation.listReconciliations({ operator: "MCI" }, finance);
    return all.reconciliations.filter(({ day }) => day === "2026-11-21");
  };
  await eventually(async () => (await nights())[0]?.status === "differs");
  const [night, ...more] = await nights();
  expect(more).toEqual([]);
  expect(night).toMatchObject({
    // The other customer's two chunks were settled on that day too: 5 parts, of which 2 were delivered and charged.
    ...{ fileName: "", partsOurs: 7n, partsCharged: 7n, partsDelivered: 3n, partsBilled: 0n },
    ...{ cases: 2n, expected: undefined },
  });
  const found = await cases(night!.reconciliationId);
  // It was sent and charged: what is wrong is the book of receipts.
  expect(found.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toMatchObject([
    { kind: "charged_differs", subject: "lost", chunkId: "lost", ours: 3n, theirs: 0n },
    { kind: "journal_differs", subject: "lost", chunkId: "lost", ours: 3n, theirs: 0n },
  ]);
  // The next round finds it done: nothing is matched twice.
  it.setClock(() => new Date("2026-11-22T08:10:00Z"));
  await eventually(async () => (await it.metrics()).includes("pricing_reconciliation_cases_open"));
  expect((await nights())[0]?.at).toEqual(night?.at);
  // Two nights nobody was there: both are matched, each once.
  it.setClock(() => new Date("2026-11-25T08:00:00Z"));
  const matched = async () => {
    const all = await it.reconciliation.listReconciliations({ operator: "MCI" }, finance);
    return all.reconciliations.filter(
      ({ day, status }) => day > "2026-11-21" && day <= "2026-11-24" && status === "exact",
    );
  };
  await eventually(async () => (await matched()).length === 3, { within: 30_000 });
  expect((await matched()).map(({ day }) => day)).toEqual([
    "2026-11-24",
    "2026-11-23",
    "2026-11-22",
  ]);
  // A clock that runs ahead matches nights that have not been; once it is right again they count as open.
  const later = async () => {
    const all = await it.reconciliation.listReconciliations({ operator: "MCI" }, finance);
    return all.reconciliations.find(({ day }) => day === "2026-11-26")?.status;
  };
  it.setClock(() => new Date("2026-11-27T08:00:00Z"));
  await eventually(async () => (await later()) === "exact", { within: 60_000 });
  it.setClock(() => new Date("2026-11-25T08:10:00Z"));
  await eventually(async () => (await later()) === "matching", { within: 30_000 });
  it.setClock(() => new Date("2026-11-27T09:00:00Z"));
  await eventually(async () => (await later()) === "exact", { within: 60_000 });
});

test("what the platform's own tenant sent is in an operator's file, too, and no unknown id", async () => {
  const counts = [{ operator: "MCI", alphabet: "ucs2", segments: 1, messages: 2n }];
  const asked = { reservationId: "group:own", tenantId: "p1", family: "landline_021", counts };
  await it.client().reserve(asked, campaigns("p1"));
  const submittedAt = new Date("2026-11-26T08:00:00Z");
  const bill = {
    ...{ reservationId: "group:own", partsAccepted: 2, partsDelivered: 2, allAnswered: true },
    ...{ final: true, releasedAt: submittedAt, submittedAt, alphabet: "ucs2" },
  };
  it.heard.outcomes.push({
    ...{ campaignId: "", chunkId: "own", states: ["delivered", "delivered"], operator: "MCI" },
    ...{ parts: Buffer.from([1, 1]), operatorIds: ["p-1", "p-2"], bill },
  });
  const chunk = { ...bill, campaignId: "", parts: 2, at: it.now() };
  await it.events.publish(OutcomesRecorded, outcomes("own", "p1", chunk), "own");
  await eventually(async () => (await it.reservation("group:own", "p1"))?.closed === true);
  expect(await it.balance("p1")).toEqual([0n, 0n]);
  const csv = "message_id;parts;amount\np-1;1;800\np-2;1;800\n";
  expect(await load(csv, { day: "2026-11-26" })).toMatchObject({
    ...{ status: "exact", cases: 0n, partsOurs: 2n, partsBilled: 2n },
    ...{ billed: rial(1_600n), expected: rial(1_600n) },
  });
});

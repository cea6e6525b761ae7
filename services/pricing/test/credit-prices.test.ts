import { OutcomesRecorded } from "@whiteline/contracts/dlr/v1/events";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asTenant, campaigns, finance, financeOf, outcomes, pricing, principals } from "./world.js";

let it: Awaited<ReturnType<typeof pricing>>;
beforeAll(async () => {
  it = await pricing();
  it.setClock(() => new Date("2026-11-29T21:30:00Z"));
});
afterAll(() => it[Symbol.asyncDispose]());

const first = financeOf("aktan");
const second = principals.staff("finance", "aktan", { personId: "second" });
const kurus = (minor: bigint) => ({ currency: "TRY", minor });
const credits = (minor: bigint) => ({ currency: "TRC", minor });

/** What becomes of the wish for a price; by the market's clock it is 30 November. */
const set = async (
  price: { effectiveFrom: string; perCredit?: ReturnType<typeof kurus>; tenantId?: string },
  by = first,
) => {
  const { outcome } = await it.creditPrices.setCreditPrice({ price }, by);
  return outcome?.$case;
};
const listed = async (tenantId?: string) => {
  const as = tenantId === undefined ? {} : asTenant(tenantId);
  const { creditPrices } = await it.client().listTariffs({ market: "TR" }, as);
  return creditPrices.map(({ perCredit, status, effectiveFrom }) => [
    ...[perCredit?.minor, status, effectiveFrom],
  ]);
};
const toPay = async (tenantId: string) => {
  const asked = { tenantId, value: credits(100n), code: "" };
  const { outcome } = await it.purchases.quoteOrder(asked, asTenant(tenantId));
  return outcome?.$case === "price" ? outcome.value.toPay : outcome?.value.code;
};

test("a price below one, beyond all measure, of another currency, of a day that is over or of a stranger's customer is refused, and nothing waits", async () => {
  const day = { effectiveFrom: "2026-12-01" };
  const none = { ...day, tenantId: "a1" };
  const wrong: readonly (readonly [Parameters<typeof set>[0], string])[] = [
    [{ ...day, perCredit: kurus(0n) }, "CREDIT_PRICE_INVALID"],
    [{ ...day, perCredit: kurus(-25n) }, "CREDIT_PRICE_INVALID"],
    [{ ...day, perCredit: kurus(10_000_000n) }, "CREDIT_PRICE_INVALID"],
    [day, "CREDIT_PRICE_INVALID"],
    [none, "CREDIT_PRICE_NOT_OWN"],
    [{ ...day, perCredit: credits(25n) }, "CURRENCY_MISMATCH"],
    [{ effectiveFrom: "2026-11-29", perCredit: kurus(30n) }, "CREDIT_PRICE_DAY_INVALID"],
    [{ effectiveFrom: "2026-02-30", perCredit: kurus(30n) }, "CREDIT_PRICE_DAY_INVALID"],
    [{ effectiveFrom: "2027-12-02", perCredit: kurus(30n) }, "CREDIT_PRICE_DAY_INVALID"],
    [{ ...day, tenantId: "t1", perCredit: kurus(30n) }, "TENANT_UNKNOWN"],
  ];
  for (const [price, reason] of wrong) {
    await expect(set(price), reason).rejects.toMatchObject({ reason });
  }
  const abroad = set({ ...day, perCredit: kurus(30n) }, finance);
  await expect(abroad).rejects.toMatchObject({ reason: "CREDITS_NOT_USED" });
  expect((await it.proposals.listProposals({}, first)).proposals).toEqual([]);
  expect(await listed()).toEqual([[25n, "example", ""]]);
});

test("[TR-AKT-27] [TR-AKT-30] what a credit costs is set by two people from a day on; until then the example holds, and an order keeps its price", async () => {
  const price = { effectiveFrom: "2026-12-01", perCredit: kurus(40n), reference: "decision 7" };
  expect([await set(price), await set(price)]).toEqual(["waiting", "waiting"]);
  const { proposals } = await it.proposals.listProposals({}, second);
  expect(proposals).toMatchObject([
    {
      ...{ kind: "credit_price", tenantId: "", before: { per_credit: "25" } },
      after: { per_credit: "40", currency: "TRY", effective_from: "2026-12-01" },
      reference: "decision 7",
    },
  ]);
  const proposalId = proposals[0]?.proposalId ?? "";
  await expect(it.proposals.approveProposal({ proposalId }, first)).rejects.toMatchObject({
    reason: "SECOND_PERSON_NEEDED",
  });
  expect([await set(price, second), await set(price)]).toEqual(["price", "price"]);
  expect((await it.proposals.listProposals({}, second)).proposals).toEqual([]);
  expect([await listed(), await toPay("a1")]).toEqual([[[25n, "example", ""]], kurus(2_500n)]);
  const order = { ...{ tenantId: "a1", value: credits(100n), method: "transfer" }, requestId: "1" };
  const placed = await it.purchases.placeOrder(order, asTenant("a1"));
  it.setClock(() => new Date("2026-11-30T21:30:00Z"));
  expect(await listed()).toEqual([[40n, "published", "2026-12-01"]]);
  expect(await toPay("a1")).toEqual(kurus(4_000n));
  const orderId = placed.outcome?.$case === "order" ? placed.outcome.value.orderId : "";
  await it.purchases.proveTransfer({ orderId, documentId: "d1" }, asTenant("a1"));
  const paid = { orderId, decision: "confirm", receipt: "88213" };
  const decided = (await it.purchases.decideOrder(paid, first)).outcome;
  expect(decided).toMatchObject({ value: { status: "paid", price: { toPay: kurus(2_500n) } } });
  const { prices } = await it.creditPrices.listCreditPrices({}, first);
  expect(prices).toMatchObject([{ ...price, setBy: "person:second" }]);
});

test("who wants another price than a colleague does not make the colleague's vanish, and says so after taking it back", async () => {
  const day = { effectiveFrom: "2026-12-10" };
  const waiting = async () => {
    const { proposals } = await it.proposals.listProposals({}, first);
    return proposals.map(({ by, after }) => [by, after["per_credit"]]);
  };
  expect(await set({ ...day, perCredit: kurus(41n) })).toBe("waiting");
  const said = await waiting();
  await expect(set({ ...day, perCredit: kurus(42n) }, second)).rejects.toMatchObject({
    ...{ kind: "conflict", reason: "PROPOSAL_WAITS" },
    message: expect.stringContaining("per_credit 41"),
  });
  expect(await waiting()).toEqual(said);
  // Whoever said it may say something else instead.
  expect(await set({ ...day, perCredit: kurus(43n) })).toBe("waiting");
  expect((await waiting()).map(([, price]) => price)).toEqual(["43"]);
  const [replaced] = (await it.proposals.listProposals({}, first)).proposals;
  await it.proposals.withdrawProposal({ proposalId: replaced?.proposalId ?? "" }, second);
  expect(await set({ ...day, perCredit: kurus(42n) }, second)).toBe("waiting");
  const [own] = (await it.proposals.listProposals({}, first)).proposals;
  await it.proposals.withdrawProposal({ proposalId: own?.proposalId ?? "" }, first);
});

test("a customer's own price is its own, until finance ends it; of one day everybody pays the same", async () => {
  const own = { tenantId: "a2", effectiveFrom: "2026-12-01", perCredit: kurus(35n) };
  const approve = async () => {
    const [waiting] = (await it.proposals.listProposals({}, second)).proposals;
    const { proposalId = "" } = waiting ?? {};
    return it.proposals.approveProposal({ proposalId }, second);
  };
  expect(await set(own)).toBe("waiting");
  await approve();
  expect([await toPay("a2"), await toPay("a1")]).toEqual([kurus(3_500n), kurus(4_000n)]);
  expect([await listed("a2"), await listed("a1"), await listed()]).toEqual([
    [[35n, "published", "2026-12-01"]],
    [[40n, "published", "2026-12-01"]],
    [[40n, "published", "2026-12-01"]],
  ]);
  const again = set({ ...own, perCredit: kurus(34n) });
  await expect(again).rejects.toMatchObject({ reason: "CREDIT_PRICE_BEGUN" });
  expect(await set({ tenantId: "a2", effectiveFrom: "2026-12-02" })).toBe("waiting");
  // Its day passes before anybody agrees.
  it.setClock(() => new Date("2026-12-02T21:30:00Z"));
  await expect(approve()).rejects.toMatchObject({ reason: "CREDIT_PRICE_DAY_INVALID" });
  expect(await set({ tenantId: "a2", effectiveFrom: "2026-12-04" })).toBe("waiting");
  const { proposals } = await it.proposals.listProposals({}, first);
  for (const { proposalId, after } of proposals) {
    if (after["effective_from"] === "2026-12-02") {
      await it.proposals.withdrawProposal({ proposalId }, first);
    }
  }
  await approve();
  it.setClock(() => new Date("2026-12-03T21:30:00Z"));
  expect(await toPay("a2")).toEqual(kurus(4_000n));
});

test("what is used afterwards is invoiced at what a credit cost when its month began, and the books prove it", async () => {
  const raised = { effectiveFrom: "2026-12-20", perCredit: kurus(90n) };
  expect([await set(raised), await set(raised, second)]).toEqual(["waiting", "price"]);
  const terms = { tenantId: "a3", mode: "postpaid", creditLimit: credits(1_000n) };
  await it.billing.setTerms({ requestId: "a3", ...terms }, first);
  it.setClock(() => new Date("2026-12-21T09:00:00Z"));
  const counts = [{ operator: "TURKCELL", alphabet: "gsm7", segments: 1, messages: 10n }];
  const reservationId = "group:a3";
  const asked = { tenantId: "a3", family: "sender_title", counts, reservationId };
  const { outcome } = await it.client().reserve(asked, campaigns("a3"));
  expect(outcome?.$case).toBe("reserved");
  const chunk = {
    ...{ reservationId, operator: "TURKCELL", alphabet: "gsm7", parts: 10, partsAccepted: 10 },
    at: it.now(),
  };
  await it.events.publish(OutcomesRecorded, outcomes("k-a3", "a3", chunk), "k-a3");
  await eventually(async () => (await it.reservation(reservationId, "a3"))?.closed === true);
  it.setClock(() => new Date("2027-01-01T09:00:00Z"));
  await it.billing.issueInvoices({ month: "2026-12" }, first);
  const page = { tenantId: "a3", month: "2026-12", after: "", limit: 9 };
  const { invoices } = await it.billing.listInvoices(page, first);
  expect(invoices.map(({ lines, payable }) => [lines[0]?.amount, payable])).toEqual([
    [kurus(400n), kurus(400n)],
  ]);
  expect(await it.client().verifyLedger({}, first)).toMatchObject({ exact: true, broken: [] });
});

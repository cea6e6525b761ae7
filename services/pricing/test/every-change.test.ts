import { ViolationConfirmed } from "@whiteline/contracts/compliance/v1/events";
import { OutcomesRecorded } from "@whiteline/contracts/dlr/v1/events";
import { LineActivated } from "@whiteline/contracts/lines_registry/v1/events";
import { LineStatus } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { TrailExtended } from "@whiteline/contracts/pricing/v1/events";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { campaigns, dong, outcomes, pricing, principals, rial } from "./world.js";

const finance = principals.staff("finance", "asanak", { keyId: "finance-1" });
const seller = principals.staff("finance", "vn-bulksms", { keyId: "finance-1" });
const asTenant = (tenantId: string) =>
  principals.tenant(tenantId, { providerId: "asanak", keyId: "tenant-1" });
const colleague = principals.staff("finance", "asanak", { personId: "second" });
const secondSeller = principals.staff("finance", "vn-bulksms", { personId: "second" });
const ofFinance = { actor: "key:finance-1" };
const ofTenant = { actor: "key:tenant-1" };

let it: Awaited<ReturnType<typeof pricing>>;
let last = 0;
const next = () => `e${(last += 1)}`;
beforeAll(async () => {
  it = await pricing();
  // Money of a month that is over, for its invoice.
  it.setClock(() => new Date("2026-10-10T05:00:00Z"));
  await it.topUp("t1", 1_000_000n);
  it.setClock(() => new Date("2026-11-21T08:00:00Z"));
});
afterAll(() => it[Symbol.asyncDispose]());

/** RPCs that change nothing, or of which the trail tells otherwise. */
const looks: ReadonlySet<string> = new Set([
  ...["Quote", "GetBalance", "GetReservation", "ListEntries", "VerifyLedger", "ListPriceGroups"],
  ...["ExamineText", "CompareForecast", "ListTariffs", "QuoteOrder", "GetOrder", "ListOrders"],
  ...["ListTariffDrafts", "GetTariffDraft", "ListTariffChoices", "GetTerms", "ListDues"],
  ...["GetNotices", "GetStatement", "ListInvoices", "GetInvoice", "GetPaper", "DownloadStatement"],
  ...["ListReconciliations", "ListCases", "ListCostPrices", "ListResold", "GetMargin"],
  ...["ListProposals", "ListPaymentCases", "ListCreditPrices"],
  ...["ListCustomerInvitations", "ReadCustomerInvitation", "GetOwnReseller", "ListJoinings"],
  // What is sent is reserved and settled by the ledger, entry by entry.
  "Reserve",
  // Of a payment port, whose payments are told as such: purchases.test.ts.
  "HearPort",
  // Of what a port told: purchases.test.ts.
  "DecidePaymentCase",
  // Tells of two papers as they are issued: billing.test.ts.
  "ReissueInvoice",
  // Of two people: fees.test.ts and tariff-drafts.test.ts.
  ...["RecallWaiver", "RecallActivation"],
]);

const order = async () => {
  const request = { tenantId: "t1", value: rial(500_000n), method: "transfer", returnUrl: "" };
  const asked = { ...request, requestId: next() };
  const { outcome } = await it.purchases.placeOrder(asked, asTenant("t1"));
  if (outcome?.$case !== "order") throw new Error(JSON.stringify(outcome?.value.code));
  return outcome.value.orderId;
};
const tariff = async () => {
  const tariffId = next();
  const tiers = [{ fromPart: 1n, toPart: 0n, prices: [{ perPart: rial(900n) }] }];
  const draft = { tariffId, description: "a secret word", tiers };
  await it.drafts.saveTariffDraft({ draft, expectedVersion: 0n }, finance);
  return tariffId;
};
const invoice = async () => {
  const issued = { month: "2026-10" };
  await it.billing.issueInvoices(issued, finance);
  const asked = { tenantId: "t1", ...issued, after: "", limit: 1 };
  const { invoices } = await it.billing.listInvoices(asked, finance);
  return invoices[0]?.number ?? "";
};
const loaded = async (day: string) => {
  const { reconciliation } = await it.reconciliation.loadOperatorInvoice(
    (async function* () {
      const value = { operator: "MCI", day, fileName: "secret.csv" };
      yield { part: { $case: "header" as const, value } };
      const file = Buffer.from("message_id;parts;amount\nzz;1;800\n");
      yield { part: { $case: "chunk" as const, value: file } };
    })(),
    finance,
  );
  return reconciliation?.reconciliationId ?? "";
};
/** A reseller of t2's, with what one message of it earned. */
const resold = async () => {
  await it.topUp("t2", 100_000n);
  await it.resellers.setReseller({ tenantId: "t2", resellerId: "t3" }, finance);
  const surcharges = [{ operator: "", perPart: rial(10n) }];
  await it.resellers.setSurcharges({ tenantId: "t2", surcharges }, asTenant("t3"));
  const reservationId = "group:resold";
  const sums = [{ operator: "MCI", alphabet: "ucs2", segments: 1, messages: 1n }];
  const asked = { reservationId, tenantId: "t2", family: "landline_021", counts: sums };
  await it.client().reserve(asked, campaigns("t2"));
  const sent = { reservationId, campaignId: "", parts: 1, partsAccepted: 1, partsDelivered: 1 };
  const fact = outcomes("resold", "t2", { ...sent, at: it.now() });
  await it.events.publish(OutcomesRecorded, fact, "resold");
  await eventually(async () => {
    const { margin } = await it.resellers.getMargin({ resellerId: "t3" }, asTenant("t3"));
    return margin?.minor === 10n;
  });
};

/** Terms that wait for a second person, as a screen of finance lists them. */
const proposed = async (tenantId: string) => {
  const creditLimit = dong(4_000_000_000n);
  const asked = { requestId: next(), tenantId, mode: "postpaid", creditLimit };
  const { outcome } = await it.billing.setTerms(asked, seller);
  const { proposals } = await it.proposals.listProposals({}, secondSeller);
  const [waiting] = proposals;
  expect(outcome).toEqual({ $case: "waiting", value: waiting });
  expect(waiting).toMatchObject({ kind: "terms", tenantId, by: "key:finance-1" });
  await told({
    ...ofFinance,
    action: "terms.proposed",
    subject: `proposal:${waiting?.proposalId}`,
  });
  return waiting?.proposalId ?? "";
};

/** A company that a reseller invited, and that accepted if it is named. */
const invited = async (resellerId: string, tenantId?: string) => {
  const company = { requestId: next(), name: "secret Ltd" };
  const { invitation, code } = await it.resale.inviteCustomer(company, asTenant(resellerId));
  const { invitationId = "" } = invitation ?? {};
  if (tenantId !== undefined) {
    await it.resale.acceptCustomerInvitation({ code }, asTenant(tenantId));
  }
  return { invitationId, subject: `resale:${invitationId}` };
};

type Entry = Partial<Omit<TrailExtended, "at">>;

/** How each changing RPC is called in good order, and the entry that it leaves. */
const acts: Readonly<Record<string, () => Promise<Entry>>> = {
  TopUp: async () => {
    const paid = { requestId: next(), tenantId: "t1", amount: rial(7n), reference: "a secret" };
    // Sent again it is booked once.
    for (const _again of [1, 2]) await it.client().topUp(paid, finance);
    const after = { amount: "7", currency: "IRR" };
    return { ...ofFinance, action: "wallet.topped_up", subject: "wallet:t1", after };
  },
  SetPriceGroup: async () => {
    const set = { tenantId: "t1", lineId: "", purpose: "", group: "" };
    await it.client().setPriceGroup(set, finance);
    return { ...ofFinance, action: "price_group.set", subject: "tenant:t1" };
  },
  PlaceOrder: async () => {
    const after = { status: "awaiting_proof", method: "transfer" };
    return { ...ofTenant, action: "order.placed", subject: `order:${await order()}`, after };
  },
  ProveTransfer: async () => {
    const orderId = await order();
    const proof = { orderId, documentId: "d1", note: "a secret word" };
    for (const _again of [1, 2]) await it.purchases.proveTransfer(proof, asTenant("t1"));
    const after = { status: "awaiting_review", proof: "document:d1" };
    return { ...ofTenant, action: "order.proved", subject: `order:${orderId}`, after };
  },
  DecideOrder: async () => {
    const [rejected, paid] = [await order(), await order()];
    const no = { orderId: rejected, decision: "reject", receipt: "", reason: "a secret word" };
    await it.purchases.decideOrder(no, finance);
    await told({ ...ofFinance, action: "order.rejected", subject: `order:${rejected}` });
    await it.purchases.proveTransfer({ orderId: paid, documentId: "d1" }, asTenant("t1"));
    const yes = { orderId: paid, decision: "confirm", receipt: "secret 7", reason: "" };
    await it.purchases.decideOrder(yes, finance);
    const states = { before: { status: "awaiting_review" }, after: { status: "paid" } };
    return { ...ofFinance, action: "order.paid", subject: `order:${paid}`, ...states };
  },
  SaveTariffDraft: async () => {
    return { ...ofFinance, action: "tariff.saved", subject: `tariff:${await tariff()}` };
  },
  ActivateTariff: async () => {
    const tariffId = await tariff();
    const from = { tariffId, effectiveFrom: "2027-11-01" };
    const subject = `tariff:${tariffId}`;
    await it.drafts.activateTariff({ ...from, expectedVersion: 1n }, finance);
    await told({ ...ofFinance, action: "tariff.proposed", subject });
    await it.drafts.activateTariff({ ...from, expectedVersion: 2n }, colleague);
    return { actor: "person:second", action: "tariff.activated", subject };
  },
  WithdrawTariff: async () => {
    const tariffId = await tariff();
    await it.drafts.withdrawTariff({ tariffId, expectedVersion: 1n }, finance);
    return { ...ofFinance, action: "tariff.withdrawn", subject: `tariff:${tariffId}` };
  },
  ApproveProposal: async () => {
    const proposalId = await proposed("v3");
    await expect(it.proposals.approveProposal({ proposalId }, seller)).rejects.toMatchObject({
      reason: "SECOND_PERSON_NEEDED",
    });
    const first = await it.proposals.approveProposal({ proposalId }, secondSeller);
    expect(first.proposal).toMatchObject({ proposalId, decidedBy: "person:second" });
    // Whoever agreed may ask again; who comes too late reads by whom it was decided, and when.
    expect(await it.proposals.approveProposal({ proposalId }, secondSeller)).toEqual(first);
    await expect(it.proposals.approveProposal({ proposalId }, seller)).rejects.toMatchObject({
      reason: "PROPOSAL_DECIDED",
      message: expect.stringContaining(`person:second agreed to it at ${it.now().toISOString()}`),
    });
    const after = { limit: "4000000000", proposed_by: "key:finance-1" };
    return { actor: "person:second", action: "terms.set", subject: "wallet:v3", after };
  },
  WithdrawProposal: async () => {
    const proposalId = await proposed("v4");
    await it.proposals.withdrawProposal({ proposalId }, seller);
    expect((await it.proposals.listProposals({}, seller)).proposals).toEqual([]);
    const said = { action: "terms.recalled", subject: `proposal:${proposalId}` };
    return { ...ofFinance, ...said, before: { mode: "postpaid", limit: "4000000000" } };
  },
  SetTerms: async () => {
    const set = { requestId: next(), tenantId: "v1", mode: "postpaid", creditLimit: dong(5n) };
    for (const _again of [1, 2]) await it.billing.setTerms(set, seller);
    const before = { mode: "prepaid", limit: "0" };
    const after = { mode: "postpaid", limit: "5" };
    return { ...ofFinance, action: "terms.set", subject: "wallet:v1", before, after };
  },
  WaiveDue: async () => {
    const operators = [{ operator: "VIETTEL", status: LineStatus.ACTIVE }];
    const line = { lineId: "line-v2", tenantId: "v2", providerId: "vn-bulksms", market: "VN" };
    const active = { ...line, family: "brandname", version: 1n, operators };
    const fact = LineActivated.fromPartial({ line: active, at: it.now() });
    await it.events.publish(LineActivated, fact, "line-v2");
    const due = await eventually(async () => {
      const { dues } = await it.billing.listDues({ tenantId: "v2", status: "owed" }, seller);
      return dues[0];
    });
    await it.billing.waiveDue({ dueId: due.dueId, reason: "a secret word" }, seller);
    return { ...ofFinance, action: "due.waived", subject: `due:${due.dueId}` };
  },
  SetNotices: async () => {
    const notices = { lowBalance: rial(9n), phones: ["+989121234567"], language: "fa" };
    for (const _again of [1, 2]) {
      await it.billing.setNotices({ tenantId: "t1", notices }, asTenant("t1"));
    }
    const below = { after: { below: "9" }, subject: "wallet:t1" };
    await told({ ...ofTenant, action: "low_balance.set", ...below });
    const after = { phones: "1", language: "fa" };
    return { ...ofTenant, action: "notices.set", subject: "wallet:t1", after };
  },
  IssueInvoices: async () => {
    const subject = `invoice:${await invoice()}`;
    return { ...ofFinance, action: "invoice.issued", subject, after: { month: "2026-10" } };
  },
  IssueCreditNote: async () => {
    const invoiceNumber = await invoice();
    const asked = { requestId: next(), invoiceNumber, amount: rial(5n), reason: "a secret" };
    const { outcome } = await it.billing.issueCreditNote(asked, finance);
    const number = outcome?.$case === "creditNote" ? outcome.value.number : "";
    const after = { amount: "-5", corrects: invoiceNumber };
    return { ...ofFinance, action: "credit_note.issued", subject: `invoice:${number}`, after };
  },
  LoadOperatorInvoice: async () => {
    await loaded("2026-11-19");
    const after = { day: "2026-11-19", status: "differs", cases: "1" };
    const said = { action: "operator_invoice.loaded", tenantId: "", providerId: "asanak" };
    return { ...ofFinance, ...said, subject: "operator:MCI", after };
  },
  CloseCase: async () => {
    const reconciliationId = await loaded("2026-11-18");
    const asked = { reconciliationId, status: "open", after: "", limit: 9 };
    const { cases } = await it.reconciliation.listCases(asked, finance);
    const caseId = cases[0]?.caseId ?? "";
    await it.reconciliation.closeCase({ caseId, resolution: "a secret word" }, finance);
    const after = { status: "closed", kind: "unknown_id", operator: "MCI" };
    const said = { action: "case.closed", tenantId: "", providerId: "asanak" };
    return { ...ofFinance, ...said, subject: `case:${caseId}`, after };
  },
  SetCostPrice: async () => {
    const price = { operator: "MCI", perPart: rial(800n), effectiveFrom: "2026-11-01" };
    await it.reconciliation.setCostPrice({ requestId: next(), price }, finance);
    return { ...ofFinance, action: "cost_price.recorded", subject: "operator:MCI" };
  },
  SetCreditPrice: async () => {
    const perCredit = { currency: "TRY", minor: 30n };
    const price = { perCredit, effectiveFrom: "2026-12-01", reference: "a secret word" };
    const [seller, colleague] = ["finance-1", "finance-2"].map((keyId) =>
      principals.staff("finance", "aktan", { keyId }),
    );
    await it.creditPrices.setCreditPrice({ price }, seller);
    await told({ ...ofFinance, action: "credit_price.proposed", providerId: "aktan" });
    for (const _again of [1, 2]) await it.creditPrices.setCreditPrice({ price }, colleague);
    const said = { action: "credit_price.set", tenantId: "", subject: "provider:aktan" };
    const after = { per_credit: "30", effective_from: "2026-12-01", proposed_by: "key:finance-1" };
    return { actor: "key:finance-2", ...said, before: { per_credit: "25" }, after };
  },
  SetReseller: async () => {
    await it.resellers.setReseller({ tenantId: "t4", resellerId: "t5" }, finance);
    const said = { action: "reseller.set", subject: "tenant:t4", after: { reseller: "t5" } };
    await told({ ...ofFinance, tenantId: "t5", ...said });
    return { ...ofFinance, ...said };
  },
  InviteCustomer: async () => {
    const { subject } = await invited("t10");
    return { ...ofTenant, action: "resale.invited", tenantId: "t10", subject };
  },
  WithdrawCustomerInvitation: async () => {
    const { subject, invitationId } = await invited("t10", "t11");
    for (const _again of [1, 2]) {
      await it.resale.withdrawCustomerInvitation({ invitationId }, asTenant("t10"));
    }
    const said = { action: "resale.withdrawn", subject, after: { state: "withdrawn" } };
    // Whose people it were is told to themselves only.
    await told({ actor: "tenant:t10", tenantId: "t11", ...said });
    return { ...ofTenant, tenantId: "t10", ...said };
  },
  AcceptCustomerInvitation: async () => {
    const { subject } = await invited("t12", "t13");
    const said = { action: "resale.accepted", subject, after: { customer: "t13" } };
    await told({ actor: "tenant:t13", tenantId: "t12", ...said });
    return { ...ofTenant, tenantId: "t13", ...said };
  },
  DecideJoining: async () => {
    const [no, yes] = [await invited("t14", "t15"), await invited("t14", "t16")];
    const refuse = { ...no, decision: "refuse", reason: "a secret word" };
    for (const _again of [1, 2]) await it.resale.decideJoining(refuse, finance);
    for (const tenantId of ["t14", "t15"]) {
      await told({ ...ofFinance, tenantId, action: "resale.rejected", subject: no.subject });
    }
    await it.resale.decideJoining({ ...yes, decision: "confirm" }, finance);
    const after = { state: "confirmed", effective_from: "2026-11-21" };
    const said = { action: "resale.approved", subject: yes.subject, after };
    await told({ ...ofFinance, tenantId: "t16", ...said });
    return { ...ofFinance, tenantId: "t14", ...said };
  },
  SetSurcharges: async () => {
    await it.resellers.setReseller({ tenantId: "t6", resellerId: "t7" }, finance);
    const surcharges = [{ operator: "MCI", perPart: rial(12n) }];
    await it.resellers.setSurcharges({ tenantId: "t6", surcharges }, asTenant("t7"));
    const said = { action: "surcharges.set", tenantId: "t7", subject: "tenant:t6" };
    return { ...ofTenant, ...said, after: { MCI: "12" } };
  },
  DrawMargin: async () => {
    await resold();
    await it.resellers.drawMargin({ requestId: next(), amount: rial(10n) }, asTenant("t3"));
    const after = { amount: "10", currency: "IRR" };
    return { ...ofTenant, action: "margin.drawn", subject: "wallet:t3", after };
  },
};

const told = ({ before = {}, after = {}, ...said }: Entry): Promise<TrailExtended> => {
  const has = (fields: object, wanted: object) =>
    Object.entries(wanted).every(([name, value]) => Reflect.get(fields, name) === value);
  return eventually(() =>
    it
      .told(TrailExtended)
      .find((entry) => has(entry, said) && has(entry.before, before) && has(entry.after, after)),
  );
};

describe("every RPC that changes something is told for the audit trail, with who did it", () => {
  test("each of them is tried", () => {
    const changing = it.rpcs().map((rpc) => rpc.split(".")[1] ?? "");
    const tried = changing.filter((name) => !looks.has(name));
    expect(Object.keys(acts).toSorted()).toEqual(tried.toSorted());
  });

  test.each(Object.keys(acts))("%s", async (method) => {
    const act = acts[method];
    if (act === undefined) throw new Error(`${method} is not tried`);
    await told(await act());
    // No word that somebody wrote, no number of a person, and each entry once.
    const all = it.told(TrailExtended);
    expect(JSON.stringify(all)).not.toMatch(/secret|98912/u);
    const ids = all.map(({ entryId }) => entryId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

test("a fee is told as soon as it is raised, by nobody's hand", async () => {
  const subject = "fee:declaration:line-v2:VIETTEL";
  await told({ action: "due.raised", actor: "service:pricing", subject: `due:${subject}` });
});

test("a fine is told as soon as it is booked, by nobody's hand", async () => {
  const violation = { violationId: "violation-1", tenantId: "t8", providerId: "asanak" };
  const fined = { ...violation, lineId: "line-t8", fine: rial(900n), at: it.now(), counted: 3n };
  await it.events.publish(ViolationConfirmed, ViolationConfirmed.fromPartial(fined), "fined");
  const entry = await told({ action: "fine.booked", tenantId: "t8" });
  expect(entry).toMatchObject({
    actor: "service:pricing",
    after: { amount: "900", currency: "IRR", line: "line-t8" },
  });
});

test("staff that looks at a customer's money, its papers or what it is told leaves a trace, of a screen that asks again one; its own people leave none", async () => {
  const number = await invoice();
  const orderId = await order();
  const [tenantId, month] = ["t1", "2026-10"];
  const page = { tenantId, month: "", after: "", limit: 9 };
  const reads = (as: typeof finance): readonly (() => Promise<unknown>)[] => [
    () => it.billing.getStatement({ tenantId, month }, as),
    () => it.billing.getInvoice({ number }, as),
    () => it.billing.listInvoices(page, as),
    () => it.billing.getPaper({ paper: "invoice", number, format: "csv", language: "fa" }, as),
    () => it.client().listEntries({ tenantId, limit: 9 }, as),
    () => it.client().getBalance({ tenantId }, as),
    () => it.client().getBalance({ tenantId }, as),
    () => it.client().listPriceGroups({ tenantId }, as),
    () => it.billing.getTerms({ tenantId }, as),
    () => it.billing.listDues({ tenantId, status: "" }, as),
    () => it.billing.getNotices({ tenantId }, as),
    () => it.purchases.getOrder({ orderId }, as),
    () => it.purchases.listOrders({ tenantId, status: "", after: "", limit: 9 }, as),
    () => it.purchases.listPaymentCases({ tenantId, status: "", after: "", limit: 9 }, as),
    () => it.resellers.getMargin({ resellerId: tenantId }, as),
    () => it.resellers.listResold({ resellerId: tenantId }, as),
    () => it.resale.listCustomerInvitations({ resellerId: tenantId }, as),
    () => it.resale.getOwnReseller({ tenantId }, as),
  ];
  // Finance looked at them in other tests, too.
  const traces = () =>
    it
      .told(TrailExtended)
      .filter(({ actor, action }) => action.endsWith(".read") && actor !== ofFinance.actor)
      .map(({ actor, action, subject }) => `${actor} ${action} ${subject}`);
  for (const read of reads(asTenant(tenantId))) await read();
  const reader = principals.staff("finance", "asanak", { personId: "reader" });
  for (const read of reads(reader)) await read();
  const seen = [
    "due.read wallet:t1",
    "entries.read wallet:t1",
    `invoice.read invoice:${number}`,
    `invoice.read invoice:${number}`,
    "invoice.read tenant:t1",
    "margin.read wallet:t1",
    "notices.read wallet:t1",
    `order.read order:${orderId}`,
    "order.read tenant:t1",
    "payment.read tenant:t1",
    "price_group.read tenant:t1",
    "reseller.read tenant:t1",
    "statement.read wallet:t1",
    "surcharges.read tenant:t1",
    "terms.read wallet:t1",
    "wallet.read wallet:t1",
  ];
  await eventually(() => traces().length >= seen.length);
  expect(traces().toSorted()).toEqual(seen.map((each) => `person:reader ${each}`));
});

import { OutcomesRecorded } from "@whiteline/contracts/dlr/v1/events";
import { InvoiceIssued, TrailExtended } from "@whiteline/contracts/pricing/v1/events";
import { markets } from "@whiteline/markets";
import { eventually } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  asTenant,
  campaigns,
  dong,
  financeOf,
  outcomes,
  pricing,
  principals,
  rial,
} from "./world.js";

let it: Awaited<ReturnType<typeof pricing>>;
beforeAll(async () => {
  it = await pricing();
  it.setClock(() => new Date("2026-11-20T05:00:00Z"));
});
afterAll(() => it[Symbol.asyncDispose]());

const seller = financeOf("vn-bulksms");
const second = principals.staff("finance", "vn-bulksms", { personId: "second" });
const terms = async (
  tenantId: string,
  mode: string,
  minor: bigint | undefined,
  requestId: string,
  by = seller,
) => {
  const creditLimit = minor === undefined ? undefined : dong(minor);
  const { outcome } = await it.billing.setTerms({ requestId, tenantId, mode, creditLimit }, by);
  if (outcome?.$case === "terms") return outcome.value.mode;
  return outcome?.$case === "refused" ? outcome.value.code : outcome?.$case;
};
/** Sends so many parts of customer care to Viettel, and has them settled. */
const send = async (tenantId: string, id: string, messages: bigint) => {
  const counts = [{ operator: "VIETTEL", alphabet: "gsm7", segments: 1, messages }];
  const asked = { tenantId, family: "brandname", purpose: "customer_care", counts };
  const { outcome } = await it
    .client()
    .reserve({ reservationId: `group:${id}`, ...asked }, campaigns(tenantId));
  if (outcome?.$case !== "reserved") return outcome?.value.code;
  const chunk = {
    ...{ reservationId: `group:${id}`, operator: "VIETTEL", alphabet: "gsm7" },
    ...{ parts: Number(messages), partsAccepted: Number(messages) },
    at: new Date("2026-11-20T05:00:00Z"),
  };
  await it.events.publish(OutcomesRecorded, outcomes(`k-${id}`, tenantId, chunk), `k-${id}`);
  await eventually(async () => (await it.reservation(`group:${id}`, tenantId))?.closed === true);
  return "sent";
};

test("[VN-BLK-15] a postpaid customer sends up to its limit, and its month is invoiced with VAT and the month's discount", async () => {
  // So much is given by two people, and in small steps by one as little.
  expect(await terms("v1", "postpaid", 4_000_000_000n, "first")).toBe("waiting");
  expect(await terms("v1", "postpaid", 4_000_000_000n, "again")).toBe("waiting");
  expect(await terms("v1", "postpaid", 4_000_000_000n, "1", second)).toBe("postpaid");
  expect(await terms("v1", "postpaid", 4_000_000_000n, "1", second)).toBe("postpaid");
  expect(await terms("v2", "postpaid", 30_000_000n, "v2")).toBe("postpaid");
  expect(await terms("v2", "postpaid", 60_000_000n, "v2-step")).toBe("waiting");
  const set = await it.billing.getTerms({ tenantId: "v1" }, asTenant("v1"));
  expect(set.terms).toMatchObject({ setAt: new Date("2026-11-20T05:00:00Z"), paysFor: "" });
  const { setBy = "", proposedBy = "" } = set.terms ?? {};
  expect([setBy, proposedBy]).toEqual([
    expect.stringMatching(/^[^,]+$/),
    expect.stringMatching(/^[^,]+$/),
  ]);
  expect(setBy).not.toBe(proposedBy);
  const rule = async (paysFor: string) => {
    const creditLimit = dong(4_000_000_000n);
    const asked = { tenantId: "v1", mode: "postpaid", creditLimit, requestId: `rule${paysFor}` };
    const { outcome } = await it.billing.setTerms({ ...asked, paysFor }, seller);
    if (outcome?.$case === "terms") return outcome.value.paysFor;
    return outcome?.$case === "refused" ? outcome.value.code : outcome?.$case;
  };
  expect([await rule("delivered"), await rule(""), await rule("market")]).toEqual([
    "delivered",
    "delivered",
    "",
  ]);
  // A late retry of the first request sets nothing again, though it moved no money.
  expect(await rule("delivered")).toBe("");
  await expect(rule("mood")).rejects.toMatchObject({ reason: "PAYS_FOR_UNKNOWN" });
  await expect(terms("v1", "postpaid", undefined, "2")).rejects.toMatchObject({
    reason: "AMOUNT_MISSING",
  });
  expect(await send("v1", "a", 4_000_000n)).toBe("sent");
  // By now so much hangs on it that two people decide who pays for undelivered parts.
  const asWas = { tenantId: "v1", mode: "postpaid", creditLimit: dong(4_000_000_000n) };
  const other = { ...asWas, requestId: "rule-late", paysFor: "delivered" };
  expect((await it.billing.setTerms(other, seller)).outcome?.$case).toBe("waiting");
  const same = { ...asWas, requestId: "rule-same", paysFor: "accepted_by_operator" };
  expect((await it.billing.setTerms(same, seller)).outcome?.$case).toBe("terms");
  expect(await send("v1", "b", 2_000_000n)).toBe("INSUFFICIENT_FUNDS");
  expect(await terms("v1", "prepaid", 0n, "3")).toBe("LIMIT_IN_USE");
  const issue = (month: string) => it.billing.issueInvoices({ month }, seller);
  await expect(issue("2026-11")).rejects.toMatchObject({ reason: "MONTH_NOT_OVER" });
  await expect(issue("november")).rejects.toMatchObject({ reason: "MONTH_INVALID" });
  it.setClock(() => new Date("2026-12-01T05:00:00Z"));
  expect(await issue("2026-11")).toEqual({ issued: 1n, refusedTenantIds: [], refused: [] });
  expect(await issue("2026-11")).toEqual({ issued: 0n, refusedTenantIds: [], refused: [] });
  const asked = { tenantId: "", month: "2026-11", after: "", limit: 10 };
  const { invoices } = await it.billing.listInvoices(asked, asTenant("v1"));
  expect(invoices).toMatchObject([
    {
      number: "VN-BULKSMS-2026-000001",
      lines: [
        {
          kind: "messages",
          operator: "VIETTEL",
          quantity: 4_000_000n,
          amount: dong(3_200_000_000n),
        },
        { kind: "discount", amount: dong(-64_000_000n) },
      ],
      net: dong(2_850_909_091n),
      tax: dong(285_090_909n),
      taxPercent: 10,
      total: dong(3_136_000_000n),
      payable: dong(3_136_000_000n),
    },
  ]);
  await eventually(() => it.told(InvoiceIssued).length === 1);
});

test("a credit note gives back at most what its invoice is left with, once per request, and never touches the invoice", async () => {
  const note = async (requestId: string, minor: bigint, by = seller) => {
    const asked = { requestId, invoiceNumber: "VN-BULKSMS-2026-000001", reason: "wrong group" };
    const { outcome } = await it.billing.issueCreditNote({ ...asked, amount: dong(minor) }, by);
    return outcome?.$case === "creditNote" ? outcome.value.number : outcome?.value.code;
  };
  const before = await it.balance("v1");
  expect(await Promise.all([note("1", 1_000n), note("1", 1_000n)])).toEqual([
    "VN-BULKSMS-C-2026-000001",
    "VN-BULKSMS-C-2026-000001",
  ]);
  expect(await note("1", 7n)).toBe("REQUEST_ID_REUSED");
  expect(await note("2", 3_136_000_000n)).toBe("CREDIT_NOTE_TOO_LARGE");
  expect(await note("3", 0n)).toBe("AMOUNT_NOT_POSITIVE");
  expect(await note("4", 3_135_999_000n)).toBe("VN-BULKSMS-C-2026-000002");
  await expect(note("5", 1n, financeOf("asanak"))).rejects.toMatchObject({
    reason: "INVOICE_UNKNOWN",
  });
  expect((await it.balance("v1"))[0]! - before[0]!).toBe(3_136_000_000n);
  const { invoice, creditNotes } = await it.billing.getInvoice(
    { number: "VN-BULKSMS-2026-000001" },
    asTenant("v1"),
  );
  expect([invoice?.total, creditNotes.length]).toEqual([dong(3_136_000_000n), 2]);
  await expect(
    it.billing.getInvoice({ number: "VN-BULKSMS-2026-000001" }, asTenant("v2")),
  ).rejects.toMatchObject({ reason: "INVOICE_UNKNOWN" });
});

test("an invoice names seller and buyer as they were when it was issued, sealed at rest, and so do its notes", async () => {
  it.heard.address = "elsewhere";
  const number = "VN-BULKSMS-2026-000001";
  const { invoice, creditNotes } = await it.billing.getInvoice({ number }, asTenant("v1"));
  expect(invoice).toMatchObject({
    seller: {
      ...{ name: "vn-bulksms JSC", address: "Hà Nội" },
      numbers: [{ field: "enterprise_code", value: "0100109106" }],
    },
    buyer: {
      ...{ name: "v1 Ltd", address: "12 Hàng Bài" },
      numbers: [{ field: "national_id", value: "001002003004" }],
    },
  });
  const [first] = creditNotes;
  const note = await it.billing.getInvoice({ number: first?.number ?? "" }, asTenant("v1"));
  expect([note.invoice?.seller, note.invoice?.buyer]).toEqual([invoice?.seller, invoice?.buyer]);
  const kept = JSON.stringify(await it.store.collection("invoices").find().toArray());
  expect(kept).not.toMatch(/001002003004|Hàng Bài/);
});

test("a limit is lowered by one person, and neither at once nor step by step raised again by one", async () => {
  const set = async (minor: bigint, name: string, by = seller) => {
    try {
      return await terms("v9", "postpaid", minor, `v9-${name}`, by);
    } catch (error) {
      return (error as { readonly reason?: string }).reason;
    }
  };
  expect(await set(100_000_000n, "much")).toBe("waiting");
  expect(await set(100_000_000n, "much-too", second)).toBe("postpaid");
  expect(await set(10_000_000n, "less")).toBe("postpaid");
  expect(await set(100_000_000n, "back")).toBe("waiting");
  expect(await set(50_000_000n, "step")).toBe("postpaid");
  expect(await set(90_000_000n, "further")).toBe("waiting");
  // What is refused or said once more replaces nothing that waits.
  expect(await set(0n, "none")).toBe("CREDIT_LIMIT_INVALID");
  expect(await set(50_000_000n, "step")).toBe("postpaid");
  const waiting = async () =>
    (await it.proposals.listProposals({}, seller)).proposals.filter((of) => of.tenantId === "v9");
  const [proposal] = await waiting();
  expect(proposal).toMatchObject({ after: { limit: "90000000" } });
  // However little of it two people gave: less is given by one, and the trail says what it replaced.
  expect(await set(20_000_000n, "less-again", second)).toBe("postpaid");
  expect(await waiting()).toEqual([]);
  const recalled = () =>
    it
      .told(TrailExtended)
      .find(
        ({ subject, action }) =>
          subject === `proposal:${proposal?.proposalId}` && action === "terms.recalled",
      );
  await eventually(() => recalled() !== undefined);
  expect(recalled()).toMatchObject({ actor: "person:second", before: { limit: "90000000" } });
});

test("a proposal that is taken back while somebody approves it is decided once: set, or recalled", async () => {
  const creditLimit = dong(100_000_000n);
  for (const tenantId of ["v91", "v92", "v93", "v94"]) {
    const asked = { requestId: tenantId, tenantId, mode: "postpaid", creditLimit };
    const { outcome } = await it.billing.setTerms(asked, seller);
    const proposalId = outcome?.$case === "waiting" ? outcome.value.proposalId : "";
    const [approved, withdrawn] = await Promise.allSettled([
      it.proposals.approveProposal({ proposalId }, second),
      it.proposals.withdrawProposal({ proposalId }, seller),
    ]);
    expect([approved.status, withdrawn.status].sort()).toEqual(["fulfilled", "rejected"]);
    const action = approved.status === "fulfilled" ? "terms.set" : "terms.recalled";
    const said = () => it.told(TrailExtended).filter((of) => of.tenantId === tenantId);
    await eventually(() => said().length === 2);
    expect(new Set(said().map((of) => of.action))).toEqual(new Set(["terms.proposed", action]));
    const { terms: after } = await it.billing.getTerms({ tenantId }, seller);
    expect(after?.mode).toBe(approved.status === "fulfilled" ? "postpaid" : "prepaid");
  }
});

test("a price group under which a customer's month costs much less is given by two people", async () => {
  const set = (by: typeof seller, group = "2.1") =>
    it.client().setPriceGroup({ tenantId: "v1", lineId: "", purpose: "customer_care", group }, by);
  for (const again of [1, 2]) {
    expect((await set(seller)).waiting, `${again}`).toMatchObject({ kind: "price_group" });
  }
  expect((await set(second)).groups).toMatchObject([{ group: "2.1" }]);
  const { waiting: back } = await set(seller, "");
  // As it is already, by one: what waits stays.
  expect((await set(seller)).groups).toMatchObject([{ group: "2.1" }]);
  const { proposals } = await it.proposals.listProposals({}, seller);
  expect(proposals).toContainEqual(back);
});

test("terms that change within a month invoice each message and each credit once", async () => {
  it.setClock(() => new Date("2026-11-10T05:00:00Z"));
  const paid = { requestId: "v3", tenantId: "v3", amount: dong(1_000_000n), reference: "v3" };
  await it.client().topUp(paid, seller);
  expect(await send("v3", "c", 250n)).toBe("sent");
  it.setClock(() => new Date("2026-11-20T05:00:00Z"));
  expect(await terms("v3", "postpaid", 1_000_000n, "v3")).toBe("postpaid");
  expect(await terms("v3", "postpaid", 2_000_000n, "v3")).toBe("REQUEST_ID_REUSED");
  expect(await send("v3", "d", 500n)).toBe("sent");
  it.setClock(() => new Date("2026-12-01T05:00:00Z"));
  const issued = await it.billing.issueInvoices({ month: "2026-11" }, seller);
  expect(issued).toEqual({ issued: 1n, refusedTenantIds: [], refused: [] });
  const asked = { tenantId: "", month: "2026-11", after: "", limit: 10 };
  const [invoice] = (await it.billing.listInvoices(asked, asTenant("v3"))).invoices;
  expect(invoice).toMatchObject({
    lines: [
      { kind: "credit", amount: dong(1_000_000n) },
      { kind: "messages", quantity: 500n, amount: dong(400_000n) },
      { kind: "advance", amount: dong(-400_000n) },
    ],
    total: dong(1_000_000n),
    payable: dong(0n),
  });
  // Back again: what it has left was paid, and is on the invoice of November.
  expect(await terms("v3", "prepaid", undefined, "v3-back")).toBe("prepaid");
  it.setClock(() => new Date("2027-01-01T05:00:00Z"));
  const { address } = it.heard;
  it.heard.address = " ";
  await it.billing.issueInvoices({ month: "2026-12" }, seller);
  it.heard.address = address;
  // It says so also in a list, which names nobody.
  expect(invoice?.lacks).toEqual([]);
  const next = await it.billing.listInvoices({ ...asked, month: "2026-12" }, asTenant("v3"));
  expect(next.invoices).toMatchObject([
    {
      lines: [
        { kind: "brought_in", amount: dong(400_000n) },
        { kind: "advance", amount: dong(-400_000n) },
      ],
      total: dong(0n),
      buyer: undefined,
      lacks: ["buyer_address"],
    },
  ]);
  it.setClock(() => new Date("2026-12-01T05:00:00Z"));
});

test("who goes back to paying before and again afterwards in one month is asked for what it lacks", async () => {
  const on = (day: string) => it.setClock(() => new Date(`2026-11-${day}T05:00:00Z`));
  on("02");
  const paid = { requestId: "v5", tenantId: "v5", amount: dong(1_000_000n), reference: "v5" };
  await it.client().topUp(paid, seller);
  on("04");
  expect(await terms("v5", "postpaid", 1_000_000n, "v5-1")).toBe("postpaid");
  expect(await send("v5", "back-1", 400n)).toBe("sent");
  on("08");
  expect(await terms("v5", "prepaid", 0n, "v5-2")).toBe("prepaid");
  on("12");
  expect(await terms("v5", "postpaid", 1_000_000n, "v5-3")).toBe("postpaid");
  expect(await send("v5", "back-2", 1_000n)).toBe("sent");
  it.setClock(() => new Date("2026-12-01T05:00:00Z"));
  await it.billing.issueInvoices({ month: "2026-11" }, seller);
  const asked = { tenantId: "", month: "2026-11", after: "", limit: 10 };
  const [invoice] = (await it.billing.listInvoices(asked, asTenant("v5"))).invoices;
  // It paid 1,000,000 and used 1,120,000.
  expect([invoice?.total, invoice?.payable]).toEqual([dong(1_120_000n), dong(120_000n)]);
});

test("an invoice that lacked an address is taken back whole and issued anew when the address is there, once, and no money moves", async () => {
  it.setClock(() => new Date("2026-11-10T05:00:00Z"));
  const paid = { requestId: "v8", tenantId: "v8", amount: dong(700_000n), reference: "bank" };
  await it.client().topUp(paid, seller);
  it.setClock(() => new Date("2026-12-01T05:00:00Z"));
  const { address } = it.heard;
  it.heard.address = " ";
  await it.billing.issueInvoices({ month: "2026-11" }, seller);
  const asked = { tenantId: "v8", month: "2026-11", after: "", limit: 10 };
  const listed = async () => (await it.billing.listInvoices(asked, seller)).invoices;
  const [first] = await listed();
  const number = first?.number ?? "";
  const reissue = async (of: string, by = seller) => {
    const { outcome } = await it.billing.reissueInvoice({ number: of }, by);
    return outcome?.$case === "refused" ? outcome.value.code : outcome?.value;
  };
  expect(await reissue(number)).toBe("ADDRESS_MISSING");
  it.heard.address = address;
  await expect(reissue(number, financeOf("asanak"))).rejects.toMatchObject({
    reason: "INVOICE_UNKNOWN",
  });
  const before = await it.balance("v8");
  const both = await Promise.all([reissue(number), reissue(number)]);
  expect(both[0]).toEqual(both[1]);
  expect(both[0]).toMatchObject({
    invoice: { replaces: number, total: dong(700_000n), lines: first?.lines, lacks: [] },
    creditNote: { corrects: number, total: dong(-700_000n), reason: "reissued" },
  });
  expect(await it.balance("v8")).toEqual(before);
  const papers = await listed();
  expect(papers.map(({ kind, lacks }) => [kind, lacks])).toEqual(
    expect.arrayContaining([
      ["invoice", []],
      ["invoice", []],
      ["credit_note", []],
    ]),
  );
  const anew = papers.find(({ replaces }) => replaces === number)?.number ?? "";
  expect(await reissue(anew)).toBe("INVOICE_LACKS_NOTHING");
  const given = { requestId: "v8-note", invoiceNumber: number, reason: "more" };
  const { outcome } = await it.billing.issueCreditNote({ ...given, amount: dong(1n) }, seller);
  expect(outcome?.value).toMatchObject({ code: "CREDIT_NOTE_TOO_LARGE" });
  const { exact, broken } = await it.client().verifyLedger({}, seller);
  expect([exact, broken]).toEqual([true, []]);
});

test("months that straddle a year, the later asked for first or both at once, take credit of before off once and ask for what is lacking", async () => {
  it.setClock(() => new Date("2026-11-10T05:00:00Z"));
  const paid = { requestId: "v4", tenantId: "v4", amount: dong(1_000_000n), reference: "v4" };
  await it.client().topUp(paid, seller);
  await it.client().topUp({ ...paid, requestId: "v41", tenantId: "v41", reference: "v41" }, seller);
  it.setClock(() => new Date("2026-12-01T05:00:00Z"));
  // Whose name cannot be read now is refused, and whoever comes after it is invoiced.
  it.heard.unreadable = "v4";
  const november = () => it.billing.issueInvoices({ month: "2026-11" }, seller);
  expect(await november()).toEqual({
    ...{ issued: 1n, refusedTenantIds: ["v4"] },
    refused: [{ tenantId: "v4", month: "2026-11", code: "DOWN" }],
  });
  delete it.heard.unreadable;
  expect(await november()).toEqual({ issued: 1n, refusedTenantIds: [], refused: [] });
  expect(await terms("v4", "postpaid", 2_000_000n, "v4")).toBe("postpaid");
  expect(await send("v4", "dec", 600n)).toBe("sent");
  it.setClock(() => new Date("2027-01-10T05:00:00Z"));
  expect(await send("v4", "jan", 900n)).toBe("sent");
  it.setClock(() => new Date("2027-02-02T05:00:00Z"));
  const issue = (month: string) => it.billing.issueInvoices({ month }, seller);
  const invoicesOf = async (tenantId: string, ...months: string[]) => {
    const asked = { tenantId: "", after: "", limit: 10 };
    const found = await Promise.all(
      months.map((month) => it.billing.listInvoices({ ...asked, month }, asTenant(tenantId))),
    );
    return found.flatMap(({ invoices }) =>
      invoices.map(({ lines, payable }) => ({
        off: lines.find(({ kind }) => kind === "advance")?.amount?.minor ?? 0n,
        payable: payable?.minor,
      })),
    );
  };
  const lacking = [
    { off: -480_000n, payable: 0n },
    { off: -520_000n, payable: 200_000n },
  ];
  // January is asked for first, and December is invoiced before it.
  expect(await issue("2027-01")).toMatchObject({ issued: 2n, refused: [] });
  expect(await invoicesOf("v4", "2026-12", "2027-01")).toEqual(lacking);
  await issue("2026-12");
  expect(await invoicesOf("v4", "2026-12", "2027-01")).toEqual(lacking);
  expect(await terms("v41", "postpaid", 2_000_000n, "v41")).toBe("postpaid");
  expect(await send("v41", "feb", 600n)).toBe("sent");
  it.setClock(() => new Date("2027-03-10T05:00:00Z"));
  expect(await send("v41", "mar", 900n)).toBe("sent");
  it.setClock(() => new Date("2027-04-02T05:00:00Z"));
  await Promise.all(["2027-03", "2027-02"].map(issue));
  expect(await invoicesOf("v41", "2027-02", "2027-03")).toEqual(lacking);
  it.setClock(() => new Date("2026-12-01T05:00:00Z"));
});

test("credits that finance booked are on no invoice: it is of money", async () => {
  const turkish = financeOf("aktan");
  const currency = markets.get("TR").currency.code;
  it.setClock(() => new Date("2026-11-20T05:00:00Z"));
  const paid = { tenantId: "a3", amount: { currency, minor: 500n }, reference: "bank" };
  await it.client().topUp({ requestId: "a3", ...paid }, turkish);
  it.setClock(() => new Date("2026-12-01T05:00:00Z"));
  const issued = await it.billing.issueInvoices({ month: "2026-11" }, turkish);
  expect(issued).toEqual({ issued: 0n, refusedTenantIds: [], refused: [] });
});

test("a statement shows what a month began and ended with, and what moved between", async () => {
  const { opening, lines, closing, closed } = await it.billing.getStatement(
    { tenantId: "", month: "2026-11" },
    asTenant("v1"),
  );
  expect({ opening, lines, closing, closed }).toEqual({
    opening: dong(0n),
    lines: [{ kind: "messages", movements: 1n, amount: dong(-3_200_000_000n) }],
    closing: dong(-3_200_000_000n),
    closed: true,
  });
  const pieces: Buffer[] = [];
  const asked = { tenantId: "", month: "2026-11" };
  for await (const { data } of it.billing.downloadStatement(asked, asTenant("v1"))) {
    pieces.push(data);
  }
  expect(Buffer.concat(pieces).toString("utf8").split("\r\n")).toEqual([
    "\uFEFFat,kind,cause,currency,minor,balance",
    "2026-10-31T17:00:00.000Z,opening,,VND,,0",
    "2026-11-20T05:00:00.000Z,messages,settle:k-a,VND,-3200000000,-3200000000",
    "2026-11-30T17:00:00.000Z,closing,,VND,,-3200000000",
    "",
  ]);
  const december = await it.billing.getStatement(
    { tenantId: "", month: "2026-12" },
    asTenant("v1"),
  );
  expect([december.opening, december.closing]).toEqual([closing, dong(0n)]);
  // There is nothing to read yet of a month to come.
  const later = { tenantId: "", month: "2027-01" };
  await expect(it.billing.getStatement(later, asTenant("v1"))).rejects.toMatchObject({
    reason: "MONTH_NOT_BEGUN",
  });
});

test("staff that names nobody whose money it is is told so, not that there is no such customer", async () => {
  for (const ask of [it.billing.listDues, it.billing.getTerms, it.client().getBalance]) {
    await expect(ask({ tenantId: "" }, seller)).rejects.toMatchObject({
      ...{ kind: "invalid", reason: "TENANT_MISSING" },
    });
  }
});

test.each(["fa", "tr", "vi", "en"])("papers are printed in %s", async (language) => {
  const paper = (over: Record<string, string>) =>
    it.billing.getPaper(
      {
        ...{ paper: "invoice", tenantId: "", month: "2026-11", format: "pdf", language },
        number: "VN-BULKSMS-2026-000001",
        ...over,
      },
      asTenant("v1"),
    );
  // Names that cannot be read keep no statement back.
  it.heard.unreadable = "v1";
  for (const kind of ["invoice", "statement"]) {
    const { content, mediaType } = await paper({ paper: kind });
    expect([mediaType, Buffer.from(content).subarray(0, 5).toString()]).toEqual([
      "application/pdf",
      "%PDF-",
    ]);
  }
  const { content } = await paper({ format: "csv" });
  expect(Buffer.from(content).toString("utf8")).toContain(
    "VN-BULKSMS-2026-000001,messages,VIETTEL,gsm7,4000000,VND,3200000000,vn-bulksms JSC,Hà Nội,,enterprise_code 0100109106,v1 Ltd,12 Hàng Bài,",
  );
  await expect(paper({ language: "de" })).rejects.toMatchObject({ reason: "PAPER_UNKNOWN" });
  delete it.heard.unreadable;
});

test("the ledger is exact after all of it, and low balances are told of", async () => {
  const wish = { lowBalance: dong(5n), phones: ["0912345678"], language: "vi" };
  const { notices } = await it.billing.setNotices({ tenantId: "", notices: wish }, asTenant("v1"));
  expect(notices).toMatchObject({ phones: ["+84912345678"], language: "vi" });
  await expect(
    it.billing.setNotices(
      { tenantId: "", notices: { ...wish, lowBalance: rial(5n) } },
      asTenant("v1"),
    ),
  ).rejects.toMatchObject({ reason: "NOTICE_INVALID" });
  expect(await it.client().verifyLedger({}, seller)).toMatchObject({ exact: true, broken: [] });
});

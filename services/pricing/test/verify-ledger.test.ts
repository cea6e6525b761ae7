import { execFile } from "node:child_process";
import { join } from "node:path";
import { markets } from "@whiteline/markets";
import { closeMongo, connectMongo } from "@whiteline/service-kit";
import { testDatabase } from "@whiteline/testkit";
import { expect, test } from "vitest";
import { dueIds } from "../src/domain/due.js";
import { creditNoteOf } from "../src/domain/invoice.js";
import {
  dong,
  due,
  holder,
  order,
  reserve,
  settle,
  topUp,
} from "../src/domain/vietnam-books.testing.js";
import { issueInvoice } from "../src/issue-invoices.js";
import { openBooks } from "../src/store/open-books.js";
import { nameParties, openPapers } from "../src/store/papers.testing.js";
import { statementStore } from "../src/store/statements.js";

const script = join(import.meta.dirname, "../src/verify-ledger.ts");
/** The command as `npm run verify-ledger -- URI` starts it. */
const verify = (...args: readonly string[]) =>
  new Promise<{ readonly code: number; readonly out: string; readonly err: string }>((resolve) => {
    const node = ["--conditions=@whiteline/source", "--import=tsx", script, ...args];
    const env = { ...process.env, MONGODB_URI: "" };
    const child = execFile(process.execPath, node, { env }, (_error, out, err) => {
      resolve({ code: child.exitCode ?? -1, out, err });
    });
  });

const { tenantId, providerId } = holder;
const billing = { chargeable: "accepted_by_operator", chunkFinal: "all_submits_answered" } as const;
const campaign = "campaign:a:1";

/**
 * A month of a customer with one of everything: it buys credit and is lent some, pays fees, sends over a tier of the month's
 * prices and is in the middle of another campaign, and was invoiced and given back.
 */
const liveAMonth = async (uri: string) => {
  const connection = await connectMongo(uri);
  let at = new Date("2026-11-10T09:00:00Z");
  const now = () => at;
  const tell = async () => undefined;
  const { books, prove, stores } = openBooks(connection, { now, tell });
  const invoices = openPapers(connection, tell);
  for (const store of [...Object.values(stores), invoices]) await store.ensureIndexes();
  await stores.wallets.open(holder);
  await stores.orders.place(order("o1", 4_000_000_000n), "order-1", tell);
  await books.commit(tenantId, [
    topUp("1", 1_000_000n),
    { kind: "pay_order", orderId: "o1", receipt: "vnpay:1", by: "vnpay" },
  ]);
  at = new Date("2026-11-20T09:00:00Z");
  const lent = {
    mode: "postpaid",
    limit: dong(1_000_000n),
    rule: undefined,
    by: "person:a",
  } as const;
  await books.commit(tenantId, [{ kind: "set_terms", requestId: "1", ...lent }]);
  at = new Date("2026-11-22T09:00:00Z");
  const declared = dueIds.declaration("l1", "VIETTEL");
  await books.commit(tenantId, [
    due("2026-11"),
    due("", { dueId: declared, kind: "declaration" }),
    reserve(campaign, 30_000n, 20n, "2.1"),
    settle(campaign, "k1", 15_000n),
    settle(campaign, "k2", 10_000n, 9_000n),
    { kind: "finish", reservationId: campaign, chunks: 2, billing },
    reserve("campaign:b:1", 100n),
  ]);
  at = new Date("2026-12-02T09:00:00Z");
  const statements = statementStore(connection);
  const issue = issueInvoice({ ...stores, invoices, statements, books, nameParties, now });
  const wallet = await stores.wallets.byTenant(tenantId);
  expect(wallet && (await issue(wallet, "2026-11", "person:a"))).toMatchObject({ issued: 1 });
  const [invoice] = await invoices.list({
    ...{ providerId, tenantId, month: "2026-11", after: "", limit: 1 },
  });
  const back = { amount: dong(7_000n), reason: "a mistake", given: 0n };
  const asked = { ...back, issuedAt: at, issuedBy: "person:a" };
  await invoices.issue(
    { providerId, request: "note-1", year: "2026" },
    async () => {
      const decided = creditNoteOf(markets.get("VN"), invoice!, asked);
      return "note" in decided ? { paper: decided.note } : { refused: decided.finding };
    },
    async (session, { number }) => {
      const { amount } = back;
      await books.commitWithin(session, tenantId, [{ kind: "credit_note", number, amount }]);
    },
  );
  return { connection, prove };
};

type Damage = readonly [
  collection: string,
  filter: Readonly<Record<string, unknown>>,
  update: Readonly<Record<string, unknown>>,
  words: string,
];
/** Each kind of document, and what is said of it when it is damaged. */
const damages: readonly Damage[] = [
  [
    "ledger",
    { _id: "top-up:vn-bulksms:1:available" },
    { $inc: { minor: 1n } },
    "The entries of top-up:vn-bulksms:1 sum to 1 VND, not zero.",
  ],
  ["wallets", { _id: "t1" }, { $inc: { held: 1n } }, "open reservations hold 80000."],
  [
    "wallets",
    { _id: "t1" },
    { $set: { mode: "prepaid" } },
    "Tenant t1 pays prepaid up to 1000000; the terms that were set last say postpaid up to 1000000.",
  ],
  [
    "terms",
    { _id: "terms:t1:1" },
    { $inc: { limit: 5n } },
    "terms:t1:1 lent up to 1000005; by its entries 1000000.",
  ],
  ["wallets", { _id: "t1" }, { $inc: { limit: 1n } }, "The limit of tenant:t1:credit is 1000001;"],
  [
    "reservations",
    { _id: campaign },
    { $inc: { "lines.0.answered": 1n } },
    "What is answered at VIETTEL (gsm7) of reservation campaign:a:1 is 25001; its chunks say 25000.",
  ],
  [
    "settlements",
    { _id: "k2" },
    { $inc: { charged: 1n } },
    "settle:k2 should have moved 2330001; its entries moved 2330000.",
  ],
  [
    "settlements",
    { _id: "k1" },
    { $set: { reservation: "campaign:nobody:1" } },
    "Of 2 settled chunks of tenant t1 1 are of reservations of its own.",
  ],
  [
    "monthTotals",
    { _id: "t1|2.1|VIETTEL|2026-11" },
    { $inc: { parts: 1n } },
    "The parts of month total 2.1|VIETTEL|2026-11 do not follow one another at 24000, 24001.",
  ],
  [
    "dues",
    { _id: "fee:declaration:l1:VIETTEL" },
    { $set: { status: "waived" } },
    "waive:fee:declaration:l1:VIETTEL should have moved 50000; its entries moved 0.",
  ],
  [
    "orders",
    { _id: "o1" },
    { $set: { status: "rejected" } },
    "order:o1 should have moved 0; its entries moved 3920000000.",
  ],
  [
    "invoices",
    { _id: "VN-BULKSMS-2026-000001", "lines.kind": "messages" },
    { $inc: { "lines.$.minor": 7n } },
    "VN-BULKSMS-2026-000001 invoices 4880007 of messages; the books say 4880001.",
  ],
  [
    "invoices",
    { _id: "VN-BULKSMS-2026-000001" },
    { $inc: { payable: 9n } },
    "The invoices of tenant t1 ask for 9; by the books 0 is to be paid.",
  ],
  [
    "invoices",
    { _id: "VN-BULKSMS-C-2026-000001" },
    { $inc: { total: -1n } },
    "credit-note:VN-BULKSMS-C-2026-000001 should have moved 7001; its entries moved 7000.",
  ],
  [
    "invoices",
    { _id: "VN-BULKSMS-C-2026-000001" },
    { $inc: { total: -5_000_000_000n } },
    "The credit notes of VN-BULKSMS-2026-000001 give 5000007001 back; it comes to",
  ],
  [
    "invoices",
    { _id: "VN-BULKSMS-C-2026-000001" },
    { $set: { corrects: "VN-BULKSMS-2026-000009" } },
    "VN-BULKSMS-C-2026-000001 corrects VN-BULKSMS-2026-000009, which is no invoice of tenant t1",
  ],
  [
    "ledger",
    { _id: "credit-note:VN-BULKSMS-C-2026-000001:available" },
    { $set: { cause: "month-discount:t1:2026-11" } },
    "month-discount:t1:2026-11 gave 7000; by what was sent it is 0.",
  ],
  [
    "ledger",
    { _id: "credit-note:VN-BULKSMS-C-2026-000001:available" },
    { $set: { cause: "month-discount:t1:2026-10" } },
    "month-discount:t1:2026-10 gave 7000, and its month is on no invoice.",
  ],
  [
    "invoiceCounters",
    { _id: '["vn-bulksms","invoice","2026"]' },
    { $inc: { count: 1 } },
    "The number VN-BULKSMS-2026-000002 was given out and has no paper.",
  ],
];

test("the command says exact and ends with 0; of each kind of document that was damaged it names what is broken and ends with 1", async () => {
  await using database = await testDatabase();
  const { connection, prove } = await liveAMonth(database.uri);
  expect(await verify(database.uri)).toEqual({
    ...{ code: 0, err: "" },
    out: "exact: 36 entries, 10 accounts, 1 open reservations, 2 settled chunks, 2 papers\n",
  });
  for (const [collection, filter, update, words] of damages) {
    const documents = connection.collection<{ _id: string }>(collection);
    const { modifiedCount } = await documents.updateOne(filter, update);
    expect([collection, modifiedCount]).toEqual([collection, 1]);
    expect((await prove(undefined)).broken.join("\n")).toContain(words);
    expect((await prove(providerId)).exact).toBe(false);
  }
  // What is of a tenant that has no wallet is seen where all are.
  const dues = connection.collection<{ _id: string; [field: string]: unknown }>("dues");
  await dues.insertOne({
    ...{ _id: "fee:of-a-ghost", tenant: "ghost", provider: providerId, kind: "maintenance" },
    ...{ line: "l9", operator: "VIETTEL", month: "2026-11", currency: "VND", minor: 5n },
    ...{ status: "owed", source: "test", raisedAt: new Date(), paidAt: null },
  });
  const stray = "fee:of-a-ghost should have moved 5; its entries moved 0.";
  const { broken } = await prove(undefined);
  expect(broken).toContain(stray);
  await closeMongo(connection);
  const damaged = await verify(database.uri);
  expect(damaged).toMatchObject({ code: 1, out: "" });
  expect(damaged.err).toContain("NOT EXACT: 36 entries");
  for (const words of broken) expect(damaged.err).toContain(words);
  const lost = await verify();
  expect(lost).toMatchObject({ code: 1, out: "" });
  expect(lost.err).toContain("npm run verify-ledger -- MONGODB_URI");
});

import { localMonth, markets } from "@whiteline/markets";
import { closeMongo, connectMongo } from "@whiteline/service-kit";
import { testDatabase } from "@whiteline/testkit";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BillingRule } from "../domain/billing-rule.js";
import type { Movement, Verdict } from "../domain/book.js";
import { dueIds } from "../domain/due.js";
import { creditNoteOf, type Invoice } from "../domain/invoice.js";
import { causes } from "../domain/ledger.js";
import { money } from "../domain/money.js";
import { order } from "../domain/vietnam-books.testing.js";
import { priceQuestion } from "../domain/quote.js";
import { issueInvoice } from "../issue-invoices.js";
import { openBooks } from "./open-books.js";
import { nameParties, openPapers } from "./papers.testing.js";
import { statementStore } from "./statements.js";

const HOUR_MS = 3_600_000;
const begin = new Date("2026-11-02T09:00:00Z");
/** The first hour of the market's next month. */
const december = new Date("2026-11-30T17:10:00Z");
const clock = { at: begin };
const now = () => clock.at;
const billing = { chargeable: "accepted_by_operator", chunkFinal: "all_submits_answered" } as const;
/** By contract a customer may pay for what was delivered only. */
const rules = [billing, { chargeable: "delivered", chunkFinal: "all_outcomes_final" }] as const;
const providerId = "vn-bulksms";
const dong = (minor: bigint) => money("VND", minor);
const holderOf = (tenantId: string) => ({
  ...{ tenantId, providerId, market: "VN", currency: "VND", platform: false },
});
const resellerOf = (tenantId: string): string => `${tenantId}-reseller`;

/** Two processes on one database; each is told when it has to die before its commit. */
const open = async () => {
  const database = await testDatabase();
  const connections = [await connectMongo(database.uri), await connectMongo(database.uri)];
  const dying = { now: false };
  const tell = async () => {
    if (dying.now) throw new Error("the process died before its commit");
  };
  const [one, two] = connections.map((connection) => {
    const opened = openBooks(connection, { now, tell });
    const invoices = openPapers(connection, tell);
    return { ...opened, invoices, statements: statementStore(connection) };
  });
  if (one === undefined || two === undefined) throw new Error("no two processes");
  for (const store of [...Object.values(one.stores), one.invoices]) await store.ensureIndexes();
  return {
    processes: [one, two] as const,
    dying,
    async [Symbol.asyncDispose]() {
      for (const connection of connections) await closeMongo(connection);
      await database[Symbol.asyncDispose]();
    },
  };
};

let it: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  it = await open();
});
afterAll(() => it[Symbol.asyncDispose]());

/** Ids are of a tenant's own: entries have permanent names over all tenants. */
const movementsOf = (tenantId: string): fc.Arbitrary<Movement> => {
  const name = (id: string): string => `${tenantId}-${id}`;
  const reservation = fc.constantFrom("a", "b", "c").map(name);
  const minor = fc.bigInt({ min: 1n, max: 10_000_000n });
  const id = fc.constantFrom("1", "2", "3").map(name);
  /** At prices of the month, with what its reseller puts on top. */
  const reserve = (reservationId: string, messages: bigint, rule: BillingRule): Movement => {
    const counts = [{ operator: "VIETTEL", alphabet: "gsm7", segments: 1, messages }];
    const asked = { providerId: "", family: "brandname", purpose: "", lineId: "", counts };
    const everywhere = { operator: "", group: "", script: "", effectiveFrom: "" };
    const surcharges = [{ ...everywhere, perPart: 20n }];
    const resale = { resellerId: resellerOf(tenantId), effectiveFrom: "", surcharges };
    const standing = { group: "2.1", soFar: new Map(), lists: [], resale };
    const { sums, priced } = priceQuestion(holderOf(tenantId), asked, standing, begin);
    if (priced.kind === "refused") throw new Error(priced.finding.rule);
    return { kind: "reserve", reservationId, sums, quote: priced.quote, billing: rule };
  };
  const settle = (
    reservationId: string,
    chunk: string,
    parts: bigint,
    refused: bigint,
    receipts: { readonly delivered: bigint; readonly final: boolean },
  ) => {
    const accepted = parts > refused ? parts - refused : 0n;
    const delivered = receipts.delivered > accepted ? accepted : receipts.delivered;
    const outcome = {
      ...{ chunkId: name(chunk), tenantId, reservationId, campaignId: "", parts },
      ...{ operator: "VIETTEL", alphabet: "gsm7", accepted, delivered, submitted: undefined },
      ...{ allAnswered: true, final: receipts.final, month: "" },
    };
    return { kind: "settle", outcome } satisfies Movement;
  };
  const due = (line: string, month: string): Movement => ({
    kind: "raise_due",
    due: {
      ...{ dueId: dueIds.maintenance(line, "VIETTEL", month), tenantId, providerId, month },
      ...{ kind: "maintenance", lineId: line, operator: "VIETTEL", source: "test" },
      amount: dong(50_000n),
    },
  });
  const fine = (violation: string): Movement => ({
    kind: "raise_due",
    due: {
      ...{ dueId: dueIds.fine(violation), tenantId, providerId, month: "", kind: "fine" },
      ...{ lineId: name("l1"), operator: "", source: "a contract", amount: dong(120_000n) },
    },
  });
  const parts = fc.bigInt({ min: 1n, max: 16_000n });
  const line = fc.constantFrom("l1", "l2").map(name);
  const month = fc.constantFrom("2026-10", "2026-11");
  return fc.oneof(
    fc.tuple(id, minor).map(([requestId, amount]): Movement => ({
      ...{ kind: "top_up", requestId, amount: dong(amount), reference: "" },
    })),
    fc.tuple(reservation, parts, fc.constantFrom(...rules)).map((of) => reserve(...of)),
    fc
      .tuple(
        reservation,
        fc.constantFrom("k1", "k2", "k3", "k4"),
        parts,
        fc.bigInt({ min: 0n, max: 4_000n }),
        fc.record({ delivered: fc.bigInt({ min: 0n, max: 16_000n }), final: fc.boolean() }),
      )
      .map((of) => settle(...of)),
    fc.tuple(reservation, fc.nat({ max: 3 })).map(([reservationId, chunks]): Movement => ({
      ...{ kind: "finish", reservationId, chunks, billing },
    })),
    fc.tuple(line, month).map((of) => due(...of)),
    id.map((violation) => fine(violation)),
    fc.tuple(line, month).map(([whose, of]): Movement => ({
      ...{ kind: "waive_due", dueId: dueIds.maintenance(whose, "VIETTEL", of) },
      ...{ reason: "a mistake", by: "person:a", largeFrom: 10n ** 9n, differsFrom: "" },
    })),
    fc.constant<Movement>({ kind: "collect" }),
    // Lent money, or none any more: how it pays changes in the middle of the month.
    fc
      .tuple(fc.constantFrom("1", "2", "3", "4"), fc.constantFrom(0n, 2_000_000n, 9_000_000n))
      .map(([requestId, limit]): Movement => ({
        ...{ kind: "set_terms", requestId, mode: limit > 0n ? "postpaid" : "prepaid" },
        ...{ limit: dong(limit), rule: "as_before", by: "person:a" },
      })),
    fc.tuple(fc.constantFrom("o1", "o2").map(name), id).map(([orderId, receipt]): Movement => ({
      ...{ kind: "pay_order", orderId, receipt, by: "vnpay" },
    })),
    // A payment that came twice, which somebody of finance credits or refunds.
    fc
      .tuple(
        fc.constantFrom("o1", "o2").map(name),
        id,
        fc.constantFrom("credit" as const, "refund" as const),
      )
      .map(([orderId, receipt, decision]): Movement => ({
        ...{ kind: "decide_payment", requestId: "d", orderId, receipt, reference: "" },
        ...{ largeFrom: 10_000_000_000n, differsFrom: "" },
        ...{ decision, caseId: causes.suspense(providerId, receipt), by: "person:a" },
      })),
    // A refund: money of an invoice that is given back.
    fc.tuple(id, minor).map(([number, amount]): Movement => ({
      ...{ kind: "credit_note", number, amount: dong(amount) },
    })),
    fc.tuple(id, fc.bigInt({ min: 1n, max: 100_000n })).map(([requestId, amount]): Movement => ({
      ...{ kind: "draw_margin", requestId, amount: dong(amount) },
    })),
  );
};

/** What happens to a movement: it is committed, its process dies before or right after the commit, or it comes twice. */
const fates = fc.constantFrom("kept", "dies before", "dies after", "comes twice");

/** The invoice of which credit notes of the story give back. */
const largeInvoice: Invoice = {
  ...{
    kind: "invoice",
    number: "of-before",
    tenantId: "",
    providerId,
    ...{ corrects: "", replaces: "" },
    month: "2026-10",
  },
  ...{ lines: [], net: dong(0n), tax: undefined, taxPercent: undefined, payable: undefined },
  ...{ total: dong(10n ** 12n), reason: "", issuedAt: begin, issuedBy: "", parties: undefined },
};

/** A movement as a process books it: a credit note with its paper, a margin by the reseller itself. */
const commit = async (
  process: number,
  tenantId: string,
  movement: Movement,
): Promise<readonly Verdict[]> => {
  const { books, invoices } = process === 0 ? it.processes[0] : it.processes[1];
  if (movement.kind === "draw_margin") return books.commit(resellerOf(tenantId), [movement]);
  if (movement.kind !== "credit_note") return books.commit(tenantId, [movement]);
  const { amount } = movement;
  const given = { amount, reason: "a mistake", given: 0n, issuedAt: now(), issuedBy: "person:a" };
  const name = { providerId, request: movement.number, year: "2026" };
  const invoice = { ...largeInvoice, tenantId };
  await invoices.issue(
    name,
    async () => {
      const decided = creditNoteOf(markets.get("VN"), invoice, given);
      return "note" in decided ? { paper: decided.note } : { refused: decided.finding };
    },
    async (session, { number }) => {
      const verdicts = await books.commitWithin(session, tenantId, [{ ...movement, number }]);
      if (verdicts.some(({ kind }) => kind !== "done")) throw new Error("a note was refused");
    },
  );
  return [];
};

/** An outcome belongs to the month in which it was told, whenever it is told again. */
const toldNow = (movement: Movement): Movement => {
  if (movement.kind !== "settle") return movement;
  const month = localMonth(markets.get("VN"), now().toISOString());
  return { ...movement, outcome: { ...movement.outcome, month } };
};

/** What is broken of everybody's books; the large invoice that notes correct is in none. */
const brokenOf = async () =>
  (await it.processes[0].prove(undefined)).broken.filter(
    (words) => !words.includes(` corrects ${largeInvoice.number}, `),
  );

/** Every wallet that a story moves. */
const walletsOf = async (tenantId: string) => [
  await it.processes[1].wallets.byTenant(tenantId),
  await it.processes[1].wallets.byTenant(resellerOf(tenantId)),
];

test(
  "[property] over any interleaving of reserve, settle, release, refund, fees, fines, terms, margins, crash and replay in two processes, also over a month's end, the ledger on a real mongod stays exact, and so do the months' invoices",
  { timeout: 180_000 },
  async () => {
    let tenants = 0;
    const tenant = fc.constant(undefined).map(() => `crash${(tenants += 1)}`);
    const stories = tenant.chain((tenantId) =>
      fc.tuple(
        fc.constant(tenantId),
        fc.array(fc.tuple(movementsOf(tenantId), fates, fc.nat({ max: 1 })), {
          minLength: 10,
          maxLength: 35,
        }),
        // Before so many of its movements November is over.
        fc.nat({ max: 40 }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(stories, async ([tenantId, story, monthEnd]) => {
        const [one] = it.processes;
        clock.at = begin;
        for (const each of [tenantId, resellerOf(tenantId)]) await one.wallets.open(holderOf(each));
        for (const id of ["o1", "o2"]) {
          const placed = { ...order(`${tenantId}-${id}`, 3_000_000n), tenantId };
          await one.orders.place(placed, id, async () => undefined);
        }
        for (const [i, [drawn, fate, process]] of story.entries()) {
          if (i === monthEnd) clock.at = december;
          const movement = toldNow(drawn);
          it.dying.now = fate === "dies before";
          const [first] = await Promise.allSettled([commit(process, tenantId, movement)]);
          it.dying.now = false;
          // A note that was issued before is known before there is anything to commit.
          const isKnown = movement.kind === "credit_note" && first.status === "fulfilled";
          const died = first.status === "rejected" ? String(first.reason) : "";
          expect(died).toContain(fate === "dies before" && !isKnown ? "died before" : "");
          if (fate !== "dies before") expect(died).toBe("");
          // Who was not answered asks again, maybe of the other process.
          if (fate !== "kept") await commit(1 - process, tenantId, movement);
          if (fate === "comes twice") {
            await Promise.all([0, 1].map((each) => commit(each, tenantId, movement)));
          }
          clock.at = new Date(clock.at.getTime() + HOUR_MS);
        }
        expect(await brokenOf()).toEqual([]);
        // What names itself and was booked changes nothing when all of it comes once more.
        const before = await walletsOf(tenantId);
        const named = story
          .map(([movement]) => movement)
          .filter(({ kind }) => kind === "credit_note" || kind === "top_up");
        for (const movement of named) await commit(0, tenantId, movement);
        expect(await walletsOf(tenantId)).toEqual(before);
        clock.at = new Date("2027-01-02T09:00:00Z");
        const issue = issueInvoice({ ...one, nameParties, now });
        const wallet = await one.wallets.byTenant(tenantId);
        const outcome = wallet && (await issue(wallet, "2026-12", "person:a"));
        expect(outcome?.refused).toBeUndefined();
        expect(await brokenOf()).toEqual([]);
      }),
      { numRuns: 15 },
    );
  },
);

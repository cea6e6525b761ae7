import { closeMongo, connectMongo } from "@whiteline/service-kit";
import { testDatabase } from "@whiteline/testkit";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Movement } from "../domain/book.js";
import { money } from "../domain/money.js";
import { priceQuestion } from "../domain/quote.js";
import { openBooks } from "./open-books.js";

const now = () => new Date("2026-11-22T09:00:00Z");
const billing = { chargeable: "accepted_by_operator", chunkFinal: "all_submits_answered" } as const;
const rial = (minor: bigint) => money("IRR", minor);
const holderOf = (tenantId: string) => ({
  ...{ tenantId, providerId: "asanak", market: "IR", currency: "IRR", platform: false },
});

/** Two processes on one database; the second is told when it has to die before its commit. */
const open = async () => {
  const database = await testDatabase();
  const connections = [await connectMongo(database.uri), await connectMongo(database.uri)];
  const dying = { now: false };
  const tell = async () => {
    if (dying.now) throw new Error("the process died before its commit");
  };
  const [one, two] = connections.map((connection) => openBooks(connection, { now, tell }));
  if (one === undefined || two === undefined) throw new Error("no two processes");
  for (const store of Object.values(one.stores)) await store.ensureIndexes();
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
  const minor = fc.bigInt({ min: 1n, max: 100_000n });
  const reserve = (reservationId: string, messages: bigint): Movement => {
    const counts = [{ operator: "MCI", alphabet: "ucs2", segments: 1, messages }];
    const asked = { providerId: "", family: "landline_021", purpose: "", lineId: "", counts };
    const standing = { group: "", soFar: new Map(), lists: [], resale: undefined };
    const { sums, priced } = priceQuestion(holderOf(tenantId), asked, standing, now());
    if (priced.kind === "refused") throw new Error(priced.finding.rule);
    return { kind: "reserve", reservationId, sums, quote: priced.quote, billing };
  };
  const settle = (reservationId: string, chunk: string, parts: bigint, refused: bigint) => {
    const outcome = {
      ...{ chunkId: name(chunk), tenantId, reservationId, campaignId: "" },
      ...{
        operator: "MCI",
        alphabet: "ucs2",
        parts,
        accepted: parts > refused ? parts - refused : 0n,
      },
      ...{ delivered: 0n, allAnswered: true, final: false, month: "2026-11", submitted: undefined },
    };
    return { kind: "settle", outcome } satisfies Movement;
  };
  const parts = fc.bigInt({ min: 1n, max: 40n });
  return fc.oneof(
    minor.chain((amount) =>
      fc.constantFrom("1", "2", "3").map((id): Movement => ({
        ...{ kind: "top_up", requestId: name(id), amount: rial(amount), reference: "" },
      })),
    ),
    fc.tuple(reservation, parts).map((of) => reserve(...of)),
    fc
      .tuple(
        reservation,
        fc.constantFrom("k1", "k2", "k3", "k4"),
        parts,
        fc.bigInt({ min: 0n, max: 40n }),
      )
      .map((of) => settle(...of)),
    fc.tuple(reservation, fc.nat({ max: 3 })).map(([reservationId, chunks]): Movement => ({
      ...{ kind: "finish", reservationId, chunks, billing },
    })),
    // A refund: money of an invoice that is given back.
    fc.tuple(fc.constantFrom("n1", "n2"), minor).map(([note, amount]): Movement => ({
      ...{ kind: "credit_note", number: name(note), amount: rial(amount) },
    })),
  );
};

/** What happens to a movement: it is committed, its process dies before or right after the commit, or it comes twice. */
const fates = fc.constantFrom("kept", "dies before", "dies after", "comes twice");

test(
  "[property] over any interleaving of reserve, settle, release, refund, crash and replay in two processes the ledger on a real mongod stays exact",
  { timeout: 180_000 },
  async () => {
    let tenants = 0;
    const tenant = fc.constant(undefined).map(() => `crash${(tenants += 1)}`);
    const stories = tenant.chain((tenantId) =>
      fc.tuple(
        fc.constant(tenantId),
        fc.array(fc.tuple(movementsOf(tenantId), fates, fc.nat({ max: 1 })), {
          minLength: 8,
          maxLength: 25,
        }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(stories, async ([tenantId, story]) => {
        await it.processes[0].wallets.open(holderOf(tenantId));
        const commit = (process: number, movement: Movement) =>
          (process === 0 ? it.processes[0] : it.processes[1]).books.commit(tenantId, [movement]);
        for (const [movement, fate, process] of story) {
          it.dying.now = fate === "dies before";
          const first = commit(process, movement);
          if (fate === "dies before") await expect(first).rejects.toThrow("died before");
          else await first;
          it.dying.now = false;
          // Who was not answered asks again, maybe of the other process.
          if (fate !== "kept") await commit(1 - process, movement);
          if (fate === "comes twice") await Promise.all([commit(0, movement), commit(1, movement)]);
        }
        const { broken } = await it.processes[0].books.verify(undefined);
        expect(broken).toEqual([]);
        // All of it once more, from the beginning, changes nothing that names itself.
        const before = await it.processes[0].wallets.byTenant(tenantId);
        const named = story.map(([movement]) => movement).filter(({ kind }) => kind !== "finish");
        const settledAnew = named.filter(({ kind }) => kind === "credit_note" || kind === "top_up");
        for (const movement of settledAnew) await commit(0, movement);
        expect(await it.processes[1].wallets.byTenant(tenantId)).toEqual(before);
      }),
      { numRuns: 12 },
    );
  },
);

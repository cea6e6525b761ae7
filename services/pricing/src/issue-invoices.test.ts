import { expect, test } from "vitest";
import { issueInvoice } from "./issue-invoices.js";

const dong = (minor: bigint) => ({ currency: "VND", minor });
type Wallet = Parameters<ReturnType<typeof issueInvoice>>[0];
const wallet = {
  ...{ tenantId: "v1", providerId: "vn-bulksms", market: "VN", mode: "postpaid" },
  ...{ currency: "VND", available: dong(0n) },
} as unknown as Wallet;

const september = new Date("2026-08-31T17:00:00Z");

/**
 * A customer who is there since September, pays afterwards and sent in some months, or pays before; what is read and done
 * is told. Settlements of broken months say something else than the ledger.
 */
const customer = (
  sent: Readonly<Record<string, bigint>>,
  { isPostpaid = true, broken = new Set<string>() } = {},
) => {
  const did: string[] = [];
  const done = new Set<string>();
  const monthOf = (from: Date) => new Date(from.getTime() + 86_400_000).toISOString().slice(0, 7);
  const minorOf = (from: Date) => sent[monthOf(from)];
  const charged = (from: Date) => {
    const minor = broken.has(monthOf(from)) ? 1n : (minorOf(from) ?? 0n);
    return minor === 0n ? [] : [{ operator: "VIETTEL", alphabet: "gsm7", parts: 1n, minor }];
  };
  const issue = issueInvoice({
    invoices: {
      isDone: async (_: string, request: string) => done.has(request),
      keepNothing: async ({ request }: { request: string }) => void done.add(request),
      takenOff: async () => (did.push("turn"), []),
      issue: async (
        { request }: { request: string },
        decide: (session: undefined) => Promise<{ paper: unknown } | { refused: string }>,
        mark: (session: undefined, paper: { number: string }) => Promise<void>,
      ) => {
        did.length = 0;
        const decided = await decide(undefined);
        if ("refused" in decided) return decided;
        did.push("number");
        await mark(undefined, { number: "VN-1" });
        done.add(request);
        return { invoice: decided.paper };
      },
    },
    statements: {
      beginning: async () => september,
      before: async () => 0n,
      sums: async (_: string, from: Date) => {
        looked.push(from.toISOString());
        return [{ kind: "messages", movements: 1n, minor: -(minorOf(from) ?? 0n) }];
      },
      creditWithoutOrder: async () => ({ count: 0n, minor: 0n }),
      paidAgain: async () => [],
    },
    once: {
      chargedWithin: async (_: unknown, [stretch]: readonly [{ from: Date }]) =>
        charged(stretch.from),
    },
    dues: { feesRaised: async () => [], invoiced: async () => void did.push("dues") },
    orders: { paidWithin: async () => [] },
    terms: {
      changesOf: async () => (isPostpaid ? [{ at: september, mode: "postpaid" }] : []),
    },
    books: {
      commitWithin: async () => (did.push("discount"), [{ kind: "done" }]),
    },
    nameParties: async () => ({ seller: {}, buyer: {} }),
    now: () => new Date("2026-12-02T05:00:00Z"),
  } as unknown as Parameters<typeof issueInvoice>[0]);
  const looked: string[] = [];
  const of = { ...wallet, mode: isPostpaid ? "postpaid" : "prepaid" } as Wallet;
  return { did, looked, issue: (month: string) => issue(of, month, "platform") };
};

test("a month's discount is booked before the turn, the number and the dues are taken, and only with a paper", async () => {
  const { did, issue } = customer({ "2026-09": 3_200_000_000n });
  expect(await issue("2026-09")).toEqual({ issued: 1, refused: undefined });
  expect(did).toEqual(["discount", "turn", "number", "dues"]);
  expect(await issue("2026-10")).toEqual({ issued: 0, refused: undefined });
  expect(did).toEqual(["turn"]);
});

test("each invoice that had to come first is counted, and months without anything are reckoned once", async () => {
  const { looked, issue } = customer({ "2026-09": 1_000n, "2026-10": 1_000n });
  expect(await issue("2026-11")).toEqual({ issued: 2, refused: undefined });
  expect(looked).toHaveLength(3);
  expect(await issue("2026-11")).toEqual({ issued: 0, refused: undefined });
  expect(looked).toHaveLength(3);
});

test("a month that was refused is issued late, also for a customer who pays before: no later month forgets it", async () => {
  const broken = new Set(["2026-09"]);
  const { looked, issue } = customer({}, { isPostpaid: false, broken });
  const refused = { month: "2026-09", code: "MONTH_BOOKS_DIFFER" };
  expect(await issue("2026-09")).toEqual({ issued: 0, refused });
  expect(await issue("2026-10")).toEqual({ issued: 0, refused });
  broken.clear();
  looked.length = 0;
  expect(await issue("2026-11")).toEqual({ issued: 0, refused: undefined });
  expect(looked.map((from) => from.slice(0, 10))).toEqual([
    ...["2026-08-31", "2026-09-30", "2026-10-31"],
  ]);
});

import { OutcomesRecorded } from "@whiteline/contracts/dlr/v1/events";
import { markets, tariffs } from "@whiteline/markets";
import { closeMongo, connectMongo, inTransaction } from "@whiteline/service-kit";
import type { Movement } from "./domain/book.js";
import { accountsOf, transfer } from "./domain/ledger.js";
import { money } from "./domain/money.js";
import { priceQuestion, type PartCount } from "./domain/quote.js";
import { settleOutcomes } from "./events/hear.js";
import type { ReleaseQuestions } from "./known-releases.js";
import { movementQueue } from "./movement-queue.js";
import { openBooks } from "./store/open-books.js";
import { openCollection } from "./store/open-collection.js";

/**
 * What `npm run bench` measures of pricing on a mongod of its own; nothing of it runs in the service. The books are the
 * service's, with everything that a movement writes, and each chunk is asked about at campaigns; what is left out is the
 * way of the facts (NATS).
 */
export type MoneyFigures = {
  readonly settledMessages: number;
  readonly settledPerSecond: number;
  /** Single messages reserved by 32 callers of one tenant, and a transaction for each beside it. */
  readonly reservedPerSecond: number;
  readonly transactionsPerSecond: number;
  /** CPU of pricing a campaign of a million from its counts. */
  readonly quoteCpuMs: number;
  readonly coldQuoteCpuMs: number;
};

const MILLION = 1_000_000;
/** As campaigns cuts them. */
const CHUNK = 500;
/** Outcomes heard at a time, and callers of single messages. */
const CALLERS = 32;
const RESERVED = 12_800;
const TRANSACTIONS = 640;
const holder = {
  tenantId: "hot",
  providerId: "asanak",
  market: "IR",
  currency: "IRR",
  platform: false,
};
const at = new Date("2026-11-22T09:00:00Z");
const now = (): Date => at;

/**
 * @param releasedOf what campaigns answers of chunks, asked as the service asks it: over gRPC, once for all of a round.
 * @throws Error when the ledger is not exact afterwards, or a movement was refused.
 */
export const measureMoney = async (
  mongodUri: string,
  releasedOf: ReleaseQuestions["releasedOf"],
): Promise<MoneyFigures> => {
  const connection = await connectMongo(mongodUri);
  try {
    const { stores, books, prove, wallets, once } = openBooks(connection, {
      now,
      tell: async () => undefined,
    });
    for (const store of Object.values(stores)) await store.ensureIndexes();
    await wallets.open(holder);
    const move = movementQueue((tenantId, movements) => books.commit(tenantId, movements));
    const moveMoney = async (movement: Movement): Promise<void> => {
      const { kind } = await move(holder.tenantId, movement);
      if (kind !== "done" && kind !== "reserved") throw new Error(`${movement.kind}: ${kind}`);
    };
    const amount = money(holder.currency, 10n ** 12n);
    await moveMoney({ kind: "top_up", requestId: "1", amount, reference: "" });

    await moveMoney(reserve("campaign", BigInt(MILLION)));
    const settle = settleOutcomes({
      once,
      now,
      moveMoney: move,
      holders: { find: async () => holder },
      releasedOf,
    });
    const chunks = MILLION / CHUNK;
    const settling = await timed(chunks, (n) => settle(outcome(n)));

    // In turn, so that both see the same machine.
    const before = await timed(TRANSACTIONS / 2, (n) => transact(connection, `before:${n}`));
    const reserving = await timed(RESERVED, (n) => moveMoney(reserve(`single:${n}`, 1n)));
    const after = await timed(TRANSACTIONS / 2, (n) => transact(connection, `after:${n}`));

    const { exact, broken } = await prove(undefined);
    if (!exact) throw new Error(`the ledger is not exact: ${broken.join(", ")}`);
    return {
      settledMessages: MILLION,
      settledPerSecond: MILLION / settling,
      reservedPerSecond: RESERVED / reserving,
      transactionsPerSecond: TRANSACTIONS / (before + after),
      ...quoteCpu(),
    };
  } finally {
    await closeMongo(connection);
  }
};

const reserve = (reservationId: string, messages: bigint): Movement => {
  const counts = [{ operator: "MCI", alphabet: "ucs2", segments: 1, messages }];
  const { sums, priced, billing } = price(holder, { family: "landline_021", group: "", counts });
  if (priced.kind === "refused") throw new Error(priced.finding.rule);
  return { kind: "reserve", reservationId, sums, quote: priced.quote, billing };
};

const price = (
  whose: typeof holder,
  {
    family,
    group,
    counts,
  }: {
    readonly family: string;
    readonly group: string;
    readonly counts: readonly PartCount[];
  },
) => {
  const question = { providerId: "", family, purpose: "", lineId: "", counts };
  const standing = { group, soFar: new Map(), lists: [], resale: undefined };
  return priceQuestion(whose, question, standing, at);
};

/** A chunk of which a tenth was not accepted, so that it is settled and released. */
const outcome = (n: number): OutcomesRecorded =>
  OutcomesRecorded.fromPartial({
    chunkId: `chunk:${n}`,
    version: 1n,
    tenantId: holder.tenantId,
    reservationId: "campaign",
    operator: "MCI",
    alphabet: "ucs2",
    parts: CHUNK,
    partsAccepted: CHUNK * 0.9,
    allAnswered: true,
    final: false,
    at,
  });

/** What one would write for each message: two entries and the guarded balance, in a transaction. */
const transact = (
  connection: Awaited<ReturnType<typeof connectMongo>>,
  cause: string,
): Promise<void> =>
  inTransaction(connection, async (session) => {
    const balances = openCollection<{ _id: string; minor: bigint }>(connection, "bench_balances");
    const entries = openCollection<{ _id: string; minor: bigint; account: string }>(
      connection,
      "bench_entries",
    );
    await balances.updateOne(
      { _id: holder.tenantId },
      { $inc: { minor: -900n } },
      { session, upsert: true },
    );
    const accounts = accountsOf(holder.tenantId, holder.providerId);
    const moved = transfer(accounts, {
      cause,
      from: "available",
      to: "held",
      amount: money(holder.currency, 900n),
    });
    await entries.insertMany(
      moved.map(({ entryId, account, amount }) => ({
        _id: entryId,
        account,
        minor: amount.minor,
      })),
      { session },
    );
  });

/** Seconds for `count` pieces of work of 32 callers, each doing one after another. */
const timed = async (count: number, work: (n: number) => Promise<void>): Promise<number> => {
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      while (next < count) {
        next += 1;
        await work(next);
      }
    }),
  );
  return (performance.now() - began) / 1_000;
};

/** A million recipients under a list with steps per month: every operator of it, both scripts, three lengths. */
const quoteCpu = (): Pick<MoneyFigures, "quoteCpuMs" | "coldQuoteCpuMs"> => {
  const pack = markets.get("VN", at.toISOString());
  const list = tariffs(pack).find(({ tiers }) => tiers.length > 1);
  if (list === undefined) throw new Error("no list has steps any more");
  const group = list.group ?? "";
  const whose = {
    ...holder,
    market: "VN",
    providerId: list.provider,
    currency: pack.currency.code,
  };
  const operators = list.tiers[0]?.prices.flatMap(({ operator }) => operator ?? []) ?? [];
  const kinds = operators.flatMap((operator) =>
    ["gsm7", "ucs2"].flatMap((alphabet) =>
      [1, 2, 3].map((segments) => ({ operator, alphabet, segments })),
    ),
  );
  const messages = BigInt(Math.ceil(MILLION / kinds.length));
  const counts = kinds.map((kind) => ({ ...kind, messages }));
  const cpuMs = (rounds: number): number => {
    const began = process.cpuUsage();
    for (let round = 0; round < rounds; round += 1) {
      const { priced } = price(whose, { family: "brandname", group, counts });
      if (priced.kind === "refused") throw new Error(priced.finding.rule);
    }
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1_000 / rounds;
  };
  return { coldQuoteCpuMs: cpuMs(1), quoteCpuMs: cpuMs(200) };
};

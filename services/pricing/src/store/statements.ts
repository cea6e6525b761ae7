import type { ClientSession, Connection } from "mongoose";
import { accountsOf } from "../domain/ledger.js";
import { money, type Money } from "../domain/money.js";
import { kindOfCause, type StatementKind } from "../domain/statement.js";
import { openCollection } from "./open-collection.js";

type EntryFields = {
  tenant: string;
  cause: string;
  account: string;
  currency: string;
  minor: bigint;
  at: Date;
};

export type StatementSum = {
  readonly kind: StatementKind;
  readonly movements: bigint;
  readonly minor: bigint;
};

/** A movement of a tenant's money as its statement shows it. */
export type StatementRow = {
  readonly at: Date;
  readonly cause: string;
  readonly kind: StatementKind;
  readonly minor: bigint;
};

/** What entries come to, for statements: of what is the tenant's own, lent money left out. */
export const statementStore = (connection: Connection) => {
  const entries = openCollection<EntryFields>(connection, "ledger");
  const own = (tenantId: string) => {
    const { available, held, credit } = accountsOf(tenantId, "");
    return { tenant: tenantId, account: { $in: [available, held, credit] } };
  };
  const rowsOf = (tenantId: string, from: Date, to: Date, session?: ClientSession) =>
    entries.aggregate<{ _id: string; minor: bigint | number; at: Date }>(
      [
        { $match: { ...own(tenantId), at: { $gte: from, $lt: to } } },
        { $group: { _id: "$cause", minor: { $sum: "$minor" }, at: { $min: "$at" } } },
        { $match: { minor: { $ne: 0 } } },
        { $sort: { at: 1, _id: 1 } },
      ],
      { useBigInt64: true, allowDiskUse: true, ...(session && { session }) },
    );

  return {
    /** When anything of a tenant moved first; undefined: nothing has. */
    beginning: async (tenantId: string): Promise<Date | undefined> =>
      (await entries.findOne({ tenant: tenantId }, { projection: { at: 1 }, sort: { at: 1 } }))?.at,

    /** What was the tenant's own before an instant. */
    before: async (tenantId: string, at: Date): Promise<bigint> => {
      const [found] = await entries
        .aggregate<{ minor: bigint | number }>(
          [
            { $match: { ...own(tenantId), at: { $lt: at } } },
            { $group: { _id: null, minor: { $sum: "$minor" } } },
          ],
          { useBigInt64: true },
        )
        .toArray();
      return BigInt(found?.minor ?? 0n);
    },

    /** The movements of a stretch of time, summed up by what they were. */
    sums: async (
      tenantId: string,
      from: Date,
      to: Date,
      session?: ClientSession,
    ): Promise<readonly StatementSum[]> => {
      const sums = new Map<StatementKind, StatementSum>();
      for await (const { _id, minor } of rowsOf(tenantId, from, to, session)) {
        const kind = kindOfCause(_id);
        const known = sums.get(kind);
        sums.set(kind, {
          kind,
          movements: (known?.movements ?? 0n) + 1n,
          minor: (known?.minor ?? 0n) + BigInt(minor),
        });
      }
      return [...sums.values()];
    },

    /** Credit that came in without an order in a stretch of time: booked by finance, or a month's discount. */
    creditWithoutOrder: async (
      tenantId: string,
      from: Date,
      to: Date,
    ): Promise<{ readonly count: bigint; readonly minor: bigint }> => {
      let count = 0n;
      let minor = 0n;
      const found = entries.find({
        tenant: tenantId,
        account: accountsOf(tenantId, "").available,
        cause: /^(?:top-up|month-discount):/,
        at: { $gte: from, $lt: to },
      });
      for await (const entry of found) {
        count += 1n;
        minor += entry.minor;
      }
      return { count, minor };
    },

    /**
     * What second payments of orders brought in a stretch of time, one by one: into the wallet, and the money that was
     * paid for it where it holds credits.
     */
    paidAgain: async (tenantId: string, from: Date, to: Date): Promise<readonly Money[]> => {
      const found = entries.find({
        tenant: tenantId,
        cause: /^(?:paid|sale)-again:/,
        minor: { $gt: 0n },
        at: { $gte: from, $lt: to },
      });
      return (await found.toArray()).map(({ currency, minor }) => money(currency, minor));
    },

    /** Each movement in its order; what nets to nothing is left out. */
    rows: async function* (
      tenantId: string,
      { from, to }: { readonly from: Date; readonly to: Date },
    ): AsyncGenerator<StatementRow> {
      for await (const { _id, minor, at } of rowsOf(tenantId, from, to)) {
        yield { at, cause: _id, kind: kindOfCause(_id), minor: BigInt(minor) };
      }
    },
  };
};

export type StatementStore = ReturnType<typeof statementStore>;

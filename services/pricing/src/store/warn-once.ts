import { inTransaction } from "@whiteline/service-kit";
import type { ClientSession, Connection } from "mongoose";
import type { Money } from "../domain/money.js";
import { openCollection } from "./open-collection.js";

export type FeeWarning = {
  readonly tenantId: string;
  /** The month whose maintenance falls due. */
  readonly month: string;
  readonly amount: Money;
  readonly available: Money;
  readonly at: Date;
};

/** Tells a tenant of a month's fees once: that it was told and the fact are one write. */
export const warnOnce = (
  connection: Connection,
  tell: (session: ClientSession, warning: FeeWarning) => Promise<void>,
) => {
  const told = openCollection<{ _id: string; at: Date }>(connection, "feeWarnings");
  return (warning: FeeWarning): Promise<void> =>
    inTransaction(connection, async (session) => {
      const { upsertedCount } = await told.updateOne(
        { _id: JSON.stringify([warning.tenantId, warning.month]) },
        { $setOnInsert: { at: warning.at } },
        { upsert: true, session },
      );
      if (upsertedCount === 1) await tell(session, warning);
    });
};

export type WarnOnce = ReturnType<typeof warnOnce>;

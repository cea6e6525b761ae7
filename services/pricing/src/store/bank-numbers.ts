import type { ClientSession, Connection } from "mongoose";
import { bankNumberOf, numberInReceipt } from "../domain/bank-number.js";
import { causes } from "../domain/ledger.js";
import { openCollection } from "./open-collection.js";

type NumberDocument = {
  /** Provider and number: a payment is booked once, whatever by. */
  _id: string;
  /** What it was booked as. */
  cause: string;
};

type Booked = { readonly provider: string; readonly number: string; readonly cause: string };

/** What is read of a top-up's entry and of an order. */
type TopUpEntry = { _id: string; provider: string; cause: string; reference: string };
type PaidOrder = { _id: string; provider: string; receipt?: string };

/** That payments of before were looked through. */
const FILLED = "filled";

const keyOf = (provider: string, number: string): string => `${provider}:${number}`;

const toDocument = ({ provider, number, cause }: Booked): NumberDocument => ({
  _id: keyOf(provider, number),
  cause,
});

/** The banks' numbers of payments that were booked, as top-ups or as orders. */
export const bankNumberStore = (connection: Connection) => {
  const numbers = openCollection<NumberDocument>(connection, "bankNumbers");

  /** Payments of before numbers were kept; where one was booked twice, the first that is found has it. */
  const booked = async function* (): AsyncGenerator<Booked> {
    const entries = openCollection<TopUpEntry>(connection, "ledger");
    const within = { $gte: "top-up:", $lt: "top-up;" };
    for await (const { provider, cause, reference } of entries.find({ _id: within })) {
      yield { provider, cause, number: bankNumberOf(reference) };
    }
    const orders = openCollection<PaidOrder>(connection, "orders");
    for await (const { _id, provider, receipt = "" } of orders.find({ status: "paid" })) {
      yield { provider, cause: causes.order(_id), number: numberInReceipt(receipt) };
    }
  };

  return {
    /** Reads once what was booked before numbers were kept. */
    ensureIndexes: async (): Promise<void> => {
      if ((await numbers.findOne({ _id: FILLED })) !== null) return;
      for await (const each of booked()) {
        if (each.number === "") continue;
        const { _id, cause } = toDocument(each);
        await numbers.updateOne({ _id }, { $setOnInsert: { cause } }, { upsert: true });
      }
      await numbers.updateOne({ _id: FILLED }, { $set: { cause: "" } }, { upsert: true });
    },

    /** What those of these numbers that were booked were booked as. */
    of: async (
      provider: string,
      wanted: readonly string[],
      session: ClientSession,
    ): Promise<ReadonlyMap<string, string>> => {
      if (wanted.length === 0) return new Map();
      const byKey = new Map(wanted.map((number) => [keyOf(provider, number), number]));
      const found = await numbers.find({ _id: { $in: [...byKey.keys()] } }, { session }).toArray();
      return new Map(found.map(({ _id, cause }) => [byKey.get(_id) ?? "", cause]));
    },

    /** Keeps numbers with what they were booked as, in the transaction that does; of two at once one fails here. */
    add: async (
      provider: string,
      made: ReadonlyMap<string, string>,
      session: ClientSession,
    ): Promise<void> => {
      if (made.size === 0) return;
      const documents = [...made].map(([number, cause]) => toDocument({ provider, number, cause }));
      await numbers.insertMany(documents, { session });
    },
  };
};

export type BankNumberStore = ReturnType<typeof bankNumberStore>;

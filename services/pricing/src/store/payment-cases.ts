import type { ClientSession, Connection } from "mongoose";
import { money } from "../domain/money.js";
import type { PaymentCase, PaymentDecision, PaymentProposal } from "../domain/payment-case.js";
import { atOneInstant } from "./at-one-instant.js";
import { countBy } from "./count-by.js";
import { openCollection } from "./open-collection.js";

type CaseDocument = {
  /** The cause of the entries that brought the money. */
  _id: string;
  tenant: string;
  provider: string;
  order: string;
  receipt: string;
  currency: string;
  minor: bigint;
  why: PaymentCase["why"];
  status: PaymentCase["status"];
  at: Date;
  /** Absent: nobody's word waits for a second person's. */
  proposed?: PaymentProposal;
  /** Absent while it is open. */
  decided?: PaymentDecision;
  /** The bank's number of a refund, each once; absent on those of before they were. */
  refund?: string;
};

const toDocument = (it: PaymentCase): CaseDocument => ({
  ...{ _id: it.caseId, tenant: it.tenantId, provider: it.providerId, order: it.orderId },
  ...{ receipt: it.receipt, why: it.why, status: it.status, at: it.cameAt, ...it.amount },
  ...(it.proposed && { proposed: it.proposed }),
  ...(it.decided && { decided: it.decided }),
  ...(it.decided && it.status === "refunded" && { refund: it.decided.reference }),
});

const fromDocument = (d: CaseDocument): PaymentCase => ({
  ...{ caseId: d._id, tenantId: d.tenant, providerId: d.provider, orderId: d.order },
  ...{ receipt: d.receipt, why: d.why, status: d.status, cameAt: d.at },
  amount: money(d.currency, d.minor),
  proposed: d.proposed,
  decided: d.decided,
});

/** Payments that no order waited for. They are written by the books, with their money. */
export const paymentCaseStore = (connection: Connection) => {
  const cases = openCollection<CaseDocument>(connection, "paymentCases");

  const byId = async (caseId: string): Promise<PaymentCase | undefined> => {
    const found = await cases.findOne({ _id: caseId });
    return found === null ? undefined : fromDocument(found);
  };

  return {
    ensureIndexes: async (): Promise<void> => {
      await cases.createIndexes([
        { key: { provider: 1, at: -1, _id: -1 } },
        { key: { provider: 1, status: 1, at: -1, _id: -1 } },
        { key: { tenant: 1, at: -1, _id: -1 } },
        { key: { status: 1, at: 1 } },
        {
          key: { provider: 1, refund: 1 },
          unique: true,
          partialFilterExpression: { refund: { $exists: true } },
        },
      ]);
    },

    byId,

    /** Those of these cases that are there, whoever's they are. */
    byIds: async (
      caseIds: readonly string[],
      session: ClientSession,
    ): Promise<ReadonlyMap<string, PaymentCase>> => {
      if (caseIds.length === 0) return new Map();
      const found = await cases.find({ _id: { $in: [...caseIds] } }, { session }).toArray();
      return new Map(found.map((d) => [d._id, fromDocument(d)]));
    },

    /** Cases of a provider by the bank's number of their refund. */
    byRefund: async (
      providerId: string,
      references: readonly string[],
      session: ClientSession,
    ): Promise<ReadonlyMap<string, string>> => {
      if (references.length === 0) return new Map();
      const which = { provider: providerId, "decided.reference": { $in: [...references] } };
      const found = await cases.find({ ...which, status: "refunded" }, { session }).toArray();
      return new Map(found.map(({ _id, decided }) => [decided?.reference ?? "", _id]));
    },

    /** Cases, the newest first: of a tenant, of a provider, or both. */
    list: async (asked: {
      readonly tenantId: string;
      readonly providerId: string;
      readonly status: PaymentCase["status"] | undefined;
      readonly after: string;
      readonly limit: number;
    }): Promise<readonly PaymentCase[]> => {
      const { tenantId, providerId, status } = asked;
      const last = asked.after === "" ? undefined : await byId(asked.after);
      const found = await cases
        .find({
          provider: providerId,
          ...(tenantId !== "" && { tenant: tenantId }),
          ...(status !== undefined && { status }),
          ...(last && {
            $or: [{ at: { $lt: last.cameAt } }, { at: last.cameAt, _id: { $lt: last.caseId } }],
          }),
        })
        .sort({ at: -1, _id: -1 })
        .limit(asked.limit)
        .toArray();
      return found.map(fromDocument);
    },

    /** Writes what became of cases, in the transaction that moved their money. */
    save: async (changed: readonly PaymentCase[], session: ClientSession): Promise<void> => {
      for (const each of changed) {
        const document = toDocument(each);
        await cases.replaceOne({ _id: each.caseId }, document, { upsert: true, session });
      }
    },

    /** Every case of a tenant. */
    ofTenant: async function* (
      tenantId: string,
      session: ClientSession,
    ): AsyncGenerator<PaymentCase> {
      for await (const d of cases.find({ tenant: tenantId }, atOneInstant(session))) {
        yield fromDocument(d);
      }
    },

    /** Who ever had one. */
    tenants: (): Promise<readonly string[]> => cases.distinct("tenant"),

    /** How many are open, and since when the oldest of them is. */
    countOpen: async (): Promise<{ readonly open: number; readonly oldest: Date | undefined }> => {
      const open = (await countBy(cases, { status: "open" }, "status")).get("open") ?? 0;
      const oldest = await cases.findOne({ status: "open" }, { sort: { at: 1 } });
      return { open, oldest: oldest?.at };
    },
  };
};

export type PaymentCaseStore = ReturnType<typeof paymentCaseStore>;

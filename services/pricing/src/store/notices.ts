import type { ClientSession, Connection } from "mongoose";
import { openCollection } from "./open-collection.js";

/** Whom a tenant wants to be told by SMS, and in which language. */
export type NoticeWishes = { readonly phones: readonly string[]; readonly language: string };

type WishDocument = { _id: string; phones: string[]; language: string };
type OwedDocument = {
  /** What caused it and the place of the phone: told once. */
  _id: string;
  tenant: string;
  to: string;
  text: string;
  attempts: number;
  nextAt: Date;
  at: Date;
};

export type OwedNotice = {
  readonly noticeId: string;
  readonly tenantId: string;
  readonly to: string;
  readonly text: string;
  readonly attempts: number;
};

/** News of a day before is none; whoever was told is remembered so long, so that nobody is told twice. */
const KEPT_S = 30 * 86_400;
const MOST_AT_ONCE = 50;

/** Messages that are owed to customers, until campaigns has accepted them. */
export const noticeStore = (connection: Connection) => {
  const wishes = openCollection<WishDocument>(connection, "noticeWishes");
  const owed = openCollection<OwedDocument>(connection, "owedNotices");
  return {
    ensureIndexes: async (): Promise<void> => {
      await owed.createIndexes([
        { key: { nextAt: 1 }, partialFilterExpression: { to: { $gt: "" } } },
        { key: { at: 1 }, expireAfterSeconds: KEPT_S },
      ]);
    },

    wishesOf: async (tenantId: string, session?: ClientSession): Promise<NoticeWishes> => {
      const found = await wishes.findOne({ _id: tenantId }, { ...(session && { session }) });
      return { phones: found?.phones ?? [], language: found?.language ?? "en" };
    },

    setWishes: async (
      tenantId: string,
      { phones, language }: NoticeWishes,
      session: ClientSession,
    ): Promise<void> => {
      await wishes.updateOne(
        { _id: tenantId },
        { $set: { phones: [...phones], language } },
        { upsert: true, session },
      );
    },

    /** Owes a text to each phone, in the transaction that gave the cause. */
    owe: async (
      tenantId: string,
      told: {
        readonly cause: string;
        readonly phones: readonly string[];
        readonly text: string;
        readonly at: Date;
      },
      session: ClientSession,
    ): Promise<void> => {
      const { cause, phones, text, at } = told;
      for (const [i, to] of phones.entries()) {
        await owed.updateOne(
          { _id: `${cause}:${i}` },
          { $setOnInsert: { tenant: tenantId, to, text, attempts: 0, nextAt: at, at } },
          { upsert: true, session },
        );
      }
    },

    owed: async (now: Date): Promise<readonly OwedNotice[]> =>
      (
        await owed
          .find({ to: { $gt: "" }, nextAt: { $lte: now } })
          .sort({ nextAt: 1 })
          .limit(MOST_AT_ONCE)
          .toArray()
      ).map(({ _id, tenant, to, text, attempts }) => ({
        noticeId: _id,
        tenantId: tenant,
        to,
        text,
        attempts,
      })),

    /** Takes an attempt; false: another process has it. */
    claim: async ({ noticeId, attempts }: OwedNotice, nextAt: Date): Promise<boolean> => {
      const { matchedCount } = await owed.updateOne(
        { _id: noticeId, attempts },
        { $set: { attempts: attempts + 1, nextAt } },
      );
      return matchedCount === 1;
    },

    /** It was sent, or given up: number and text go, its name stays. */
    done: async (noticeId: string): Promise<void> => {
      await owed.updateOne({ _id: noticeId }, { $set: { to: "", text: "" } });
    },
  };
};

export type NoticeStore = ReturnType<typeof noticeStore>;

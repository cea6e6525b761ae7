import type { MoneyFact } from "./domain/book.js";
import { noticeText, type MoneyNotice } from "./print/notice-texts.js";
import type { NoticeStore } from "./store/notices.js";

type Session = Parameters<NoticeStore["owe"]>[2];

/** Owes the SMS that a tenant asked for, in the transaction that moved its money. */
export const oweNotices =
  (notices: NoticeStore) =>
  async (
    session: Session,
    { tenantId, at }: { readonly tenantId: string; readonly at: Date },
    facts: readonly MoneyFact[],
  ): Promise<void> => {
    for (const fact of facts) {
      const told = noticeOf(fact, tenantId);
      if (told === undefined) continue;
      const { phones, language } = await notices.wishesOf(tenantId, session);
      if (phones.length === 0) continue;
      const text = noticeText(language, told.notice);
      await notices.owe(tenantId, { cause: told.cause, phones, text, at }, session);
    }
  };

const noticeOf = (
  fact: MoneyFact,
  tenantId: string,
): { readonly cause: string; readonly notice: MoneyNotice } | undefined => {
  switch (fact.kind) {
    case "topped_up": {
      const { amount, available, cause } = fact;
      return { cause: `sms:${cause}`, notice: { kind: "topped_up", amount, available } };
    }
    case "balance_low": {
      const { available, version } = fact;
      const cause = `sms:balance-low:${tenantId}:${version}`;
      return { cause, notice: { kind: "balance_low", available } };
    }
    case "payment_suspended":
    case "payment_refunded": {
      const { caseId, amount } = fact.payment;
      return { cause: `sms:${fact.kind}:${caseId}`, notice: { kind: fact.kind, amount } };
    }
    default:
      return undefined;
  }
};

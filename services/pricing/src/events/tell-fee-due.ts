import { FeeDueSoon } from "@whiteline/contracts/pricing/v1/events";
import type { Outbox } from "@whiteline/events";
import { noticeText } from "../print/notice-texts.js";
import { fromMoney } from "../proto.js";
import type { NoticeStore } from "../store/notices.js";
import type { FeeWarning } from "../store/warn-once.js";

/** Adds that fees fall due to the outbox, and owes the SMS that the tenant asked for, in one transaction. */
export const tellFeeDue = async (
  { outbox, notices }: { readonly outbox: Pick<Outbox, "add">; readonly notices: NoticeStore },
  session: Parameters<Outbox["add"]>[0],
  { tenantId, month, amount, available, at }: FeeWarning,
): Promise<void> => {
  const dueOn = `${month}-01`;
  const told = {
    ...{ tenantId, month, dueOn, at },
    amount: fromMoney(amount),
    available: fromMoney(available),
  };
  const cause = `fee-due:${tenantId}:${month}`;
  await outbox.add(session, FeeDueSoon, told, cause);
  const { phones, language } = await notices.wishesOf(tenantId, session);
  if (phones.length === 0) return;
  const text = noticeText(language, { kind: "fee_due", amount, dueOn });
  await notices.owe(tenantId, { cause: `sms:${cause}`, phones, text, at }, session);
};

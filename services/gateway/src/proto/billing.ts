import type {
  Due,
  GetStatementResponse,
  Invoice,
  ListDuesResponse,
  Notices,
  Party,
  Terms,
} from "@whiteline/contracts/pricing/v1/billing";
import type { z } from "zod";

import type * as shapes from "../shapes/billing.js";
import { fromTime, given, maybeMoney, toCamelCase, toMoney } from "./words.js";

type Json<Name extends keyof typeof shapes> = z.output<(typeof shapes)[Name]>;

export function fromTerms({
  tenantId,
  mode,
  creditLimit,
  paysFor,
  setBy,
  proposedBy,
  setAt,
}: Terms): Json<"terms"> {
  return {
    tenantId,
    mode,
    creditLimit: maybeMoney(creditLimit),
    paysFor: given(paysFor),
    setBy: given(setBy),
    proposedBy: given(proposedBy),
    setAt: fromTime(setAt),
  };
}

export const fromDue = (due: Due): Json<"due"> => ({
  dueId: due.dueId,
  kind: due.kind,
  lineId: given(due.lineId),
  operator: given(due.operator),
  month: given(due.month),
  amount: maybeMoney(due.amount),
  status: due.status,
  source: due.source,
  raisedAt: fromTime(due.raisedAt),
  paidAt: fromTime(due.paidAt),
  sleepsAt: fromTime(due.sleepsAt),
  waivedBy: given(due.waivedBy),
  reason: given(due.reason),
  pendingWaiver: due.pendingWaiver && {
    by: due.pendingWaiver.by,
    at: fromTime(due.pendingWaiver.at),
    reason: due.pendingWaiver.reason,
  },
});

export function fromDues({ dues, owed }: ListDuesResponse): Json<"dueList"> {
  return { dues: dues.map(fromDue), owed: maybeMoney(owed) };
}

/** Words of the four languages of the console; another one is none of them. */
const languages = ["fa", "tr", "vi", "en"] as const;

export function fromNotices({ lowBalance, phones, language }: Notices): Json<"notices"> {
  return {
    lowBalance: maybeMoney(lowBalance),
    phones: [...phones],
    language: languages.find((known) => known === language) ?? "en",
  };
}

export function toNotices({ lowBalance, phones, language }: Json<"notices">): Notices {
  return { lowBalance: lowBalance && toMoney(lowBalance), phones, language };
}

export function fromStatement(answer: GetStatementResponse): Json<"statement"> {
  return {
    tenantId: answer.tenantId,
    month: answer.month,
    opening: maybeMoney(answer.opening),
    lines: answer.lines.map(({ kind, movements, amount }) => ({
      kind,
      movements: Number(movements),
      amount: maybeMoney(amount),
    })),
    closing: maybeMoney(answer.closing),
    closed: answer.closed,
  };
}

export function fromInvoice(invoice: Invoice): Json<"invoice"> {
  return {
    kind: invoice.kind,
    number: invoice.number,
    tenantId: invoice.tenantId,
    providerId: invoice.providerId,
    corrects: given(invoice.corrects),
    replaces: given(invoice.replaces),
    month: invoice.month,
    lines: invoice.lines.map(({ kind, operator, alphabet, quantity, amount }) => ({
      kind,
      operator: given(operator),
      alphabet: given(alphabet),
      quantity: Number(quantity),
      amount: maybeMoney(amount),
    })),
    net: maybeMoney(invoice.net),
    tax: maybeMoney(invoice.tax),
    taxPercent: invoice.taxPercent,
    total: maybeMoney(invoice.total),
    payable: maybeMoney(invoice.payable),
    reason: given(invoice.reason),
    issuedAt: fromTime(invoice.issuedAt),
    issuedBy: given(invoice.issuedBy),
    seller: invoice.seller && fromParty(invoice.seller),
    buyer: invoice.buyer && fromParty(invoice.buyer),
    lacks: invoice.lacks.length === 0 ? undefined : invoice.lacks.map(toCamelCase),
  };
}

const fromParty = ({ name, address, taxOffice, numbers }: Party): Json<"invoice">["buyer"] => ({
  name,
  address: given(address),
  taxOffice: given(taxOffice),
  numbers: numbers.map(({ field, value }) => ({ field: toCamelCase(field), value })),
});

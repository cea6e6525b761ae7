import type {
  Due as DueMessage,
  Invoice as InvoiceMessage,
  Notices as NoticesMessage,
  Party as PartyMessage,
  Terms,
} from "@whiteline/contracts/pricing/v1/billing";
import { markets, normaliseNumber } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import type { Due } from "./domain/due.js";
import type { Invoice } from "./domain/invoice.js";
import { lackingIn, type Lack, type Party } from "./domain/party.js";
import type { Wallet } from "./domain/wallet.js";
import { fromMoney } from "./proto.js";

export const languages = ["fa", "tr", "vi", "en"] as const;
export type Language = (typeof languages)[number];

export const fromTerms = ({ tenantId, mode, limit, billing, termsSet }: Wallet): Terms => {
  // Two people are kept as "first,second".
  const [setBy = "", proposedBy = ""] = (termsSet?.by ?? "").split(",").reverse();
  return {
    ...{ tenantId, mode, setBy, proposedBy },
    creditLimit: fromMoney(limit),
    setAt: termsSet?.at,
    paysFor: billing?.chargeable ?? "",
  };
};

export const fromDue = ({ amount, ...due }: Due): DueMessage => ({
  dueId: due.dueId,
  kind: due.kind,
  lineId: due.lineId,
  operator: due.operator,
  month: due.month,
  amount: fromMoney(amount),
  status: due.status,
  source: due.source,
  raisedAt: due.raisedAt,
  paidAt: due.paidAt,
  sleepsAt: due.kind === "maintenance" && due.status === "owed" ? due.sleepsAt : undefined,
  waivedBy: due.waivedBy,
  reason: due.reason,
  pendingWaiver: due.pendingWaiver ?? undefined,
});

/** @param lacks known of an invoice in a list, whose parties were not read. */
export const fromInvoice = (
  invoice: Invoice,
  lacks: readonly Lack[] = lackingIn(invoice.parties),
): InvoiceMessage => ({
  kind: invoice.kind,
  number: invoice.number,
  tenantId: invoice.tenantId,
  providerId: invoice.providerId,
  corrects: invoice.corrects,
  replaces: invoice.replaces,
  month: invoice.month,
  lines: invoice.lines.map(({ amount, ...line }) => ({ ...line, amount: fromMoney(amount) })),
  net: fromMoney(invoice.net),
  tax: invoice.tax && fromMoney(invoice.tax),
  taxPercent: invoice.taxPercent,
  total: fromMoney(invoice.total),
  payable: invoice.payable && fromMoney(invoice.payable),
  reason: invoice.reason,
  issuedAt: invoice.issuedAt,
  issuedBy: invoice.issuedBy,
  seller: invoice.parties && fromParty(invoice.parties.seller),
  buyer: invoice.parties && fromParty(invoice.parties.buyer),
  lacks: [...lacks],
});

const fromParty = ({ name, address, taxOffice, numbers }: Party): PartyMessage => ({
  ...{ name, address, taxOffice },
  numbers: numbers.map(({ field, value }) => ({ field, value })),
});

const MOST_PHONES = 5;

/**
 * What a tenant wants to be told; phones are kept as E.164.
 * @throws DomainError precondition NOTICE_INVALID
 */
export const toNotices = (
  notices: NoticesMessage | undefined,
  { market, currency }: Wallet,
  at: Date,
) => {
  const invalid = (remedy: string): DomainError =>
    new DomainError("precondition", "NOTICE_INVALID", "Nobody can be warned like this.", {
      remedy,
    });
  const { lowBalance, phones = [], language = "en" } = notices ?? {};
  if (lowBalance !== undefined && (lowBalance.currency !== currency || lowBalance.minor < 0n)) {
    throw invalid(`Give a balance in ${currency}, from zero up.`);
  }
  if (phones.length > MOST_PHONES) throw invalid(`Name ${MOST_PHONES} phones at most.`);
  const pack = markets.get(market, at.toISOString());
  const numbers = phones.map((phone) => {
    const number = normaliseNumber(pack, phone);
    if (number.kind !== "ok") throw invalid("Give mobile numbers of your market.");
    return number.e164;
  });
  const known = languages.find((each) => each === language);
  if (known === undefined) throw invalid(`Name one of: ${languages.join(", ")}.`);
  return { below: lowBalance?.minor, phones: [...new Set(numbers)], language: known };
};

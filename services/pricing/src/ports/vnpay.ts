import { createHmac, timingSafeEqual } from "node:crypto";
import type { Money } from "../domain/money.js";

/** A provider's account at a payment port that speaks as VNPAY does (version 2.1.0). */
export type PortAccount = {
  readonly provider: string;
  readonly port: "vnpay";
  /** Page of the port to which payers are sent. */
  readonly url: string;
  /** The provider's name at the port (vnp_TmnCode). */
  readonly terminal: string;
  readonly secret: string;
};

/** What a port says of a payment, once its signature was found right. */
export type PortMessage = {
  readonly orderId: string;
  readonly terminal: string;
  /** In hundredths of the main unit, as the port counts. */
  readonly hundredths: bigint;
  /** The port's number of the payment; undefined: not said, which of a paid one is no word of a port. */
  readonly receipt: string | undefined;
  readonly paid: boolean;
  /** When its payer paid; undefined: not said. */
  readonly paidAt: Date | undefined;
  /** The port's own word for what happened. */
  readonly code: string;
};

/** Words by which the port learns what became of its message. */
export const portAnswers = {
  booked: { code: "00", message: "Confirm Success" },
  unknown: { code: "01", message: "Order not found" },
  before: { code: "02", message: "Order already confirmed" },
  amount: { code: "04", message: "Invalid amount" },
  forged: { code: "97", message: "Invalid signature" },
  malformed: { code: "99", message: "Input data required" },
} as const;

const HUNDREDTH_DIGITS = 2;

/** An amount as the port counts: hundredths of the main unit, even where the currency has none. */
export const hundredthsOf = ({ minor }: Money, minorDigits: number): bigint =>
  minorDigits >= HUNDREDTH_DIGITS
    ? minor / 10n ** BigInt(minorDigits - HUNDREDTH_DIGITS)
    : minor * 10n ** BigInt(HUNDREDTH_DIGITS - minorDigits);

/**
 * What a port counts, in minor units; less than the smallest unit is nobody's.
 * @param minorDigits of the currency.
 */
export const minorOf = (hundredths: bigint, minorDigits: number): bigint =>
  minorDigits >= HUNDREDTH_DIGITS
    ? hundredths * 10n ** BigInt(minorDigits - HUNDREDTH_DIGITS)
    : hundredths / 10n ** BigInt(HUNDREDTH_DIGITS - minorDigits);

/** Where to send a payer: the port's page with the order in signed parameters. */
export const paymentUrl = (
  account: PortAccount,
  order: {
    readonly orderId: string;
    readonly toPay: Money;
    readonly minorDigits: number;
    readonly returnUrl: string;
    readonly remoteAddress: string;
    readonly placedAt: Date;
    readonly expiresAt: Date;
  },
): string => {
  const { toPay } = order;
  const parameters = {
    vnp_Version: "2.1.0",
    vnp_Command: "pay",
    vnp_TmnCode: account.terminal,
    vnp_Amount: hundredthsOf(toPay, order.minorDigits).toString(),
    vnp_CurrCode: toPay.currency,
    vnp_TxnRef: order.orderId,
    vnp_OrderInfo: `Order ${order.orderId}`,
    vnp_OrderType: "other",
    vnp_Locale: toPay.currency === "VND" ? "vn" : "en",
    vnp_ReturnUrl: order.returnUrl,
    vnp_IpAddr: order.remoteAddress === "" ? "127.0.0.1" : order.remoteAddress,
    vnp_CreateDate: portTime(order.placedAt),
    vnp_ExpireDate: portTime(order.expiresAt),
  };
  const query = new URLSearchParams(sorted(parameters));
  query.append("vnp_SecureHash", signature(account.secret, parameters));
  return `${account.url}?${query.toString()}`;
};

/** Reads what a port sent. Undefined: not signed by it, or no payment at all. */
export const readPortMessage = (
  { secret }: PortAccount,
  said: Readonly<Record<string, string>>,
): PortMessage | undefined => {
  const { vnp_SecureHash: given = "", vnp_SecureHashType: _type, ...parameters } = said;
  const expected = Buffer.from(signature(secret, parameters));
  const hash = Buffer.from(given.toLowerCase());
  if (hash.length !== expected.length || !timingSafeEqual(hash, expected)) return undefined;
  const { vnp_Amount: amount = "", vnp_TxnRef: orderId = "" } = parameters;
  if (!/^\d{1,20}$/.test(amount) || orderId === "") return undefined;
  const code = parameters["vnp_ResponseCode"] ?? "";
  const number = parameters["vnp_TransactionNo"] ?? "";
  const status = parameters["vnp_TransactionStatus"] ?? code;
  return {
    orderId,
    terminal: parameters["vnp_TmnCode"] ?? "",
    hundredths: BigInt(amount),
    receipt: /^0*$/.test(number) ? undefined : `vnpay:${number}`,
    paidAt: timeOf(parameters["vnp_PayDate"] ?? ""),
    paid: code === "00" && status === "00",
    code,
  };
};

/** HMAC-SHA512 over all parameters in the order of their names, encoded as a query. */
const signature = (secret: string, parameters: Readonly<Record<string, string>>): string =>
  createHmac("sha512", secret)
    .update(new URLSearchParams(sorted(parameters)).toString(), "utf8")
    .digest("hex");

const sorted = (parameters: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(parameters)
    .filter(([, value]) => value !== "")
    .sort(([a], [b]) => (a < b ? -1 : 1));

const GREENWICH_PLUS_7_MS = 7 * 3_600_000;

/** yyyyMMddHHmmss in the port's own time, which is Hà Nội's. */
const portTime = (at: Date): string =>
  new Date(at.getTime() + GREENWICH_PLUS_7_MS).toISOString().replace(/\D/g, "").slice(0, 14);

/** Reads such a time. */
const timeOf = (word: string): Date | undefined => {
  const [, ...of] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(word) ?? [];
  if (of.length === 0) return undefined;
  const [year = 0, month = 1, ...rest] = of.map(Number);
  return new Date(Date.UTC(year, month - 1, ...rest) - GREENWICH_PLUS_7_MS);
};

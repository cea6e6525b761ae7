import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import { offersWithdrawal } from "./way-to-withdraw.js";

test.each([
  ["IR", "سفارش شما ارسال شد. لغو ۱۱", true],
  ["IR", "سفارش شما ارسال شد. لغو11", true],
  ["IR", "سفارش ۱۱ ارسال شد", false],
  ["IR", "پرواز شما لغوشد", false],
  ["IR", "انصراف: https://sms.example/r/AbCdEf123", true],
  ["TR", "Siparişiniz yolda. RET yazıp 4444'e gönderin", true],
  ["TR", "Siparişiniz yolda", false],
  ["VN", "Don hang da gui. Tu choi: soan TC gui 1900", true],
] as const)("[IR-ASN-26] in %s, %j offers a way to withdraw: %s", (code, text, offers) => {
  expect(offersWithdrawal(market(code), text)).toBe(offers);
});

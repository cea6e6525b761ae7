import { market } from "@whiteline/markets";
import { expect, test } from "vitest";
import type { Order } from "./campaign.js";
import { findCeilingFault } from "./ceiling.js";
import { findFault, findLineFault, findTextFault, findTypeFault } from "./order.js";
import { sampleCampaign } from "./sample-campaign.testdata.js";
import { textRules } from "./text-rules.js";

const now = new Date("2026-11-22T10:00:00Z");
const { order, line } = sampleCampaign();
const code = (over: Partial<Order>): string | undefined =>
  findFault({ ...order, ...over }, now)?.code;
const days = (count: number): Date => new Date(now.getTime() + count * 86_400_000);

test("an order with everything it needs has no fault", () => {
  expect(code({})).toBeUndefined();
  expect(code({ notBefore: days(89) })).toBeUndefined();
});

test("each fault of an order has its code and a remedy", () => {
  expect(code({ requestId: "" })).toBe("REQUEST_ID_MISSING");
  expect(code({ name: "x".repeat(201) })).toBe("NAME_TOO_LONG");
  expect(code({ listId: "" })).toBe("AUDIENCE_MISSING");
  expect(code({ numbers: Array.from({ length: 10_001 }, () => "0912") })).toBe("TOO_MANY_NUMBERS");
  expect(code({ templateId: "t" })).toBe("TEXT_OR_TEMPLATE");
  expect(code({ text: "" })).toBe("TEXT_OR_TEMPLATE");
  expect(code({ notBefore: days(-1) })).toBe("START_IN_THE_PAST");
  expect(code({ notBefore: new Date(now.getTime() - 60_000) })).toBeUndefined();
  expect(code({ notBefore: days(91) })).toBe("START_TOO_FAR");
  expect(code({ validityMs: 59_000 })).toBe("VALIDITY_OUT_OF_RANGE");
  expect(code({ validityMs: 2 * 86_400_000 + 1 })).toBe("VALIDITY_OUT_OF_RANGE");
  expect(code({ pacePerMinute: 0 })).toBe("PACE_OUT_OF_RANGE");
  const half = { name: "A", templateId: "", text: "x", share: 50, count: 0 };
  expect(code({ variants: [half, half] })).toBe("TEXT_OR_TEMPLATE");
  expect(code({ text: "", variants: [half, { ...half, name: "B" }] })).toBeUndefined();
  expect(code({ text: "", variants: [half] })).toBe("VARIANTS_INVALID");
  expect(findFault({ ...order, requestId: "" }, now)?.remedy).not.toBe("");
});

test("a ceiling under which nothing could be sent is refused when it is filed", () => {
  const ceiling = (currency: string, minor: bigint) =>
    findCeilingFault(market("IR"), { maxCost: { currency, minor } });
  expect(findCeilingFault(market("IR"), { maxCost: undefined })).toBeUndefined();
  expect(ceiling("IRR", 1n)).toBeUndefined();
  expect(ceiling("VND", 1n)).toMatchObject({
    code: "CURRENCY_MISMATCH",
    subject: "max_cost.currency",
    remedy: expect.stringContaining("IRR") as string,
  });
  expect(ceiling("", 1n)?.code).toBe("CURRENCY_MISMATCH");
  expect(ceiling("IRR", 0n)).toMatchObject({ code: "AMOUNT_NOT_POSITIVE", subject: "max_cost" });
  expect(ceiling("IRR", -1n)?.code).toBe("AMOUNT_NOT_POSITIVE");
});

test("a line of another tenant is unknown, and one that is not active may not send", () => {
  expect(findLineFault(undefined, "tenant-a")?.code).toBe("LINE_UNKNOWN");
  expect(findLineFault(line, "tenant-b")?.code).toBe("LINE_UNKNOWN");
  expect(findLineFault({ ...line, active: false }, "tenant-a")?.code).toBe("LINE_NOT_ACTIVE");
  expect(findLineFault(line, "tenant-a")).toBeUndefined();
});

test("the kind of message is one of the market's, and suits the sender and what is wanted", () => {
  const fault = (messageType: string, sender: string, expectReply = false) =>
    findTypeFault(market("TR"), { messageType, expectReply }, { sender })?.code;
  expect(fault("", "ORNEK")).toBeUndefined();
  expect(fault("flash", "ORNEK")).toBeUndefined();
  expect(fault("flash", "ORNEK", true)).toBe("FLASH_NOT_REPLYABLE");
  expect(fault("interactive", "5302")).toBeUndefined();
  expect(fault("interactive", "ORNEK")).toBe("INTERACTIVE_NUMBER_DIGITS_INVALID");
  expect(fault("video", "ORNEK")).toBe("MESSAGE_TYPE_UNKNOWN");
  const iran = { messageType: "flash", expectReply: false };
  expect(findTypeFault(market("IR"), iran, line)?.code).toBe("MESSAGE_TYPE_UNKNOWN");
});

test("a text beyond its kind is refused, though it could be sent as another", () => {
  const text = "a".repeat(156);
  const long = { ...order, text };
  expect(findTextFault(long, [undefined], textRules(market("TR"), "long"))).toBeUndefined();
  const flash = findTextFault(long, [undefined], textRules(market("TR"), "flash"));
  expect(flash).toMatchObject({ code: "FLASH_TOO_LONG", source: "003 · Flash" });
});

test("before the operators are known, a Vietnamese text is held against the operator that takes most", () => {
  const rules = textRules(market("VN"));
  const fault = (text: string) => findTextFault({ ...order, text }, [undefined], rules)?.code;
  expect(fault("VT Edu: trung tam nghi thu Sau tuan nay.")).toBeUndefined();
  expect(fault("VT Edu: trung tâm nghỉ thứ Sáu tuần này.")).toBeUndefined();
  expect(fault("a".repeat(766))).toBe("TEXT_TOO_LONG");
});

test("constants must belong to the template and keep to its lengths", () => {
  const rules = textRules(market("IR"));
  const template = { body: "{code}", variables: [{ name: "code", maxLength: 4 }] };
  const fault = (constants: Readonly<Record<string, string>>) =>
    findTextFault({ ...order, constants }, [template], rules)?.code;
  expect(fault({ code: "1234" })).toBeUndefined();
  expect(fault({ cod: "1" })).toBe("VARIABLE_UNKNOWN");
  expect(fault({ code: "12345" })).toBe("VARIABLE_TOO_LONG");
  expect(findTextFault({ ...order, text: "س".repeat(700) }, [undefined], rules)?.code).toBe(
    "TEXT_TOO_LONG",
  );
});

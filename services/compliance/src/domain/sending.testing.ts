import { market } from "@whiteline/markets";
import { judgeSending, type Sending } from "./judge-sending.js";
import type { Line } from "./line.js";
import type { Template } from "./template.js";

/** What the tests of sending judge: a line, a template, a text, and a judgement of these with what is said differently. */
export const line: Line = {
  lineId: "line-1",
  tenantId: "tenant-a",
  providerId: "asanak",
  market: "IR",
  family: "landline_021",
  number: "02191001234",
  type: "service",
  status: "active",
  version: 5,
};
export const template: Template = {
  templateId: "template-1",
  tenantId: "tenant-a",
  providerId: "asanak",
  market: "IR",
  name: "order sent",
  body: "سفارش {code} ارسال شد",
  variables: [{ name: "code", maxLength: 12, type: "text" }],
  state: "approved",
  category: null,
  reviewNote: "",
  version: 2,
  worstCaseParts: 1,
};
export const freeText = { text: "سفارش شما ارسال شد", templateId: "", template: undefined };
export const byTemplate = (over: Partial<Template> = {}) => ({
  text: "",
  templateId: "template-1",
  template: { ...template, ...over },
});

export const judge = (over: Partial<Sending> = {}) =>
  judgeSending({
    tenantId: "tenant-a",
    line,
    pack: market("IR"),
    content: freeText,
    solicited: true,
    recipient: { kind: "filtered", dropped: {}, listVersion: 1 },
    recipients: 500,
    traffic: "",
    as: "campaign",
    holdAbove: 1_000,
    offersRefusalService: true,
    localTime: "",
    advertisingLines: [],
    ...over,
  });

/** A Turkish sender. */
export const title: Line = { ...line, market: "TR", family: "sender_title", number: "ORNEK" };
export const say = (text: string) => ({ ...freeText, text });
export const one = (...findings: readonly string[]) =>
  ({ kind: "one", findings: new Set(findings) }) as const;

import { market, type MarketCode } from "@whiteline/markets";
import { labelledTexts, naiveKeywords, unseenTexts } from "@whiteline/markets/testing/texts";
import { judgeSending, type Sending } from "./domain/judge-sending.js";
import { measureTexts, type TextMeasure } from "./domain/measure-texts.js";
import { prepareTemplate, templateSearch } from "./domain/template-search.js";
import type { Template } from "./domain/template.js";

/** What `npm run bench` measures of compliance; nothing of it runs in the service. */
export type JudgingMeasure = {
  /** Texts found among a thousand approved templates and judged, per second of one core. */
  readonly templateTextsPerSecond: number;
  /** Different free texts judged, per second of one core. */
  readonly freeTextsPerSecond: number;
  readonly content: Readonly<Record<MarketCode, ContentQuality>>;
};

export type ContentQuality = {
  readonly rules: TextMeasure;
  /** A list of keywords, looked for as they stand, on the same texts. */
  readonly naive: TextMeasure;
  /** Both on a hundred texts of somebody who had not read the rules. */
  readonly unseen: { readonly rules: TextMeasure; readonly naive: TextMeasure };
};

const TEMPLATES = 1_000;
const TEXTS = 5_000;

export const measureJudging = (): JudgingMeasure => {
  const codes: readonly MarketCode[] = ["IR", "TR", "VN"];
  const [ir, tr, vn] = codes.map(contentQuality);
  if (ir === undefined || tr === undefined || vn === undefined) throw new Error("no measure");
  return {
    templateTextsPerSecond: measureRate(templateTexts()),
    freeTextsPerSecond: measureRate(freeTexts()),
    content: { IR: ir, TR: tr, VN: vn },
  };
};

const contentQuality = (code: MarketCode): ContentQuality => {
  const pack = market(code);
  const byKeyword = (text: string) => ({
    advertising: naiveKeywords[code].some((word) => text.includes(word)),
    certain: true,
  });
  return {
    rules: measureTexts(pack, labelledTexts[code]),
    naive: measureTexts(pack, labelledTexts[code], byKeyword),
    unseen: {
      rules: measureTexts(pack, unseenTexts[code]),
      naive: measureTexts(pack, unseenTexts[code], byKeyword),
    },
  };
};

/** A second of warming, then two: judgements per second of this process's CPU, which is one core's. */
const measureRate = (judge: (turn: number) => void): number => {
  runFor(1_000_000, judge);
  const { turns, micros } = runFor(2_000_000, judge);
  return Math.round((turns * 1_000_000) / micros);
};

const runFor = (micros: number, judge: (turn: number) => void) => {
  const before = process.cpuUsage();
  let turns = 0;
  for (;;) {
    for (let i = 0; i < 500; i += 1) judge(turns + i);
    turns += 500;
    const { user, system } = process.cpuUsage(before);
    if (user + system >= micros) return { turns, micros: user + system };
  }
};

const sending = (content: Sending["content"]): Sending => ({
  tenantId: "tenant",
  line: {
    lineId: "line",
    tenantId: "tenant",
    providerId: "asanak",
    market: "IR",
    family: "landline_021",
    number: "02191001234",
    type: "service",
    status: "active",
    version: 1,
  },
  pack: market("IR"),
  content,
  traffic: "",
  solicited: true,
  recipient: { kind: "one", findings: new Set() },
  recipients: 1,
  as: "message",
  holdAbove: 1,
  offersRefusalService: true,
  localTime: "12:00",
  advertisingLines: [],
});

/** Texts of templates that carry a code, a free name and an amount, among a thousand that begin differently or alike. */
const templateTexts = (): ((turn: number) => void) => {
  const pack = market("IR");
  const templates = Array.from({ length: TEMPLATES }, (_, i): Template => ({
    templateId: `template-${i}`,
    tenantId: "tenant",
    providerId: "asanak",
    market: "IR",
    name: `template ${i}`,
    body: `شعبه ${i}: {name} عزیز، سفارش {code} به مبلغ {amount} ثبت شد.`,
    variables: [
      { name: "name", maxLength: 30, type: "text" },
      { name: "code", maxLength: 12, type: "code" },
      { name: "amount", maxLength: 30, type: "amount" },
    ],
    state: "approved",
    category: null,
    reviewNote: "",
    version: 2,
    worstCaseParts: 2,
  }));
  const find = templateSearch(templates.map((template) => prepareTemplate(pack, template)));
  const texts = Array.from(
    { length: TEXTS },
    (_, i) =>
      `شعبه ${i % TEMPLATES}: مریم احمدی عزیز، سفارش ${7_000 + i} به مبلغ ${i}0,000 ریال ثبت شد.`,
  );
  return (turn) => {
    const text = texts[turn % TEXTS] ?? "";
    const template = find(text)?.template;
    const judged = judgeSending(
      sending({ text, templateId: template?.templateId ?? "", template }),
    );
    if (judged.decision !== "cleared" || template === undefined)
      throw new Error(`not found: ${text}`);
  };
};

const freeTexts = (): ((turn: number) => void) => {
  const labelled = Object.values(labelledTexts.IR).flat();
  const texts = Array.from(
    { length: TEXTS },
    (_, i) => `${labelled[i % labelled.length] ?? ""} ${i}`,
  );
  return (turn) => {
    judgeSending(sending({ text: texts[turn % TEXTS] ?? "", templateId: "", template: undefined }));
  };
};

import { deserialize, serialize } from "node:v8";
import { market, markets } from "@whiteline/markets";
import fc from "fast-check";
import { expect, test } from "vitest";
import { judgeSending, type Sending } from "./judge-sending.js";
import type { Line } from "./line.js";
import { readDraft } from "./policy-draft.js";
import { putTogether, replayItem, type Draft } from "./replay.js";
import type { Template } from "./template.js";
import { takeApart, type JudgedItem, type VerdictInputs } from "./verdict-inputs.js";

const ir = market("IR");
const at = new Date("2026-11-22T10:00:00Z");

const lines = fc.record({
  lineId: fc.constantFrom("line-1", "line-2"),
  tenantId: fc.constantFrom("tenant-a", "tenant-b"),
  providerId: fc.constant("asanak"),
  market: fc.constant("IR"),
  family: fc.constantFrom("landline_021", "shatel", "shared_pattern", "line_3000"),
  number: fc.constant("02191001234"),
  type: fc.constantFrom("service", "advertising", "shared_pattern"),
  status: fc.constantFrom("active", "suspended", "removed"),
  version: fc.nat(9),
  asOf: fc.constant(at),
}) satisfies fc.Arbitrary<Line>;

const template: Template = {
  templateId: "t1",
  tenantId: "tenant-a",
  providerId: "asanak",
  market: "IR",
  name: "order sent",
  body: "سفارش {code} ارسال شد",
  variables: [],
  state: "approved",
  category: null,
  reviewNote: "",
  version: 2,
  worstCaseParts: 1,
};
const templates = fc.constantFrom<Template | undefined>(
  undefined,
  template,
  { ...template, state: "under_review", version: 1 },
  { ...template, category: "discount" },
  { ...template, tenantId: "tenant-b" },
);
const texts = fc.constantFrom(
  "",
  "سفارش شما ارسال شد",
  "۲۰ درصد تخفیف برای خرید آخر هفته",
  "کد تایید شما: ۱۲۳۴",
  "شما برنده شدید",
);
const recipients = fc.oneof(
  fc.record({
    kind: fc.constant("one" as const),
    findings: fc
      .subarray(["opted_out", "not_on_customer_list", "blacklisted"])
      .map((codes) => new Set(codes)),
  }),
  fc.constant({ kind: "filtered" as const, dropped: { opted_out: 3 }, listVersion: 4 }),
);
const sendings = fc
  .record({
    line: fc.option(lines, { nil: undefined }),
    template: templates,
    text: texts,
    solicited: fc.boolean(),
    recipient: recipients,
    recipients: fc.nat(200_000),
    traffic: fc.constantFrom("", "marketing"),
    as: fc.constantFrom("message", "campaign", "dry_run"),
    offersRefusalService: fc.boolean(),
    localTime: fc.constantFrom("", "03:00"),
    holdAbove: fc.constantFrom(0, 1_000, 100_000),
    advertisingLines: fc.option(fc.array(lines, { maxLength: 2 }), { nil: undefined }),
  })
  .map(({ template: used, text, line, ...rest }): Sending => ({
    tenantId: "tenant-a",
    line,
    pack: line && ir,
    content: { text, templateId: used?.templateId ?? "", template: used },
    ...rest,
  }));

/** As the store keeps it and gives it back. */
const stored = (sending: Sending): { inputs: VerdictInputs; item: JudgedItem } => {
  const { pack, common, own } = takeApart(sending);
  const judgement = judgeSending(sending);
  const item: JudgedItem = {
    ...own,
    verdictId: "v1",
    decision: judgement.decision,
    rule: judgement.deciding?.code ?? "",
    counts: [{ operator: "MCI", alphabet: "ucs2", segments: 1, messages: sending.recipients }],
  };
  const inputs: VerdictInputs = {
    inputsId: "i1",
    tenantId: "tenant-a",
    providerId: "asanak",
    lineId: sending.line?.lineId ?? "",
    family: sending.line?.family ?? "",
    campaignId: "",
    at,
    pack,
    common,
    items: [item],
  };
  const kept = deserialize(serialize(inputs)) as VerdictInputs;
  return { inputs: kept, item: kept.items[0]! };
};

test("[VN-BLK-19] what was judged before purposes were asked finds its rules again, and is judged the same", () => {
  const vn = market("VN");
  const line: Line = {
    lineId: "line-1",
    tenantId: "tenant-a",
    providerId: "vn-bulksms",
    market: "VN",
    family: "brandname",
    number: "VT.Edu",
    type: "any",
    status: "active",
    version: 3,
    asOf: at,
  };
  for (const [traffic, text] of [
    ["", "Quy khach co lich hen luc 8:30 ngay mai tai phong kham."],
    ["advertising", "[QC] Giam gia 50% hom nay"],
    ["advertising", "Giam gia 50% hom nay"],
  ] as const) {
    const { inputs, item } = stored({
      tenantId: "tenant-a",
      line,
      pack: vn,
      content: { text, templateId: "", template: undefined },
      traffic,
      solicited: false,
      recipient: { kind: "filtered", dropped: {}, listVersion: 1 },
      recipients: 10,
      as: "campaign",
      holdAbove: 1_000,
      offersRefusalService: true,
      localTime: "",
      advertisingLines: undefined,
    });
    // As they were kept: the day of the pack, and no purposes.
    const before = { ...inputs, pack: { code: "VN", effectiveFrom: "2021-01-01" } };
    const packOfTime = markets.get("VN", before.pack.effectiveFrom);
    expect(packOfTime.effectiveFrom).toBe(before.pack.effectiveFrom);
    const draft: Draft = { pack: vn, holdAbove: undefined };
    expect(replayItem(before, item, packOfTime, undefined, draft).kind, text).toBe("same");
  }
});

const asIs: Draft = { pack: ir, holdAbove: undefined };
const drafted = (draft: object): Draft => {
  const read = readDraft(JSON.stringify({ market: "IR", name: "draft", ...draft }), () => ir);
  if (read.kind === "refused") throw new Error(read.faults.join("; "));
  return read.policy.draft;
};

test("the same inputs under the same rules give the same verdict, whatever was sent", () => {
  fc.assert(
    fc.property(sendings, (sending) => {
      const { inputs, item } = stored(sending);
      // The text of a template is read from its owner, in the state it has today.
      const today = sending.content.template && {
        ...sending.content.template,
        state: "approved",
        category: null,
        version: 9,
      };
      const again = putTogether(inputs, item, sending.pack, today);
      expect(judgeSending(again)).toEqual(judgeSending(sending));
      expect(replayItem(inputs, item, sending.pack, today, asIs).kind).toBe("same");
    }),
    { numRuns: 500 },
  );
});

const sending = (over: Partial<Sending> = {}): Sending => ({
  tenantId: "tenant-a",
  line: {
    lineId: "line-1",
    tenantId: "tenant-a",
    providerId: "asanak",
    market: "IR",
    family: "landline_021",
    number: "02191001234",
    type: "service",
    status: "active",
    version: 3,
  },
  pack: ir,
  // A text that the rules know nothing of.
  content: { text: "مطلب تازه را ببین", templateId: "", template: undefined },
  solicited: true,
  recipient: { kind: "filtered", dropped: {}, listVersion: 4 },
  recipients: 900,
  traffic: "",
  as: "campaign",
  offersRefusalService: true,
  localTime: "",
  holdAbove: 1_000,
  advertisingLines: [],
  ...over,
});
const replayed = (given: Sending, draft: Draft, over: Partial<JudgedItem> = {}) => {
  const { inputs, item } = stored(given);
  return replayItem(inputs, { ...item, ...over }, ir, given.content.template, draft);
};

test("a draft that holds more flips what was cleared, and says by which rule", () => {
  expect(replayed(sending(), drafted({ holdAbove: 500 }))).toMatchObject({
    kind: "flipped",
    flip: {
      before: "cleared",
      after: "held",
      ruleAfter: "free_text_needs_desk",
      counts: [{ messages: 900 }],
    },
  });
  expect(replayed(sending(), drafted({ holdAbove: 2_000 })).kind).toBe("same");
});

test("a draft without a rule flips what that rule refused", () => {
  const optedOut = sending({
    recipient: { kind: "one", findings: new Set(["opted_out"]) },
  });
  const without = drafted({
    rules: { gates: [{ name: "irSend", reasons: [{ code: "opted_out", remove: true }] }] },
  });
  expect(replayed(optedOut, without)).toMatchObject({
    kind: "flipped",
    flip: { before: "refused", after: "cleared", ruleBefore: "opted_out", ruleAfter: "" },
  });
});

test("the same decision by another rule is no flip", () => {
  const promotion = sending({
    content: { text: "۲۰ درصد تخفیف برای خرید آخر هفته", templateId: "", template: undefined },
    recipient: { kind: "one", findings: new Set(["opted_out"]) },
  });
  const without = drafted({
    rules: {
      gates: [{ name: "irSend", reasons: [{ code: "advertising_on_service_line", remove: true }] }],
    },
  });
  expect(replayed(promotion, without).kind).toBe("other_rule");
});

test("a card that does not follow from its own inputs is named, not replayed", () => {
  expect(replayed(sending(), asIs, { decision: "refused", rule: "blacklisted" }).kind).toBe(
    "unfaithful",
  );
});

test("what the desk decided stands in a replay, unless a rule takes the decision away", () => {
  const byDesk = { decision: "cleared" as const, rule: "desk_review" };
  const large = sending({ recipients: 5_000 });
  expect(replayed(large, asIs, byDesk).kind).toBe("same");
  const stricter = drafted({
    rules: { content: { principles: { remove: ["unsolicited_is_advertising"] } } },
  });
  expect(replayed(large, stricter, byDesk).kind).toBe("same");
});

test("verdicts whose pack or template is gone are skipped by name", () => {
  const { inputs, item } = stored(sending());
  expect(replayItem(inputs, item, undefined, undefined, asIs)).toEqual({
    kind: "skipped",
    reason: "pack_gone",
  });
  const used = sending({ content: { text: "", templateId: "t1", template } });
  const { inputs: ofTemplate, item: one } = stored(used);
  expect(replayItem(ofTemplate, one, ir, undefined, asIs)).toMatchObject({
    reason: "template_gone",
  });
});

test.each([
  ["no JSON", "{", "the draft is not JSON"],
  ["no object", "[]", "no JSON object"],
  ["an unknown market", { market: "XX", name: "d" }, "market"],
  ["no name", { market: "IR", name: " " }, "name"],
  ["an unknown field", { market: "IR", name: "d", surprise: 1 }, "surprise"],
  ["a section that judges nothing", { market: "IR", name: "d", rules: { tariffs: [] } }, "tariffs"],
  ["a negative threshold", { market: "IR", name: "d", holdAbove: -1 }, "holdAbove"],
  [
    "rules that are no pack",
    { market: "IR", name: "d", rules: { gates: [{ name: "x" }] } },
    "gates",
  ],
])("a draft with %s is refused with its fault", (_what, draft, fault) => {
  const json = typeof draft === "string" ? draft : JSON.stringify(draft);
  const read = readDraft(json, (code) => (code === "IR" ? ir : undefined));
  expect(read.kind).toBe("refused");
  expect(read.kind === "refused" ? read.faults.join("\n") : "").toContain(fault);
});

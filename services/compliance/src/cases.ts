import { markets, type MarketPack, type SendGate } from "@whiteline/markets";
import { z } from "zod";
import { findCategory, isAdvertising } from "./domain/content-class.js";
import { penaltyOf } from "./domain/complaint.js";
import { askGate, gatesOf, keepsAdvertisingOut, type GateFacts } from "./domain/send-gate.js";

const marketingInput = z.object({
  purpose: z.string(),
  providerOffersRefusalService: z.boolean().nullish(),
  consent: z.boolean().nullish(),
  refused: z.boolean().nullish(),
  hasRefusalNotice: z.boolean().nullish(),
});

const contentInput = z
  .object({
    lineType: z.string(),
    category: z.string().nullish(),
    text: z.string().nullish(),
    solicited: z.boolean().nullish(),
  })
  .refine(({ category, text }) => typeof category === "string" || typeof text === "string", {
    message: "category or text",
  });

const fact = z.boolean().nullish();
const gateInput = z.object({
  lineFamily: z.string(),
  lineType: z.string(),
  lineStatus: z.string(),
  contentClass: z.enum(["informational", "advertising"]),
  patternApproved: fact,
  recipientOptedOut: fact,
  recipientOnCustomerList: fact,
  recipientOnBlacklist: fact,
});

const judgeContent = (input: unknown): unknown => {
  const { lineType, text, solicited, ...given } = contentInput.parse(input);
  const pack = markets.get("IR");
  const category = given.category ?? findCategory(pack, text ?? "");
  const advertising = isAdvertising(pack, category, solicited ?? true);
  const reason = gatesOf(pack, "")
    .flatMap(({ reasons }) => reasons)
    .find(keepsAdvertisingOut);
  const rejected = advertising && reason?.lineTypes.includes(lineType) === true;
  return {
    ...(typeof text === "string" ? { category } : {}),
    verdict: rejected ? "reject" : "allow",
    reason: rejected ? reason.code : null,
  };
};

/** What no case of a kind says is in order. */
const inOrder: GateFacts = {
  line: { status: "active", type: "service", family: "", purposes: [], version: "" },
  traffic: "",
  content: { category: null, advertising: false, confidence: 100, solicited: true, version: "" },
  text: "",
  patternApproved: null,
  patternVersion: "",
  recipient: { kind: "one", findings: new Set() },
  provider: { id: "", offersRefusalService: true },
  localTime: "",
};

const passGate = (input: unknown): unknown => {
  const given = gateInput.parse(input);
  const pack = markets.get("IR");
  const findings = new Set<string>();
  if (given.recipientOptedOut === true) findings.add("opted_out");
  if (given.recipientOnCustomerList !== true) findings.add("not_on_customer_list");
  if (given.recipientOnBlacklist === true) findings.add("blacklisted");
  return decide(pack, gatesOf(pack, ""), {
    ...inOrder,
    line: {
      status: given.lineStatus,
      type: given.lineType,
      family: given.lineFamily,
      purposes: [],
      version: "",
    },
    content: { ...inOrder.content, advertising: given.contentClass === "advertising" },
    patternApproved: given.patternApproved ?? null,
    recipient: { kind: "one", findings },
  });
};

/** Informational messages skip the gate, and so does every purpose but marketing [tr.md §3]. */
const passMarketingGate = (input: unknown): unknown => {
  const given = marketingInput.parse(input);
  const pack = markets.get("TR");
  const findings = new Set<string>();
  if (given.consent !== true) findings.add("no_consent");
  if (given.refused === true) findings.add("refused");
  const [notice = ""] = pack.content.labels.flatMap(({ anyOf }) => anyOf);
  return decide(
    pack,
    pack.gates.filter(({ purpose }) => purpose === given.purpose),
    {
      ...inOrder,
      traffic: given.purpose,
      text: given.hasRefusalNotice === true ? notice : "",
      recipient: { kind: "one", findings },
      provider: { id: "", offersRefusalService: given.providerOffersRefusalService === true },
    },
  );
};

const decide = (pack: MarketPack, gates: readonly SendGate[], facts: GateFacts): unknown => {
  const blocking = gates.map((gate) => askGate(pack, gate, facts).blocking).find(Boolean);
  return {
    decision: blocking === undefined ? "send" : "block",
    reason: blocking?.code ?? null,
  };
};

const penaltyInput = z.object({
  provider: z.string(),
  lineFamily: z.string(),
  violation: z.string(),
  advertisingMessages: z.number().int().nonnegative().nullish(),
  toBlacklisted: z.number().int().nonnegative().nullish(),
  toNonCustomers: z.number().int().nonnegative().nullish(),
});

const findPenalty = (input: unknown): unknown => {
  const { provider, lineFamily, violation, ...counts } = penaltyInput.parse(input);
  const penalty = penaltyOf(
    markets.get("IR"),
    { providerId: provider, family: lineFamily },
    violation,
    {
      advertisingMessages: counts.advertisingMessages ?? 0,
      toBlacklisted: counts.toBlacklisted ?? 0,
      toNonCustomers: counts.toNonCustomers ?? 0,
    },
  );
  return {
    fineRial: Number(penalty.fine),
    removedFromWhiteList: penalty.removedFromWhiteList,
    reapplyAllowed: penalty.reapplyAllowed,
  };
};

/** Golden cases of compliance: kind → the product's own function. */
export const cases: Readonly<Record<string, (input: unknown) => unknown>> = {
  "ir.content": judgeContent,
  "ir.send_gate": passGate,
  "ir.penalty": findPenalty,
  "tr.marketing_gate": passMarketingGate,
};

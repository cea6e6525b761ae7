import { markets } from "@whiteline/markets";
import { z } from "zod";
import { findCategory, isAdvertising } from "./domain/content-class.js";
import { penaltyOf } from "./domain/complaint.js";
import { askGate, everyMessageGate } from "./domain/send-gate.js";

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

/** The gate of Iran, which both kinds are judged by. */
const iran = () => {
  const pack = markets.get("IR");
  const gate = everyMessageGate(pack);
  if (gate === undefined) throw new Error("the pack of IR has no gate");
  return { pack, gate };
};

const judgeContent = (input: unknown): unknown => {
  const { lineType, text, solicited, ...given } = contentInput.parse(input);
  const { pack, gate } = iran();
  const category = given.category ?? findCategory(pack, text ?? "");
  const advertising = isAdvertising(pack, category, solicited ?? true);
  const reason = gate.reasons.find(({ code }) => code === "advertising_on_service_line");
  const rejected = advertising && reason?.lineTypes.includes(lineType) === true;
  return {
    ...(typeof text === "string" ? { category } : {}),
    verdict: rejected ? "reject" : "allow",
    reason: rejected ? reason.code : null,
  };
};

const passGate = (input: unknown): unknown => {
  const given = gateInput.parse(input);
  const { pack, gate } = iran();
  const { blocking } = askGate(gate, {
    line: {
      status: given.lineStatus,
      type: given.lineType,
      family: given.lineFamily,
      version: "",
    },
    content: {
      category: null,
      advertising: given.contentClass === "advertising",
      solicited: true,
      version: pack.effectiveFrom,
    },
    patternApproved: given.patternApproved ?? null,
    patternVersion: "",
    recipient: {
      kind: "one",
      optedOut: given.recipientOptedOut === true,
      onCustomerList: given.recipientOnCustomerList === true,
      blacklisted: given.recipientOnBlacklist === true,
    },
  });
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
};

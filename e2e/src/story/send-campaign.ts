import { randomUUID } from "node:crypto";

import { until } from "./client.js";
import { amount, counts, number, type Narrator } from "./narrator.js";
import type { Customer } from "./obtain-line.js";
import {
  campaign,
  quote,
  report,
  template,
  verification,
  wallet,
  type Campaign,
} from "./shapes.js";
import type { World } from "./world.js";

/** One part, or two where a run wants long texts. */
const body =
  process.env["WHITELINE_STORY_LONG"] === undefined
    ? "سفارش {code} ارسال شد. پیگیری در سایت آفتاب"
    : "سفارش {code} ارسال شد و تا دو روز کاری دیگر به دست شما می‌رسد. پیگیری سفارش در سایت فروشگاه آفتاب";

/** A template: registered by the company, approved by an expert. */
export const approveTemplate = async (
  world: World,
  customer: Customer,
  tell: Narrator,
): Promise<string> => {
  tell.step("A template with named variables is registered and approved");
  const made = await customer.api.call("/v1/templates", template, {
    json: { name: "order sent", body, variables: [{ name: "code", maxLength: 12 }] },
  });
  tell.say(
    `POST /v1/templates → 201, ${made.state}, category ${made.category ?? "none"}, at worst ${made.worstCaseParts} part(s)`,
  );
  const approved = await world.expert.call(`/v1/templates/${made.templateId}/review`, template, {
    json: {
      decision: "approve",
      note: "tracking code to own customers",
      expectedVersion: made.version,
    },
  });
  tell.say(`expert: ${approved.state}`);
  return made.templateId;
};

const campaignOf = (
  customer: Customer,
  listId: string,
  templateId: string,
  over: { readonly name: string; readonly dryRun: boolean },
) => ({
  json: { lineId: customer.lineId, listId, templateId, ...over },
});

const settled = (it: Campaign): boolean =>
  ["forecast", "unfunded", "refused", "held", "finished", "cancelled"].includes(it.state);

/** What it would cost and take, without sending. */
export const forecast = async (
  customer: Customer,
  listId: string,
  templateId: string,
  tell: Narrator,
): Promise<Campaign> => {
  tell.step("A dry run forecasts the campaign");
  const asked = await customer.api.call(
    "/v1/campaigns",
    campaign,
    campaignOf(customer, listId, templateId, { name: "forecast", dryRun: true }),
  );
  const done = await until(
    () => customer.api.call(`/v1/campaigns/${asked.campaignId}`, campaign),
    settled,
    {
      within: 120_000,
      what: "the forecast",
      onAnswer: (it) => tell.running(`${it.state}${it.cause === undefined ? "" : `: ${it.cause}`}`),
    },
  );
  const seen = done.forecast;
  if (done.state !== "forecast" || seen === undefined)
    throw new Error(`no forecast but ${done.state}: ${done.refusal?.code ?? ""}`);
  tell.say(`recipients kept ${number(seen.recipientsKept)}, dropped: ${counts(seen.dropped)}`);
  tell.list(
    (seen.quote?.lines ?? []).map(
      (l) =>
        `${l.operator} ${l.alphabet}: ${number(l.parts)} parts × ${amount(l.perPart)} = ${amount(l.amount)}`,
    ),
  );
  tell.say(`total ${amount(seen.quote?.total)}, about ${seen.durationSeconds} s of sending`);
  const most = await customer.api.call("/v1/quotes", quote, {
    json: { lineId: customer.lineId, listId, templateId },
  });
  tell.say(`known beforehand: by the longest values of the list at most ${amount(most.total)}`);
  if (minorOf(most.total) < minorOf(seen.quote?.total))
    throw new Error("the forecast is above what was quoted at most");
  return done;
};

/** Refused because the wallet is empty; then cancelled. */
export const sendWithoutFunds = async (
  customer: Customer,
  listId: string,
  templateId: string,
  tell: Narrator,
): Promise<void> => {
  tell.step("Sent without funds, the campaign is refused");
  const asked = await customer.api.call(
    "/v1/campaigns",
    campaign,
    campaignOf(customer, listId, templateId, { name: "too early", dryRun: false }),
  );
  const done = await until(
    () => customer.api.call(`/v1/campaigns/${asked.campaignId}`, campaign),
    settled,
    { within: 120_000, what: "the refusal" },
  );
  if (done.state !== "unfunded" || done.refusal === undefined)
    throw new Error(`expected unfunded, got ${done.state}`);
  tell.say(`state ${done.state}, verdict ${done.verdictId ?? "?"}; cause: ${done.cause ?? ""}`);
  tell.findings([done.refusal]);
  const cancelled = await customer.api.call(`/v1/campaigns/${asked.campaignId}/cancel`, campaign, {
    json: {},
  });
  tell.say(`the company cancels it: ${cancelled.state}`);
};

/** Finance confirms a top-up. */
export const topUp = async (
  world: World,
  customer: Customer,
  tell: Narrator,
  minor: bigint,
): Promise<void> => {
  tell.step("The wallet is topped up");
  const after = await world.finance.call("/v1/top-ups", wallet, {
    json: {
      tenantId: customer.tenantId,
      amount: { currency: "IRR", minor: minor.toString() },
      reference: `bank transfer ${randomUUID()}`,
    },
  });
  tell.say(`POST /v1/top-ups (finance) → available ${amount(after.available)}`);
};

const minorOf = (money: { readonly minor: string } | undefined): bigint =>
  BigInt(money?.minor ?? "0");

/** The campaign over SMPP to the operators, until every recipient is accounted for. */
export const sendCampaign = async (
  world: World,
  customer: Customer,
  listId: string,
  templateId: string,
  plan: Campaign,
  tell: Narrator,
): Promise<Campaign> => {
  tell.step("The campaign is sent over SMPP, receipts come back");
  const began = performance.now();
  const asked = await customer.api.call(
    "/v1/campaigns",
    campaign,
    campaignOf(customer, listId, templateId, { name: "orders sent", dryRun: false }),
  );
  const done = await until(
    () => customer.api.call(`/v1/campaigns/${asked.campaignId}`, campaign),
    settled,
    {
      within: 900_000,
      every: 1_000,
      what: "the end of the campaign",
      onAnswer: (it) => {
        const p = it.progress;
        tell.running(
          p === undefined
            ? `${it.state}${it.cause === undefined ? "" : `: ${it.cause}`}`
            : `${it.state}: chunks released ${p.chunksReleased}/${p.chunks}, final ${p.chunksFinal}; messages: ${counts(p.messages)}`,
        );
      },
    },
  );
  if (done.state !== "finished")
    throw new Error(
      `the campaign ended as ${done.state}: ${done.refusal?.code ?? done.cause ?? ""}`,
    );
  const seconds = (performance.now() - began) / 1_000;
  const kept = plan.forecast?.recipientsKept ?? 0;

  tell.step("The report");
  const told = await customer.api.call(`/v1/campaigns/${asked.campaignId}/report`, report);
  const accounted = Object.values(told.messagesByState).reduce((sum, value) => sum + value, 0);
  tell.say(
    `recipients: ${number(told.messages)} in the report of ${number(kept)} in the forecast; by outcome: ${counts(told.messagesByState)}`,
  );
  tell.say(`parts: ${number(told.parts)}; by operator: ${counts(told.operators)}`);
  tell.say(`reasons: ${counts(told.reasons)}; possibly sent twice: ${told.duplicatesPossible}`);
  tell.say(
    `time: forecast about ${plan.forecast?.durationSeconds ?? 0} s of sending, actual ${seconds.toFixed(1)} s from request to the last receipt`,
  );
  if (accounted !== kept || told.messages !== kept)
    throw new Error(`${kept} recipients, ${accounted} accounted for`);
  const progress = done.progress;
  tell.say(
    `money: forecast ${amount(plan.forecast?.quote?.total)}, reserved ${amount(progress?.reserved)}, settled ${amount(progress?.settled)}, released ${amount(progress?.released)}`,
  );
  if (minorOf(progress?.settled) > minorOf(plan.forecast?.quote?.total))
    throw new Error("it cost more than was forecast");
  if (minorOf(progress?.settled) + minorOf(progress?.released) !== minorOf(progress?.reserved))
    throw new Error("settled and released do not make up what was reserved");
  const purse = await customer.api.call("/v1/wallet", wallet);
  const ledger = await world.finance.call("/v1/ledger/verification", verification);
  tell.say(`wallet: available ${amount(purse.available)}, held ${amount(purse.held)}`);
  tell.say(
    `ledger: ${number(ledger.entries)} entries over ${ledger.accounts} accounts ${ledger.exact ? "sum to zero" : `BROKEN: ${ledger.broken.join("; ")}`}`,
  );
  if (!ledger.exact) throw new Error("the ledger is not exact");
  return done;
};

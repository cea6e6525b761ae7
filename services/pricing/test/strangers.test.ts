import { CampaignCleared } from "@whiteline/contracts/compliance/v1/events";
import { CampaignFunded } from "@whiteline/contracts/pricing/v1/events";
import type { CallOptions } from "@whiteline/service-kit";
import { eventually, strangerFaults, type StrangerRow } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asTenant, campaigns, cleared, counts, pricing, principals, rial } from "./world.js";

let it: Awaited<ReturnType<typeof pricing>>;
const tenantId = "t-victim";
const reservationId = "campaign:c1:1";
beforeAll(async () => {
  it = await pricing();
  await it.topUp(tenantId, 31_415_926n);
  await it.events.publish(CampaignCleared, cleared("c1", tenantId), "cleared-1");
  await eventually(() => it.told(CampaignFunded).length === 1);
});
afterAll(() => it[Symbol.asyncDispose]());

const question = { tenantId, providerId: "asanak", family: "landline_021", counts };
const rows: Readonly<Record<string, StrangerRow<CallOptions>>> = {
  "PricingService.Quote": {
    call: (as) => it.client().quote(question, as),
    refused: "TENANT_UNKNOWN",
  },
  "PricingService.Reserve": {
    call: (as) => it.client().reserve({ ...question, reservationId }, as),
    refused: "SERVICE_REQUIRED",
  },
  "PricingService.GetBalance": {
    call: (as) => it.client().getBalance({ tenantId }, as),
    refused: "TENANT_UNKNOWN",
  },
  "PricingService.TopUp": {
    call: (as) =>
      it.client().topUp({ requestId: "r", tenantId, amount: rial(5n), reference: "x" }, as),
    refused: "STAFF_REQUIRED",
  },
  "PricingService.GetReservation": {
    call: (as) => it.client().getReservation({ reservationId }, as),
    refused: "RESERVATION_UNKNOWN",
  },
  "PricingService.ListEntries": {
    call: (as) => it.client().listEntries({ tenantId }, as),
    refused: "TENANT_UNKNOWN",
  },
  "PricingService.VerifyLedger": {
    call: (as) => it.client().verifyLedger({}, as),
    refused: "STAFF_REQUIRED",
  },
  "PricingService.SetPriceGroup": {
    call: (as) => it.client().setPriceGroup({ tenantId, group: "" }, as),
    refused: "STAFF_REQUIRED",
  },
  "PricingService.ListPriceGroups": {
    call: (as) => it.client().listPriceGroups({ tenantId }, as),
    refused: "TENANT_UNKNOWN",
  },
  "PricingService.ExamineText": {
    call: (as) => it.client().examineText({ tenantId, text: "x", family: question.family }, as),
  },
  "PricingService.CompareForecast": {
    call: (as) => it.client().compareForecast({ campaignId: "c1" }, as),
  },
  // Printed prices are anybody's.
  "PricingService.ListTariffs": { call: (as) => it.client().listTariffs({ market: "IR" }, as) },
};
const secrets = [tenantId, reservationId, "31415926"];
/** All that the tenant sees of its money. */
const state = async () => ({
  balance: await it.balance(tenantId),
  reservation: await it.reservation(reservationId, tenantId),
  entries: await it.client().listEntries({ tenantId }, asTenant(tenantId)),
  groups: await it.client().listPriceGroups({ tenantId }, asTenant(tenantId)),
});
const others: Readonly<Record<string, CallOptions>> = {
  "a service for another tenant": campaigns("t-stranger"),
  "finance of another provider": principals.staff("finance", "kando"),
  "an expert of another provider": principals.staff("expert", "kando"),
};

test("every RPC called as another tenant gives and changes nothing of the first", async () => {
  expect(Object.keys(rows).sort()).toEqual(it.rpcs());
  const before = await state();
  const tenant = asTenant("t-stranger");
  expect(await strangerFaults(rows, { tenant, others, secrets })).toEqual([]);
  expect(await state()).toEqual(before);
});

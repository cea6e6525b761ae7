import { CampaignCleared } from "@whiteline/contracts/compliance/v1/events";
import { CampaignFunded } from "@whiteline/contracts/pricing/v1/events";
import type { CallOptions } from "@whiteline/service-kit";
import { eventually, strangerFaults, type StrangerRow } from "@whiteline/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  asTenant,
  campaigns,
  cleared,
  counts,
  finance,
  pricing,
  principals,
  rial,
} from "./world.js";

let it: Awaited<ReturnType<typeof pricing>>;
const tenantId = "t-victim";
const reservationId = "campaign:c1:1";
beforeAll(async () => {
  it = await pricing();
  it.setClock(() => new Date("2026-10-10T05:00:00Z"));
  await it.topUp(tenantId, 31_415_926n);
  await it.resellers.setReseller({ tenantId: "t-resold", resellerId: tenantId }, finance);
  const company = { requestId: "victim", name: "16180339 Ltd" };
  const { invitation, code } = await it.resale.inviteCustomer(company, asTenant(tenantId));
  invitationId = invitation?.invitationId ?? "";
  // It waits for finance.
  await it.resale.acceptCustomerInvitation({ code }, asTenant("t-invited"));
  const { outcome } = await it.purchases.placeOrder(order(), asTenant(tenantId));
  orderId = outcome?.$case === "order" ? outcome.value.orderId : "";
  it.setClock(() => new Date("2026-11-10T05:00:00Z"));
  expect((await it.billing.issueInvoices({ month }, finance)).issued).toBe(1n);
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
    refused: "TENANT_UNKNOWN",
  },
  "PricingService.CompareForecast": {
    call: (as) => it.client().compareForecast({ campaignId: "c1" }, as),
    refused: "CAMPAIGN_NOT_FUNDED",
  },
  "CreditPricesService.SetCreditPrice": {
    call: (as) => it.creditPrices.setCreditPrice({ price: { tenantId } }, as),
    refused: "STAFF_REQUIRED",
  },
  "CreditPricesService.ListCreditPrices": {
    call: (as) => it.creditPrices.listCreditPrices({ tenantId }, as),
    refused: "STAFF_REQUIRED",
  },
  // Printed prices are anybody's.
  "PricingService.ListTariffs": { call: (as) => it.client().listTariffs({ market: "IR" }, as) },
  "PurchasesService.QuoteOrder": {
    call: (as) => it.purchases.quoteOrder({ tenantId, value: rial(5n) }, as),
    refused: "TENANT_UNKNOWN",
  },
  "PurchasesService.PlaceOrder": {
    call: (as) => it.purchases.placeOrder({ ...order(), requestId: "stranger" }, as),
    refused: "TENANT_UNKNOWN",
  },
  "PurchasesService.GetOrder": {
    call: (as) => it.purchases.getOrder({ orderId }, as),
    refused: "ORDER_UNKNOWN",
  },
  "PurchasesService.ListOrders": {
    call: (as) => it.purchases.listOrders({ tenantId }, as),
    refused: "TENANT_UNKNOWN",
  },
  "PurchasesService.ProveTransfer": {
    call: (as) => it.purchases.proveTransfer({ orderId, documentId: "d" }, as),
    refused: "ORDER_UNKNOWN",
  },
  "PurchasesService.DecideOrder": {
    call: (as) => it.purchases.decideOrder({ orderId, decision: "confirm", receipt: "1" }, as),
    refused: "STAFF_REQUIRED",
  },
  "PurchasesService.ListPaymentCases": {
    call: (as) => it.purchases.listPaymentCases({ tenantId }, as),
    refused: "TENANT_UNKNOWN",
  },
  "PurchasesService.DecidePaymentCase": {
    call: (as) =>
      it.purchases.decidePaymentCase({ requestId: "s", caseId: "x", decision: "credit" }, as),
    refused: "STAFF_REQUIRED",
  },
  // Anybody may speak for a port; only its signature is believed.
  "PurchasesService.HearPort": {
    call: (as) =>
      it.purchases.hearPort(
        { providerId: "vn-bulksms", port: "vnpay", parameters: { vnp_TxnRef: orderId } },
        as,
      ),
  },
  "TariffDraftsService.SaveTariffDraft": {
    call: (as) => it.drafts.saveTariffDraft({ draft: { tariffId: "x", tenantId } }, as),
    refused: "STAFF_REQUIRED",
  },
  "TariffDraftsService.ListTariffDrafts": {
    call: (as) => it.drafts.listTariffDrafts({}, as),
    refused: "STAFF_REQUIRED",
  },
  "TariffDraftsService.GetTariffDraft": {
    call: (as) => it.drafts.getTariffDraft({ tariffId: "secret-list" }, as),
    refused: "STAFF_REQUIRED",
  },
  "TariffDraftsService.ActivateTariff": {
    call: (as) =>
      it.drafts.activateTariff({ tariffId: "secret-list", effectiveFrom: "2027-11-01" }, as),
    refused: "STAFF_REQUIRED",
  },
  "TariffDraftsService.RecallActivation": {
    call: (as) => it.drafts.recallActivation({ tariffId: "secret-list", reason: "x" }, as),
    refused: "STAFF_REQUIRED",
  },
  "TariffDraftsService.ListTariffChoices": {
    call: (as) => it.drafts.listTariffChoices({}, as),
    refused: "STAFF_REQUIRED",
  },
  "TariffDraftsService.WithdrawTariff": {
    call: (as) => it.drafts.withdrawTariff({ tariffId: "secret-list" }, as),
    refused: "STAFF_REQUIRED",
  },
  "BillingService.GetTerms": {
    call: (as) => it.billing.getTerms({ tenantId }, as),
    refused: "TENANT_UNKNOWN",
  },
  "BillingService.SetTerms": {
    call: (as) => it.billing.setTerms({ requestId: "r", tenantId, mode: "prepaid" }, as),
    refused: "STAFF_REQUIRED",
  },
  "BillingService.ListDues": {
    call: (as) => it.billing.listDues({ tenantId }, as),
    refused: "TENANT_UNKNOWN",
  },
  "BillingService.WaiveDue": {
    call: (as) => it.billing.waiveDue({ dueId: "fee:none", reason: "x" }, as),
    refused: "STAFF_REQUIRED",
  },
  "BillingService.RecallWaiver": {
    call: (as) => it.billing.recallWaiver({ dueId: "fee:none" }, as),
    refused: "STAFF_REQUIRED",
  },
  "BillingService.GetNotices": {
    call: (as) => it.billing.getNotices({ tenantId }, as),
    refused: "TENANT_UNKNOWN",
  },
  "BillingService.SetNotices": {
    call: (as) => it.billing.setNotices({ tenantId, notices: {} }, as),
    refused: "TENANT_UNKNOWN",
  },
  "BillingService.GetStatement": {
    call: (as) => it.billing.getStatement({ tenantId, month }, as),
    refused: "TENANT_UNKNOWN",
  },
  "BillingService.ListInvoices": {
    call: (as) => it.billing.listInvoices({ tenantId }, as),
    refused: "TENANT_UNKNOWN",
  },
  "BillingService.GetInvoice": {
    call: (as) => it.billing.getInvoice({ number }, as),
    refused: "INVOICE_UNKNOWN",
  },
  "BillingService.GetPaper": {
    call: (as) =>
      it.billing.getPaper({ paper: "invoice", number, format: "csv", language: "en" }, as),
    refused: "INVOICE_UNKNOWN",
  },
  "BillingService.DownloadStatement": {
    call: async (as) => {
      for await (const piece of it.billing.downloadStatement({ tenantId, month }, as)) return piece;
      return undefined;
    },
    refused: "TENANT_UNKNOWN",
  },
  "BillingService.IssueInvoices": {
    call: (as) => it.billing.issueInvoices({ month }, as),
    refused: "STAFF_REQUIRED",
  },
  "BillingService.IssueCreditNote": {
    call: (as) =>
      it.billing.issueCreditNote(
        { requestId: "r", invoiceNumber: number, amount: rial(5n), reason: "x" },
        as,
      ),
    refused: "STAFF_REQUIRED",
  },
  "BillingService.ReissueInvoice": {
    call: (as) => it.billing.reissueInvoice({ number }, as),
    refused: "STAFF_REQUIRED",
  },
  "ProposalsService.ListProposals": {
    call: (as) => it.proposals.listProposals({}, as),
    refused: "STAFF_REQUIRED",
  },
  "ProposalsService.ApproveProposal": {
    call: (as) => it.proposals.approveProposal({ proposalId: "x" }, as),
    refused: "STAFF_REQUIRED",
  },
  "ProposalsService.WithdrawProposal": {
    call: (as) => it.proposals.withdrawProposal({ proposalId: "x" }, as),
    refused: "STAFF_REQUIRED",
  },
  "ReconciliationService.LoadOperatorInvoice": {
    call: (as) =>
      it.reconciliation.loadOperatorInvoice(
        (async function* () {
          const value = { operator: "MCI", day: "2026-10-09" };
          yield { part: { $case: "header" as const, value } };
          const titles = Buffer.from("message_id;parts;amount\n");
          yield { part: { $case: "chunk" as const, value: titles } };
        })(),
        as,
      ),
    refused: "STAFF_REQUIRED",
  },
  "ReconciliationService.ListReconciliations": {
    call: (as) => it.reconciliation.listReconciliations({}, as),
    refused: "STAFF_REQUIRED",
  },
  "ReconciliationService.ListCases": {
    call: (as) => it.reconciliation.listCases({}, as),
    refused: "STAFF_REQUIRED",
  },
  "ReconciliationService.CloseCase": {
    call: (as) => it.reconciliation.closeCase({ caseId: "x", resolution: "y" }, as),
    refused: "STAFF_REQUIRED",
  },
  "ReconciliationService.SetCostPrice": {
    call: (as) =>
      it.reconciliation.setCostPrice(
        {
          requestId: "r",
          price: { operator: "MCI", perPart: rial(5n), effectiveFrom: "2026-10-01" },
        },
        as,
      ),
    refused: "STAFF_REQUIRED",
  },
  "ReconciliationService.ListCostPrices": {
    call: (as) => it.reconciliation.listCostPrices({}, as),
    refused: "STAFF_REQUIRED",
  },
  "ResellersService.SetReseller": {
    call: (as) => it.resellers.setReseller({ tenantId, resellerId: "" }, as),
    refused: "STAFF_REQUIRED",
  },
  "ResellersService.ListResold": {
    call: (as) => it.resellers.listResold({ resellerId: tenantId }, as),
    refused: "TENANT_UNKNOWN",
  },
  "ResellersService.SetSurcharges": {
    call: (as) => it.resellers.setSurcharges({ tenantId: "t-resold", surcharges: [] }, as),
    refused: "NOT_RESOLD",
  },
  "ResellersService.GetMargin": {
    call: (as) => it.resellers.getMargin({ resellerId: tenantId }, as),
    refused: "TENANT_UNKNOWN",
  },
  // An invitation is always one's own.
  "ResaleInvitationsService.InviteCustomer": {
    call: (as) => it.resale.inviteCustomer({ requestId: "s", name: "x" }, as),
  },
  "ResaleInvitationsService.ListCustomerInvitations": {
    call: (as) => it.resale.listCustomerInvitations({ resellerId: tenantId }, as),
    refused: "TENANT_UNKNOWN",
  },
  "ResaleInvitationsService.WithdrawCustomerInvitation": {
    call: (as) => it.resale.withdrawCustomerInvitation({ invitationId }, as),
    refused: "RESALE_INVITATION_UNKNOWN",
  },
  "ResaleInvitationsService.ReadCustomerInvitation": {
    call: (as) => it.resale.readCustomerInvitation({ code: "wlr_guessed" }, as),
    refused: "RESALE_INVITATION_UNKNOWN",
  },
  "ResaleInvitationsService.AcceptCustomerInvitation": {
    call: (as) => it.resale.acceptCustomerInvitation({ code: "wlr_guessed" }, as),
    refused: "RESALE_INVITATION_UNKNOWN",
  },
  "ResaleInvitationsService.GetOwnReseller": {
    call: (as) => it.resale.getOwnReseller({ tenantId: "t-resold" }, as),
    refused: "TENANT_UNKNOWN",
  },
  "ResaleInvitationsService.ListJoinings": {
    call: (as) => it.resale.listJoinings({}, as),
    refused: "STAFF_REQUIRED",
  },
  "ResaleInvitationsService.DecideJoining": {
    call: (as) => it.resale.decideJoining({ invitationId, decision: "confirm" }, as),
    refused: "STAFF_REQUIRED",
  },
  // A draw is always of one's own.
  "ResellersService.DrawMargin": {
    call: (as) => it.resellers.drawMargin({ requestId: "r", amount: rial(5n) }, as),
  },
};
const order = () => ({
  requestId: "victim",
  tenantId,
  value: rial(2_718_281n),
  method: "transfer",
  returnUrl: "",
});
const month = "2026-10";
const number = "ASANAK-2026-000001";
let orderId = "";
let invitationId = "";
const secrets = [tenantId, reservationId, "31415926", "2718281", "16180339"];
/** All that the tenant sees of its money. */
const state = async () => ({
  balance: await it.balance(tenantId),
  reservation: await it.reservation(reservationId, tenantId),
  entries: await it.client().listEntries({ tenantId }, asTenant(tenantId)),
  groups: await it.client().listPriceGroups({ tenantId }, asTenant(tenantId)),
  orders: await it.purchases.listOrders({ tenantId }, asTenant(tenantId)),
  invoices: await it.billing.listInvoices({ tenantId }, asTenant(tenantId)),
  resold: await it.resellers.listResold({ resellerId: tenantId }, asTenant(tenantId)),
  invitations: await it.resale.listCustomerInvitations(
    { resellerId: tenantId },
    asTenant(tenantId),
  ),
  terms: await it.billing.getTerms({ tenantId }, asTenant(tenantId)),
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

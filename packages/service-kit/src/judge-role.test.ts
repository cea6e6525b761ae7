import { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";
import { PeopleServiceDefinition } from "@whiteline/contracts/accounts/v1/people";
import { CampaignsServiceDefinition } from "@whiteline/contracts/campaigns/v1/campaigns";
import { EvidenceServiceDefinition } from "@whiteline/contracts/campaigns/v1/evidence";
import { MessageSearchServiceDefinition } from "@whiteline/contracts/campaigns/v1/message_search";
import { PlansServiceDefinition } from "@whiteline/contracts/campaigns/v1/plans";
import { ComplaintsServiceDefinition } from "@whiteline/contracts/compliance/v1/complaints";
import { ComplianceServiceDefinition } from "@whiteline/contracts/compliance/v1/compliance";
import { TextDeskServiceDefinition } from "@whiteline/contracts/compliance/v1/text_desk";
import { DispatcherServiceDefinition } from "@whiteline/contracts/dispatcher/v1/dispatcher";
import { DlrServiceDefinition } from "@whiteline/contracts/dlr/v1/dlr";
import { QueuesServiceDefinition } from "@whiteline/contracts/dlr/v1/queues";
import { ReportsServiceDefinition } from "@whiteline/contracts/dlr/v1/reports";
import { DeskServiceDefinition } from "@whiteline/contracts/lines_registry/v1/desk";
import { LineLifeServiceDefinition } from "@whiteline/contracts/lines_registry/v1/line_life";
import { LinesRegistryServiceDefinition } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { PapersServiceDefinition } from "@whiteline/contracts/lines_registry/v1/papers";
import { BlockListsServiceDefinition } from "@whiteline/contracts/lists/v1/block_lists";
import { ConsentsServiceDefinition } from "@whiteline/contracts/lists/v1/consents";
import { VisitorsServiceDefinition } from "@whiteline/contracts/lines_registry/v1/visitors";
import { ListsServiceDefinition } from "@whiteline/contracts/lists/v1/lists";
import { RecallServiceDefinition } from "@whiteline/contracts/lists/v1/recall";
import { RefusalsServiceDefinition } from "@whiteline/contracts/lists/v1/refusals";
import { SendingLimitsServiceDefinition } from "@whiteline/contracts/lists/v1/sending_limits";
import { ImportsServiceDefinition } from "@whiteline/contracts/lists/v1/imports";
import { ListVersionsServiceDefinition } from "@whiteline/contracts/lists/v1/list_versions";
import { NumberPlanServiceDefinition } from "@whiteline/contracts/lists/v1/number_plan";
import { SegmentsServiceDefinition } from "@whiteline/contracts/lists/v1/segments";
import { BillingServiceDefinition } from "@whiteline/contracts/pricing/v1/billing";
import { CreditPricesServiceDefinition } from "@whiteline/contracts/pricing/v1/credit_prices";
import { PricingServiceDefinition } from "@whiteline/contracts/pricing/v1/pricing";
import { PurchasesServiceDefinition } from "@whiteline/contracts/pricing/v1/purchases";
import { ReconciliationServiceDefinition } from "@whiteline/contracts/pricing/v1/reconciliation";
import { ProposalsServiceDefinition } from "@whiteline/contracts/pricing/v1/proposals";
import { ResaleInvitationsServiceDefinition } from "@whiteline/contracts/pricing/v1/resale_invitations";
import { ResellersServiceDefinition } from "@whiteline/contracts/pricing/v1/resellers";
import { TariffDraftsServiceDefinition } from "@whiteline/contracts/pricing/v1/tariff_drafts";
import { expect, test } from "vitest";

import { permissionsOf, requireRoleFor } from "./judge-role.js";
import type { Principal } from "./principal.js";
import { rpcPermissions, staffGrants, tenantGrants } from "./role-table.js";

const contracts = [
  AccountsServiceDefinition,
  PeopleServiceDefinition,
  CampaignsServiceDefinition,
  EvidenceServiceDefinition,
  MessageSearchServiceDefinition,
  PlansServiceDefinition,
  ComplaintsServiceDefinition,
  ComplianceServiceDefinition,
  TextDeskServiceDefinition,
  DispatcherServiceDefinition,
  DlrServiceDefinition,
  QueuesServiceDefinition,
  ReportsServiceDefinition,
  DeskServiceDefinition,
  LineLifeServiceDefinition,
  LinesRegistryServiceDefinition,
  PapersServiceDefinition,
  BlockListsServiceDefinition,
  ConsentsServiceDefinition,
  VisitorsServiceDefinition,
  ListsServiceDefinition,
  RecallServiceDefinition,
  RefusalsServiceDefinition,
  SendingLimitsServiceDefinition,
  ImportsServiceDefinition,
  ListVersionsServiceDefinition,
  SegmentsServiceDefinition,
  NumberPlanServiceDefinition,
  CreditPricesServiceDefinition,
  PricingServiceDefinition,
  PurchasesServiceDefinition,
  TariffDraftsServiceDefinition,
  BillingServiceDefinition,
  ReconciliationServiceDefinition,
  ProposalsServiceDefinition,
  ResaleInvitationsServiceDefinition,
  ResellersServiceDefinition,
];

/** Called before there is a token; each proves its caller by what it carries. */
const doors = new Set([
  "ProvisionProvider",
  "RegisterTenant",
  "Authenticate",
  "MintServiceToken",
  "SignUp",
  "ListProviders",
  "OpenSession",
  "AuthenticateSession",
  "RequestPasswordReset",
  "ResetPassword",
  "AcceptInvitation",
  "ReadRefusalLink",
  "RefuseByLink",
  "GetSupport",
  "ShowOffers",
  "ShowChecklist",
  "RequestConsultation",
  "Complain",
  "ListTariffs",
  "HearPort",
  "ReadCustomerInvitation",
]);

const tenant = (roles: readonly string[], scopes?: readonly string[]): Principal => ({
  kind: "tenant",
  tenantId: "t1",
  roles,
  ...(scopes && { scopes }),
});
const staff = (...roles: readonly string[]): Principal => ({
  kind: "staff",
  providerId: "asanak",
  roles,
});
const accounts = "/whiteline.accounts.v1.AccountsService";
const campaigns = "/whiteline.campaigns.v1.CampaignsService";

test("every RPC of every contract has its row, and every row its RPC", () => {
  const ofContracts = contracts.flatMap(({ fullName, methods }) =>
    Object.values(methods)
      .map(({ name }) => `${fullName}/${name}`)
      .filter((path) => !doors.has(path.split("/")[1] ?? "")),
  );
  const ofTable = Object.entries(rpcPermissions).flatMap(([service, rows]) =>
    Object.keys(rows).map((method) => `${service}/${method}`),
  );
  expect(ofTable.toSorted()).toEqual(ofContracts.toSorted());
});

test("what a role gives is asked for somewhere, so that no row is a dead word", () => {
  const asked = new Set(Object.values(rpcPermissions).flatMap((rows) => Object.values(rows)));
  for (const given of [...Object.values(tenantGrants), ...Object.values(staffGrants)].flat()) {
    expect(asked).toContain(given);
  }
});

test.each([
  ["owner", "SubmitCampaign", true],
  ["marketer", "SubmitCampaign", true],
  ["developer", "SubmitCampaign", false],
  ["accountant", "SubmitCampaign", false],
  ["viewer", "SubmitCampaign", false],
  ["viewer", "GetCampaign", true],
  ["developer", "SubmitMessages", true],
  ["viewer", "SubmitMessages", false],
])("a %s who calls %s passes: %s", (role, method, passes) => {
  const call = () => requireRoleFor(tenant([role]), `${campaigns}/${method}`);
  if (passes) expect(call).not.toThrow();
  else expect(call).toThrow(expect.objectContaining({ reason: "ROLE_REQUIRED" }));
});

test("only an administrator of the desk suspends", () => {
  const path = `${accounts}/SuspendTenant`;
  expect(() => requireRoleFor(staff("administrator"), path)).not.toThrow();
  expect(() => requireRoleFor(staff("expert", "operations", "finance"), path)).toThrow(
    expect.objectContaining({ reason: "ROLE_REQUIRED" }),
  );
});

test("where no role of one's kind would do, the answer says whose matter it is", () => {
  const reasons = [
    [tenant(["owner"]), `${accounts}/SuspendTenant`],
    [staff("expert"), `${campaigns}/SubmitCampaign`],
    [tenant(["owner"]), "/whiteline.pricing.v1.PricingService/Reserve"],
  ] as const;
  const said = reasons.map(([caller, path]) => {
    try {
      requireRoleFor(caller, path);
      return undefined;
    } catch (error) {
      return (error as { readonly reason: string }).reason;
    }
  });
  expect(said).toEqual(["STAFF_REQUIRED", "TENANT_REQUIRED", "SERVICE_REQUIRED"]);
});

test("a role of the other kind of home gives nothing", () => {
  expect(permissionsOf("tenant", ["administrator", "constructor"]).size).toBe(0);
  expect(permissionsOf("staff", ["owner"]).size).toBe(0);
});

test("a limited key passes by its scopes only, and never beyond its roles", () => {
  const key = tenant(["developer"], ["messages:send", "campaigns:write"]);
  expect(() => requireRoleFor(key, `${campaigns}/SubmitMessages`)).not.toThrow();
  expect(() => requireRoleFor(key, `${campaigns}/GetMessage`)).toThrow(
    expect.objectContaining({ reason: "SCOPE_REQUIRED" }),
  );
  expect(() => requireRoleFor(key, `${campaigns}/SubmitCampaign`)).toThrow(
    expect.objectContaining({ reason: "ROLE_REQUIRED" }),
  );
});

test("an RPC that the table does not know yet is open to an owner, to no lesser role and no limited key", () => {
  const path = "/whiteline.campaigns.v1.CampaignsService/Tomorrow";
  expect(() => requireRoleFor(tenant(["owner"]), path)).not.toThrow();
  expect(() => requireRoleFor(tenant(["viewer"]), path)).toThrow();
  expect(() => requireRoleFor(tenant(["owner"], ["messages:send"]), path)).toThrow();
});

test("services pass", () => {
  const service: Principal = { kind: "service", service: "lists", roles: [] };
  expect(() =>
    requireRoleFor(service, "/whiteline.pricing.v1.PricingService/Reserve"),
  ).not.toThrow();
});

import { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";
import { PeopleServiceDefinition } from "@whiteline/contracts/accounts/v1/people";
import { CampaignsServiceDefinition } from "@whiteline/contracts/campaigns/v1/campaigns";
import { PlansServiceDefinition } from "@whiteline/contracts/campaigns/v1/plans";
import { MessageSearchServiceDefinition } from "@whiteline/contracts/campaigns/v1/message_search";
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
import { RefusalsServiceDefinition } from "@whiteline/contracts/lists/v1/refusals";
import { SendingLimitsServiceDefinition } from "@whiteline/contracts/lists/v1/sending_limits";
import { ImportsServiceDefinition } from "@whiteline/contracts/lists/v1/imports";
import { ListVersionsServiceDefinition } from "@whiteline/contracts/lists/v1/list_versions";
import { NumberPlanServiceDefinition } from "@whiteline/contracts/lists/v1/number_plan";
import { SegmentsServiceDefinition } from "@whiteline/contracts/lists/v1/segments";
import { BillingServiceDefinition } from "@whiteline/contracts/pricing/v1/billing";
import { PricingServiceDefinition } from "@whiteline/contracts/pricing/v1/pricing";
import { PurchasesServiceDefinition } from "@whiteline/contracts/pricing/v1/purchases";
import { ReconciliationServiceDefinition } from "@whiteline/contracts/pricing/v1/reconciliation";
import { CreditPricesServiceDefinition } from "@whiteline/contracts/pricing/v1/credit_prices";
import { ProposalsServiceDefinition } from "@whiteline/contracts/pricing/v1/proposals";
import { ResaleInvitationsServiceDefinition } from "@whiteline/contracts/pricing/v1/resale_invitations";
import { ResellersServiceDefinition } from "@whiteline/contracts/pricing/v1/resellers";
import { TariffDraftsServiceDefinition } from "@whiteline/contracts/pricing/v1/tariff_drafts";
import {
  DomainError,
  runService,
  type CallContextExt,
  type CallOptions,
} from "@whiteline/service-kit";
import { testPrincipals, testServiceConfig } from "@whiteline/service-kit/testing";
import type { CompatServiceDefinition, ServiceImplementation } from "nice-grpc";
import { Metadata } from "nice-grpc-common";

import { readConfig } from "../src/config.js";

const definitions = {
  accounts: AccountsServiceDefinition,
  people: PeopleServiceDefinition,
  linesRegistry: LinesRegistryServiceDefinition,
  papers: PapersServiceDefinition,
  desk: DeskServiceDefinition,
  lineLife: LineLifeServiceDefinition,
  visitors: VisitorsServiceDefinition,
  lists: ListsServiceDefinition,
  refusals: RefusalsServiceDefinition,
  consents: ConsentsServiceDefinition,
  blockLists: BlockListsServiceDefinition,
  sendingLimits: SendingLimitsServiceDefinition,
  imports: ImportsServiceDefinition,
  listVersions: ListVersionsServiceDefinition,
  segments: SegmentsServiceDefinition,
  numberPlan: NumberPlanServiceDefinition,
  compliance: ComplianceServiceDefinition,
  complaints: ComplaintsServiceDefinition,
  textDesk: TextDeskServiceDefinition,
  pricing: PricingServiceDefinition,
  purchases: PurchasesServiceDefinition,
  tariffDrafts: TariffDraftsServiceDefinition,
  billing: BillingServiceDefinition,
  reconciliation: ReconciliationServiceDefinition,
  proposals: ProposalsServiceDefinition,
  resaleInvitations: ResaleInvitationsServiceDefinition,
  creditPrices: CreditPricesServiceDefinition,
  resellers: ResellersServiceDefinition,
  campaigns: CampaignsServiceDefinition,
  plans: PlansServiceDefinition,
  messageSearch: MessageSearchServiceDefinition,
  dispatcher: DispatcherServiceDefinition,
  dlr: DlrServiceDefinition,
  reports: ReportsServiceDefinition,
  queues: QueuesServiceDefinition,
};
type Definitions = typeof definitions;

/** What the neighbours answer in a test; every other call fails as an unknown error would. */
export type Answers = {
  readonly [Name in keyof Definitions]?: Partial<
    ServiceImplementation<Definitions[Name], CallContextExt>
  >;
};

const principals = testPrincipals();

/** Keys that the neighbour in the place of accounts knows. */
const holders: Readonly<
  Record<
    string,
    { readonly options: CallOptions; readonly tenantId: string; readonly roles: string[] }
  >
> = {
  wl_tenant: {
    options: principals.tenant("t1", { providerId: "asanak", market: "IR" }),
    tenantId: "t1",
    roles: ["owner"],
  },
  wl_other: {
    options: principals.tenant("t2", { providerId: "asanak", market: "IR" }),
    tenantId: "t2",
    roles: ["owner"],
  },
  wl_expert: { options: principals.staff("expert", "asanak"), tenantId: "", roles: ["expert"] },
  wl_operations: {
    options: principals.staff("operations", "asanak"),
    tenantId: "",
    roles: ["operations"],
  },
  wl_finance: { options: principals.staff("finance", "asanak"), tenantId: "", roles: ["finance"] },
  wl_administrator: {
    options: principals.staff("administrator", "asanak"),
    tenantId: "",
    roles: ["administrator"],
  },
};

const authenticate: Answers["accounts"] = {
  async authenticate({ apiKey }) {
    const holder = holders[apiKey];
    if (holder === undefined) {
      throw new DomainError("unauthenticated", "KEY_REFUSED", "The API key does not open.", {
        remedy: "Check that the key is complete and current.",
      });
    }
    const { options, tenantId, roles } = holder;
    return {
      token: Metadata(options.metadata).get("authorization")?.slice("Bearer ".length) ?? "",
      expiresAt: new Date(Date.now() + 60_000),
      keyId: `key of ${apiKey}`,
      tenantId,
      providerId: "asanak",
      roles,
      market: "IR",
      scopes: [],
    };
  },
};

/** Real gRPC servers in the places of all services, on one address; tokens are verified as everywhere. */
export async function startNeighbours(answers: Answers) {
  const environment = {
    ...testServiceConfig({ name: "neighbours", mongoUri: "mongodb://none", natsUrl: "none" }),
    ...peersAt("127.0.0.1:1"),
    LOG_LEVEL: "silent",
  };
  return runService(readConfig(environment), async (life) => {
    for (const name of Object.keys(definitions) as (keyof Definitions)[]) {
      const given = name === "accounts" ? { ...authenticate, ...answers.accounts } : answers[name];
      // One of many; which one, serve need not know.
      const definition = definitions[name] as CompatServiceDefinition as Definitions["lists"];
      life.serve(definition, withTheRest(definition, given ?? {}), {
        public: publicMethods[name] ?? [],
      });
    }
  });
}

/** The addresses of all services, when they share one. */
export function peersAt(address: string): Record<string, string> {
  const names = [
    "ACCOUNTS",
    "LINES_REGISTRY",
    "LISTS",
    "COMPLIANCE",
    "PRICING",
    "CAMPAIGNS",
    "DISPATCHER",
    "DLR",
  ];
  return Object.fromEntries(names.map((name) => [`${name}_URL`, address]));
}

/** Methods that are called without a token. */
const publicMethods: Readonly<Partial<Record<keyof Definitions, readonly string[]>>> = {
  refusals: ["ReadRefusalLink", "RefuseByLink"],
  accounts: ["Authenticate", "RegisterTenant", "ProvisionProvider"],
  pricing: ["ListTariffs"],
  resaleInvitations: ["ReadCustomerInvitation"],
  complaints: ["Complain"],
  people: [
    "SignUp",
    "ListProviders",
    "OpenSession",
    "AuthenticateSession",
    "RequestPasswordReset",
    "ResetPassword",
    "AcceptInvitation",
  ],
  visitors: ["GetSupport", "ShowOffers", "ShowChecklist", "RequestConsultation"],
};

/** What a test does not answer fails, as a fault in a service would. */
function withTheRest(
  { methods }: Definitions["lists"],
  given: object,
): ServiceImplementation<Definitions["lists"], CallContextExt> {
  const rest = Object.keys(methods).map((method) => [
    method,
    () => {
      throw new Error(`${method} is not part of this test`);
    },
  ]);
  return { ...Object.fromEntries(rest), ...given } as ServiceImplementation<
    Definitions["lists"],
    CallContextExt
  >;
}

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
import { CreditPricesServiceDefinition } from "@whiteline/contracts/pricing/v1/credit_prices";
import { PricingServiceDefinition } from "@whiteline/contracts/pricing/v1/pricing";
import { PurchasesServiceDefinition } from "@whiteline/contracts/pricing/v1/purchases";
import { ReconciliationServiceDefinition } from "@whiteline/contracts/pricing/v1/reconciliation";
import { ProposalsServiceDefinition } from "@whiteline/contracts/pricing/v1/proposals";
import { ResaleInvitationsServiceDefinition } from "@whiteline/contracts/pricing/v1/resale_invitations";
import { ResellersServiceDefinition } from "@whiteline/contracts/pricing/v1/resellers";
import { TariffDraftsServiceDefinition } from "@whiteline/contracts/pricing/v1/tariff_drafts";
import { createClient, type Life } from "@whiteline/service-kit";

import type { Config } from "./config.js";

/** A client of every service that the API speaks for; each connects when it is first used. */
export async function connectPeers(config: Config, { use }: Pick<Life, "use">) {
  return {
    accounts: await use(createClient(AccountsServiceDefinition, config.ACCOUNTS_URL)),
    people: await use(createClient(PeopleServiceDefinition, config.ACCOUNTS_URL)),
    linesRegistry: await use(
      createClient(LinesRegistryServiceDefinition, config.LINES_REGISTRY_URL),
    ),
    papers: await use(createClient(PapersServiceDefinition, config.LINES_REGISTRY_URL)),
    desk: await use(createClient(DeskServiceDefinition, config.LINES_REGISTRY_URL)),
    lineLife: await use(createClient(LineLifeServiceDefinition, config.LINES_REGISTRY_URL)),
    visitors: await use(createClient(VisitorsServiceDefinition, config.LINES_REGISTRY_URL)),
    lists: await use(createClient(ListsServiceDefinition, config.LISTS_URL)),
    refusals: await use(createClient(RefusalsServiceDefinition, config.LISTS_URL)),
    consents: await use(createClient(ConsentsServiceDefinition, config.LISTS_URL)),
    blockLists: await use(createClient(BlockListsServiceDefinition, config.LISTS_URL)),
    sendingLimits: await use(createClient(SendingLimitsServiceDefinition, config.LISTS_URL)),
    imports: await use(createClient(ImportsServiceDefinition, config.LISTS_URL)),
    listVersions: await use(createClient(ListVersionsServiceDefinition, config.LISTS_URL)),
    segments: await use(createClient(SegmentsServiceDefinition, config.LISTS_URL)),
    numberPlan: await use(createClient(NumberPlanServiceDefinition, config.LISTS_URL)),
    compliance: await use(createClient(ComplianceServiceDefinition, config.COMPLIANCE_URL)),
    complaints: await use(createClient(ComplaintsServiceDefinition, config.COMPLIANCE_URL)),
    textDesk: await use(createClient(TextDeskServiceDefinition, config.COMPLIANCE_URL)),
    pricing: await use(createClient(PricingServiceDefinition, config.PRICING_URL)),
    purchases: await use(createClient(PurchasesServiceDefinition, config.PRICING_URL)),
    tariffDrafts: await use(createClient(TariffDraftsServiceDefinition, config.PRICING_URL)),
    billing: await use(createClient(BillingServiceDefinition, config.PRICING_URL)),
    reconciliation: await use(createClient(ReconciliationServiceDefinition, config.PRICING_URL)),
    creditPrices: await use(createClient(CreditPricesServiceDefinition, config.PRICING_URL)),
    proposals: await use(createClient(ProposalsServiceDefinition, config.PRICING_URL)),
    resaleInvitations: await use(
      createClient(ResaleInvitationsServiceDefinition, config.PRICING_URL),
    ),
    resellers: await use(createClient(ResellersServiceDefinition, config.PRICING_URL)),
    plans: await use(createClient(PlansServiceDefinition, config.CAMPAIGNS_URL)),
    campaigns: await use(createClient(CampaignsServiceDefinition, config.CAMPAIGNS_URL)),
    messageSearch: await use(createClient(MessageSearchServiceDefinition, config.CAMPAIGNS_URL)),
    dispatcher: await use(createClient(DispatcherServiceDefinition, config.DISPATCHER_URL)),
    dlr: await use(createClient(DlrServiceDefinition, config.DLR_URL)),
    reports: await use(createClient(ReportsServiceDefinition, config.DLR_URL)),
    queues: await use(createClient(QueuesServiceDefinition, config.DLR_URL)),
  };
}

export type Peers = Awaited<ReturnType<typeof connectPeers>>;

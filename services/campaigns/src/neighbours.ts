import { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";
import { PeopleServiceDefinition } from "@whiteline/contracts/accounts/v1/people";
import { ComplianceServiceDefinition } from "@whiteline/contracts/compliance/v1/compliance";
import { DispatcherServiceDefinition } from "@whiteline/contracts/dispatcher/v1/dispatcher";
import { DlrServiceDefinition } from "@whiteline/contracts/dlr/v1/dlr";
import { LinesRegistryServiceDefinition } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { ListsServiceDefinition } from "@whiteline/contracts/lists/v1/lists";
import { ListVersionsServiceDefinition } from "@whiteline/contracts/lists/v1/list_versions";
import { SegmentsServiceDefinition } from "@whiteline/contracts/lists/v1/segments";
import { SendingLimitsServiceDefinition } from "@whiteline/contracts/lists/v1/sending_limits";
import { PricingServiceDefinition } from "@whiteline/contracts/pricing/v1/pricing";
import { createClient, serviceTokens, type Life } from "@whiteline/service-kit";
import type { Config } from "./config.js";

/** Clients of the services that campaigns asks, and the tokens with which it asks in its own name. */
export const meetNeighbours = async (life: Life, config: Readonly<Config>, now: () => Date) => ({
  accounts: await life.use(createClient(AccountsServiceDefinition, config.ACCOUNTS_URL)),
  registry: await life.use(createClient(LinesRegistryServiceDefinition, config.LINES_REGISTRY_URL)),
  lists: await life.use(createClient(ListsServiceDefinition, config.LISTS_URL)),
  listVersions: await life.use(createClient(ListVersionsServiceDefinition, config.LISTS_URL)),
  sendingLimits: await life.use(createClient(SendingLimitsServiceDefinition, config.LISTS_URL)),
  segments: await life.use(createClient(SegmentsServiceDefinition, config.LISTS_URL)),
  compliance: await life.use(createClient(ComplianceServiceDefinition, config.COMPLIANCE_URL)),
  pricing: await life.use(createClient(PricingServiceDefinition, config.PRICING_URL)),
  dispatcher: await life.use(createClient(DispatcherServiceDefinition, config.DISPATCHER_URL)),
  dlr: await life.use(createClient(DlrServiceDefinition, config.DLR_URL)),
  people: await life.use(createClient(PeopleServiceDefinition, config.ACCOUNTS_URL)),
  tokens: await life.use(
    serviceTokens({
      accountsUrl: config.ACCOUNTS_URL,
      service: "campaigns",
      secret: config.SERVICE_SECRET,
      now,
    }),
  ),
});

export type Neighbours = Awaited<ReturnType<typeof meetNeighbours>>;

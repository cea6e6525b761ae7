import { CampaignsServiceDefinition } from "@whiteline/contracts/campaigns/v1/campaigns";
import { createClient, serviceTokens, type Life } from "@whiteline/service-kit";
import type { Config } from "./config.js";

/** Whom dlr asks, and the tokens with which it asks in its own name. */
export const meetNeighbours = async (life: Life, config: Readonly<Config>, now: () => Date) => ({
  campaigns: await life.use(createClient(CampaignsServiceDefinition, config.CAMPAIGNS_URL)),
  tokens: await life.use(
    serviceTokens({
      accountsUrl: config.ACCOUNTS_URL,
      service: "dlr",
      secret: config.SERVICE_SECRET,
      now,
    }),
  ),
});

export type Neighbours = Awaited<ReturnType<typeof meetNeighbours>>;

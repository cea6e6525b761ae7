import type { AccountsServiceDefinition } from "@whiteline/contracts/accounts/v1/accounts";
import type { CampaignsServiceDefinition } from "@whiteline/contracts/campaigns/v1/campaigns";
import type { ListsServiceDefinition } from "@whiteline/contracts/lists/v1/lists";
import type { Outbox } from "@whiteline/events";
import type { Client, Logger, ServiceTokens } from "@whiteline/service-kit";
import type { Printer } from "./print/printer.js";
import type { Packs } from "./domain/packs.js";
import type { ApplicationStore } from "./store/applications.js";
import type { Commit } from "./store/commit.js";
import type { DossierExportStore } from "./store/dossier-exports.js";
import type { LineStore } from "./store/lines.js";
import type { OriginalPaperStore } from "./store/original-papers.js";
import type { ProviderStore } from "./store/providers.js";

/** What start.ts puts together and the handlers pick from. */
export type Parts = {
  readonly now: () => Date;
  readonly newId: () => string;
  readonly packs: Packs;
  readonly applications: ApplicationStore;
  readonly lines: LineStore;
  readonly originalPapers: OriginalPaperStore;
  readonly dossierExports: DossierExportStore;
  readonly printer: Printer;
  readonly providers: ProviderStore;
  readonly commit: Commit;
  readonly outbox: Outbox;
  readonly accounts: Client<typeof AccountsServiceDefinition>;
  readonly lists: Client<typeof ListsServiceDefinition>;
  readonly campaigns: Client<typeof CampaignsServiceDefinition>;
  readonly tokens: ServiceTokens;
  readonly log: Logger;
};

import type { Outbox } from "@whiteline/events";
import type { Principal } from "@whiteline/service-kit";
import type { SecretHasher } from "./hash-secret.js";
import type { IssueKey } from "./issue-key.js";
import type { KeyUses } from "./key-uses.js";
import type { MeetCaller } from "./meet-caller.js";
import type { ApiKeyStore } from "./store/api-keys.js";
import type { AuditTrail } from "./store/audit-trail.js";
import type { CommitChange } from "./store/commit-change.js";
import type { CompanyFileStore } from "./store/company-files.js";
import type { DocumentContentStore } from "./store/document-content.js";
import type { DocumentStore } from "./store/documents.js";
import type { PeopleStore } from "./store/people.js";
import type { ProviderStore } from "./store/providers.js";
import type { TenantStore } from "./store/tenants.js";

/** What start.ts puts together and the handlers pick from. */
export type Parts = {
  readonly now: () => Date;
  readonly newId: () => string;
  readonly providers: ProviderStore;
  readonly tenants: TenantStore;
  readonly people: PeopleStore;
  readonly keys: ApiKeyStore;
  readonly companyFiles: CompanyFileStore;
  readonly documents: DocumentStore;
  readonly content: DocumentContentStore;
  readonly audit: AuditTrail;
  readonly commit: CommitChange;
  readonly outbox: Outbox;
  readonly hasher: SecretHasher;
  readonly issueKey: IssueKey;
  readonly uses: KeyUses;
  readonly meet: MeetCaller;
  readonly sign: (
    principal: Principal,
  ) => Promise<{ readonly token: string; readonly expiresAt: Date }>;
  readonly installationKey: string;
  /** SERVICE_SECRET of each service by its name. */
  readonly serviceSecrets: Readonly<Record<string, string>>;
};

import type { Outbox } from "@whiteline/events";
import type { Principal } from "@whiteline/service-kit";
import type { PasswordHasher } from "./hash-password.js";
import type { SecretHasher } from "./hash-secret.js";
import type { InspectContent } from "./inspect/inspect-content.js";
import type { DocumentUses } from "./find-document-uses.js";
import type { IssueKey } from "./issue-key.js";
import type { KeyUses } from "./key-uses.js";
import type { Home } from "./domain/person.js";
import type { MessageTo } from "./message-to.js";
import type { MeetCaller } from "./meet-caller.js";
import type { CountDocument, CountDoor, CountMessage } from "./metrics.js";
import type { OpenSession } from "./open-session.js";
import type { MeetPerson } from "./people/meet-person.js";
import type { ApiKeyStore } from "./store/api-keys.js";
import type { AttemptStore } from "./store/attempts.js";
import type { AuditTrail } from "./store/audit-trail.js";
import type { CommitChange } from "./store/commit-change.js";
import type { CompanyFileStore } from "./store/company-files.js";
import type { DocumentContentStore } from "./store/document-content.js";
import type { DocumentStore } from "./store/documents.js";
import type { DoorMessageStore } from "./store/door-messages.js";
import type { InvitationStore } from "./store/invitations.js";
import type { MobileCodeStore } from "./store/mobile-codes.js";
import type { PasswordResetStore } from "./store/password-resets.js";
import type { PeopleStore } from "./store/people.js";
import type { ProviderStore } from "./store/providers.js";
import type { SessionStore } from "./store/sessions.js";
import type { TenantStore } from "./store/tenants.js";

/** What start.ts puts together and the handlers pick from. */
export type Parts = {
  readonly now: () => Date;
  readonly newId: () => string;
  /** 256 random bits in base64url. */
  readonly newSecret: () => string;
  readonly providers: ProviderStore;
  readonly tenants: TenantStore;
  readonly people: PeopleStore;
  readonly sessions: SessionStore;
  readonly attempts: AttemptStore;
  readonly invitations: InvitationStore;
  readonly resets: PasswordResetStore;
  readonly mobileCodes: MobileCodeStore;
  readonly doorMessages: DoorMessageStore;
  readonly messageTo: MessageTo;
  readonly keys: ApiKeyStore;
  readonly companyFiles: CompanyFileStore;
  readonly documents: DocumentStore;
  readonly content: DocumentContentStore;
  /** Applications that rely on a document, as lines-registry knows them. */
  readonly documentUses: DocumentUses;
  readonly inspect: InspectContent;
  readonly audit: AuditTrail;
  readonly commit: CommitChange;
  readonly outbox: Outbox;
  readonly hasher: SecretHasher;
  readonly issueKey: IssueKey;
  readonly passwords: PasswordHasher;
  readonly openSession: OpenSession;
  readonly uses: KeyUses;
  readonly meet: MeetCaller;
  readonly meetPerson: MeetPerson;
  /** The tenant whose trail tells of a person: its own, or the platform tenant of its desk. */
  readonly auditTenantOf: (home: Home) => Promise<string>;
  readonly sign: (
    principal: Principal,
  ) => Promise<{ readonly token: string; readonly expiresAt: Date }>;
  readonly countDoor: CountDoor;
  readonly countMessage: CountMessage;
  readonly countDocument: CountDocument;
  readonly installationKey: string;
  /** SERVICE_SECRET of each service by its name. */
  readonly serviceSecrets: Readonly<Record<string, string>>;
};

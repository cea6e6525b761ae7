import { createHash } from "node:crypto";
import {
  AccountsServiceDefinition,
  PersonKind,
  TenantStatus,
  type Actor,
  type Document,
} from "@whiteline/contracts/accounts/v1/accounts";
import {
  CampaignsServiceDefinition,
  type SubmitMessagesRequest,
} from "@whiteline/contracts/campaigns/v1/campaigns";
import {
  CustomerList,
  ImportState,
  ListsServiceDefinition,
  type CheckCustomerListResponse,
} from "@whiteline/contracts/lists/v1/lists";
import {
  DomainError,
  loadConfig,
  principalOf,
  requireTenant,
  runService,
  serviceShape,
} from "@whiteline/service-kit";
import { testPrincipals, testServiceConfig } from "@whiteline/service-kit/testing";
import { z } from "zod";

const { mintServiceToken, getTenant, getCompanyFile, listDocuments, getDocument, identifyActors } =
  AccountsServiceDefinition.methods;
const Accounts = {
  name: "AccountsService",
  fullName: AccountsServiceDefinition.fullName,
  methods: {
    mintServiceToken,
    getTenant,
    getCompanyFile,
    listDocuments,
    getDocument,
    identifyActors,
  },
} as const;
const { checkCustomerList, getImport, downloadSample, listLists } = ListsServiceDefinition.methods;
const Lists = {
  name: "ListsService",
  fullName: ListsServiceDefinition.fullName,
  methods: { checkCustomerList, getImport, downloadSample, listLists },
} as const;
const { submitMessages } = CampaignsServiceDefinition.methods;
const Campaigns = {
  name: "CampaignsService",
  fullName: CampaignsServiceDefinition.fullName,
  methods: { submitMessages },
} as const;

export const platformTenantId = "platform-of-asanak";
export const kandoTenantId = "tenant-of-kando";

/** What campaigns was asked, and as whom. */
export type Submitted = { readonly tenantId: string; readonly request: SubmitMessagesRequest };

/** Who a tenant is, where a test says it. */
export type Customer = {
  readonly providerId: string;
  readonly market: string;
  readonly kind: PersonKind;
};

export const jpeg = (documentId: string, code: string): Document => ({
  documentId,
  tenantId: "",
  code,
  fileName: "scan",
  mediaType: "image/jpeg",
  sizeBytes: 1n,
  sha256: createHash("sha256").update(`bytes of ${documentId}`).digest("hex"),
  storedAt: undefined,
  expiresAt: undefined,
});

/** accounts, lists and campaigns as one real gRPC server, answering what the test lays down. */
export async function neighbours() {
  const answers = {
    documents: [jpeg("d-form", "commitment_form"), jpeg("d-note", "promissory_note")],
    list: {
      accepted: true,
      errors: [],
      warnings: [],
      effectiveMciCount: 400n,
      contentsDigest: "",
    } as CheckCustomerListResponse,
    /** Lists of every company. */
    lists: [] as { readonly governsLineIds: readonly string[]; readonly version: bigint }[],
    /** Asked before each message; a throw or a code is campaigns' refusal. */
    refuseMessage: (): string => "",
    /** Customers of other providers than Asanak and Kando. */
    customers: new Map<string, Customer>(),
    /** Who made a key, and who stands at a desk, where a test says it: else everybody is staff of asanak. */
    actors: new Map<string, Partial<Actor>>(),
    /** Documents that accounts fails to give. */
    unreadable: new Set<string>(),
  };
  const readDocuments: { readonly documentId: string; readonly by: string }[] = [];
  const submitted: Submitted[] = [];
  const principals = testPrincipals();
  const env = testServiceConfig({
    name: "neighbours",
    mongoUri: "mongodb://none",
    natsUrl: "none",
  });
  const config = loadConfig(z.object(serviceShape), env);

  const running = await runService(config, async (life) => {
    life.serve(
      Accounts,
      {
        async mintServiceToken({ service, tenantId }) {
          const { metadata } = principals.service(service, tenantId);
          const token = (metadata?.get("authorization") ?? "").slice("Bearer ".length);
          return { token, expiresAt: new Date(Date.now() + 60_000) };
        },
        async identifyActors({ actors }, context) {
          // A company is told of the people whom a test calls its own.
          const { tenantId } = principalOf(context);
          const isOwn = (actor: string) =>
            tenantId === undefined || answers.actors.get(actor)?.tenantId === tenantId;
          return {
            actors: actors.map((actor) => ({
              actor,
              known: isOwn(actor),
              answers: actor,
              providerId: "asanak",
              roles: ["expert"],
              active: true,
              ...answers.actors.get(actor),
            })),
          };
        },
        async getTenant({ tenantId }, context) {
          const caller = principalOf(context);
          const customer = answers.customers.get(tenantId);
          const home = customer?.providerId ?? (tenantId === kandoTenantId ? "kando" : "asanak");
          const isStranger =
            caller.kind === "staff" ? caller.providerId !== home : caller.tenantId !== tenantId;
          if (isStranger && caller.kind !== "service") {
            throw new DomainError("not_found", "TENANT_UNKNOWN", "none");
          }
          if (tenantId === "nobody") throw new DomainError("not_found", "TENANT_UNKNOWN", "none");
          return {
            tenant: {
              tenantId,
              providerId: home,
              market: customer?.market ?? "IR",
              kind: customer?.kind ?? PersonKind.LEGAL,
              name: "x",
              status: TenantStatus.ACTIVE,
              platform: tenantId.startsWith("platform-of-"),
            },
          };
        },
        async getCompanyFile({ tenantId }) {
          return {
            file: {
              tenantId,
              companyName: "شرکت نمونه",
              nationalId: "14003456789",
              economicCode: "411111111111",
              registrationNumber: "123456",
              sector: "general",
              version: 1n,
            },
          };
        },
        async listDocuments(_request, context) {
          if (principalOf(context).kind !== "staff") requireTenant(context);
          return { documents: answers.documents };
        },
        async *getDocument({ documentId }, context) {
          if (answers.unreadable.has(documentId)) {
            throw new DomainError("unavailable", "STORE_UNAVAILABLE", "away");
          }
          readDocuments.push({ documentId, by: principalOf(context).kind });
          yield { part: { $case: "document", value: { documentId } } };
          yield { part: { $case: "data", value: Buffer.from(`bytes of ${documentId}`) } };
        },
      },
      { public: ["MintServiceToken"] },
    );
    life.serve(Lists, {
      async checkCustomerList({ importId }, context) {
        requireTenant(context);
        if (importId === "unfinished") {
          const remedy = "Ask again when the import has finished.";
          throw new DomainError("precondition", "IMPORT_NOT_FINISHED", "still read", { remedy });
        }
        return answers.list;
      },
      async *downloadSample({ importId }, context) {
        requireTenant(context);
        yield { data: Buffer.from(`bytes of ${importId}`) };
      },
      async listLists() {
        return { lists: answers.lists.map((list) => CustomerList.fromPartial(list)) };
      },
      async getImport({ importId }) {
        return { import: { importId, state: ImportState.FINISHED, fileType: "xlsx" } };
      },
    });
    life.serve(Campaigns, {
      async submitMessages(request, context) {
        const { tenantId } = principalOf(context);
        const code = answers.refuseMessage();
        submitted.push({ tenantId: tenantId ?? "", request });
        const outcome =
          code === ""
            ? { $case: "accepted" as const, value: { messageId: "chunk-0", parts: 1 } }
            : { $case: "refused" as const, value: { finding: { code } } };
        return { answers: [{ outcome }] };
      },
    });
  });
  return {
    answers,
    submitted,
    readDocuments,
    address: running.grpcAddress,
    stop: () => running.stop(),
  };
}

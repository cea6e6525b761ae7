import {
  CampaignsServiceDefinition,
  type SubmitMessagesRequest,
} from "@whiteline/contracts/campaigns/v1/campaigns";
import {
  LinesRegistryServiceDefinition,
  LineStatus,
} from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { PapersServiceDefinition } from "@whiteline/contracts/lines_registry/v1/papers";
import {
  DomainError,
  loadConfig,
  principalOf,
  requireTenant,
  runService,
  serviceShape,
  type Life,
} from "@whiteline/service-kit";
import { testServiceConfig } from "@whiteline/service-kit/testing";
import { z } from "zod";

const { listLines } = LinesRegistryServiceDefinition.methods;
const LinesRegistry = {
  name: "LinesRegistryService",
  fullName: LinesRegistryServiceDefinition.fullName,
  methods: { listLines },
} as const;
const { findDocumentUses } = PapersServiceDefinition.methods;
const Papers = {
  name: "PapersService",
  fullName: PapersServiceDefinition.fullName,
  methods: { findDocumentUses },
} as const;
const { submitMessages } = CampaignsServiceDefinition.methods;
const Campaigns = {
  name: "CampaignsService",
  fullName: CampaignsServiceDefinition.fullName,
  methods: { submitMessages },
} as const;

/** What campaigns was asked, and as whom. */
export type Submitted = { readonly tenantId: string; readonly request: SubmitMessagesRequest };

/** lines-registry and campaigns as one real gRPC server: it has the provider's own line and takes messages. */
export async function messageNeighbours(publicKeys: string, now: () => Date) {
  const submitted: Submitted[] = [];
  const answers = { isAway: false, usedDocuments: new Map<string, string>() };
  const config = loadConfig(
    z.object(serviceShape),
    testServiceConfig({
      name: "neighbours",
      mongoUri: "mongodb://none",
      natsUrl: "none",
      publicKeys,
    }),
  );
  const build = async (life: Life) => {
    life.serve(LinesRegistry, {
      async listLines(_request, context) {
        const tenantId = requireTenant(context);
        // Elsewhere than in Iran no page names the provider's own sender: it is what operations entered.
        const number = principalOf(context).market === "IR" ? "021000000" : "PLATFORM";
        return { lines: [{ lineId: `line of ${tenantId}`, number, status: LineStatus.ACTIVE }] };
      },
    });
    life.serve(Papers, {
      async findDocumentUses({ documentId }, context) {
        requireTenant(context);
        const use = answers.usedDocuments.get(documentId);
        return { applicationIds: use === undefined ? [] : [use] };
      },
    });
    life.serve(Campaigns, {
      async submitMessages(request, context) {
        if (answers.isAway) throw new DomainError("unavailable", "STORE_UNAVAILABLE", "away");
        submitted.push({ tenantId: requireTenant(context), request });
        const value = { messageId: "m-1", parts: 1 };
        return { answers: [{ outcome: { $case: "accepted", value } }] };
      },
    });
  };
  // By the clock of who signs: tokens must not age while a slow machine works.
  const running = await runService(config, build, { now });
  return { submitted, answers, address: running.grpcAddress, stop: () => running.stop() };
}

import { CampaignsServiceDefinition } from "@whiteline/contracts/campaigns/v1/campaigns";
import {
  closeMongo,
  connectMongo,
  createClient,
  loadConfig,
  requireTenant,
  runService,
  serviceShape,
} from "@whiteline/service-kit";
import { testPrincipals, testServiceConfig } from "@whiteline/service-kit/testing";
import { databaseUri } from "@whiteline/testkit";
import { z } from "zod";

const CampaignsDoor = {
  name: CampaignsServiceDefinition.name,
  fullName: CampaignsServiceDefinition.fullName,
  methods: { checkChunks: CampaignsServiceDefinition.methods.checkChunks },
} as const;
/** So many chunks are there to be asked about. */
const CHUNKS = 2_000;
const TENANT = "hot";
const TOKEN_KEPT_MS = 30_000;

/**
 * The question that pricing asks of campaigns before it settles a chunk: over gRPC, with a token that is verified, answered
 * from an index on the same mongod. It stands for campaigns, whose other work has no part in it.
 */
export const openReleases = async (mongodUri: string) => {
  const connection = await connectMongo(databaseUri(mongodUri, "whiteline_campaigns"));
  const released = connection.collection<{ _id: string; tenant: string; reservation: string }>(
    "progress",
  );
  await released.insertMany(
    Array.from({ length: CHUNKS }, (_, n) => ({
      ...{ _id: `chunk:${n + 1}`, tenant: TENANT, reservation: "campaign" },
    })),
  );
  const where = { name: "campaigns", mongoUri: mongodUri, natsUrl: "none" };
  const config = loadConfig(z.object(serviceShape), testServiceConfig(where));
  const running = await runService(config, async (life) => {
    life.serve(CampaignsDoor, {
      async checkChunks({ chunks }, context) {
        const ids = chunks.map(({ chunkId }) => chunkId);
        const named = {
          _id: { $in: ids },
          tenant: requireTenant(context),
          reservation: "campaign",
        };
        const found = await released.find(named, { projection: { _id: 1 } }).toArray();
        return { releasedChunkIds: found.map(({ _id }) => _id) };
      },
    });
  });
  const client = createClient(CampaignsDoor, running.grpcAddress);
  const principals = testPrincipals();
  // Kept for half of its life, as the service keeps its own.
  let token = { at: 0, options: principals.service("pricing", TENANT) };
  const options = () => {
    if (Date.now() - token.at > TOKEN_KEPT_MS) {
      token = { at: Date.now(), options: principals.service("pricing", TENANT) };
    }
    return token.options;
  };
  return {
    releasedOf: async (
      _tenantId: string,
      chunks: readonly { readonly chunkId: string; readonly reservationId: string }[],
    ): Promise<readonly string[]> =>
      (await client.checkChunks({ chunks: [...chunks] }, options())).releasedChunkIds,
    async [Symbol.asyncDispose]() {
      client[Symbol.dispose]();
      await running.stop();
      await closeMongo(connection);
    },
  };
};

import type { DlrServiceImplementation } from "@whiteline/contracts/dlr/v1/dlr";
import {
  DomainError,
  requireService,
  requireStaff,
  requireTenant,
  serviceRequired,
  type CallContextExt,
} from "@whiteline/service-kit";
import { sumReport } from "./domain/report.js";
import { fromChunk, fromOrphans, fromSlot, fromToldPage } from "./proto.js";
import { fromReport } from "./proto-reports.js";
import { readMark } from "./domain/orphan.js";
import type { OrphanStore } from "./store/orphans.js";
import type { OutcomeStore } from "./store/outcomes.js";
import type { ResultStore } from "./store/results.js";
import type { ToldStore } from "./store/told.js";

type Dependencies = {
  readonly outcomes: OutcomeStore;
  readonly orphans: OrphanStore;
  readonly results: Pick<ResultStore, "of">;
  readonly told: ToldStore;
};

/** Chunks asked about at once. */
const MOST_CHUNKS = 100;
const MOST_ORPHANS = 200;
const USUAL_ORPHANS = 50;

/** What dlr answers; every question about a tenant's messages is asked by that tenant. */
export const dlrService = ({
  outcomes,
  orphans,
  results,
  told,
}: Dependencies): DlrServiceImplementation<CallContextExt> => ({
  async getOutcome(request, context) {
    const tenantId = requireTenant(context);
    const outcome = await outcomes.byChunk(request.chunkId);
    if (
      outcome?.tenantId !== tenantId ||
      request.slot < 0 ||
      request.slot >= outcome.parts.length
    ) {
      throw new DomainError("not_found", "OUTCOME_UNKNOWN", "nothing is known of this message yet");
    }
    return fromSlot(outcome, request.slot);
  },

  async getOutcomes({ messages }, context) {
    const asked = messages.slice(0, MOST_CHUNKS);
    const chunkIds = [...new Set(asked.map(({ chunkId }) => chunkId))];
    const found = await outcomes.byChunks(requireTenant(context), chunkIds);
    const known = new Map(found.map((outcome) => [outcome.chunkId, outcome]));
    return {
      outcomes: asked.flatMap(({ chunkId, slot }) => {
        const outcome = known.get(chunkId);
        if (outcome === undefined || slot < 0 || slot >= outcome.parts.length) return [];
        return { chunkId, slot, outcome: fromSlot(outcome, slot) };
      }),
    };
  },

  async getReport(request, context) {
    const tenantId = requireTenant(context);
    const [counts, said] = await Promise.all([
      outcomes.countsOfCampaign(tenantId, request.campaignId),
      results.of(tenantId, request.campaignId),
    ]);
    return fromReport(sumReport(counts), said);
  },

  async *streamOutcomes(request, context) {
    const { campaignId, ...within } = request;
    for await (const outcome of outcomes.ofCampaign(requireTenant(context), campaignId, within)) {
      yield fromChunk(outcome);
    }
  },

  async listChunkOutcomes({ chunkIds }, context) {
    requireService(context);
    const asked = chunkIds.slice(0, MOST_CHUNKS);
    const found = await outcomes.byChunks(requireTenant(context), asked);
    return { chunks: found.map(fromChunk) };
  },

  async listFeedHeads({ afterTenant }, context) {
    // Only who speaks for the platform is told of all tenants.
    if (requireService(context).tenantId !== undefined) throw serviceRequired();
    const heads = await told.heads(afterTenant);
    return {
      heads: heads.map(({ tenantId, position }) => ({ tenantId, position: BigInt(position) })),
    };
  },

  async listTold({ after }, context) {
    requireService(context);
    return fromToldPage(await told.after(requireTenant(context), Number(after)));
  },

  async listOrphans(request, context) {
    requireStaff(context, "operations");
    const limit = Math.min(MOST_ORPHANS, request.limit > 0 ? request.limit : USUAL_ORPHANS);
    const [waiting, givenUp, sample, page] = await Promise.all([
      orphans.waiting(),
      orphans.countGivenUp(),
      orphans.sample(),
      orphans.page(request.givenUp, limit, readMark(request.pageToken)),
    ]);
    return fromOrphans({ ...waiting, givenUp, sample, page });
  },
});

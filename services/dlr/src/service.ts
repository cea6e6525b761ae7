import type { DlrServiceImplementation } from "@whiteline/contracts/dlr/v1/dlr";
import {
  DomainError,
  requireStaff,
  requireTenant,
  type CallContextExt,
} from "@whiteline/service-kit";
import { sumReport } from "./domain/report.js";
import { fromChunk, fromOrphans, fromReport, fromSlot } from "./proto.js";
import type { OrphanStore } from "./store/orphans.js";
import type { OutcomeStore } from "./store/outcomes.js";

type Dependencies = { readonly outcomes: OutcomeStore; readonly orphans: OrphanStore };

/** What dlr answers; every question about a tenant's messages is asked by that tenant. */
export const dlrService = ({
  outcomes,
  orphans,
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

  async getReport(request, context) {
    return fromReport(
      sumReport(await outcomes.countsOfCampaign(requireTenant(context), request.campaignId)),
    );
  },

  async *streamOutcomes(request, context) {
    for await (const outcome of outcomes.ofCampaign(requireTenant(context), request.campaignId)) {
      yield fromChunk(outcome);
    }
  },

  async listOrphans(_request, context) {
    requireStaff(context, "operations");
    return fromOrphans(await orphans.summary());
  },
});

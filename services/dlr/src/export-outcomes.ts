import type { StreamChunkRecipientsResponse } from "@whiteline/contracts/campaigns/v1/campaigns";
import type { ExportOutcomesResponse } from "@whiteline/contracts/dlr/v1/reports";
import type { ServiceTokens } from "@whiteline/service-kit";
import { maskNumber } from "@whiteline/markets";
import { slotOutcomes, type ChunkOutcome } from "./domain/chunk-outcome.js";
import type { Neighbours } from "./neighbours.js";
import type { OutcomeStore } from "./store/outcomes.js";

export type Exporting = Pick<Neighbours, "campaigns"> & {
  readonly tokens: Pick<ServiceTokens, "forTenant">;
  readonly outcomes: Pick<OutcomeStore, "byChunks">;
};

/** Chunks joined at a time: a few thousand numbers are in memory, however large the campaign is. */
const BATCH = 8;

/**
 * Every message that was released of a campaign with its recipient, chunk by chunk: to whom, campaigns
 * knows; what became of it stands here. What nothing is known of yet is `pending`.
 *
 * @throws DomainError not_found CAMPAIGN_UNKNOWN, by campaigns.
 */
export async function* exportOutcomes(
  { campaigns, tokens, outcomes }: Exporting,
  tenantId: string,
  campaignId: string,
  { isWhole, signal }: { readonly isWhole: boolean; readonly signal: AbortSignal },
): AsyncGenerator<ExportOutcomesResponse> {
  const options = { ...(await tokens.forTenant(tenantId)), signal };
  let batch: StreamChunkRecipientsResponse[] = [];
  const join = async (): Promise<readonly ExportOutcomesResponse[]> => {
    const ids = batch.map(({ chunkId }) => chunkId);
    const known = new Map(
      (await outcomes.byChunks(tenantId, ids)).map((outcome) => [outcome.chunkId, outcome]),
    );
    return batch.map((chunk) => toRows(chunk, known.get(chunk.chunkId), isWhole));
  };
  for await (const chunk of campaigns.streamChunkRecipients({ campaignId }, options)) {
    batch.push(chunk);
    if (batch.length < BATCH) continue;
    yield* await join();
    batch = [];
  }
  yield* await join();
}

const toRows = (
  { chunkId, operator, msisdns, releasedAt }: StreamChunkRecipientsResponse,
  outcome: ChunkOutcome | undefined,
  isWhole: boolean,
): ExportOutcomesResponse => {
  const slots = outcome === undefined ? [] : slotOutcomes(outcome);
  return {
    chunkId,
    operator,
    numbers: msisdns.map((msisdn) => (isWhole ? `+${msisdn}` : `+${maskNumber(msisdn)}`)),
    states: msisdns.map((_, slot) => slots[slot]?.state ?? "pending"),
    reasons: msisdns.map((_, slot) => slots[slot]?.reason ?? ""),
    failures: msisdns.map((_, slot) => slots[slot]?.failure ?? ""),
    parts: Buffer.from(msisdns.map((_, slot) => slots[slot]?.parts ?? 0)),
    finalAt: msisdns.map((_, slot) => slots[slot]?.finalAt ?? 0),
    variant: outcome?.variant ?? 0,
    releasedAt,
    numbersMasked: !isWhole,
  };
};

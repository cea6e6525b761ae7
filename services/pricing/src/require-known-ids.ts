import type { MarketPack } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { knownIds, MANY_UNKNOWN_IDS } from "./domain/known-ids.js";
import type { BilledId } from "./domain/reconcile.js";
import { chunksSubmittedOn, type ChunkDependencies } from "./known-chunks.js";
import type { WalletStore } from "./store/wallets.js";

type Dependencies = ChunkDependencies & { readonly wallets: Pick<WalletStore, "sendersOf"> };

/**
 * Refuses an operator's file most of whose ids, and many, are of no part of its day, before anything of it is kept.
 * Reads no further than the ids that are known suffice; small files are not read for it at all.
 * @throws DomainError precondition INVOICE_IDS_UNKNOWN
 */
export const requireKnownIds = async (
  it: Dependencies,
  {
    of: { providerId, operator, day },
    pack,
    billed,
  }: {
    readonly of: {
      readonly providerId: string;
      readonly operator: string;
      readonly day: string;
    };
    readonly pack: MarketPack;
    readonly billed: ReadonlyMap<string, BilledId>;
  },
): Promise<void> => {
  if (billed.size < MANY_UNKNOWN_IDS) return;
  const ids = knownIds(billed);
  for (const { tenantId } of await it.wallets.sendersOf(providerId)) {
    for await (const chunk of chunksSubmittedOn(it, { pack, tenantId, operator, day })) {
      ids.addChunk(chunk);
      if (ids.isEnough()) return;
    }
  }
  const strange = ids.finish();
  if (strange === undefined) return;
  const { unknown, ids: all, sample } = strange;
  throw new DomainError(
    "precondition",
    "INVOICE_IDS_UNKNOWN",
    `Of ${all} message ids of the file ${unknown} are of nothing that was handed to ${operator} on ${day}, such as ${sample.join(", ")}.`,
    { remedy: "Check operator and day, and the form of the ids; nothing of it was kept." },
  );
};

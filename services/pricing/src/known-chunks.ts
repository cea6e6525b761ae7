import type { DlrServiceDefinition, StreamOutcomesResponse } from "@whiteline/contracts/dlr/v1/dlr";
import { billingRule, dayBounds, localDay, type MarketPack } from "@whiteline/markets";
import type { Client, ServiceTokens } from "@whiteline/service-kit";
import type { BillingRule } from "./domain/billing-rule.js";
import type { KnownChunk } from "./domain/reconcile.js";
import { isBillingFinal } from "./domain/settlement.js";
import { submittedOf } from "./proto.js";
import type { OnceStore, SettledRow } from "./store/once.js";
import type { ReservationStore } from "./store/reservations.js";

export type ChunkDependencies = {
  readonly once: Pick<OnceStore, "settledAt" | "submittedAt" | "isSettled">;
  readonly reservations: Pick<ReservationStore, "openRules">;
  readonly dlr: Pick<Client<typeof DlrServiceDefinition>, "listChunkOutcomes" | "streamOutcomes">;
  readonly tokens: Pick<ServiceTokens, "forTenant">;
  readonly now: () => Date;
};

/** A chunk as journal and book of receipts know it. */
export type ChunkOfDay = {
  readonly chunkId: string;
  readonly alphabet: string;
  /** Parts that its customer was charged; undefined: its bill may still change. */
  readonly charged: bigint | undefined;
  /** Parts that its rule charges, by what the book of receipts holds. */
  readonly chargeable: bigint;
  readonly acceptedIds: readonly string[];
  /** Further ids of parts that may have been sent twice. */
  readonly extraIds: KnownChunk["extraIds"];
  readonly acceptedParts: bigint;
  readonly deliveredParts: bigint;
  /** Local days on which its parts were handed to the operator. */
  readonly days: readonly string[];
};

type Asked = {
  readonly pack: MarketPack;
  readonly tenantId: string;
  readonly operator: string;
  readonly day: string;
};

const DAY_MS = 86_400_000;
/** What dlr answers at a time. */
const CHUNKS_AT_ONCE = 100;
/** A message is released, submitted and answered for within so long. */
const LONGEST_LIFE_MS = 15 * DAY_MS;
/** What became final is told and heard within so long. */
const HEARD_WITHIN_MS = 15 * 60_000;

/**
 * What a night looks at: chunks that were settled on a day, each on one, and those that became final on it and are
 * charged to nobody.
 */
export async function* chunksOfNight(
  it: ChunkDependencies,
  asked: Asked,
): AsyncGenerator<ChunkOfDay> {
  const { pack, tenantId, operator, day } = asked;
  const { from, to } = dayBounds(pack, day);
  // What is not settled comes first, as for a file: what settles meanwhile is looked at in the night of its settlement.
  for await (const { chunk, finalAt } of unsettled(it, asked, undefined)) {
    const isOfDay = localDay(pack, finalAt.toISOString()) === day;
    if (isOfDay && chunk.charged !== undefined) yield chunk;
  }
  const settled = await it.once.settledAt(tenantId, operator, from, to);
  yield* withReceipts(it, { pack, tenantId }, settled);
}

/**
 * Chunks of which parts were handed to the operator on a day: what the operator bills of it, whenever their bill became
 * final, or if it did not yet.
 */
export async function* chunksSubmittedOn(
  it: ChunkDependencies,
  asked: Asked,
): AsyncGenerator<ChunkOfDay> {
  const { pack, tenantId, operator, day } = asked;
  const { from, to } = dayBounds(pack, day);
  // What is not settled comes first: a chunk that settles meanwhile is among the settled then, and between no two lists.
  const given = new Set<string>();
  for await (const { chunk } of unsettled(it, asked, from)) {
    if (!chunk.days.includes(day)) continue;
    given.add(chunk.chunkId);
    yield chunk;
  }
  const settled = await it.once.submittedAt(tenantId, operator, from, to);
  const rest = settled.filter(({ chunkId }) => !given.has(chunkId));
  yield* withReceipts(it, { pack, tenantId }, rest);
}

async function* withReceipts(
  { dlr, tokens }: ChunkDependencies,
  { pack, tenantId }: Pick<Asked, "pack" | "tenantId">,
  settled: readonly SettledRow[],
): AsyncGenerator<ChunkOfDay> {
  for (let i = 0; i < settled.length; i += CHUNKS_AT_ONCE) {
    const rows = settled.slice(i, i + CHUNKS_AT_ONCE);
    const chunkIds = rows.map(({ chunkId }) => chunkId);
    const { chunks } = await dlr.listChunkOutcomes({ chunkIds }, await tokens.forTenant(tenantId));
    const known = new Map(chunks.map((chunk) => [chunk.chunkId, chunk]));
    for (const { chunkId, alphabet, charged, from, to, ...row } of rows) {
      const rule = row.chargeable ?? billingRule(pack).chargeable;
      // Charged, and the book of receipts has never heard of it: it knows no part.
      const receipts = receiptsOf(known.get(chunkId), rule);
      yield { chunkId, alphabet, charged, ...receipts, days: daysOf(pack, { from, to }) };
    }
  }
}

/**
 * What the book of receipts knows and nobody was charged yet, of chunks that were released until the end of a day.
 * @param submittedFrom only chunks of which a part was handed to the operator then or later; undefined: all.
 */
async function* unsettled(
  { once, reservations, dlr, tokens, now }: ChunkDependencies,
  { pack, tenantId, operator, day }: Asked,
  submittedFrom: Date | undefined,
): AsyncGenerator<{ readonly chunk: ChunkOfDay; readonly finalAt: Date }> {
  const { rules, campaignIds } = await reservations.openRules(tenantId);
  const { from, to } = dayBounds(pack, day);
  const within = {
    releasedFrom: new Date(from.getTime() - LONGEST_LIFE_MS),
    ...{ releasedUntil: to, submittedFrom },
  };
  for (const campaignId of campaignIds) {
    const asked = { campaignId, ...within };
    for await (const chunk of dlr.streamOutcomes(asked, await tokens.forTenant(tenantId))) {
      const { chunkId, bill } = chunk;
      const submitted = bill && submittedOf(bill);
      if (bill === undefined || submitted === undefined || chunk.operator !== operator) continue;
      if (await once.isSettled(chunkId)) continue;
      const rule = rules.get(bill.reservationId) ?? billingRule(pack);
      const finalAt = Math.max(submitted.to.getTime(), ...chunk.finalAt.map((s) => s * 1_000));
      const isHeard = now().getTime() - finalAt > HEARD_WITHIN_MS;
      // Final by its rule for long, and charged to nobody.
      const charged = isHeard && isBillingFinal(rule, bill) ? 0n : undefined;
      const receipts = receiptsOf(chunk, rule.chargeable);
      const days = daysOf(pack, submitted);
      yield {
        chunk: { chunkId, alphabet: bill.alphabet, charged, ...receipts, days },
        finalAt: new Date(finalAt),
      };
    }
  }
}

const receiptsOf = (
  chunk: StreamOutcomesResponse | undefined,
  rule: BillingRule["chargeable"],
): Omit<ChunkOfDay, "chunkId" | "alphabet" | "charged" | "days"> => {
  const acceptedIds = chunk?.operatorIds.filter((id) => id !== "") ?? [];
  const acceptedParts = BigInt(chunk?.bill?.partsAccepted ?? acceptedIds.length);
  const deliveredParts = BigInt(chunk?.bill?.partsDelivered ?? deliveredOf(chunk));
  const chargeable = rule === "delivered" ? deliveredParts : acceptedParts;
  const firsts = chunk?.extraOperatorIdsOf ?? [];
  const extraIds = (chunk?.extraOperatorIds ?? []).map((id, i) => ({ id, of: firsts[i] ?? "" }));
  return { chargeable, acceptedIds, extraIds, acceptedParts, deliveredParts };
};

/** Parts of messages that were delivered whole: as much as an older dlr says. */
const deliveredOf = (chunk: StreamOutcomesResponse | undefined): number =>
  (chunk?.states ?? []).reduce(
    (sum, state, slot) => sum + (state === "delivered" ? (chunk?.parts[slot] ?? 0) : 0),
    0,
  );

const daysOf = (
  pack: MarketPack,
  { from, to }: { readonly from: Date; readonly to: Date },
): readonly string[] => {
  const last = localDay(pack, to.toISOString());
  const days = [last];
  for (
    let at = to.getTime() - DAY_MS;
    days[0] !== localDay(pack, from.toISOString());
    at -= DAY_MS
  ) {
    if (days.length > LONGEST_LIFE_MS / DAY_MS) break;
    days.unshift(localDay(pack, new Date(at).toISOString()));
  }
  return days;
};

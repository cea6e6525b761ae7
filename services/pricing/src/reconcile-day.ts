import type { DlrServiceDefinition } from "@whiteline/contracts/dlr/v1/dlr";
import { dayBounds, type MarketPack } from "@whiteline/markets";
import type { Client, ServiceTokens } from "@whiteline/service-kit";
import { costPriceOn, moneyOf } from "./domain/cost-price.js";
import { reconciler, type KnownChunk } from "./domain/reconcile.js";
import { isAlphabet, scriptOfAlphabet } from "./domain/segments.js";
import { packOfProvider } from "./pack-of-provider.js";
import type { OperatorInvoice } from "./read-operator-invoice.js";
import type { CostPriceStore } from "./store/cost-prices.js";
import type { OnceStore } from "./store/once.js";
import type { Reconciliation, ReconciliationStore } from "./store/reconciliations.js";
import type { WalletStore } from "./store/wallets.js";

export type ReconcileDependencies = {
  readonly wallets: WalletStore;
  readonly once: OnceStore;
  readonly reconciliations: ReconciliationStore;
  readonly costPrices: Pick<CostPriceStore, "list">;
  readonly dlr: Pick<Client<typeof DlrServiceDefinition>, "streamOutcomes">;
  readonly tokens: Pick<ServiceTokens, "forTenant">;
  readonly now: () => Date;
};

/**
 * Matches a provider's day at an operator: what customers were charged, what the book of receipts holds, and what the
 * operator's file bills. Every difference becomes a case. Repeated, it finds the same cases again.
 */
export const reconcileDay =
  (it: ReconcileDependencies) =>
  async (
    of: { readonly providerId: string; readonly operator: string; readonly day: string },
    file: (OperatorInvoice & { readonly fileName: string }) | undefined,
  ): Promise<Reconciliation> => {
    const { providerId, operator, day } = of;
    const at = it.now();
    const pack = packOfProvider(providerId, at);
    const wallets = await it.wallets.ofProvider(providerId);
    const prices = await it.costPrices.list(providerId, operator);
    const digest = file?.digest ?? "";
    const empty: Reconciliation = {
      ...{ ...of, digest, at, fileName: file?.fileName ?? "", currency: file ? moneyOf(pack) : "" },
      ...{ partsOurs: 0n, partsCharged: 0n, partsDelivered: 0n, partsBilled: 0n, cases: 0 },
      reconciliationId: [
        providerId,
        operator,
        day,
        digest === "" ? "night" : digest.slice(0, 16),
      ].join(":"),
      status: "matching",
      billed: file?.amount ?? 0n,
      expected: undefined,
    };
    await it.reconciliations.save(empty);
    const match = reconciler(file?.billed);
    for (const wallet of wallets) {
      const { from, to } = dayBounds(pack, day);
      const settled = await it.once.settledAt(wallet.tenantId, operator, from, to);
      for await (const chunk of known(it, wallet.tenantId, settled)) {
        const script = scriptOf(pack, chunk.alphabet);
        const costPerPart = costPriceOn(prices, { script, day });
        const found = match.addChunk({ ...chunk, script, costPerPart });
        await it.reconciliations.addCases(empty, found);
      }
    }
    const { match: sums, differences } = match.finish();
    for (let i = 0; i < differences.length; i += CASES_AT_ONCE) {
      await it.reconciliations.addCases(empty, differences.slice(i, i + CASES_AT_ONCE));
    }
    const cases = await it.reconciliations.countCases(empty.reconciliationId);
    const done: Reconciliation = {
      ...empty,
      ...sums,
      cases,
      status: cases === 0 ? "exact" : "differs",
    };
    await it.reconciliations.save(done);
    return done;
  };

const CASES_AT_ONCE = 1_000;

const scriptOf = (pack: MarketPack, alphabet: string): string =>
  isAlphabet(alphabet) ? (scriptOfAlphabet(pack, alphabet) ?? alphabet) : alphabet;

type Settled = Awaited<ReturnType<OnceStore["settledAt"]>>[number];

/** Chunks that were charged, with what the book of receipts says of their parts. */
async function* known(
  { dlr, tokens }: ReconcileDependencies,
  tenantId: string,
  settled: readonly Settled[],
): AsyncGenerator<Omit<KnownChunk, "script" | "costPerPart"> & { readonly alphabet: string }> {
  const wanted = new Map(settled.map((chunk) => [chunk.chunkId, chunk]));
  for (const campaignId of new Set(settled.map((chunk) => chunk.campaignId))) {
    // Groups of single messages have no campaign: all of the tenant's are read past.
    const stream = dlr.streamOutcomes({ campaignId }, await tokens.forTenant(tenantId));
    for await (const { chunkId, states, parts, operatorIds } of stream) {
      const chunk = wanted.get(chunkId);
      if (chunk === undefined) continue;
      wanted.delete(chunkId);
      const deliveredParts = states.reduce(
        (sum, state, slot) => sum + (state === "delivered" ? BigInt(parts[slot] ?? 0) : 0n),
        0n,
      );
      const acceptedIds = operatorIds.filter((id) => id !== "");
      const { charged, alphabet } = chunk;
      yield { chunkId, charged, alphabet, acceptedIds, deliveredParts };
    }
  }
  // Charged, and the book of receipts has never heard of it.
  for (const { chunkId, charged, alphabet } of wanted.values()) {
    yield { chunkId, charged, alphabet, acceptedIds: [], deliveredParts: 0n };
  }
}

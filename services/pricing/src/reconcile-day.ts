import type { DlrServiceDefinition } from "@whiteline/contracts/dlr/v1/dlr";
import { dayBounds, markets } from "@whiteline/markets";
import type { Client, ServiceTokens } from "@whiteline/service-kit";
import { reconciler, type KnownChunk } from "./domain/reconcile.js";
import type { OperatorInvoice } from "./read-operator-invoice.js";
import type { OnceStore } from "./store/once.js";
import type { Reconciliation, ReconciliationStore } from "./store/reconciliations.js";
import type { WalletStore } from "./store/wallets.js";

export type ReconcileDependencies = {
  readonly wallets: WalletStore;
  readonly once: OnceStore;
  readonly reconciliations: ReconciliationStore;
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
    const wallets = await it.wallets.ofProvider(providerId);
    const [first] = wallets;
    const digest = file?.digest ?? "";
    const empty: Reconciliation = {
      ...{ ...of, digest, at, fileName: file?.fileName ?? "", currency: first?.currency ?? "" },
      ...{ partsOurs: 0n, partsCharged: 0n, partsDelivered: 0n, partsBilled: 0n, cases: 0 },
      reconciliationId: [
        providerId,
        operator,
        day,
        digest === "" ? "night" : digest.slice(0, 16),
      ].join(":"),
      status: "matching",
      billed: file?.amount ?? 0n,
    };
    await it.reconciliations.save(empty);
    const match = reconciler(file?.billed);
    for (const wallet of wallets) {
      const pack = markets.get(wallet.market, at.toISOString());
      const { from, to } = dayBounds(pack, day);
      const settled = await it.once.settledAt(wallet.tenantId, operator, from, to);
      for await (const chunk of known(it, wallet.tenantId, settled)) {
        await it.reconciliations.addCases(empty, match.addChunk(chunk));
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

type Settled = Awaited<ReturnType<OnceStore["settledAt"]>>[number];

/** Chunks that were charged, with what the book of receipts says of their parts. */
async function* known(
  { dlr, tokens }: ReconcileDependencies,
  tenantId: string,
  settled: readonly Settled[],
): AsyncGenerator<KnownChunk> {
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
      yield { chunkId, charged: chunk.charged, acceptedIds, deliveredParts };
    }
  }
  // Charged, and the book of receipts has never heard of it.
  for (const { chunkId, charged } of wanted.values()) {
    yield { chunkId, charged, acceptedIds: [], deliveredParts: 0n };
  }
}

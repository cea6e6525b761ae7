import { localMonth, markets } from "@whiteline/markets";
import { DomainError } from "@whiteline/service-kit";
import { feesDue } from "./domain/fee-line.js";
import type { HolderBook } from "./holders.js";
import type { MoveMoney } from "./movement-queue.js";
import type { DueStore } from "./store/dues.js";
import type { FeeLineStore, KeptFeeLine } from "./store/fee-lines.js";

type Dependencies = {
  readonly holders: Pick<HolderBook, "find">;
  readonly feeLines: FeeLineStore;
  readonly dues: DueStore;
  readonly moveMoney: MoveMoney;
  readonly now: () => Date;
};

/** Raises every fee of a line that has fallen due; each once, whatever is heard again. */
export const raiseFeesOf =
  ({ holders, feeLines, dues, moveMoney, now }: Dependencies) =>
  async (kept: KeptFeeLine): Promise<void> => {
    const { line, raised } = kept;
    const holder = await holders.find(line.tenantId);
    const at = now();
    const pack = markets.get(holder.market, at.toISOString());
    if (!holder.platform) {
      for (const due of feesDue(pack, holder, line, { now: at, from: raised })) {
        if (await dues.isKnown(due.dueId)) continue;
        const verdict = await moveMoney(line.tenantId, { kind: "raise_due", due });
        if (verdict.kind !== "done") throw new Error(`a fee was not raised: ${verdict.kind}`);
      }
    }
    const month = localMonth(pack, at.toISOString());
    await feeLines.raised(kept, month);
  };

/**
 * Raises the fees of a month that has begun, and pays what is owed where money has come free. Every line's market has
 * its own month, so the job looks at all lines whose last month is not the latest anywhere. What fails for one customer
 * holds up no other.
 * @throws AggregateError of all that failed, when the round is through.
 */
export const feeRound = (it: Dependencies) => {
  const raise = raiseFeesOf(it);
  return async (): Promise<void> => {
    const { feeLines, dues, moveMoney, now } = it;
    const failures: unknown[] = [];
    const attempt = (work: Promise<void>): Promise<void> =>
      work.catch((error: unknown) => void failures.push(error));
    const collect = async (tenantId: string): Promise<void> => {
      const verdict = await moveMoney(tenantId, { kind: "collect" });
      if (verdict.kind !== "done") {
        throw new DomainError("internal", "COLLECT_FAILED", `dues ended as ${verdict.kind}`);
      }
    };
    // The latest month anywhere on earth: 14 hours before Greenwich.
    const latest = new Date(now().getTime() + 14 * 3_600_000).toISOString().slice(0, 7);
    for (const kept of await feeLines.withoutFeesOf(latest)) await attempt(raise(kept));
    for (const tenantId of await dues.debtors()) await attempt(collect(tenantId));
    if (failures.length > 0) throw new AggregateError(failures, "fees of some customers failed");
  };
};

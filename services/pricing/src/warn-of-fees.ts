import { localMonth, markets, monthBounds } from "@whiteline/markets";
import { feesDue, monthAfter } from "./domain/fee-line.js";
import { money } from "./domain/money.js";
import type { HolderBook } from "./holders.js";
import type { FeeLineStore } from "./store/fee-lines.js";
import type { WarnOnce } from "./store/warn-once.js";
import type { WalletStore } from "./store/wallets.js";

type Dependencies = {
  readonly holders: Pick<HolderBook, "find">;
  readonly feeLines: FeeLineStore;
  readonly wallets: Pick<WalletStore, "byTenant">;
  readonly warn: WarnOnce;
  readonly now: () => Date;
  readonly daysBefore: number;
};

const DAY_MS = 86_400_000;

/** Tells each customer, once per month, what its maintenance of the coming month will be, some days before it. */
export const feeWarningRound =
  ({ holders, feeLines, wallets, warn, now, daysBefore }: Dependencies) =>
  async (): Promise<void> => {
    const at = now();
    for (const tenantId of await feeLines.tenants()) {
      const holder = await holders.find(tenantId);
      const pack = markets.get(holder.market, at.toISOString());
      const month = monthAfter(localMonth(pack, at.toISOString()));
      const { from } = monthBounds(pack, month);
      if (from.getTime() - at.getTime() > daysBefore * DAY_MS || holder.platform) continue;
      const lines = await feeLines.ofTenant(tenantId);
      const minor = lines
        .flatMap((line) => feesDue(pack, holder, line, { now: from, from: month }))
        .filter((due) => due.kind === "maintenance" && due.month === month)
        .reduce((sum, { amount }) => sum + amount.minor, 0n);
      const wallet = await wallets.byTenant(tenantId);
      if (minor === 0n || wallet === undefined) continue;
      const amount = money(holder.currency, minor);
      await warn({ tenantId, month, amount, available: wallet.available, at });
    }
  };

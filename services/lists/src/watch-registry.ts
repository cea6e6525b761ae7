import type { Ports } from "@whiteline/service-kit";
import type { Measures } from "./metrics.js";
import type { ConsentStore } from "./store/consents.js";
import type { RegistryEntryStore } from "./store/registry-entries.js";

type Watching = Pick<Ports, "now"> & {
  readonly consents: Pick<ConsentStore, "refusedByRegistry">;
  readonly registryEntries: Pick<RegistryEntryStore, "accounts" | "waitingOf">;
  readonly counted: Measures;
};

/** Tells operations how far registries are in step, as of now, per market over all tenants that have a brand there. */
export function registryWatch({ consents, registryEntries, counted, now }: Watching) {
  const age = (since: number): number => Math.max(0, (now().getTime() - since) / 1_000);

  return async (): Promise<void> => {
    const accounts = await registryEntries.accounts();
    for (const market of new Set(accounts.map((account) => account.market))) {
      const ours = accounts.filter((account) => account.market === market);
      const tenantIds = ours.map(({ tenantId }) => tenantId);
      const waiting = [...(await registryEntries.waitingOf(tenantIds)).values()];
      const oldest = Math.min(...waiting.map((each) => each.oldest.getTime()));
      const heard = ours.flatMap(({ fetchedUntil }) => fetchedUntil?.getTime() ?? []);
      counted.registryWaiting.set(
        { market },
        waiting.reduce((sum, { count }) => sum + count, 0),
      );
      counted.registryOldest.set({ market }, waiting.length === 0 ? 0 : age(oldest));
      counted.registryRefused.set({ market }, await consents.refusedByRegistry(...tenantIds));
      counted.registryHeardAge.set({ market }, heard.length === 0 ? 0 : age(Math.min(...heard)));
      counted.registryTrouble.set({ market }, ours.filter(({ trouble }) => trouble !== "").length);
    }
  };
}

import { markets } from "@whiteline/markets";
import type { Ports } from "@whiteline/service-kit";
import type { Measures } from "./metrics.js";
import type { BlockListStore } from "./store/block-lists.js";
import type { PortabilityStore } from "./store/portability.js";

type Watching = Pick<Ports, "now"> & {
  readonly blockLists: Pick<BlockListStore, "all">;
  readonly portability: Pick<PortabilityStore, "inForce">;
  readonly counted: Measures;
};

/** Tells operations how large and how old block lists and files of ported numbers are, as of now. */
export function numberFileWatch({ blockLists, portability, counted, now }: Watching) {
  const age = (since: Date): number => Math.max(0, (now().getTime() - since.getTime()) / 1_000);

  return async (): Promise<void> => {
    for (const { market, owner, size, changedAt } of await blockLists.all()) {
      counted.blockListNumbers.set({ market, owner }, size);
      if (changedAt !== null) counted.blockListAge.set({ market, owner }, age(changedAt));
    }
    for (const market of markets.codes) {
      const file = await portability.inForce(market);
      if (file === undefined) continue;
      counted.portedNumbers.set({ market }, file.numbers);
      counted.portabilityAge.set({ market }, age(file.asOf));
    }
  };
}

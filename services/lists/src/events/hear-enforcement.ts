import { RefusalEnforced } from "@whiteline/contracts/dispatcher/v1/events";
import type { Events, Loop } from "@whiteline/events";
import type { Measures } from "../metrics.js";
import type { OptOutStore } from "../store/opt-outs.js";

/** Stops the stopwatch of a refusal when a dispatcher tells that it obeys. */
export const hearEnforcement = (it: {
  readonly events: Pick<Events, "subscribe">;
  readonly optOuts: OptOutStore;
  readonly counted: Measures;
}): Loop =>
  it.events.subscribe(RefusalEnforced, async ({ refusalId, version, at }) => {
    if (at === undefined) return;
    const tookMs = await it.optOuts.enforced(refusalId, Number(version), at);
    if (tookMs !== undefined) it.counted.enforced.observe(tookMs / 1_000);
  });

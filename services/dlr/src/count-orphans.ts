import type { Life } from "@whiteline/service-kit";
import type { Measures } from "./metrics.js";
import type { OrphanStore } from "./store/orphans.js";

/** A receipt normally finds its part within seconds; one that waits longer has an id that nobody here gave out. */
const ALARM_AFTER_MS = 10 * 60_000;
/** What is given up is kept for good, and nobody acts on it within minutes. */
const GIVEN_UP_EVERY_MS = 10 * 60_000;

/** Keeps the gauges of receipts without a part, and says once when some wait too long, and once when it is over. */
export const orphanCounter = ({
  orphans,
  counted,
  log,
  now,
}: {
  readonly orphans: Pick<OrphanStore, "waiting" | "countGivenUp">;
  readonly counted: Pick<Measures, "orphans" | "oldestOrphan">;
  readonly log: Pick<Life["log"], "warn" | "info">;
  readonly now: () => Date;
}) => {
  let isTold = false;
  let givenUpAt = -Infinity;
  return async (): Promise<void> => {
    const { waiting, oldestAt } = await orphans.waiting();
    const waitedMs = oldestAt === undefined ? 0 : Math.max(0, now().getTime() - oldestAt.getTime());
    counted.orphans.set({ state: "waiting" }, waiting);
    if (Math.abs(now().getTime() - givenUpAt) >= GIVEN_UP_EVERY_MS) {
      counted.orphans.set({ state: "given_up" }, await orphans.countGivenUp());
      givenUpAt = now().getTime();
    }
    counted.oldestOrphan.set(waitedMs / 1_000);
    const isLate = waitedMs > ALARM_AFTER_MS;
    if (isLate && !isTold) log.warn({ waiting, alarm: "receipts_orphaned" }, "receipts_orphaned");
    if (!isLate && isTold) log.info({ waiting }, "receipts_no_longer_orphaned");
    isTold = isLate;
  };
};

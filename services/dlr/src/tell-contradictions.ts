import type { Life } from "@whiteline/service-kit";
import type { Measures } from "./metrics.js";

/** An operator that contradicts itself all day would fill the log. */
const TELL_AGAIN_MS = 10 * 60_000;

/** Counts final words of an account that do not agree with the ones before, and says so once in a while. */
export const contradictionTeller = ({
  counted,
  log,
  now,
}: {
  readonly counted: Pick<Measures, "contradictions">;
  readonly log: Pick<Life["log"], "warn">;
  readonly now: () => Date;
}) => {
  const toldAt = new Map<string, number>();
  return (account: string, count: number): void => {
    counted.contradictions.inc({ account }, count);
    const at = now().getTime();
    if (Math.abs(at - (toldAt.get(account) ?? -Infinity)) < TELL_AGAIN_MS) return;
    toldAt.set(account, at);
    log.warn({ account, count, alarm: "receipts_contradict" }, "receipts_contradict");
  };
};

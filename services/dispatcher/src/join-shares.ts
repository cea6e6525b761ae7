import { SEEN_BY_ALL_MS, type Carriers } from "./account-watch.js";
import { sends, type BindPlan } from "./domain/bind-plan.js";

/** How often it is tried again to say that the bind is about to send. */
const SAY_AGAIN_MS = 500;

/**
 * Says that the bind is about to send and waits until all that share the limit of its account have seen it; at once
 * where there is no limit, or nobody else sends.
 *
 * @param tell whether it is written.
 * @param rest ends early when it is over.
 */
export const joinShares = async (
  {
    bind,
    account,
    shares,
  }: {
    readonly bind: BindPlan;
    readonly account: string;
    readonly shares: Pick<Carriers, "look" | "linkedOf">;
  },
  tell: () => Promise<boolean>,
  rest: (ms: number) => Promise<void>,
  over: AbortSignal,
): Promise<void> => {
  const hasToShare = sends(bind) && bind.limits.account > 0;
  while (!(await tell()) && hasToShare && !over.aborted) await rest(SAY_AGAIN_MS);
  if (!hasToShare) return;
  const isAlone = await shares.look().then(
    () => shares.linkedOf(account) === 1,
    () => false,
  );
  if (!isAlone) await rest(SEEN_BY_ALL_MS);
};

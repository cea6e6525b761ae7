import { TenantReinstated, TenantSuspended } from "@whiteline/contracts/accounts/v1/events";
import {
  CampaignCancelled,
  CampaignPaused,
  CampaignResumed,
} from "@whiteline/contracts/campaigns/v1/events";
import {
  LineActivated,
  LineRevoked,
  LineSuspended,
} from "@whiteline/contracts/lines_registry/v1/events";
import { LineStatus } from "@whiteline/contracts/lines_registry/v1/lines_registry";
import { RefusalEnforced } from "@whiteline/contracts/dispatcher/v1/events";
import { OptOutLifted, OptOutRecorded } from "@whiteline/contracts/lists/v1/events";
import type { Events, Followed, Following } from "@whiteline/events";
import type { Counted } from "../metrics.js";
import type { Embargo, EmbargoFact } from "../domain/embargo.js";

const facts = [
  OptOutRecorded,
  OptOutLifted,
  CampaignPaused,
  CampaignResumed,
  CampaignCancelled,
  LineActivated,
  LineSuspended,
  LineRevoked,
  TenantSuspended,
  TenantReinstated,
] as const;

/** What a fact means for the embargo; nothing when it does not say of whom. */
const toEmbargo = (followed: Followed<(typeof facts)[number]>): EmbargoFact | undefined => {
  switch (followed.type) {
    case OptOutRecorded.$type:
      return { kind: "opted_out", ...followed.fact };
    case OptOutLifted.$type:
      return { kind: "opted_in", ...followed.fact };
    case CampaignPaused.$type:
      return { kind: "campaign", state: "paused", ...followed.fact };
    case CampaignResumed.$type:
      return { kind: "campaign", state: "running", ...followed.fact };
    case CampaignCancelled.$type:
      return { kind: "campaign", state: "cancelled", ...followed.fact };
    case LineActivated.$type:
    case LineSuspended.$type:
    case LineRevoked.$type: {
      const { line } = followed.fact;
      if (line === undefined) return undefined;
      const active = line.status === LineStatus.ACTIVE;
      const closedAt = line.operators
        .filter(({ status }) => status !== LineStatus.ACTIVE)
        .map(({ operator }) => operator);
      return { kind: "line", lineId: line.lineId, active, closedAt, version: line.version };
    }
    case TenantSuspended.$type:
      return { kind: "tenant", suspended: true, ...followed.fact };
    case TenantReinstated.$type:
      return { kind: "tenant", suspended: false, ...followed.fact };
  }
};

type Dependencies = {
  readonly events: Pick<Events, "follow" | "publish">;
  readonly embargo: Embargo;
  /** Of this process. */
  readonly dispatcherId: string;
  readonly counted: Pick<Counted, "refusals">;
  readonly now: () => Date;
};

/**
 * Teaches the embargo every fact of FACTS from the beginning, then as they happen. Of a refusal that comes while we
 * run it is told when it began to hold here: the stopwatch from the subscriber's word to its enforcement ends there.
 */
export const followEmbargo = ({
  events,
  embargo,
  dispatcherId,
  counted,
  now,
}: Dependencies): Following => {
  let isCaughtUp = false;
  const tell = async (refusal: OptOutRecorded): Promise<void> => {
    const { tenantId, lineId, refusalId, version, heardAt } = refusal;
    const at = now();
    if (heardAt !== undefined) {
      counted.refusals.observe(Math.max(0, at.getTime() - heardAt.getTime()) / 1_000);
    }
    await events.publish(
      RefusalEnforced,
      { tenantId, lineId, refusalId, version, at, dispatcherId },
      `${refusalId}:${version}:${dispatcherId}`,
    );
  };
  const following = events.follow(facts, async (followed) => {
    const fact = toEmbargo(followed);
    if (fact !== undefined) embargo.learn(fact);
    if (isCaughtUp && followed.type === OptOutRecorded.$type) await tell(followed.fact);
  });
  void following.caughtUp.then(() => (isCaughtUp = true));
  return following;
};

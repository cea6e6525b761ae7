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
import { OptOutRecorded } from "@whiteline/contracts/lists/v1/events";
import type { Events, Followed, Following } from "@whiteline/events";
import type { Embargo, EmbargoFact } from "../domain/embargo.js";

const facts = [
  OptOutRecorded,
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

/** Teaches the embargo every fact of FACTS from the beginning, then as they happen. */
export const followEmbargo = (events: Pick<Events, "follow">, embargo: Embargo): Following =>
  events.follow(facts, (followed) => {
    const fact = toEmbargo(followed);
    if (fact !== undefined) embargo.learn(fact);
  });

import { TenantReinstated, TenantSuspended } from "@whiteline/contracts/accounts/v1/events";
import {
  CampaignCleared,
  CampaignHeld,
  CampaignRefused,
} from "@whiteline/contracts/compliance/v1/events";
import { SubmitsRecorded } from "@whiteline/contracts/dispatcher/v1/events";
import { OutcomesRecorded, type StateCount } from "@whiteline/contracts/dlr/v1/events";
import {
  LineActivated,
  LineRevoked,
  LineSuspended,
} from "@whiteline/contracts/lines_registry/v1/events";
import { CampaignFunded, CampaignUnfunded, ToppedUp } from "@whiteline/contracts/pricing/v1/events";
import type { Events, Loop } from "@whiteline/events";
import { inRounds, type Bell } from "@whiteline/service-kit";
import { changeCampaign } from "../change-campaign.js";
import type { CampaignEvent } from "../domain/campaign-machine.js";
import { wakeUnfunded, type Funding } from "../fund-campaign.js";
import { toLine, toMoney, toQuote } from "../proto.js";
import type { ChunkProgressStore, HeardProgress } from "../store/chunk-progress.js";
import type { LineStore } from "../store/lines.js";
import type { SuspendedTenantStore } from "../store/suspended-tenants.js";

type Dependencies = Funding & {
  readonly events: Pick<Events, "subscribe" | "follow">;
  readonly progress: ChunkProgressStore;
  readonly lines: LineStore;
  readonly suspended: SuspendedTenantStore;
  /** Wakes the releasers. */
  readonly bell: Bell;
  readonly silenceMs: number;
  /** This campaign may be at its end. */
  readonly noticeEnd: (campaignId: string) => void;
  /** What the dispatcher answered for a chunk was kept. */
  readonly noteAnswered: (chunkId: string) => void;
};

/** Snapshots of chunks that come within so long are one write: nobody waits for them. */
const GATHER_MS = 100;
/** As many as may come meanwhile; each is judged by its version. */
const TOGETHER = { concurrency: 64 };

/** Everything campaigns hears, as loops by name. */
export const hear = (it: Dependencies): Readonly<Record<string, Loop>> => {
  const { events } = it;
  const record = inRounds(async (heard: readonly HeardProgress[]) => {
    await it.progress.record(heard);
    return () => undefined;
  }, GATHER_MS);
  const change = async (campaignId: string, event: CampaignEvent): Promise<void> => {
    const changed = await changeCampaign(it, campaignId, event);
    // Refused, or money that came for a campaign which was cancelled meanwhile.
    if (changed.kind === "moved") it.noticeEnd(campaignId);
  };
  return {
    cleared: events.subscribe(CampaignCleared, (fact) =>
      change(fact.campaignId, {
        kind: "cleared",
        revision: Number(fact.revision),
        clearance: {
          clearanceId: fact.clearanceId,
          verdictId: fact.verdictId,
          expiresAt: fact.expiresAt,
        },
      }),
    ),
    held: events.subscribe(CampaignHeld, (fact) =>
      change(fact.campaignId, {
        kind: "held",
        revision: Number(fact.revision),
        verdictId: fact.verdictId,
        reason: fact.reason,
      }),
    ),
    refused: events.subscribe(CampaignRefused, (fact) =>
      change(fact.campaignId, {
        kind: "refused",
        revision: Number(fact.revision),
        verdictId: fact.verdictId,
        finding: {
          code: fact.rule,
          subject: "campaign",
          rule: "Compliance refused the campaign.",
          source: fact.source,
          remedy: fact.remedy,
        },
      }),
    ),
    funded: events.subscribe(CampaignFunded, async (fact) => {
      if (fact.quote === undefined) throw new Error("a campaign was funded without a quote");
      await change(fact.campaignId, {
        kind: "funded",
        revision: Number(fact.revision),
        clearanceId: fact.clearanceId,
        reservationId: fact.reservationId,
        quote: toQuote(fact.quote),
      });
    }),
    unfunded: events.subscribe(CampaignUnfunded, (fact) =>
      change(fact.campaignId, unfundedOf(fact)),
    ),
    toppedUp: events.subscribe(ToppedUp, (fact) => wakeUnfunded(it, fact.tenantId)),
    submits: events.subscribe(
      SubmitsRecorded,
      async (fact) => {
        await record({
          kind: "submits",
          chunkId: fact.chunkId,
          version: Number(fact.version),
          recorded: fact.codes.reduce((sum, code) => sum + (code === 0 ? 0 : 1), 0),
          complete: fact.complete,
          silentAt: new Date(it.now().getTime() + it.silenceMs),
        });
        it.noteAnswered(fact.chunkId);
      },
      TOGETHER,
    ),
    outcomes: events.subscribe(
      OutcomesRecorded,
      async (fact) => {
        await record({
          kind: "outcome",
          chunkId: fact.chunkId,
          version: Number(fact.version),
          messages: counts(fact.messages),
          partStates: counts(fact.partsByState),
          duplicatesPossible: fact.duplicatesPossible,
          allAnswered: fact.allAnswered,
          final: fact.final,
        });
        if (fact.final && fact.campaignId !== "") it.noticeEnd(fact.campaignId);
      },
      TOGETHER,
    ),
    lines: followLines(it),
    tenants: followTenants(it),
  };
};

/** Each process follows the lines itself, because it keeps them in memory. */
const followLines = ({ events, lines }: Dependencies): Loop =>
  events.follow([LineActivated, LineSuspended, LineRevoked], async ({ fact }) => {
    if (fact.line !== undefined) await lines.put(toLine(fact.line));
  }).loop;

/** Each process follows them itself too; what waits for a suspended tenant goes on when it is reinstated. */
const followTenants = ({ events, suspended, bell }: Dependencies): Loop =>
  events.follow([TenantSuspended, TenantReinstated], async ({ type, fact }) => {
    await suspended.put(fact.tenantId, type === TenantSuspended.$type, Number(fact.version));
    bell.ring();
  }).loop;

const unfundedOf = (fact: CampaignUnfunded): CampaignEvent => {
  const needed = toMoney(fact.needed);
  const available = toMoney(fact.available);
  const rule =
    fact.code === "INSUFFICIENT_FUNDS"
      ? `The campaign costs ${needed.minor} ${needed.currency}; the wallet holds ${available.minor}.`
      : fact.code === "MAX_COST_EXCEEDED"
        ? `The campaign may cost ${needed.minor} ${needed.currency}, more than was allowed.`
        : "No tariff in force prices this campaign.";
  return {
    kind: "unfunded",
    revision: Number(fact.revision),
    finding: { code: fact.code, subject: "wallet", rule, source: "pricing", remedy: fact.remedy },
  };
};

const counts = (of: readonly StateCount[]): Readonly<Record<string, number>> =>
  Object.fromEntries(of.map(({ state, count }) => [state, count]));

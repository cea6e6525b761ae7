import type { CampaignsServiceDefinition } from "@whiteline/contracts/campaigns/v1/campaigns";
import type { DlrServiceDefinition } from "@whiteline/contracts/dlr/v1/dlr";
import {
  DomainError,
  type Client,
  type Logger,
  type Ports,
  type ServiceTokens,
} from "@whiteline/service-kit";
import { outcomeOf, type MessageOutcome } from "./domain/behaviour.js";
import { createNumberSet } from "./domain/number-set.js";
import type { Measures } from "./metrics.js";
import { notServedCodes } from "./not-served-codes.js";
import type { BehaviourStore, LearnedCampaign, OutcomeGroup } from "./store/behaviours.js";

type Deps = Ports & {
  readonly behaviours: BehaviourStore;
  readonly campaigns: Client<typeof CampaignsServiceDefinition>;
  readonly dlr: Client<typeof DlrServiceDefinition>;
  readonly tokens: ServiceTokens;
  readonly counted: Measures;
  readonly log: Logger;
};
type ChunkOutcomes = { readonly operator: string; readonly slots: Uint8Array };

/** Long enough for a campaign of millions; a learner that died is followed after it. */
const LEASE_MS = 600_000;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 3_600_000;

/** A slot's outcome as a byte; 0: the message never went out. */
const outcomes: readonly MessageOutcome[] = ["delivered", "failed", "not_served"];
/**
 * Learns the campaigns that have ended, and those again of which dlr's feed told since, one after the other, until none is
 * due: whom dlr says was reached, by the recipients that campaigns names. In memory stand a byte per message and some four per number.
 */
export function outcomeLearner(it: Deps) {
  const { behaviours, counted, log, now, newId } = it;

  const learn = async (campaign: LearnedCampaign, signal: AbortSignal): Promise<void> => {
    const options = { ...(await it.tokens.forTenant(campaign.tenantId)), signal };
    const chunks = new Map<string, ChunkOutcomes>();
    const asked = { campaignId: campaign.campaignId };
    for await (const told of it.dlr.streamOutcomes(asked, options)) {
      const { chunkId, operator, states, reasons, parts } = told;
      const slots = Uint8Array.from(states, (state, slot) =>
        byteOf({ state, reason: reasons[slot] ?? "", parts: parts[slot] ?? 0 }),
      );
      chunks.set(chunkId, { operator, slots });
    }
    const groups = new Map<string, OutcomeGroup>();
    for await (const { chunkId, msisdns } of it.campaigns.streamChunkRecipients(asked, options)) {
      const chunk = chunks.get(chunkId);
      if (chunk !== undefined) gather(groups, chunk, msisdns);
    }
    const found = [...groups.values()];
    await behaviours.learn(campaign, found, now());
    counted.learned.inc();
    if (!campaign.isFirst) return;
    for (const { outcome, operator, numbers } of found)
      if (outcome === "not_served") counted.notServed.inc({ operator }, numbers.size);
  };

  /** @returns whether to go on with the next one */
  const learnOne = async (signal: AbortSignal): Promise<boolean> => {
    const campaign = await behaviours.claim(now(), new Date(now().getTime() + LEASE_MS), newId());
    if (campaign === undefined) return false;
    const { campaignId, attempts } = campaign;
    try {
      await learn(campaign, signal);
    } catch (error) {
      // What was learned while it was known stands.
      if (isUnknown(error)) await behaviours.learn(campaign, [], now());
      else {
        const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 10));
        await behaviours.postpone(campaign, new Date(now().getTime() + wait));
        log.warn({ err: error, campaignId, attempts }, "outcomes could not be learned yet");
      }
    }
    return true;
  };

  return async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted && (await learnOne(signal)));
    counted.unlearned.set(await behaviours.unlearned());
  };
}

function gather(
  groups: Map<string, OutcomeGroup>,
  { operator, slots }: ChunkOutcomes,
  msisdns: readonly bigint[],
): void {
  msisdns.forEach((msisdn, slot) => {
    const outcome = outcomes[(slots[slot] ?? 0) - 1];
    if (outcome === undefined) return;
    const key = `${outcome}:${operator}`;
    const group = groups.get(key) ?? { outcome, operator, numbers: createNumberSet() };
    groups.set(key, group);
    group.numbers.add(Number(msisdn));
  });
}

function byteOf(end: Parameters<typeof outcomeOf>[0]): number {
  const outcome = outcomeOf(end, notServedCodes);
  return outcome === undefined ? 0 : outcomes.indexOf(outcome) + 1;
}

/** Nobody knows the campaign any more: there is nothing to learn. */
function isUnknown(error: unknown): boolean {
  return error instanceof DomainError && error.kind === "not_found";
}

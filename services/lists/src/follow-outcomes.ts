import type { CampaignsServiceDefinition } from "@whiteline/contracts/campaigns/v1/campaigns";
import type { DlrServiceDefinition, ToldMessages } from "@whiteline/contracts/dlr/v1/dlr";
import type { CallOptions, Client, Logger, Ports, ServiceTokens } from "@whiteline/service-kit";
import { outcomeOf } from "./domain/behaviour.js";
import type { Measures } from "./metrics.js";
import { notServedCodes } from "./not-served-codes.js";
import type { BehaviourStore } from "./store/behaviours.js";
import type { FeedPositionStore } from "./store/feed-positions.js";
import type { MessageWord, TaughtOperatorStore } from "./store/taught-operators.js";

type Deps = Pick<Ports, "now"> & {
  readonly behaviours: Pick<BehaviourStore, "stir">;
  readonly taughtOperators: TaughtOperatorStore;
  readonly positions: FeedPositionStore;
  readonly campaigns: Pick<Client<typeof CampaignsServiceDefinition>, "listChunkRecipients">;
  readonly dlr: Pick<Client<typeof DlrServiceDefinition>, "listFeedHeads" | "listTold">;
  readonly tokens: ServiceTokens;
  readonly counted: Pick<Measures, "unread" | "notServed">;
  readonly log: Logger;
};

/** Answers of the feed per tenant and round, some thousand messages each: nobody waits for somebody's million. */
const MOST_ANSWERS = 4;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 3_600_000;
/** Of one question [campaigns.proto, ListChunkRecipients]. */
const MOST_CHUNKS = 500;

/** What a message said before it is known to whom it went. */
type Word = Omit<MessageWord, "msisdn"> & { readonly chunkId: string; readonly slot: number };

/**
 * Reads on in dlr's feed of outcomes, tenant by tenant, from where it stopped: of single messages it learns whose number
 * it is, campaigns it marks to be learned again. What was read when a process died is read once more and changes
 * nothing; a tenant that cannot be read now is read later, after a wait that doubles.
 */
export function outcomeFollower(it: Deps) {
  const { dlr, positions, counted, log } = it;
  const failed = new Map<string, { readonly times: number; readonly until: number }>();

  /** @returns how many outcomes are left for the next round */
  const follow = async (
    tenantId: string,
    from: number,
    head: number,
    signal: AbortSignal,
  ): Promise<number> => {
    const options = { ...(await it.tokens.forTenant(tenantId)), signal };
    let at = from;
    for (let answers = 0; answers < MOST_ANSWERS; answers += 1) {
      const told = await dlr.listTold({ after: BigInt(at) }, options);
      await learnMessages(it, tenantId, told.messages, options);
      await it.behaviours.stir(tenantId, told.campaignIds, it.now());
      if (!(await positions.move(tenantId, at, Number(told.next)))) return 0;
      at = Number(told.next);
      if (!told.more) return 0;
    }
    return Math.max(0, head - at);
  };

  return async (signal: AbortSignal): Promise<void> => {
    const isOver = (): boolean => signal.aborted;
    let [unread, last] = [0, ""];
    while (!isOver()) {
      const options = { ...(await it.tokens.platform()), signal };
      const { heads } = await dlr.listFeedHeads({ afterTenant: last }, options);
      const known = await positions.of(heads.map(({ tenantId }) => tenantId));
      for (const { tenantId, position } of heads) {
        if (isOver()) return;
        const [head, at] = [Number(position), known.get(tenantId) ?? 0];
        if (head === at) continue;
        const { times, until } = failed.get(tenantId) ?? { times: 0, until: 0 };
        if (it.now().getTime() < until) {
          unread += Math.max(0, head - at);
          continue;
        }
        try {
          unread += await follow(tenantId, at, head, signal);
          failed.delete(tenantId);
        } catch (error) {
          unread += Math.max(0, head - at);
          if (isOver()) return;
          const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(times, 10));
          failed.set(tenantId, { times: times + 1, until: it.now().getTime() + wait });
          log.warn({ err: error, tenantId, waits: wait }, "outcomes could not be read yet");
        }
      }
      last = heads.at(-1)?.tenantId ?? "";
      if (last === "") break;
    }
    counted.unread.set(unread);
  };
}

/** Only what was delivered, and whom an operator did not take for its own, says whose number it is. */
async function learnMessages(
  { campaigns, taughtOperators, counted }: Deps,
  tenantId: string,
  messages: readonly ToldMessages[],
  options: CallOptions,
): Promise<void> {
  const words = messages.flatMap(wordsOf);
  const chunkIds = [...new Set(words.map(({ chunkId }) => chunkId))];
  for (let from = 0; from < chunkIds.length; from += MOST_CHUNKS) {
    const asked = { chunkIds: chunkIds.slice(from, from + MOST_CHUNKS) };
    const { chunks } = await campaigns.listChunkRecipients(asked, options);
    const recipients = new Map(chunks.map(({ chunkId, msisdns }) => [chunkId, msisdns]));
    const known = words.flatMap(({ chunkId, slot, ...word }): readonly MessageWord[] => {
      const msisdn = recipients.get(chunkId)?.[slot];
      return msisdn === undefined ? [] : [{ ...word, msisdn: Number(msisdn) }];
    });
    await taughtOperators.hear(tenantId, known);
    for (const { outcome, operator } of known)
      if (outcome === "not_served") counted.notServed.inc({ operator });
  }
}

function wordsOf({
  chunkId,
  operator,
  slots,
  states,
  reasons,
  finalAt,
}: ToldMessages): readonly Word[] {
  return slots.flatMap((slot, i): readonly Word[] => {
    const end = { state: states[i] ?? "", reason: reasons[i] ?? "", parts: 0 };
    const outcome = outcomeOf(end, notServedCodes);
    if (outcome === undefined || outcome === "failed") return [];
    const at = new Date((finalAt[i] ?? 0) * 1_000);
    return [{ chunkId, slot, operator, outcome, messageId: `${chunkId}-${slot}`, at }];
  });
}

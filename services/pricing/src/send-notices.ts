import { Lane, type CampaignsServiceDefinition } from "@whiteline/contracts/campaigns/v1/campaigns";
import { DomainError, type Client } from "@whiteline/service-kit";
import type { HolderBook } from "./holders.js";
import type { FindPlatformSender } from "./platform-sender.js";
import type { NoticeStore, OwedNotice } from "./store/notices.js";

type Dependencies = {
  readonly notices: NoticeStore;
  readonly holders: Pick<HolderBook, "find">;
  readonly sender: FindPlatformSender;
  readonly campaigns: Pick<Client<typeof CampaignsServiceDefinition>, "submitMessages">;
  readonly now: () => Date;
  readonly count: (outcome: string) => void;
  /** Tells operations that a provider has no line of its own to write from. */
  readonly withoutSender: (providerId: string) => void;
};

/** News of a day is none afterwards. */
const VALIDITY_S = 86_400;
const MOST_ATTEMPTS = 12;
const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 3_600_000;

/**
 * Sends the SMS that are owed from the provider's own line, as its platform tenant. A duty stands until campaigns has
 * accepted the message; its id makes a repetition harmless. What nobody can send is given up after some hours.
 */
export const noticeRound =
  (it: Dependencies) =>
  async (signal: AbortSignal): Promise<void> => {
    for (const owed of await it.notices.owed(it.now())) {
      if (signal.aborted) return;
      const wait = Math.min(FIRST_RETRY_MS * 2 ** owed.attempts, LONGEST_RETRY_MS);
      const isOurs = await it.notices.claim(owed, new Date(it.now().getTime() + wait));
      if (!isOurs) continue;
      const outcome = await send(it, owed, signal);
      it.count(outcome);
      if (outcome === "sent" || owed.attempts + 1 >= MOST_ATTEMPTS) {
        await it.notices.done(owed.noticeId);
      }
    }
  };

/** @returns "sent", or the stable reason why not yet: a neighbour that is away is an outcome, not a failure. */
const send = async (it: Dependencies, owed: OwedNotice, signal: AbortSignal): Promise<string> => {
  try {
    return await submit(it, owed, signal);
  } catch (error) {
    if (error instanceof DomainError) return error.reason;
    throw error;
  }
};

const submit = async (
  { holders, sender, campaigns, withoutSender }: Dependencies,
  { noticeId, tenantId, to, text }: OwedNotice,
  signal: AbortSignal,
): Promise<string> => {
  const { providerId, market } = await holders.find(tenantId);
  const found = await sender({ providerId, market }, signal);
  if (found === undefined) {
    withoutSender(providerId);
    return "PLATFORM_LINE_MISSING";
  }
  const item = { requestId: noticeId, to, text, templateId: "", variables: {} };
  const { answers } = await campaigns.submitMessages(
    {
      lineId: found.lineId,
      lane: Lane.TRANSACTIONAL,
      items: [item],
      validitySeconds: VALIDITY_S,
    },
    { ...found.options, signal },
  );
  const outcome = answers[0]?.outcome;
  if (outcome?.$case === "accepted") return "sent";
  return outcome?.value.finding?.code ?? "NO_ANSWER";
};

import { campaign, until, type Campaign } from "@whiteline/e2e";
import { loadAverage } from "./machine.js";
import type { Measured } from "./measured.js";
import { awaitOutcomes, countStored } from "./outcomes.js";
import { watch } from "./processes.js";
import type { Sender } from "./provision.js";
import type { Site } from "./site.js";

/** Everything before the first chunk leaves, and the end of the money after the last receipt. */
const WITHIN_MS = 300_000;

/** A campaign to the whole list: from its release to the last outcome stored. */
export const measureCampaign = async (
  { pids, operator, mongodUri }: Site,
  sender: Sender,
  messages: number,
): Promise<Measured> => {
  const load = loadAverage();
  await operator.reset();
  await using stored = await countStored(mongodUri);
  const used = watch(pids);
  const began = performance.now();
  const { lineId, listId, templateId, api } = sender;
  const { campaignId } = await api.call("/v1/campaigns", campaign, {
    json: { name: "bench", lineId, listId, templateId, dryRun: false },
  });
  const ask = (): Promise<Campaign> => api.call(`/v1/campaigns/${campaignId}`, campaign);

  // The last look before the release counts as the release: a little early, never late.
  let releasedAt = began;
  let lookedAt = began;
  const released = await until(
    () => {
      releasedAt = lookedAt;
      lookedAt = performance.now();
      return ask();
    },
    ({ state, progress }) => (progress?.chunksReleased ?? 0) > 0 || ends.includes(state),
    { within: WITHIN_MS, every: 50, what: "the release of the campaign" },
  );
  if (ends.includes(released.state) && released.state !== "finished") throw refused(released);

  const outcomes = await awaitOutcomes({ operator, stored, messages });
  const finished = await until(ask, ({ state }) => ends.includes(state), {
    within: WITHIN_MS,
    every: 200,
    what: "the end of the campaign",
  });
  const finishedAt = performance.now();
  if (finished.state !== "finished") throw refused(finished);
  const perSecond = (count: number, from: number, to: number): number =>
    count / ((to - from) / 1_000);
  return {
    name: "campaign",
    figures: {
      messages,
      acceptedPerSecond: perSecond(messages, began, releasedAt),
      submittedPerSecond: perSecond(outcomes.operator.submitted, releasedAt, outcomes.submittedAt),
      storedPerSecond: perSecond(outcomes.stored, releasedAt, outcomes.storedAt),
      secondsToRelease: (releasedAt - began) / 1_000,
      secondsToSettled: (finishedAt - releasedAt) / 1_000,
      lost: messages - outcomes.operator.unique,
      duplicates: outcomes.operator.duplicates,
      outcomesMissing: messages - outcomes.stored,
    },
    processes: used.read(),
    load,
  };
};

const ends = ["finished", "refused", "held", "unfunded", "cancelled"];

const refused = ({ state, refusal, cause }: Campaign): Error =>
  new Error(`The campaign ended as ${state}: ${refusal?.code ?? cause ?? "without a reason"}`);

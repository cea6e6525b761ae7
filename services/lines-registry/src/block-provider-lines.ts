import { statusOf } from "./domain/line.js";
import { judgeProvider, lacksOf } from "./domain/provider-eligibility.js";
import { tellLine } from "./events/publish.js";
import { dayOf } from "./market-day.js";
import type { Parts } from "./parts.js";

type Needs = Pick<Parts, "now" | "packs" | "lines" | "providers" | "trail" | "commit" | "outbox">;

/** Lines of one look and one transaction; a provider with more has them stopped batch by batch. */
const batch = 100;

/**
 * Holds every line against what is recorded of its provider [003 · Risk]: lines of one that may not
 * send fall silent, and come back with it. Told line by line, so that readers of lines stop at once.
 * A repetition changes nothing, so a crash or a line that was activated meanwhile costs one look.
 */
export function blockProviderLines(parts: Needs) {
  const { now, packs, lines, providers, trail, commit, outbox } = parts;

  const reconcile = async (providerId: string, signal: AbortSignal): Promise<void> => {
    for (let isMore = true; isMore && !signal.aborted;) {
      const at = now();
      isMore = await commit(async (session) => {
        const record = await providers.byId(providerId, session);
        const pack = packs.ofProvider(providerId, at);
        if (pack === undefined) return false;
        const judged = judgeProvider(pack, record, dayOf(at, pack.timezone));
        const providerBlocked = !judged.eligible;
        const wrong = await lines.ofProviderBlocked(providerId, !providerBlocked, batch);
        for (const before of wrong) {
          const line = { ...before, providerBlocked, version: before.version + 1 };
          const reason = providerBlocked ? "provider_ineligible" : "provider_eligible";
          await lines.replace(session, line);
          await tellLine(outbox, session, line, { reason, at });
          const [from, to] = [statusOf(before), statusOf(line)];
          const about = { subject: line.lineId, providerId, at, actor: "platform", by: "platform" };
          await trail.add({ ...about, event: reason, note: lacksOf(judged), from, to }, session);
        }
        return wrong.length === batch;
      });
    }
  };

  return {
    /** One provider, now. */
    reconcile,
    /** Every provider that has lines. */
    sweep: async (signal: AbortSignal): Promise<void> => {
      for (const providerId of await lines.providers()) await reconcile(providerId, signal);
    },
  };
}
